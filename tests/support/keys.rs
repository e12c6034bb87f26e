//! The byte sequences that keys and the mouse send.

pub const ENTER: &str = "\r";
pub const ESC: &str = "\x1b";
pub const SPACE: &str = " ";
pub const TAB: &str = "\t";
pub const UP: &str = "\x1b[A";
pub const DOWN: &str = "\x1b[B";
pub const RIGHT: &str = "\x1b[C";
pub const LEFT: &str = "\x1b[D";
pub const PAGE_UP: &str = "\x1b[5~";
pub const PAGE_DOWN: &str = "\x1b[6~";
pub const HOME: &str = "\x1b[H";
pub const END: &str = "\x1b[F";
pub const F1: &str = "\x1bOP";
pub const CTRL_C: &str = "\x03";
pub const CTRL_L: &str = "\x0c";
pub const CTRL_Z: &str = "\x1a";

/// A left click at a zero-based column and row, in the SGR encoding that the program requests.
pub fn click((column, row): (u16, u16)) -> String {
    let (x, y) = (column + 1, row + 1);
    format!("\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")
}

/// One notch of the mouse wheel toward the learner.
pub fn wheel_down((column, row): (u16, u16)) -> String {
    format!("\x1b[<65;{};{}M", column + 1, row + 1)
}

/// One notch of the mouse wheel away from the learner.
pub fn wheel_up((column, row): (u16, u16)) -> String {
    format!("\x1b[<64;{};{}M", column + 1, row + 1)
}
