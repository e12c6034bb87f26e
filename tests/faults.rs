//! Sixty faults that the program has to survive, each by its number, with the
//! test that makes it happen. The long ones run with `cargo test -- --ignored`.
#![cfg(unix)]

mod support;

#[path = "faults/bank.rs"]
mod bank;
#[path = "faults/banks.rs"]
mod banks;
#[path = "faults/clock.rs"]
mod clock;
#[path = "faults/command_line.rs"]
mod command_line;
#[path = "faults/escapes.rs"]
mod escapes;
#[path = "faults/kill.rs"]
mod kill;
#[path = "faults/memory.rs"]
mod memory;
#[path = "faults/process.rs"]
mod process;
#[path = "faults/terminal.rs"]
mod terminal;
