//! How the program is linked, so that less is left to do when it starts.

use std::env;
use std::path::Path;
use std::process::Command;

/// Asks for it on Linux with the GNU C library. Elsewhere, and where the program is built
/// for another machine or without shared libraries, all stays as it is.
pub fn ask() {
    let said = |name: &str| env::var(name).unwrap_or_default();
    let of_gnu = said("CARGO_CFG_TARGET_OS") == "linux" && said("CARGO_CFG_TARGET_ENV") == "gnu";
    let features = said("CARGO_CFG_TARGET_FEATURE");
    let shared = features.split(',').all(|it| it != "crt-static");
    if !of_gnu || !shared || said("HOST") != said("TARGET") {
        return;
    }
    // At a fixed place thousands of addresses need not be written at every start, nor the
    // pages with them be copied. Whoever asks rustc for another place
    // (`-C relocation-model=pie`) gets that.
    if !said("CARGO_ENCODED_RUSTFLAGS").contains("relocation-model") {
        println!("cargo::rustc-link-arg-bins=-no-pie");
    }
    // The unwinder, which a panic needs, is a part of the program and no library to load.
    if has("libgcc_eh.a") {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

/// Whether the compiler that links the program finds `library`: it then says where.
fn has(library: &str) -> bool {
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let asked = Command::new(linker)
        .arg(format!("-print-file-name={library}"))
        .output();
    asked.is_ok_and(|said| {
        let path = String::from_utf8_lossy(&said.stdout);
        Path::new(path.trim()).is_absolute()
    })
}
