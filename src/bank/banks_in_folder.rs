//! Finds the banks in a folder. A bank is a TOML file or a subfolder.

use std::fs;
use std::path::Path;

use super::Origin;

/// The maximum number of banks in a list. A folder with more entries is probably not a folder of
/// banks.
const MOST: usize = 99;

/// Returns the banks in `folder`, sorted by name. Returns an empty list if the folder does not
/// exist. Symbolic links are not followed so that a downloaded bank cannot refer to files outside
/// its folder.
pub fn banks_in(folder: &Path) -> Vec<Origin> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let is_bank = |entry: &fs::DirEntry| {
        let name = entry.file_name();
        let hidden = name.as_encoded_bytes().starts_with(b".");
        let is_toml = Path::new(&name).extension().is_some_and(|it| it == "toml");
        // Get the type of the entry itself, so that a symbolic link counts as neither a file nor a
        // folder.
        let kind = entry.file_type();
        !hidden && kind.is_ok_and(|kind| kind.is_dir() || kind.is_file() && is_toml)
    };
    let banks = entries.flatten().filter(is_bank);
    let mut paths: Vec<_> = banks.map(|entry| entry.path()).collect();
    paths.sort();
    paths.truncate(MOST);
    paths.into_iter().map(Origin::Path).collect()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Origin, banks_in};

    #[test]
    fn files_and_folders_are_banks_and_nothing_else_is() {
        let folder = tempfile::tempdir().expect("there is room");
        let at = |name: &str| folder.path().join(name);
        for file in ["b.toml", ".hidden.toml", "notes.txt"] {
            fs::write(at(file), "").expect("the folder is ours");
        }
        fs::create_dir(at("a")).expect("the folder is ours");
        fs::create_dir(at(".git")).expect("the folder is ours");
        #[cfg(unix)]
        for (link, to) in [("c", "/etc"), ("d.toml", "/etc/hostname")] {
            std::os::unix::fs::symlink(to, at(link)).expect("the folder is ours");
        }
        let banks = [at("a"), at("b.toml")].map(Origin::Path);
        assert_eq!(banks_in(folder.path()), banks);
        assert_eq!(banks_in(&at("nowhere")), []);
    }
}
