//! The actions of a learner in a session with the small bank.

use certdrill::model::Question;

use super::{ENTER, Home, Program, Screen};

impl Program {
    /// Waits for an unanswered question and returns its ID.
    #[track_caller]
    pub fn asks(&self) -> String {
        let screen = self.waits("asked a question", |screen| {
            screen.shows("How sure?") && screen.question().is_some()
        });
        screen.question().expect("it was just seen")
    }

    /// Waits until question number `place` of the session is shown and unanswered.
    #[track_caller]
    pub fn asks_number(&self, place: usize) -> Screen {
        self.waits(&format!("asked question {place}"), |screen| {
            screen.shows("How sure?") && screen.place() == Some(place)
        })
    }

    /// Waits for an unanswered question from any bank.
    #[track_caller]
    pub fn asks_something(&self) -> Screen {
        self.sees("How sure?")
    }

    /// Answers the open question correctly, with immediate feedback.
    #[track_caller]
    pub fn answers_right(&mut self) -> Screen {
        self.marks("Right option");
        self.press(ENTER);
        self.sees("✓ Correct")
    }

    /// Answers the open question incorrectly, with immediate feedback.
    #[track_caller]
    pub fn answers_wrong(&mut self) -> Screen {
        self.marks("Wrong option");
        self.press(ENTER);
        self.sees("✗ Incorrect")
    }

    /// Selects as many options that begin with `text` as the open question asks for.
    #[track_caller]
    pub fn marks(&mut self, text: &str) -> Screen {
        self.asks();
        let screen = self.screen();
        let several = screen.says("(Select TWO.)");
        let wanted = if several { 2 } else { 1 };
        let letters: String = screen.letters_of(text).into_iter().take(wanted).collect();
        // Typing the letter of a selected option would clear it.
        let is_open = |letter: &char| !matches!(&*screen.mark_of(*letter), "●" | "■");
        let keys: String = letters.chars().filter(is_open).collect();
        self.press(&keys.to_lowercase());
        self.waits("marked the options", |screen| {
            let marked = |letter| matches!(&*screen.mark_of(letter), "●" | "■");
            letters.chars().all(marked)
        })
    }

    /// Selects an incorrect option of the open question, which is from any bank and in the newest
    /// session of `home`.
    #[track_caller]
    pub fn marks_incorrectly(&mut self, home: &Home) -> Screen {
        let place = self.asks_something().place().expect("a question is open");
        let db = rusqlite::Connection::open(home.history()).expect("a history");
        let slot = db.query_row(
            "SELECT slot.options, item.body FROM slot JOIN item ON item.key = slot.item
             WHERE session = (SELECT max(key) FROM session) AND place = ?",
            [place as i64 - 1],
            |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)),
        );
        let (options, question) = slot.expect("the question is saved");
        let options: Vec<String> = serde_json::from_str(&options).expect("it is JSON");
        let question: Question = serde_json::from_str(&question).expect("it is JSON");
        let mut choices = question.choices.iter();
        let incorrect = choices.find(|it| !it.correct).expect("one is incorrect");
        let at = options.iter().position(|it| it == incorrect.id.as_str());
        let letter = char::from(b'A' + at.expect("it is shown") as u8);
        self.press(&letter.to_lowercase().to_string());
        self.waits("marked the option", |screen| {
            matches!(&*screen.mark_of(letter), "●" | "■")
        })
    }

    /// Continues from an answered question to the next one.
    #[track_caller]
    pub fn goes_on(&mut self) -> Screen {
        let place = self.screen().place();
        self.press(ENTER);
        self.waits("asked the next question", |screen| {
            screen.shows("How sure?") && screen.place() != place
        })
    }

    /// Skips questions until one has two correct options.
    #[track_caller]
    pub fn skips_to_a_question_with_two_right_options(&mut self) -> Screen {
        for _ in 0..12 {
            self.asks();
            let screen = self.screen();
            if screen.says("(Select TWO.)") {
                return screen;
            }
            let place = screen.place();
            self.press("n");
            self.waits("went on", |screen| screen.place() != place);
        }
        panic!("there is none:\n{}", self.screen().text());
    }

    /// Types a line into the open field, pauses briefly as a person would, and confirms the line.
    #[track_caller]
    pub fn types_a_line(&mut self, text: &str) {
        self.press(text);
        self.waits("showed what was typed", |screen| {
            screen.shows(&format!("{text}▏"))
        });
        self.pauses_before_enter();
        self.press(ENTER);
    }

    /// Confirms that the open session ends and the new one starts.
    #[track_caller]
    pub fn ends_the_open_one(&mut self) -> &mut Self {
        self.sees("End it and start the new one");
        self.press("y")
    }

    /// Opens help on top of the current screen.
    #[track_caller]
    pub fn opens_help(&mut self) -> Screen {
        self.press("?");
        self.waits("opened help", |it| it.title().contains("Help"))
    }

    /// Closes help.
    #[track_caller]
    pub fn closes_help(&mut self) -> Screen {
        self.press("?");
        self.waits("closed help", |it| !it.title().contains("Help"))
    }

    /// Finishes the session from its review page and confirms each step.
    #[track_caller]
    pub fn finishes(&mut self) -> Screen {
        self.press("r");
        self.sees("Worth a look");
        self.press("y");
        self.sees("Finish and score");
        self.press("y");
        self.waits("showed the result", |it| it.title().contains("result"))
    }

    /// Returns to the home screen from a session whose clock is paused.
    #[track_caller]
    pub fn goes_home(&mut self) -> Screen {
        self.press("q");
        self.sees("Timed exam ")
    }
}
