//! Generates banks of any size that resemble the built-in bank: they contain its facts and tables,
//! along with questions, reasons, and claims that are generated from its words.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use certdrill::bank::{Files, Origin, load};
use certdrill::model::Bank;
use rand::rngs::Xoshiro256PlusPlus;
use rand::{RngExt as _, SeedableRng as _};

/// The number of questions per file. Every file is a topic.
const OF_FILE: usize = 1_000;
/// The number of questions per fact.
const OF_FACT: usize = 4;
const SHAPES: [&str; 3] = ["direct", "scenario", "reverse"];
/// Words that the checker reports. Generated texts avoid them.
const TELLING: [&str; 24] = [
    "above",
    "all",
    "always",
    "answer",
    "answers",
    "below",
    "both",
    "choice",
    "choices",
    "every",
    "except",
    "first",
    "following",
    "last",
    "never",
    "next",
    "none",
    "not",
    "only",
    "option",
    "options",
    "second",
    "solely",
    "third",
];

/// Writes a bank of `count` questions, about 0.9 kB each, to `folder`. The output is deterministic.
/// Returns its size in bytes.
pub fn write(folder: &Path, count: usize) -> anyhow::Result<u64> {
    fs::create_dir_all(folder)?;
    let made = Maker::new();
    let mut bytes = 0;
    let mut write = |name: String, text: String| {
        bytes += text.len() as u64;
        fs::write(folder.join(name), text)
    };
    for (number, text) in without_questions().into_iter().enumerate() {
        write(format!("about-{number:02}.toml"), text)?;
    }
    let numbers: Vec<_> = (0..count).collect();
    for (number, part) in numbers.chunks(OF_FILE).enumerate() {
        write(format!("part-{number:04}.toml"), made.file(number, part))?;
    }
    Ok(bytes)
}

/// Returns the files of the built-in bank, each up to its first question.
fn without_questions() -> Vec<String> {
    let files = Files::read(&Origin::Embedded).read;
    let texts = files.iter().map(|file| {
        let end = file.text.find("[[question]]").unwrap_or(file.text.len());
        file.text[..end].to_owned()
    });
    texts.filter(|text| text.contains("[[")).collect()
}

struct Maker {
    bank: Bank,
    /// Every occurrence of every word, so that frequent words stay frequent.
    words: Vec<String>,
    /// Facts that a question can ask about.
    facts: Vec<String>,
    /// Cells that a claim can refer to, with their values.
    cells: Vec<(String, String)>,
}

impl Maker {
    fn new() -> Self {
        let bank = load(&Origin::Embedded).bank;
        let texts = bank.questions.iter().flat_map(|question| {
            let options = question.choices.iter().map(|choice| &choice.text);
            [&question.stem].into_iter().chain(options)
        });
        let is_plain = |word: &&str| {
            word.bytes().all(|byte| byte.is_ascii_alphabetic())
                && !TELLING.iter().any(|it| it.eq_ignore_ascii_case(word))
        };
        let words = texts.flat_map(|text| text.split_whitespace());
        let words = words.filter(is_plain).map(str::to_owned).collect();
        let asked = bank.facts.iter().filter(|fact| !fact.contested);
        let facts = asked.map(|fact| fact.id.to_string()).collect();
        let mut cells = Vec::new();
        for matrix in &bank.matrices {
            for row in &matrix.rows {
                for (column, cell) in matrix.columns.iter().zip(&row.cells) {
                    if let Some(cell) = cell.as_ref().filter(|it| !it.contested) {
                        let name = format!("{}/{}/{}", matrix.id, row.id, column.id);
                        cells.push((name, cell.value.clone()));
                    }
                }
            }
        }
        Self {
            bank,
            words,
            facts,
            cells,
        }
    }

    /// Returns a topic with its facts, and a question for each of `numbers`.
    fn file(&self, topic: usize, numbers: &[usize]) -> String {
        let mut dice = Xoshiro256PlusPlus::seed_from_u64(topic as u64);
        let mut out = format!("[[topic]]\nid = \"part-{topic}\"\ntitle = \"Part {topic}\"\n\n");
        for &number in numbers.iter().step_by(OF_FACT) {
            let (fact, source) = (number / OF_FACT, &self.bank.sources[0].id);
            let says = self.sentence(&mut dice, 12, Side::Any);
            // Writing to a string cannot fail.
            let _ = write!(
                out,
                "[[fact]]\nid = \"fact-{fact}\"\ntopic = \"part-{topic}\"\nsays = \"{says}.\"\n\
                 sources = [\"{source}\"]\n\n"
            );
        }
        for &number in numbers {
            self.question(&mut out, &mut dice, number);
        }
        out
    }

    fn question(&self, out: &mut String, dice: &mut Xoshiro256PlusPlus, number: usize) {
        let fact = format!("fact-{}", number / OF_FACT);
        let beside = &self.facts[number % self.facts.len()];
        let stem_length = dice.random_range(10..18);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "[[question]]\nid = \"question-{number}\"\nasks = [\"{fact}\", \"{beside}\"]\n\
             shape = \"{}\"\ndifficulty = {}\nstem = \"{}?\"\nexplanation = \"{}.\"\n\n",
            SHAPES[number % SHAPES.len()],
            1 + number % 3,
            self.sentence(dice, stem_length, Side::Stem),
            self.sentence(dice, 12, Side::Any),
        );
        let right = dice.random_range(0..4);
        for at in 0..4 {
            let length = dice.random_range(4..7);
            let text = self.sentence(dice, length, Side::Options);
            let _ = write!(
                out,
                "[[question.option]]\nid = \"o{at}\"\ntext = \"{text}\"\n"
            );
            if at == right {
                out.push_str("correct = true\n");
            }
            let _ = writeln!(out, "about = \"{fact}\"");
            if at == right && number.is_multiple_of(2) {
                let (cell, is) = &self.cells[dice.random_range(0..self.cells.len())];
                let _ = writeln!(out, "claims = [{{ cell = \"{cell}\", is = \"{is}\" }}]");
            }
            let why = self.sentence(dice, 7, Side::Any);
            let _ = write!(out, "why = \"{why}.\"\n\n");
        }
    }

    fn sentence(&self, dice: &mut Xoshiro256PlusPlus, words: usize, side: Side) -> String {
        let mut text = String::new();
        let mut left = words;
        while left > 0 {
            let word = &self.words[dice.random_range(0..self.words.len())];
            if side.may_have(word) {
                if !text.is_empty() {
                    text.push(' ');
                }
                text.push_str(word);
                left -= 1;
            }
        }
        text
    }
}

/// The part of a question that a sentence belongs to. Stems and options use disjoint words, because
/// a stem word that appears only in the correct option would give that option away.
#[derive(Clone, Copy)]
enum Side {
    Stem,
    Options,
    Any,
}

impl Side {
    fn may_have(self, word: &str) -> bool {
        // Words with the same root begin with the same letters.
        let Some(root) = word.get(..5) else {
            return true;
        };
        let sum: u32 = root
            .bytes()
            .map(|it| u32::from(it.to_ascii_lowercase()))
            .sum();
        match self {
            Self::Stem => sum.is_multiple_of(2),
            Self::Options => !sum.is_multiple_of(2),
            Self::Any => true,
        }
    }
}
