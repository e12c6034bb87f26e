//! Faults caused by the terminal or by unusual input.

use std::time::Duration;

use certdrill::app::Selection;
use rustix::process::Signal;

use crate::escapes::only_its_own;
use crate::support::{CTRL_C, CTRL_L, ENTER, Home, Program, before_now, figure, small};

const LIMIT: Duration = Duration::from_secs(600);

fn exam(home: &Home) -> Program {
    home.start(&["exam", "--bank", &small(), "--seed", "3"])
}

/// Opens an exam at its first question with `left` remaining.
fn exam_with_left(home: &Home, left: Duration) -> Program {
    let mut library = home.library();
    let began = before_now(LIMIT.saturating_sub(left));
    let overview = library.overview(&began).expect("an empty history");
    let selection = Selection {
        limit: Some(LIMIT),
        ..Selection::default()
    };
    library.exam(&selection, &overview, &began);
    drop(library);
    let mut program = home.open_small();
    program.reads("Continue the timed exam");
    program.press(ENTER);
    program.asks_number(1);
    program
}

/// Returns how many events of this kind the history contains. Reads the database directly, because
/// the program would end an expired exam.
fn events(home: &Home, kind: &str) -> i64 {
    let db = rusqlite::Connection::open(home.history()).expect("it opens");
    let query = "SELECT count(*) FROM event WHERE body LIKE '%' || ? || '%'";
    db.query_row(query, [kind], |row| row.get(0))
        .expect("a count")
}

/// Waits until `condition` is true.
#[track_caller]
pub fn comes_true(what: &str, mut condition: impl FnMut() -> bool) {
    let begun = std::time::Instant::now();
    while !condition() {
        assert!(begun.elapsed() < Duration::from_secs(20), "{what}");
        std::thread::yield_now();
    }
}

#[test]
fn an_exam_expires_while_the_terminal_takes_nothing() {
    let home = Home::new();
    let mut program = exam_with_left(&home, Duration::from_secs(4));
    program.stops_output();
    // The terminal accepts no output, but the selection must still count.
    program.press(CTRL_L).press("a");
    assert_eq!(events(&home, "expired"), 0, "it is too early for this test");
    comes_true("it expires unseen", || events(&home, "expired") == 1);
    program.starts_output();
    program.reads("Time is up. Your selections are scored.");
    program.press("q").press("q");
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    ended.restored_the_terminal();
}

#[test]
fn what_is_typed_while_the_terminal_takes_nothing_is_kept_and_shown_later() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.settles();
    program.stops_output();
    program.press("bfn");
    program.press(CTRL_L);
    program.starts_output();
    program.asks_number(2);
    program.press("p");
    let screen = program.asks_number(1);
    assert_eq!(screen.mark_of('B'), "●", "{}", screen.text());
    assert!(screen.title().contains('⚑'), "{}", screen.title());
}

#[test]
fn a_signal_ends_it_while_the_terminal_takes_nothing() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.stops_output();
    program.press("b").press(CTRL_L);
    comes_true("the mark is kept", || events(&home, "chose") == 1);
    program.signal(Signal::TERM);
    comes_true("it ends", || program.has_ended());
    program.starts_output();
    let ended = program.ends();
    assert_eq!(ended.code, 143);
    assert!(ended.modes_are_back, "input is cooked as it was");
    let mut program = home.open_small();
    program.reads("Continue the timed exam: question 1 of 12");
    program.press(ENTER);
    program.asks_number(1);
    program.waits("kept the mark", |screen| screen.mark_of('B') == "●");
}

#[test]
fn a_paste_that_never_ends_does_not_keep_one_from_quitting() {
    let home = Home::new();
    for key in ["q", CTRL_C] {
        let mut program = home.open_small();
        program.sees("New here?");
        program.press("\x1b[200~");
        program.pauses_after_a_paste().press(key);
        let ended = program.ends();
        assert_eq!(ended.code, 0);
        ended.restored_the_terminal();
    }
    // Text that arrives later is still part of the paste, but Ctrl-C takes effect immediately.
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("\x1b[200~qqq");
    program.reads("Pasted text is ignored here.");
    program.press(CTRL_C);
    assert_eq!(program.ends().code, 0);
}

