//! What a learner does at a question, on the small bank.

use super::{ENTER, Program, Screen};

impl Program {
    /// Waits for an open question; hands out its name.
    #[track_caller]
    pub fn asks(&self) -> String {
        let screen = self.waits("asked a question", |screen| {
            screen.shows("How sure?") && screen.question().is_some()
        });
        screen.question().expect("it was just seen")
    }

    /// Waits for question number `place` of the session, open.
    #[track_caller]
    pub fn asks_number(&self, place: usize) -> Screen {
        self.waits(&format!("asked question {place}"), |screen| {
            screen.shows("How sure?") && screen.place() == Some(place)
        })
    }

    /// Waits for an open question of whatever bank.
    #[track_caller]
    pub fn asks_something(&self) -> Screen {
        self.sees("How sure?")
    }

    /// Answers the open question right, with reasons at once.
    #[track_caller]
    pub fn answers_right(&mut self) -> Screen {
        self.marks("Right option");
        self.press(ENTER);
        self.sees("✓ Correct")
    }

    /// Answers the open question wrong, with reasons at once.
    #[track_caller]
    pub fn answers_wrong(&mut self) -> Screen {
        self.marks("Wrong option");
        self.press(ENTER);
        self.sees("✗ Incorrect")
    }

    /// Marks what the open question asks for: as many options that begin with
    /// `text` as it wants.
    #[track_caller]
    pub fn marks(&mut self, text: &str) -> Screen {
        self.asks();
        let screen = self.screen();
        let several = screen.says("(Select TWO.)");
        let wanted = if several { 2 } else { 1 };
        let letters: String = screen.letters_of(text).into_iter().take(wanted).collect();
        // A letter takes the mark off again where there is one.
        let is_open = |letter: &char| !matches!(&*screen.mark_of(*letter), "●" | "■");
        let keys: String = letters.chars().filter(is_open).collect();
        self.press(&keys.to_lowercase());
        self.waits("marked the options", |screen| {
            let marked = |letter| matches!(&*screen.mark_of(letter), "●" | "■");
            letters.chars().all(marked)
        })
    }

    /// Goes on from an answered question to the next one.
    #[track_caller]
    pub fn goes_on(&mut self) -> Screen {
        let place = self.screen().place();
        self.press(ENTER);
        self.waits("asked the next question", |screen| {
            screen.shows("How sure?") && screen.place() != place
        })
    }

    /// Skips on until the question is one with two right options.
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

    /// Types a line into the field that is open, and keeps it as a person would:
    /// not in the moment of its last letter.
    #[track_caller]
    pub fn types_a_line(&mut self, text: &str) {
        self.press(text);
        self.waits("showed what was typed", |screen| {
            screen.shows(&format!("{text}▏"))
        });
        self.pauses_before_enter();
        self.press(ENTER);
    }

    /// Ends the open session that is asked about, and begins the new one.
    #[track_caller]
    pub fn ends_the_open_one(&mut self) -> &mut Self {
        self.sees("End it and start the new one");
        self.press("y")
    }

    /// Opens help over whatever is there.
    #[track_caller]
    pub fn opens_help(&mut self) -> Screen {
        self.press("?");
        self.waits("opened help", |it| it.title().contains("Help"))
    }

    /// Closes help again.
    #[track_caller]
    pub fn closes_help(&mut self) -> Screen {
        self.press("?");
        self.waits("closed help", |it| !it.title().contains("Help"))
    }

    /// Finishes the session from its review page, confirming as a person would.
    #[track_caller]
    pub fn finishes(&mut self) -> Screen {
        self.press("r");
        self.sees("Worth a look");
        self.press("y");
        self.sees("Finish and score");
        self.press("y");
        self.waits("showed the result", |it| it.title().contains("result"))
    }

    /// Leaves a session whose clock waits, for home.
    #[track_caller]
    pub fn goes_home(&mut self) -> Screen {
        self.press("q");
        self.sees("Timed exam ")
    }
}
