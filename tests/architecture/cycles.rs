//! Limits the size of import cycles. Files that import each other, directly or indirectly, can only
//! be read, tested, and moved together.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::{collect, paths_of, source, without_texts};

/// The maximum number of files in a cycle.
const LARGEST: usize = 8;

/// The path of a module from the crate root: `["tui", "keymap"]`.
type ModulePath = Vec<String>;

/// A source file.
struct Module {
    /// Imported and re-exported names, with the paths they refer to.
    names: BTreeMap<String, String>,
    /// Paths that the code depends on. A re-export that its own module does not use is not a
    /// dependency.
    used: BTreeSet<String>,
}

#[test]
fn import_cycles_are_small() {
    let modules = modules();
    let imports = modules.iter().map(|(path, module)| {
        let targets = module.used.iter();
        let targets = targets.filter_map(|used| defined_in(path, used, &modules, 0));
        (path, targets.filter(|target| target != path).collect())
    });
    let imports: BTreeMap<&ModulePath, BTreeSet<ModulePath>> = imports.collect();
    let reached: BTreeMap<_, _> = imports
        .keys()
        .map(|path| (*path, reachable(path, &imports)))
        .collect();
    for (path, others) in &reached {
        let cycle = others.iter().filter(|other| reached[other].contains(*path));
        let cycle: Vec<_> = cycle.map(|other| other.join("/")).collect();
        assert!(
            cycle.len() <= LARGEST,
            "{} files import each other: {}",
            cycle.len(),
            cycle.join(", ")
        );
    }
}

#[test]
fn a_cycle_through_a_re_export_is_seen() {
    let modules: BTreeMap<ModulePath, Module> = [
        ("a", "mod b;\npub use b::Thing;"),
        ("a/b", "use crate::c::other;\npub struct Thing;"),
        ("c", "use crate::a::Thing;\npub fn other() -> Thing {}"),
    ]
    .into_iter()
    .map(|(path, text)| {
        (
            path.split('/').map(str::to_owned).collect(),
            Module::of(text),
        )
    })
    .collect();
    let c = vec!["c".to_owned()];
    let found = defined_in(&c, "crate::a::Thing", &modules, 0);
    assert_eq!(found.expect("it is found").join("/"), "a/b");
    assert!(modules[&vec!["a".to_owned()]].used.is_empty());
}

fn modules() -> BTreeMap<ModulePath, Module> {
    let mut files = Vec::new();
    collect(&source(), &mut files);
    let modules = files.iter().map(|file| {
        let below = file.strip_prefix(source()).expect("it is a source file");
        let below = below.with_extension("");
        let mut path: ModulePath = below.iter().map(|it| it.to_string_lossy().into()).collect();
        path.pop_if(|name| name == "mod" || name == "lib");
        let text = fs::read_to_string(file).expect("it can be read");
        (path, Module::of(&text))
    });
    modules.collect()
}

impl Module {
    fn of(text: &str) -> Self {
        let code = without_texts(text.split("#[cfg(test)]").next().unwrap_or_default());
        let (mut imports, mut body) = (String::new(), String::new());
        let mut is_import = false;
        for line in code.lines() {
            let start = line.trim_start();
            is_import |= start.starts_with("use ") || start.starts_with("pub use ");
            let to = if is_import { &mut imports } else { &mut body };
            *to += line;
            to.push('\n');
            is_import &= !line.contains(';');
        }
        let words: BTreeSet<&str> = body
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .collect();
        let mut names = BTreeMap::new();
        let mut used: BTreeSet<String> =
            paths_of(&body).into_iter().map(|(path, _)| path).collect();
        for (path, _) in paths_of(&imports) {
            let path = path.strip_suffix("::self").unwrap_or(&path).to_owned();
            let name = path.rsplit("::").next().unwrap_or_default().to_owned();
            if words.contains(&*name) || name == "_" {
                used.insert(path.clone());
            }
            names.insert(name, path);
        }
        Self { names, used }
    }
}

/// Returns the module that defines the target of `path` in the module `at`; `None` for paths
/// outside the crate.
fn defined_in(
    at: &[String],
    path: &str,
    modules: &BTreeMap<ModulePath, Module>,
    depth: usize,
) -> Option<ModulePath> {
    // An import that refers to itself is not a path in this crate.
    if depth > 20 {
        return None;
    }
    let mut module = at.to_vec();
    let mut parts = path.split("::").peekable();
    let mut is_rooted = true;
    match *parts.peek()? {
        "crate" => module.clear(),
        "self" => {}
        "super" => {
            while parts.next_if_eq(&"super").is_some() {
                module.pop();
            }
            is_rooted = false;
        }
        _ => is_rooted = false,
    }
    if is_rooted {
        parts.next();
    }
    while let Some(part) = parts.next() {
        module.push(part.to_owned());
        if modules.contains_key(&module) {
            continue;
        }
        module.pop();
        let rest: Vec<_> = parts.collect();
        return match modules.get(&module)?.names.get(part) {
            Some(import) => {
                let whole = [&**import].into_iter().chain(rest).collect::<Vec<_>>();
                defined_in(&module, &whole.join("::"), modules, depth + 1)
            }
            // The name is not imported, so it is an item of this module if the path started in the
            // crate.
            None => (module != at || path.starts_with("self")).then_some(module),
        };
    }
    Some(module)
}

fn reachable(
    from: &ModulePath,
    imports: &BTreeMap<&ModulePath, BTreeSet<ModulePath>>,
) -> BTreeSet<ModulePath> {
    let mut found = BTreeSet::new();
    let mut open = vec![from];
    while let Some(next) = open.pop() {
        for target in imports.get(next).into_iter().flatten() {
            if found.insert(target.clone()) {
                open.push(target);
            }
        }
    }
    found
}
