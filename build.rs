//! Embeds all files under `questions/` in the program. New files are found automatically.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use miniz_oxide::deflate::compress_to_vec;
use xxhash_rust::xxh3::Xxh3;

/// The slowest compression level of miniz, which produces the smallest output.
const BEST_COMPRESSION: u8 = 10;

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let questions = root.join("questions");
    println!("cargo::rerun-if-changed={}", questions.display());

    let mut files = Vec::new();
    collect(&questions, &mut files)?;
    files.sort();

    let mut code = String::from("&[\n");
    let mut bank = String::new();
    for file in &files {
        println!("cargo::rerun-if-changed={}", file.display());
        let name = file.strip_prefix(&root).expect("found below the root");
        let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
        let from = bank.len();
        bank += &fs::read_to_string(file)?;
        code += &format!("    ({:?}, {from}..{}),\n", name.join("/"), bank.len());
    }
    code += "]\n";
    let print = format!("{:#034x}_u128\n", fingerprint(&files)?);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("embedded_print.rs"), print)?;
    let packed = compress_to_vec(bank.as_bytes(), BEST_COMPRESSION);
    fs::write(out.join("embedded_bank.deflate"), packed)?;
    fs::write(out.join("embedded_bank.rs"), code)
}

/// Hashes the files in the same way as `src/bank/fingerprint.rs`; a test there compares the
/// results.
fn fingerprint(files: &[PathBuf]) -> io::Result<u128> {
    let mut hash = Xxh3::new();
    for file in files {
        let text = fs::read(file)?;
        hash.update(&(text.len() as u64).to_le_bytes());
        hash.update(&text);
    }
    Ok(hash.digest128())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