#[test]
fn a_paste_outside_a_field_does_nothing_and_says_so() {
    const PASTED: &str = "b. Some text copied from a web page\r\nc. Another\rqqy\r";
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.pastes(PASTED);
    program.reads("Pasted text is ignored here.");
    let screen = program.settles();
    for letter in 'A'..='D' {
        assert_eq!(screen.mark_of(letter), "○", "{}", screen.text());
    }
    assert!(screen.title().contains("1 of 12"), "{}", screen.title());
    assert!(!screen.title().contains('⚑'), "{}", screen.title());
    assert_eq!(events(&home, "chose"), 0);
    program.signal(Signal::TERM);
    assert_eq!(program.ends().code, 143);
    // A paste neither answers a question in practice nor starts anything on the home screen.
    let home = Home::new();
    let mut program = home.start(&["practice", "--bank", &small(), "--seed", "3"]);
    program.asks_number(1);
    program.pastes(PASTED);
    program.reads("Pasted text is ignored here.");
    program.asks_number(1);
    assert_eq!(events(&home, "\"answered\""), 0);
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.pastes("1\r\r:q\r");
    program.reads("Pasted text is ignored here.");
    program.sees("New here?");
}

#[test]
fn pasted_text_that_is_not_marked_does_nothing_either() {
    const PASTED: &str = "The quick brown fox jumps over the lazy dog and\rBob added a bad cab.\rq";
    let home = Home::new();
    let mut program = home.start(&["practice", "--bank", &small(), "--seed", "3"]);
    program.asks_number(1);
    program.press(PASTED);
    program.reads("Pasted text is ignored here.");
    program.asks_number(1);
    assert_eq!(events(&home, "\"answered\""), 0);
    // In a text field, the pasted text is inserted.
    let mut program = home.open_small();
    program.press("/").sees("Esc done");
    program.press(PASTED).sees("Bob added a bad cab.q▏");
}

#[test]
fn what_is_pasted_into_a_field_is_one_line_whatever_its_length() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    program.press("/").sees("Esc done");
    program.pastes("key\r\nq");
    program.sees("key q▏");
    // Paste five megabytes, then press the key that quits.
    program.press("\x1b[200~");
    for _ in 0..1000 {
        program.press(&"lorem ipsum dolor sit amet ".repeat(200));
    }
    program.press("\x1b[201~").press(CTRL_C);
    let ended = program.ends();
    assert_eq!(ended.code, 0);
    ended.restored_the_terminal();
}

#[test]
fn replies_of_the_terminal_to_other_programs_are_skipped() {
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    program.press("c");
    program.waits("marked C", |screen| screen.mark_of('C') == "●");
    for reply in [
        "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
        "\x1b]4;1;rgb:cdcd/0000/0000\x07",
        "\x1b]lBad.title\x1b\\",
        "\x1bP1$r0m\x1b\\",
        "\x1bP1+r544e=787465726d\x1b\\",
        "\x1bP>|XTerm(390)\x1b\\",
        "\x1b_Gi=31;OK\x1b\\",
        "\x1b^abc\x1b\\",
        "\x1bXabc\x1b\\",
        "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28;29c",
        "\x1b[?1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18;19;20c",
        "\x1b[57441u\x1b[57358u",
    ] {
        program.press(reply);
        let screen = program.settles();
        assert_eq!(screen.mark_of('C'), "●", "after {reply:?}");
        for letter in ['A', 'B', 'D'] {
            assert_eq!(screen.mark_of(letter), "○", "after {reply:?}");
        }
        assert!(screen.title().contains("1 of 12"), "after {reply:?}");
    }
    assert_eq!(events(&home, "chose"), 1);
}

#[test]
fn other_sequences_that_never_end_do_not_either() {
    for broken in [
        "\x1b[",
        "\x1b[1;",
        "\x1b]0;title",
        "\x1bP1$r",
        "\x1b[M",
        "\x1b[<0;1",
        "\x1b[>",
    ] {
        let home = Home::new();
        let mut program = home.open_small();
        program.sees("New here?");
        program.press(broken);
        // The first keys may be parsed as the rest of the sequence.
        program.pauses_after_a_paste().press(&"q".repeat(20));
        let ended = program.ends();
        assert_eq!(ended.code, 0, "after {broken:?}");
        ended.restored_the_terminal();
    }
}

#[test]
fn an_arrow_in_pieces_fifty_milliseconds_apart_keeps_the_session() {
    for pieces in [&["\x1b", "[A"][..], &["\x1b", "[", "A"], &["\x1b[", "A"]] {
        let home = Home::new();
        let mut program = exam(&home);
        program.asks_number(1);
        program.press("d");
        program.waits("marked D", |screen| screen.mark_of('D') == "●");
        for piece in pieces {
            program.press(piece);
            std::thread::sleep(Duration::from_millis(50));
        }
        // The cursor moved up from D, and the session continues.
        let screen = program.waits("moved up", |screen| {
            screen.row_with("▸").is_some_and(|row| row.contains(" C "))
        });
        assert_ne!(screen.mark_of('A'), "–", "{}", screen.text());
        assert!(screen.title().contains("1 of 12"), "{}", screen.title());
    }
}

