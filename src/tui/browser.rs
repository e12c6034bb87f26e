//! Opens official pages in the learner's browser. Only `https` addresses are opened, and no shell
//! is involved.

use std::io;
use std::process::{Command, Stdio};
use std::thread;

/// The program that opens an address and the arguments that precede the address.
const OPENER: (&str, &[&str]) = if cfg!(target_os = "macos") {
    ("open", &[])
} else if cfg!(windows) {
    ("rundll32", &["url.dll,FileProtocolHandler"])
} else {
    ("xdg-open", &[])
};

/// Returns whether `address` is safe to open or link: an `https` address without spaces or other
/// characters that a program could misinterpret.
pub fn is_safe(address: &str) -> bool {
    let rest = address.strip_prefix("https://");
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .chars()
                .all(|c| c.is_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(c))
    })
}

/// Opens `address`, which must satisfy [`is_safe`]. The error is a sentence to show to the learner.
pub fn open(address: &str) -> Result<(), String> {
    if !is_safe(address) {
        return Err("Only https addresses can be opened.".into());
    }
    let (opener, before) = OPENER;
    let started = Command::new(opener)
        .args(before)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        Ok(mut child) => {
            // Wait for the child process so that it does not remain as a zombie.
            let waits = move || drop(child.wait());
            let _ends_with_us = thread::Builder::new().name("browser".into()).spawn(waits);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(format!(
            "`{opener}` is not installed. Press y to copy the address."
        )),
        Err(error) => Err(format!("`{opener}` cannot be started: {error}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_safe, open};

    #[test]
    fn only_https_addresses_are_opened() {
        assert!(is_safe(
            "https://docs.aws.amazon.com/a_b/c-d.html?x=1&y=%20#part"
        ));
        for address in [
            "http://example.org",
            "file:///etc/passwd",
            "https://",
            "https://a b",
            "https://a\u{1b}]8;;",
            "https://a\"b",
            "https://a`b`",
            "--help",
            "javascript:alert(1)",
        ] {
            assert!(!is_safe(address), "{address}");
            assert!(open(address).is_err(), "{address}");
        }
    }
}
