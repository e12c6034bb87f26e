//! The full-screen program: a single loop owns the terminal and sleeps until a key, a resize, a
//! signal, or the next deadline.

mod bounded;
mod browser;
#[cfg(unix)]
mod burst;
mod cursor;
#[cfg(unix)]
mod decode;
mod input;
mod keymap;
mod listen;
mod look;
mod output;
mod page;
mod paint;
#[cfg(test)]
mod random_walk;
mod remembered;
mod rich;
mod screen;
mod screens;
mod shell;
mod terminal;
#[cfg(debug_assertions)]
mod test_panics;
mod theme;
mod view;
mod widgets;

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::time::Duration;

use crate::app::{ActiveSession, App, Draft};
use crate::clock::Clock;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use input::Input;
use listen::Listener;
use look::Environment;
use screen::{Context, Screen as _};
use screens::Question;
use shell::{AfterEvent, Shell};

/// The first screen of the program. The home screen is always below it.
pub enum Opening {
    Home,
    Session(Box<ActiveSession>),
    /// The list of banks.
    Banks,
}

/// The number of the SIGHUP signal, which reports that the terminal was closed.
pub const HANGUP: i32 = 1;

/// The maximum time that the first frame waits for a bank without cached data.
const PATIENCE_FOR_BANK: Duration = Duration::from_millis(30);
/// The maximum time that handling a key can wait for another program that is writing to the
/// history. Data that cannot be saved within this time is saved with the next answer.
const PATIENCE_FOR_HISTORY: Duration = Duration::from_millis(500);

/// The memory that must be available for a session, in bytes. This is several times what a session
/// actually uses.
const ROOM: usize = 64 * 1024 * 1024;

/// The result of the full-screen program.
#[derive(Debug)]
pub struct Ended {
    /// The signal that ended the program, if there was one.
    pub signal: Option<i32>,
    /// A line to print after the full-screen program has ended.
    pub words: Option<String>,
}

/// Returns whether the program can draw on a terminal and read keys from it.
pub fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// Returns the names of all available themes.
pub fn themes() -> Vec<String> {
    theme::names()
}

/// Returns the problems in the theme called `name`.
pub fn theme_problems(name: &str) -> Vec<Diagnostic> {
    theme::problems(name)
}

/// Runs the full-screen program until it ends. First shows `problems`, which were found in the
/// settings.
pub fn run(
    app: App,
    opening: Opening,
    problems: Vec<Diagnostic>,
    clock: &Clock,
) -> anyhow::Result<Ended> {
    let mut screens: Vec<Box<dyn screen::Screen>> = Vec::new();
    let mut app = app;
    app.set_patience(PATIENCE_FOR_HISTORY)?;
    app.read_bank_within(PATIENCE_FOR_BANK);
    let mut cx = Context::new(app, clock.now());
    let mut home = screens::Home::new();
    home.returned(&mut cx);
    let ran_out = home.exam_expired(&mut cx);
    let news = screens::News::of(&mut cx.app, &cx.now);
    let exam_day = screens::ExamDay::of(&mut cx.app, &cx.now);
    screens.push(Box::new(home));
    if let Some(result) = ran_out {
        screens.push(Box::new(result));
    }
    let chooses = matches!(opening, Opening::Banks);
    match opening {
        Opening::Home => {}
        Opening::Session(sitting) => screens.push(Question::open(*sitting, &mut cx)),
        Opening::Banks => screens.push(Box::new(screens::Banks::new(true, &cx))),
    }
    if let Some(news) = news {
        screens.push(Box::new(news));
    }
    if let Some(exam_day) = exam_day {
        screens.push(Box::new(exam_day));
    }
    if !problems.is_empty() {
        screens.push(Box::new(screens::Problems::of_settings(problems)));
    }
    run_ui(
        Shell::new(cx, screens, Environment::read()),
        !chooses,
        clock,
    )
}

/// Runs a preview of the bank at `path` for its author. The preview shows the bank's questions and
/// problems. It does not use the history.
pub fn preview(path: &Path, settings: Settings, clock: &Clock) -> anyhow::Result<Ended> {
    let draft = Draft::load(path);
    let mut app = App::on_draft(&draft)?;
    app.settings = settings;
    let preview = screens::Preview::new(path.to_owned(), draft);
    let problems = preview.problems();
    let mut screens: Vec<Box<dyn screen::Screen>> = vec![Box::new(preview)];
    if let Some(problems) = problems {
        screens.push(Box::new(problems));
    }
    let context = Context::new(app, clock.now());
    let shell = Shell::new(context, screens, Environment::read());
    run_ui(shell, false, clock)
}

