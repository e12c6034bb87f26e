//! Restores the terminal and exits with a regular exit code when memory runs out.
//!
//! When memory runs out, the allocator aborts the process. The signal handler for `SIGABRT` can
//! neither allocate memory nor take locks, so a thread that was started in advance does the work.

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

/// The exit code when memory runs out.
const FAILED: i32 = 1;

/// `true` while there is no terminal to restore, in which case an abort exits immediately.
static AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// Makes the process exit with an exit code instead of crashing when memory runs out.
pub fn exit_in_order() {
    // If the handler cannot be registered, the signal ends the program as it does by default.
    let _kept = register_conditional_shutdown(SIGABRT, FAILED, Arc::clone(&AT_ONCE));
}

/// Makes the process write `bytes` to the terminal and disable raw mode before it exits.
pub fn restore_terminal_on_abort(bytes: Vec<u8>) -> io::Result<()> {
    let (mut woken, wake) = UnixStream::pair()?;
    // The handler blocks on this full pipe. If it returned, the process would end before the thread
    // could restore the terminal.
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
    // `pipe::register` made the pipe non-blocking. Make writes to the full pipe block again.
    fcntl_setfl(&waits, OFlags::empty())?;
    AT_ONCE.store(false, Ordering::Relaxed);
    Ok(())
}

/// Makes the process exit immediately on an abort, because the terminal has been restored.
pub fn terminal_is_restored() {
    AT_ONCE.store(true, Ordering::Relaxed);
}
