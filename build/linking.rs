//! Asks for less to be done when the program starts.

use std::env;
use std::path::PathBuf;
use std::process::Command;

/// On Linux with the GNU C library: elsewhere, and where the program is built for another
/// machine, all stays as it is.
pub fn ask() {
    println!("cargo::rerun-if-env-changed=CC");
    let is = |name: &str, wanted: &str| env::var(name).is_ok_and(|it| it == wanted);
    let of_gnu = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    if !of_gnu || env::var("HOST") != env::var("TARGET") {
        return;
    }
    // Ten thousand addresses need not be written, and the pages with them not be copied. The
    // heap, the stack and the libraries still lie where nobody can know.
    println!("cargo::rustc-link-arg-bins=-no-pie");
    // The unwinder, which a panic needs, is a part of the program and no library to load.
    if has("libgcc_eh.a") {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

/// Whether the C compiler that links the program finds `library`: it then says where.
fn has(library: &str) -> bool {
    let compiler = env::var_os("CC").unwrap_or_else(|| "cc".into());
    let asked = Command::new(compiler)
        .arg(format!("-print-file-name={library}"))
        .output();
    asked.is_ok_and(|said| {
        let path = String::from_utf8_lossy(&said.stdout).trim().to_owned();
        PathBuf::from(path).is_absolute()
    })
}