/// Takes over the terminal and restores it when the program ends.
fn run_ui(mut shell: Shell, reads_bank: bool, clock: &Clock) -> anyhow::Result<Ended> {
    // Check now, while an error can still be reported. Running out of memory after the terminal is
    // taken over would leave the terminal in that state.
    if !crate::memory::can_allocate(ROOM) {
        anyhow::bail!("there is not enough memory; close other programs and try again");
    }
    let (inputs, mut listener) = listen::listen()?;
    let mut screen = terminal::Screen::enter(&inputs, shell.wants_mouse())?;
    // Before the questions are read, draw everything that does not need them.
    let end = screen
        .draw(|frame| shell.paint(frame.buffer_mut()))
        .and_then(|()| {
            if reads_bank && input::wait_for_bank(&inputs, shell.context.app.shelf()).is_err() {
                // If no thread can be started, read the bank here, before the first key is handled.
                handle(&mut shell, Input::BankRead, clock);
            }
            event_loop(&mut shell, &mut listener, &mut screen, clock)
        });
    // Treat a drawing error as a closed terminal, even if no signal was received.
    let end = end.unwrap_or(End::Signal(HANGUP));
    shell.leaving();
    drop(screen);
    log::info!("left the full-screen mode: {end:?}");
    let signal = match end {
        End::Left => None,
        End::Signal(signal) => Some(signal),
        // The thread that panicked has already reported the panic. Resume it here to end the
        // program.
        End::Panicked => std::panic::resume_unwind(Box::new("a panic elsewhere")),
    };
    Ok(Ended {
        signal,
        words: shell.last_words(),
    })
}

/// The event that ended the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Left,
    Signal(i32),
    Panicked,
}

/// Runs the loop until an event ends it.
fn event_loop(
    shell: &mut Shell,
    listener: &mut Listener,
    screen: &mut terminal::Screen,
    clock: &Clock,
) -> io::Result<End> {
    // The first frame has already been drawn.
    let mut stale = false;
    loop {
        match shell.tick(clock.now()) {
            Some(AfterEvent::Quit) => return Ok(End::Left),
            Some(_) => stale = true,
            None => {}
        }
        // Clocks keep running while the terminal accepts no output; changes are drawn later.
        if let Some(text) = shell.context.copied.take() {
            screen.copy(&text)?;
            stale = true;
        }
        if stale && output::is_free() {
            screen.report_clicks(shell.wants_mouse())?;
            screen.draw(|frame| shell.paint(frame.buffer_mut()))?;
        }
        let mut next = listener.next(shell.wake());
        stale = next.is_none();
        // Handle all queued inputs before drawing the next frame.
        let mut follows = false;
        while let Some(input) = next {
            let following = listener.queued();
            let is_followed = following.as_ref().is_some_and(Input::is_from_learner);
            let is_one = !matches!(input, Input::Burst(_));
            shell.set_alone(is_one && !follows && !is_followed);
            follows |= input.is_from_learner();
            let step = handle(shell, input, clock);
            stale |= step != Step::Nothing;
            match step {
                Step::Nothing | Step::On => {}
                Step::Repaint => screen.repaint()?,
                Step::Suspend => suspend(screen)?,
                Step::Retake => screen.take()?,
                Step::End(end) => return Ok(end),
            }
            next = following;
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    On,
    /// Nothing has changed, so no frame is needed.
    Nothing,
    Repaint,
    Suspend,
    Retake,
    End(End),
}

fn handle(shell: &mut Shell, input: Input, clock: &Clock) -> Step {
    // Handle expired deadlines before the key that followed. The key was meant for the previous
    // content, so it is ignored.
    let passed = shell.tick(clock.now());
    let after = match (passed, input) {
        (_, Input::Continued) => return Step::Retake,
        (_, Input::Stop(signal)) => return Step::End(End::Signal(signal)),
        (_, Input::Gone) => return Step::End(End::Signal(HANGUP)),
        (_, Input::Panicked) => return Step::End(End::Panicked),
        // The terminal may have truncated its content, even if the window is back to its old size.
        (_, Input::Resized) => AfterEvent::Repaint,
        (passed, Input::BankRead) => {
            let changed = shell.bank_is_read();
            match passed {
                None if !changed => return Step::Nothing,
                passed => passed.unwrap_or(AfterEvent::Draw),
            }
        }
        (Some(after), _) => after,
        (None, Input::Written) => AfterEvent::Draw,
        (None, Input::Key(key)) => shell.key(key),
        (None, Input::Pasted(text)) => shell.paste(&text),
        (None, Input::Burst(keys)) => {
            // Insert pasted text into a text field, as if it were typed. Anywhere else, ignore it.
            if !keys.first().is_some_and(|first| shell.types(first)) {
                shell.refuse_paste();
                return Step::On;
            }
            for key in keys {
                let step = handle(shell, key, clock);
                if step != Step::On {
                    return step;
                }
            }
            return Step::On;
        }
        (None, Input::Click(at)) => shell.click(at),
        (None, Input::Wheel { up }) => {
            shell.wheel(up);
            AfterEvent::Draw
        }
    };
    match after {
        AfterEvent::Draw => Step::On,
        AfterEvent::Repaint => Step::Repaint,
        AfterEvent::Suspend => Step::Suspend,
        AfterEvent::Quit => Step::End(End::Left),
    }
}

/// Restores the terminal and stops the process, as any program does on Ctrl-Z. When the shell
/// continues the process, the terminal is taken over again.
#[cfg(unix)]
fn suspend(screen: &mut terminal::Screen) -> io::Result<()> {
    // A session leader has no parent shell that could continue it.
    if rustix::process::getsid(None).ok() == Some(rustix::process::getpid()) {
        return screen.repaint();
    }
    terminal::restore();
    log::info!("suspended");
    // Raise SIGTSTP instead of SIGSTOP: if no shell can continue the program, the system ignores
    // the signal.
    signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
    screen.take()
}

#[cfg(not(unix))]
fn suspend(screen: &mut terminal::Screen) -> io::Result<()> {
    screen.repaint()
}
