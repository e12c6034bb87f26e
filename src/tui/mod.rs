//! The full-screen program: one loop owns the terminal and sleeps until a key,
//! a resize, a signal or the nearest deadline.

mod bounded;
mod browser;
mod cursor;
#[cfg(unix)]
mod decode;
mod desk;
mod input;
mod keymap;
mod left;
mod listen;
mod look;
mod output;
mod page;
mod paint;
mod rich;
mod screen;
mod screens;
mod shell;
mod terminal;
mod theme;
#[cfg(debug_assertions)]
mod trigger;
mod view;
mod widgets;
#[cfg(test)]
mod wild;

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::time::Duration;

use crate::app::{App, Draft, Sitting};
use crate::clock::Clock;
use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use desk::Desk;
use input::Input;
use listen::Listener;
use look::Environment;
use screen::Screen as _;
use screens::Question;
use shell::{After, Shell};

/// What the program opens with; home always lies below.
pub enum Opening {
    Home,
    Session(Box<Sitting>),
    /// The banks to choose from.
    Banks,
}

/// The signal that tells of a terminal that is gone.
pub const HANGUP: i32 = 1;

/// How long the first frame waits for a bank of which nothing is known yet.
const PATIENCE_FOR_BANK: Duration = Duration::from_millis(60);
/// How long a key waits for another program that writes to the history. What cannot be
/// saved then is saved with the next answer.
const PATIENCE_FOR_HISTORY: Duration = Duration::from_millis(500);

/// The memory that a session may take, in bytes: several times what it does.
const ROOM: usize = 64 * 1024 * 1024;

/// How the full-screen program ended.
#[derive(Debug)]
pub struct Ended {
    /// The signal that ended it, if one did.
    pub signal: Option<i32>,
    /// One line for the normal screen.
    pub words: Option<String>,
}

/// Whether there is a terminal to draw on and to read keys from.
pub fn has_terminal() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal()
}

/// The names of all themes that may be chosen.
pub fn themes() -> Vec<String> {
    theme::names()
}

/// What is wrong with the theme called `name`.
pub fn theme_problems(name: &str) -> Vec<Diagnostic> {
    theme::problems(name)
}

/// Runs the full-screen program until it is left. `problems` are those of the
/// settings, which are shown first.
pub fn run(
    app: App,
    opening: Opening,
    problems: Vec<Diagnostic>,
    clock: &Clock,
) -> anyhow::Result<Ended> {
    let now = clock.now();
    let mut screens: Vec<Box<dyn screen::Screen>> = Vec::new();
    let mut app = app;
    app.set_patience(PATIENCE_FOR_HISTORY)?;
    app.read_bank_within(PATIENCE_FOR_BANK);
    let mut desk = Desk::new(app);
    let mut cx = desk.context(&now);
    let mut home = screens::Home::new();
    home.returned(&mut cx);
    let ran_out = home.ran_out(&mut cx);
    let news = screens::News::of(cx.app, &now);
    let exam_day = screens::ExamDay::of(cx.app, &now);
    screens.push(Box::new(home));
    if let Some(result) = ran_out {
        screens.push(Box::new(result));
    }
    let chooses = matches!(opening, Opening::Banks);
    match opening {
        Opening::Home => {}
        Opening::Session(sitting) => screens.push(Box::new(Question::open(*sitting, &mut cx))),
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
    hold(
        Shell::new(desk, screens, Environment::read()),
        !chooses,
        clock,
    )
}

/// Runs the program on the bank at `path` as its author looks at it: its questions,
/// and what is found in them. No history is touched.
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
    let desk = Desk::new(app);
    hold(Shell::new(desk, screens, Environment::read()), false, clock)
}