#[test]
fn a_flood_of_keys_neither_crashes_it_nor_finishes_an_exam() {
    const PIECE: usize = 1000;
    let home = Home::new();
    let mut program = exam(&home);
    program.asks_number(1);
    let mut chance = Chance(7);
    for piece in 0..figure("CERTDRILL_KEYS", 20_000).div_ceil(PIECE) {
        let keys: Vec<u8> = (0..PIECE).map(|_| key(&mut chance)).collect();
        program.sends(&keys);
        if piece % 10 == 9 {
            // An incomplete sequence at the end swallows the first keys.
            program.press(&CTRL_L.repeat(20));
            program.settles();
        }
    }
    program.press(&CTRL_L.repeat(20));
    let screen = program.settles();
    assert!(!screen.title().contains("result"), "{}", screen.text());
    // The program still obeys the signal that ends it.
    program.signal(Signal::TERM);
    let ended = program.ends();
    assert_eq!(ended.code, 143);
    ended.restored_the_terminal();
    only_its_own(&ended.bytes);
    home.open_small().reads("Continue the timed exam");
}

/// Returns any byte except the three that quit or suspend the program. Bytes of keys that finish an
/// exam are more frequent.
fn key(chance: &mut Chance) -> u8 {
    const LEAVES: [u8; 3] = [b'q', 3, 26];
    const FINISHES: &[u8] = b"ryyrYR\r \x1b";
    let drawn = chance.next();
    let byte = match drawn % 4 {
        0 => FINISHES[(drawn >> 8) as usize % FINISHES.len()],
        _ => (drawn >> 8) as u8,
    };
    if LEAVES.contains(&byte) { b'y' } else { byte }
}

/// A random number generator with the same output on every machine.
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

#[test]
fn after_many_resizes_the_last_size_is_what_is_drawn() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("New here?");
    let mut chance = Chance(11);
    for _ in 0..figure("CERTDRILL_RESIZES", 2000) {
        let drawn = chance.next();
        program.resize((drawn % 220) as u16, (drawn >> 16) as u16 % 70);
    }
    program.resize(83, 25);
    // A frame for an earlier size may still arrive, and its last row looks the same.
    let footer = "Enter start 1-9 open / search : commands c colors ? help q quit";
    let rule = "─".repeat(83 - 2 * 3);
    let screen = program.waits("drew it all at 83 × 25", |screen| {
        let last = screen.footer();
        let words: Vec<_> = last.split_whitespace().collect();
        words.join(" ") == footer && screen.shows(&rule) && screen.says("New here?")
    });
    assert_eq!((screen.columns(), screen.height()), (83, 25));
    let before = screen.text();
    assert_eq!(program.settles().text(), before, "nothing was left over");
}

#[test]
fn it_starts_in_a_window_of_no_size_and_grows() {
    for size in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let home = Home::new();
        let mut program = home.start_at(size.0, size.1, &["--bank", &small()]);
        program.settles();
        program.resize(80, 24);
        program.sees("New here?");
        program.press("q");
        program.ends().restored_the_terminal();
    }
}

#[test]
fn widths_that_the_terminal_takes_for_others_are_healed_by_drawing_all() {
    let home = Home::new();
    let bank = crate::banks::one_question(
        "Family 👨‍👩‍👧 and cloud ☁️ and flag 🇩🇪 and heart ❤️ of wide",
        &["Right option ☁️☁️ of wide", "Wrong option 👩🏽‍💻 of wide"],
    );
    let mut program = home.start(&["practice", "--bank", bank.path()]);
    program.sees("How sure?");
    let before = program.settles();
    let smudged = program.smudges(b"\x1b[3;1H\x1b[7Pshifted\x1b[6;1H\x1b[2L\x1b[9;4Hleft over");
    assert_ne!(smudged.text(), before.text());
    // Ctrl-L clears the screen and redraws it.
    assert_eq!(program.settles().text(), before.text());
    only_its_own(&program.bytes());
}

#[test]
fn marks_on_one_letter_are_capped_on_the_screen_too() {
    let home = Home::new();
    let zalgo = format!("Stem a{}b of marks", "\u{301}".repeat(5_000));
    let bank = crate::banks::one_question(&zalgo, &["Right option of marks", "Wrong option"]);
    let program = home.start(&["practice", "--bank", bank.path()]);
    let screen = program.sees("How sure?");
    assert!(
        screen.shows(&format!("Stem a{}b", "\u{301}".repeat(4))),
        "{}",
        screen.text()
    );
}

#[test]
fn a_window_that_claims_an_absurd_size_takes_no_memory_for_it() {
    let home = Home::new();
    let mut program = home.open_small();
    program.sees("Practice");
    let before = program.bytes().len();
    program.claims_size(65_535, 65_535);
    comes_true("it draws again", || program.bytes().len() > before);
    program.resize(80, 24);
    program.sees("Practice");
    program.press("q");
    assert_eq!(program.ends().code, 0);
}
