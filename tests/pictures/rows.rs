//! The table of pictures: one row, one picture.

use Start::{Broken, Fresh, Later, TwoBanks};
use Step::{Keys, Reads, Right, Sees, Sits, Wrong};

/// What the pictured questions are drawn with.
pub const SEED: u64 = 7;
const PRACTICE: &[&str] = &["practice", "--topic", "moves", "--seed", "7"];
const EXAM: &[&str] = &["exam", "--count", "20", "--seed", "7"];
const DRILL: &[&str] = &["drill", "--minutes", "30", "--seed", "7"];

pub struct Picture {
    /// The file, without `.svg`.
    pub name: &'static str,
    /// What is read out in place of the picture.
    pub title: &'static str,
    /// Columns and rows.
    pub size: (u16, u16),
    pub start: Start,
    pub steps: &'static [Step],
}

/// How the program is started, and what is there before.
pub enum Start {
    /// No history.
    Fresh(&'static [&'static str]),
    /// Three weeks of practice.
    Later(&'static [&'static str]),
    /// A bank with a question that nobody can answer.
    Broken,
    /// A bank of one's own beside the one that is built in.
    TwoBanks,
}

pub enum Step {
    /// Waits for a text in one row.
    Sees(&'static str),
    /// Waits for a sentence, over however many rows.
    Reads(&'static str),
    Keys(&'static str),
    /// Answers the open question.
    Right,
    Wrong,
    /// Marks that many questions of an exam, most of them right.
    Sits(usize),
}

const SMALL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);

const fn row(
    name: &'static str,
    title: &'static str,
    size: (u16, u16),
    start: Start,
    steps: &'static [Step],
) -> Picture {
    Picture {
        name,
        title,
        size,
        start,
        steps,
    }
}

pub const PICTURES: &[Picture] = &[
    row(
        "home",
        "The home screen on the first start",
        SMALL,
        Fresh(&[]),
        &[Sees("First time here")],
    ),
    row(
        "home-later",
        "The home screen after three weeks",
        SMALL,
        Later(&[]),
        &[Sees("missed to review")],
    ),
    row(
        "home-wide",
        "The home screen in a wide window",
        WIDE,
        Later(&[]),
        &[Sees("missed to review")],
    ),
    row(
        "set-up",
        "What a practice is to be on",
        SMALL,
        Later(&[]),
        &[Sees("missed to review"), Keys("1"), Sees("questions match")],
    ),
    row(
        "set-up-exam",
        "What an exam is to be like",
        SMALL,
        Later(&[]),
        &[Sees("missed to review"), Keys("2"), Sees("Enter start")],
    ),
    row(
        "question",
        "A question before its answer",
        SMALL,
        Fresh(PRACTICE),
        &[Sees("How sure?"), Keys("Dbs"), Sees("● sure")],
    ),
    row(
        "question-wide",
        "A question in a wide window",
        WIDE,
        Fresh(PRACTICE),
        &[
            Right,
            Keys("\r"),
            Wrong,
            Keys("\r"),
            Sees("How sure?"),
            Keys("b"),
            Sees("Enter answer B"),
        ],
    ),
    row(
        "answered",
        "A question answered wrong, with the reason of every option",
        SMALL,
        Fresh(PRACTICE),
        &[Wrong],
    ),
    row(
        "answered-wide",
        "A question answered wrong, and its duty on every service",
        WIDE,
        Fresh(PRACTICE),
        &[Wrong],
    ),
    row(
        "dispute",
        "Saying what is wrong with a question",
        SMALL,
        Fresh(PRACTICE),
        &[
            Wrong,
            Keys("!"),
            Sees("What is wrong"),
            Keys("C is right on Outposts, too"),
            Sees("Outposts, too▏"),
        ],
    ),
    row(
        "exam",
        "A timed exam: clock, pace and flag",
        SMALL,
        Fresh(EXAM),
        &[Sits(8), Sees("9 of 20"), Keys("fb"), Sees(" ▸ ")],
    ),
    row(
        "exam-wide",
        "A timed exam with all its questions beside",
        WIDE,
        Fresh(EXAM),
        &[Sits(8), Sees("9 of 20"), Keys("fb"), Sees(" ▸ ")],
    ),
    row(
        "grid",
        "All questions of an exam",
        SMALL,
        Fresh(EXAM),
        &[Sits(8), Sees("9 of 20"), Keys("fg"), Sees("not answered")],
    ),
    row(
        "review",
        "What is worth a look before the end",
        SMALL,
        Fresh(EXAM),
        &[Sits(20), Sees("Worth a look")],
    ),
    row(
        "confirm",
        "Finishing asks once",
        SMALL,
        Fresh(EXAM),
        &[
            Sits(20),
            Sees("Worth a look"),
            Keys("y"),
            Sees("Finish and score"),
        ],
    ),
    row(
        "result",
        "The result of a timed exam",
        SMALL,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4\t"),
            Sees("Enter open"),
            Keys("j\r"),
            Sees("result"),
        ],
    ),
    row(
        "result-wide",
        "The result of a timed exam in a wide window",
        WIDE,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4\t"),
            Sees("Enter open"),
            Keys("j\r"),
            Sees("result"),
        ],
    ),
    row(
        "forensics",
        "What a result tells beyond the score",
        SMALL,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4\t"),
            Sees("Enter open"),
            Keys("j\r"),
            Sees("result"),
            Keys("\t"),
            Sees("Edits"),
        ],
    ),
    row(
        "walk",
        "The walk through an exam",
        SMALL,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4\t"),
            Sees("Enter open"),
            Keys("j\r"),
            Sees("result"),
            Keys("r"),
            Sees("Wrong"),
        ],
    ),
    row(
        "missed",
        "What was missed, to review",
        SMALL,
        Later(&[]),
        &[Sees("missed to review"), Keys("3"), Sees("Enter review")],
    ),
    row(
        "progress-overview",
        "Progress: overview",
        SMALL,
        Later(&[]),
        &[Sees("missed to review"), Keys("4"), Sees("Overview")],
    ),
    row(
        "progress-sessions",
        "Progress: sessions",
        SMALL,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4\t"),
            Sees("Enter open the session"),
        ],
    ),
    row(
        "progress-exams",
        "Progress: exams",
        SMALL,
        Later(&[]),
        &[Sees("missed to review"), Keys("4\t\t"), Sees("Overview")],
    ),
    row(
        "progress-topics",
        "Progress: topics",
        SMALL,
        Later(&[]),
        &[Sees("missed to review"), Keys("4\t\t\t"), Sees("Overview")],
    ),
    row(
        "progress-days",
        "Progress: days",
        SMALL,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4\t\t\t\t"),
            Sees("Readiness, day by day"),
        ],
    ),
    row(
        "progress-sureness",
        "Progress: sureness",
        SMALL,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4\t\t\t\t\t"),
            Sees("by how sure"),
        ],
    ),
    row(
        "progress-forecast",
        "Progress: forecast",
        SMALL,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4\t\t\t\t\t\t"),
            Sees("Falling due"),
        ],
    ),
    row(
        "progress-myths",
        "Progress: myths",
        SMALL,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4\t\t\t\t\t\t\t"),
            Sees("took for true"),
        ],
    ),
    row(
        "progress-text",
        "Progress in words",
        SMALL,
        Later(&[]),
        &[
            Sees("missed to review"),
            Keys("4v"),
            Sees("Oldest to newest"),
        ],
    ),
    row(
        "progress-wide",
        "Progress in a wide window",
        WIDE,
        Later(&[]),
        &[Sees("missed to review"), Keys("4\t\t\t"), Sees("Overview")],
    ),
    row(
        "map",
        "Who is responsible for what",
        SMALL,
        Later(&[]),
        &[Sees("missed to review"), Keys("6"), Sees("B both")],
    ),
    row(
        "map-wide",
        "Who is responsible for what, on which service",
        WIDE,
        Fresh(&[]),
        &[Sees("First time here"), Keys("6"), Sees("B both")],
    ),
    row(
        "stack",
        "A service as a stack",
        SMALL,
        Fresh(&[]),
        &[
            Sees("First time here"),
            Keys("6"),
            Sees("B both"),
            Keys("v"),
            Sees("map"),
        ],
    ),
    row(
        "drill",
        "The drill: one key a cell",
        SMALL,
        Fresh(DRILL),
        &[Sees("a AWS")],
    ),
    row(
        "browse",
        "The bank, searched as one types",
        SMALL,
        Fresh(&[]),
        &[
            Sees("First time here"),
            Keys("/patch rds"),
            Sees("patch rds▏"),
        ],
    ),
    row(
        "browse-wide",
        "The bank, searched, with a preview",
        WIDE,
        Fresh(&[]),
        &[
            Sees("First time here"),
            Keys("/patch rds"),
            Sees("patch rds▏"),
        ],
    ),
    row(
        "reader",
        "A question of the bank, to read",
        SMALL,
        Fresh(&[]),
        &[
            Sees("First time here"),
            Keys("5"),
            Sees("all topics"),
            Keys("\r"),
            Sees("The answer"),
        ],
    ),
    row(
        "palette",
        "All that can be done now, by its name",
        SMALL,
        Fresh(&[]),
        &[
            Sees("First time here"),
            Keys(":"),
            Sees("Commands"),
            Keys("pr"),
            Sees("pr▏"),
        ],
    ),
    row(
        "help",
        "The keys of a question",
        SMALL,
        Fresh(PRACTICE),
        &[Sees("How sure?"), Keys("?"), Sees("Help")],
    ),
    row(
        "settings",
        "The settings, in the light theme",
        SMALL,
        Fresh(&["--theme", "light"]),
        &[Sees("theme light"), Keys("9"), Sees("‹ light ›")],
    ),
    row(
        "broken-bank",
        "What cannot be used of a bank",
        SMALL,
        Broken,
        &[Sees("usable")],
    ),
    row(
        "banks",
        "The banks there are to choose from",
        SMALL,
        TwoBanks,
        &[Sees("First time here"), Keys("b"), Sees("2 banks")],
    ),
    row(
        "learn",
        "Topics to learn, and how far",
        SMALL,
        Later(&[]),
        &[Sees("missed to review"), Keys("8"), Sees("Enter learn")],
    ),
    row(
        "fact",
        "A fact, told before it is asked",
        SMALL,
        Fresh(&[]),
        &[
            Sees("First time here"),
            Keys("8"),
            Sees("Enter learn"),
            Keys("\r"),
            Reads("fact 1 of"),
        ],
    ),
];
