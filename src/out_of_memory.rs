//! Ends the program in order when memory runs out: with an exit code, and with the terminal
//! given back.
//!
//! The allocator aborts the process then. The handler of that signal can neither allocate
//! nor take a lock, so a thread that was started before does the work.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};
use std::thread;

use ratatui::crossterm::terminal::disable_raw_mode;
use rustix::fs::{OFlags, fcntl_setfl};
use signal_hook::consts::SIGABRT;
use signal_hook::flag::register_conditional_shutdown;
use signal_hook::low_level::{exit, pipe};

/// The exit code of a process without memory.
const FAILED: i32 = 1;

/// Whether an abort ends the process at once, because no terminal has to be given back.
static AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// Ends the process with an exit code when memory runs out, instead of as a crash.
pub fn exit_in_order() {
    // Where it cannot be registered, the program ends on the signal, as any program does.
    let _kept = register_conditional_shutdown(SIGABRT, FAILED, Arc::clone(&AT_ONCE));
}

/// Writes `bytes` to the terminal and switches raw mode off before the process ends.
pub fn give_back_terminal_first(bytes: Vec<u8>) -> io::Result<()> {
    let (mut woken, wake) = UnixStream::pair()?;
    // The handler waits in this pipe, which is full: once it returned, the process would end.
    let (unread, mut full) = io::pipe()?;
    let waits = full.try_clone()?;
    fcntl_setfl(&full, OFlags::NONBLOCK)?;
    while full.write(&[0; 4096]).is_ok() {}
    let mut terminal = File::from(io::stdout().as_fd().try_clone_to_owned()?);
    thread::Builder::new()
        .name("out of memory".into())
        .spawn(move || {
            let _open = &unread;
            if woken.read_exact(&mut [0]).is_ok() {
                let _gone = terminal.write_all(&bytes);
                let _gone = disable_raw_mode();
                exit(FAILED);
            }
        })?;
    pipe::register(SIGABRT, wake)?;
    pipe::register(SIGABRT, full)?;
    // Registering made the pipe return at once where it is full.
    fcntl_setfl(&waits, OFlags::empty())?;
    AT_ONCE.store(false, Ordering::Relaxed);
    Ok(())
}

/// Ends the process at once from now on: the terminal was given back.
pub fn terminal_is_given_back() {
    AT_ONCE.store(true, Ordering::Relaxed);
}
