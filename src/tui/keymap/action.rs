//! The actions that keys and clicks can request from a screen.

pub use tui_input::InputRequest as Edit;

use crate::store::SessionId;

/// A request to a screen, made with a key or a click.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The primary action of the screen, which the footer lists first.
    Go,
    /// Select or check an option without continuing.
    Tick,
    Up,
    Down,
    Left,
    Right,
    First,
    Last,
    PageUp,
    PageDown,
    NextTab,
    PreviousTab,
    /// Select the option at this position.
    Option(usize),
    /// Cross out the option at this position.
    Strike(usize),
    /// Cross out the option under the cursor.
    StrikeHere,
    /// Remove one incorrect option.
    Hint,
    Sure,
    /// Set the confidence with a click: sure, unsure, or guessing.
    SureAs(usize),
    Flag,
    Next,
    Previous,
    Grid,
    Clock,
    Undo,
    LookBack,
    Yes,
    /// Discard an open session.
    Discard,
    /// Show the table cell that the question is about.
    Map,
    /// Drill one table or group of terms. The next three actions drill all of them in a task, in a
    /// domain, or in the bank.
    Drill,
    DrillTask,
    DrillDomain,
    DrillAll,
    /// Drill one table row.
    DrillRow,
    /// Practice the item under the cursor.
    Practice,
    /// Review the selected missed items, or all listed ones if none is selected.
    Review,
    /// Study the flash cards for one group of terms or for all terms.
    Cards,
    CardsAll,
    /// Show the back of a flash card.
    Reveal,
    /// Grade a flash card, from 0 (again) to 3 (easy).
    Grade(usize),
    /// Choose an exam guide section and show only that section.
    Narrow,
    /// Fold or unfold the group under the cursor, or all groups.
    Fold,
    FoldAll,
    /// Explain why this question was selected.
    Why,
    /// Switch between the map and the stack.
    OtherView,
    /// Choose a theme.
    Colors,
    /// Open a source in the browser.
    Open,
    /// Copy the address of a source.
    Copy,
    /// Report a problem with the question.
    Dispute,
    /// Write a personal note.
    Note,
    /// Choose a bank.
    Banks,
    /// Reload the bank files.
    Reload,
    /// Cover or uncover all map cells.
    Cover,
    /// Select a row on the page with its digit or a click.
    Row(usize),
    /// Select a form field and its value with a click.
    Pick(usize, usize),
    /// Start one of the suggested next steps.
    Step(usize),
    /// Switch to a tab with a click.
    Tab(usize),
    /// Insert a character into the text field.
    Typed(char),
    /// Edit the text field in a way other than inserting a character.
    Edit(Edit),
    Help,
    /// Open the search.
    Search,
    /// List all commands.
    Commands,
    /// Open an entry of the home screen from any screen.
    Place(usize),
    QuickAction(QuickAction),
    /// Copy a command for the shell.
    Shell(&'static str),
    /// Close the top layer without ending anything.
    Escape,
    /// Leave the screen.
    Leave,
    /// Save an open session and quit the program.
    Quit,
    Suspend,
    Repaint,
}

/// A home screen command that is available on every screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickAction {
    Practice,
    Study,
    Sprint,
    /// Ask a few questions on every task.
    Placement,
    /// Show all personal notes.
    Notes,
    /// Change the study time per day.
    DailyGoal,
    /// Choose another bank.
    Banks,
    /// Show the result of an exam, step through the exam, or practice the questions missed in it.
    Result(SessionId),
    Walk(SessionId),
    Misses(SessionId),
    /// Open the table at this index in the bank.
    Table(usize),
    /// Show the group of the term at this index in the bank.
    TermGroup(usize),
}
