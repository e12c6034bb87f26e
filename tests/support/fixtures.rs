//! The banks that the tests use.

use std::path::{Path, PathBuf};

/// Twelve questions `q01` to `q12` on two topics: `alpha` has q01 to q06, all
/// with one right option; of `beta`, q08, q10 and q12 have two. Stems, options,
/// reasons and rules say what they are and of which question.
pub fn small() -> String {
    fixture("small")
}

/// One question whose answered page is longer than a screen.
pub fn long() -> String {
    fixture("long.toml")
}

/// A bank with one kind of fault in it.
pub fn broken(name: &str) -> String {
    fixture(&format!("broken/{name}.toml"))
}

fn fixture(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    assert!(path.exists(), "there is no fixture {}", path.display());
    path.to_str().expect("the path is UTF-8").to_owned()
}
