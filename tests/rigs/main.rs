//! Faults of disks, clocks, and machines, injected into the real program with external tools:
//! strace, libfaketime, and mounts in a separate namespace. The tests need those tools, so they run
//! only on request:
//!
//! ```text
//! cargo test --test rigs -- --ignored
//! ```
#![cfg(target_os = "linux")]

#[path = "../support/mod.rs"]
mod support;

mod clock;
mod disk;
mod parallel;
mod sweep;
mod tools;
