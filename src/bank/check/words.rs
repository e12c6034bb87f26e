//! Splits texts into lowercase words without punctuation and interns the words as numbers.

use std::collections::HashMap;

use crate::model::markup::{Block, Style, blocks};

/// A word in a [`Vocabulary`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(u32);

/// The distinct words in a bank or in a part of it. Words are compared by number, which keeps the
/// rules fast on large banks.
#[derive(Debug, Default)]
pub struct Vocabulary {
    numbers: HashMap<String, Word>,
    spellings: Vec<String>,
    /// The root of each word.
    roots: Vec<Option<Word>>,
}

/// The number of leading letters shared by words with a common root, such as `rotate` and
/// `rotation`.
const ROOT: usize = 5;

impl Word {
    pub fn number(self) -> u32 {
        self.0
    }
}

impl Vocabulary {
    /// Returns the words in `text`, in order. Possessive endings are removed: `Provider's` becomes
    /// `provider`.
    pub fn words(&mut self, text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        let mut lower = String::new();
        for piece in split(text) {
            lower.clear();
            if piece.is_ascii() {
                lower.push_str(piece);
                lower.make_ascii_lowercase();
            } else {
                lower.extend(piece.chars().flat_map(char::to_lowercase));
            }
            words.push(self.number(lower.strip_suffix("'s").unwrap_or(&lower)));
        }
        words
    }

    fn number(&mut self, word: &str) -> Word {
        if let Some(&known) = self.numbers.get(word) {
            return known;
        }
        let new = Word(self.spellings.len() as u32);
        self.numbers.insert(word.to_owned(), new);
        self.spellings.push(word.to_owned());
        self.roots.push(None);
        let root = match word.char_indices().nth(ROOT - 1) {
            None => None,
            Some((at, last)) if at + last.len_utf8() == word.len() => Some(new),
            Some((at, last)) => Some(self.number(&word[..at + last.len_utf8()])),
        };
        self.roots[new.0 as usize] = root;
        new
    }

    /// Returns the root of `word`: the leading letters that it shares with its other forms. Returns
    /// `None` for a short word.
    pub fn root(&self, word: Word) -> Option<Word> {
        self.roots[word.0 as usize]
    }

    pub fn spelling(&self, word: Word) -> &str {
        &self.spellings[word.0 as usize]
    }

    /// Marks the words in `list` that are in the vocabulary.
    pub fn mark_listed(&self, list: &[&str]) -> Marked {
        let mut marked = Marked(vec![false; self.spellings.len()]);
        for word in list.iter().filter_map(|word| self.numbers.get(*word)) {
            marked.0[word.0 as usize] = true;
        }
        marked
    }

    /// Marks the words for which `is_such` returns `true`.
    pub fn mark_where(&self, is_such: impl Fn(&str) -> bool) -> Marked {
        Marked(self.spellings.iter().map(|it| is_such(it)).collect())
    }
}

/// A set of words from a [`Vocabulary`].
#[derive(Debug)]
pub struct Marked(Vec<bool>);

impl Marked {
    pub fn contains(&self, word: Word) -> bool {
        self.0[word.0 as usize]
    }
}

/// Splits `text` into runs of letters and digits. An apostrophe inside a word is part of the word.
pub fn split(text: &str) -> impl Iterator<Item = &str> {
    const APOSTROPHES: [char; 2] = ['\'', '’'];
    text.split(|c: char| !c.is_alphanumeric() && !APOSTROPHES.contains(&c))
        .map(|piece| piece.trim_matches(APOSTROPHES))
        .filter(|piece| !piece.is_empty())
}

/// Returns the words of `text` that are language: without code, options of commands, paths, and
/// host names.
pub fn prose(text: &str) -> String {
    let mut prose = String::new();
    for block in blocks(text) {
        let Block::Line { pieces, .. } = block else {
            continue;
        };
        let words = pieces.iter().filter(|it| it.style != Style::Code);
        let words = words.flat_map(|it| it.text.split_whitespace());
        for word in words.filter(|word| !is_technical(word)) {
            prose += word;
            prose.push(' ');
        }
    }
    prose
}

/// Returns whether `word` is an option of a command, a path, an address, or a host name.
fn is_technical(word: &str) -> bool {
    let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
    word.starts_with("--")
        || word.starts_with('/')
        || inner.contains(['/', '\\', '_', '=', '@', '.'])
}

/// Returns whether `word` is in `list`, ignoring ASCII case.
pub fn is_in(list: &[&str], word: &str) -> bool {
    list.iter().any(|listed| listed.eq_ignore_ascii_case(word))
}

/// Lists the first few of `names`, followed by the number of remaining names.
pub fn listed<T: std::fmt::Display>(names: &[T]) -> String {
    const SHOWN: usize = 8;
    let shown: Vec<_> = names
        .iter()
        .take(SHOWN)
        .map(|it| format!("`{it}`"))
        .collect();
    match names.len().saturating_sub(SHOWN) {
        0 => shown.join(", "),
        more => format!("{}, and {more} more", shown.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Vocabulary, listed, prose, split};

    #[test]
    fn words_are_lower_case_and_bare() {
        let mut vocabulary = Vocabulary::default();
        let one = vocabulary.words("AWS's \"server-side\" Größe, isn't it?");
        let spelt: Vec<_> = one.iter().map(|word| vocabulary.spelling(*word)).collect();
        assert_eq!(spelt, ["aws", "server", "side", "größe", "isn't", "it"]);
        assert_eq!(vocabulary.words("aws")[0], one[0]);
        let marked = vocabulary.mark_listed(&["it", "absent"]);
        let marked = one.iter().filter(|word| marked.contains(**word));
        assert_eq!(marked.collect::<Vec<_>>(), [&one[5]]);
    }

    #[test]
    fn forms_of_a_word_share_its_root() {
        let mut vocabulary = Vocabulary::default();
        let words = vocabulary.words("rotate rotation rotat image images key größer");
        let roots: Vec<_> = words.iter().map(|word| vocabulary.root(*word)).collect();
        assert_eq!(roots[..3], [Some(words[2]); 3]);
        assert_eq!(roots[3], roots[4]);
        assert_eq!(roots[5], None);
        assert!(roots[6].is_some());
    }

    #[test]
    fn prose_has_no_code_options_paths_and_hosts() {
        let text = "Never run `rm --all` or /etc/all/of on every.example.com with --only, twice.\n\
                    ```\nnot this\n```\n- **all** users";
        let prose = prose(text);
        let words: Vec<_> = split(&prose).collect();
        let expected = ["Never", "run", "or", "on", "with", "twice", "all", "users"];
        assert_eq!(words, expected);
    }

    #[test]
    fn signs_are_no_words() {
        assert_eq!(split(" -- '' …").count(), 0);
    }

    #[test]
    fn long_lists_are_cut() {
        assert_eq!(listed(&["a", "b"]), "`a`, `b`");
        assert!(listed(&["a"; 10]).ends_with("and 2 more"));
    }
}
