//! Faults of disks, clocks and machines, made to the real program with tools
//! from outside: strace, libfaketime, mounts in a namespace of their own. They
//! need those tools, and so run only where they are asked for:
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