/// Takes the terminal and gives it back when the program is left.
fn hold(mut shell: Shell, reads_bank: bool, clock: &Clock) -> anyhow::Result<Ended> {
    // Asked for while it can still be said in a sentence: once the terminal is
    // taken, running out of memory would leave it as it is.
    if !crate::room::is_free(ROOM) {
        anyhow::bail!("there is not enough memory");
    }
    let (inputs, mut listener) = listen::listen()?;
    let mut screen = terminal::Screen::enter(&inputs, shell.wants_mouse())?;
    // What does not need the bank's questions is on the screen before they are read.
    let first = clock.now();
    let end = screen
        .draw(|frame| shell.paint(frame.buffer_mut(), &first))
        .and_then(|()| {
            if reads_bank && input::wait_for_bank(&inputs, shell.desk.app.shelf()).is_err() {
                // Without room for a thread it is read here, before the first key.
                handle(&mut shell, Input::BankRead, clock);
            }
            turn(&mut shell, &mut listener, &mut screen, clock)
        });
    // A terminal that cannot be drawn on is gone, whether or not a signal said so.
    let end = end.unwrap_or(End::Signal(HANGUP));
    shell.leaving(&clock.now());
    drop(screen);
    log::info!("the screens are left: {end:?}");
    let signal = match end {
        End::Left => None,
        End::Signal(signal) => Some(signal),
        // It is reported where it happened; here it goes on to the program's end.
        End::Panicked => std::panic::resume_unwind(Box::new("a panic elsewhere")),
    };
    Ok(Ended {
        signal,
        words: shell.last_words(),
    })
}

/// What ended the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Left,
    Signal(i32),
    Panicked,
}

/// The loop, until something ends it.
fn turn(
    shell: &mut Shell,
    listener: &mut Listener,
    screen: &mut terminal::Screen,
    clock: &Clock,
) -> io::Result<End> {
    // The first frame is drawn already.
    let mut stale = false;
    loop {
        let now = clock.now();
        match shell.tick(&now) {
            Some(After::Quit) => return Ok(End::Left),
            Some(_) => stale = true,
            None => {}
        }
        // While the terminal takes nothing time goes on, and what it brings is kept.
        if let Some(text) = shell.desk.copied.take() {
            screen.copy(&text)?;
            stale = true;
        }
        if stale && output::is_free() {
            screen.report_clicks(shell.wants_mouse())?;
            screen.draw(|frame| shell.paint(frame.buffer_mut(), &now))?;
        }
        let mut next = listener.next(shell.wake(&now));
        stale = next.is_none();
        // All that is queued is handled before the next frame is drawn.
        let mut follows = false;
        while let Some(input) = next {
            let following = listener.queued();
            let is_followed = following.as_ref().is_some_and(Input::is_from_learner);
            shell.comes_alone(!follows && !is_followed);
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
    /// All is as it was, and nothing needs to be drawn.
    Nothing,
    Repaint,
    Suspend,
    Retake,
    End(End),
}

fn handle(shell: &mut Shell, input: Input, clock: &Clock) -> Step {
    let now = clock.now();
    // A deadline that passed is seen before the key that came after it, which
    // was meant for what stood there and goes to nobody.
    let passed = shell.tick(&now);
    let after = match (passed, input) {
        (_, Input::Continued) => return Step::Retake,
        (_, Input::Stop(signal)) => return Step::End(End::Signal(signal)),
        (_, Input::Gone) => return Step::End(End::Signal(HANGUP)),
        (_, Input::Panicked) => return Step::End(End::Panicked),
        // The terminal may have cut what it showed, even if it is back at its size by now.
        (_, Input::Resized) => After::Repaint,
        (passed, Input::BankRead) => {
            let changed = shell.bank_is_read(&now);
            match passed {
                None if !changed => return Step::Nothing,
                passed => passed.unwrap_or(After::Draw),
            }
        }
        (Some(after), _) => after,
        (None, Input::Written) => After::Draw,
        (None, Input::Key(key)) => shell.key(key, &now),
        (None, Input::Pasted(text)) => shell.paste(&text, &now),
        (None, Input::Click(at)) => shell.click(at, &now),
        (None, Input::Wheel { up }) => {
            shell.wheel(up, &now);
            After::Draw
        }
    };
    match after {
        After::Draw => Step::On,
        After::Repaint => Step::Repaint,
        After::Suspend => Step::Suspend,
        After::Quit => Step::End(End::Left),
    }
}

/// Gives the terminal back and stops, as any program does on Ctrl-Z. The shell
/// continues it, and the terminal is taken again.
#[cfg(unix)]
fn suspend(screen: &mut terminal::Screen) -> io::Result<()> {
    // The leader of a session has no shell that could continue it.
    if rustix::process::getsid(None).ok() == Some(rustix::process::getpid()) {
        return screen.repaint();
    }
    terminal::give_back();
    log::info!("suspended");
    // The signal itself, and not a stop: where no shell could continue the
    // program, the system takes no notice of it.
    signal_hook::low_level::raise(signal_hook::consts::SIGTSTP)?;
    screen.take()
}

#[cfg(not(unix))]
fn suspend(screen: &mut terminal::Screen) -> io::Result<()> {
    screen.repaint()
}
