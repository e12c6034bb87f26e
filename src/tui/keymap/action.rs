//! What can be asked of a screen, whatever the key.

pub use tui_input::InputRequest as Edit;

use crate::store::SessionId;

/// What a key or a click asks a screen to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The action named first in the footer.
    Go,
    /// Choose, tick; never goes on.
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
    /// The option at this position.
    Option(usize),
    /// Strike the option at this position.
    Strike(usize),
    /// Strike the option under the cursor.
    StrikeHere,
    Sure,
    /// This much of it, by a click: sure, unsure, guess.
    SureAs(usize),
    Flag,
    Next,
    Previous,
    Grid,
    Clock,
    Undo,
    LookBack,
    Yes,
    /// The table of the cell that a question states, at that cell.
    Map,
    /// Drill one table or group of terms, those of one task or one domain, or all of them.
    Drill,
    DrillTask,
    DrillDomain,
    DrillAll,
    /// Flash cards of one group of terms, or of all terms.
    Cards,
    CardsAll,
    /// Show the back of a flash card.
    Reveal,
    /// Grade a flash card, from 0 (again) to 3 (easy).
    Grade(usize),
    /// Only one topic, then the next.
    Narrow,
    /// Why this question came now.
    Why,
    /// Map or stack.
    OtherView,
    /// The themes to choose from.
    Colors,
    /// Open a source in the browser.
    Open,
    /// Copy the address of a source.
    Copy,
    /// Say what is wrong with the question.
    Dispute,
    /// The banks to choose from.
    Banks,
    /// Read the bank's files again.
    Reload,
    /// Cover all cells of the map, or open them.
    Cover,
    /// Row number n of the page, by its digit or a click.
    Row(usize),
    /// Field and value of a form, by a click.
    Pick(usize, usize),
    /// Step number n of what to do next.
    Step(usize),
    /// Tab number n, by a click.
    Tab(usize),
    /// A character for the field of text.
    Typed(char),
    /// A change to the field of text that is no character.
    Edit(Edit),
    Help,
    /// Look for something.
    Search,
    /// Everything that can be done, to choose from.
    Commands,
    /// Row number n of home, from wherever one is.
    Place(usize),
    QuickAction(QuickAction),
    /// Closes the top layer; ends nothing.
    Escape,
    /// Leaves the screen.
    Leave,
    /// Leaves the program; a session is kept.
    Quit,
    Suspend,
    Repaint,
}

/// Something that home starts, from any screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickAction {
    Practice,
    Study,
    Sprint,
    /// A few questions on every task.
    Placement,
    /// The result of an exam, a walk through it, a practice on what it missed.
    Result(SessionId),
    Walk(SessionId),
    Misses(SessionId),
}
