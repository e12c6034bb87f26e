//! Search queries and the quality of their matches with the words in a string.

use std::cell::RefCell;
use std::ops::Range;

use nucleo_matcher::chars::normalize;
use nucleo_matcher::{Config, Matcher, Utf32Str};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The quality of a match, from whole words down to fuzzy matches.
const WHOLE: u32 = 1000;
const BEGINS: u32 = 900;
const INSIDE: u32 = 700;
const FUZZY_MOST: u32 = 600;
/// The minimum length of a word for fuzzy matching. Two or three letters would match almost
/// anything.
const FUZZY_FROM: usize = 4;
/// The maximum length of a word for fuzzy matching. Longer words are unlikely to be typed, and
/// their scores would overflow the score type.
const FUZZY_TO: usize = 64;
/// The minimum percentage of a perfect score that a fuzzy match must reach.
const FUZZY_LEAST: u32 = 75;
/// The maximum number of words in a query. Additional words are ignored.
const MOST_WORDS: usize = 16;

/// A parsed query.
pub struct Query {
    typed: Vec<Typed>,
    /// The matcher, which is reused for every word to avoid allocations.
    matcher: RefCell<Matcher>,
}

struct Typed {
    word: String,
    /// The score of a perfect fuzzy match; `None` if fuzzy matching is off for this word.
    perfect: Option<u32>,
}

/// A match between a query word and a folded word: its quality and the matched bytes.
pub(super) struct Fit {
    pub quality: u32,
    /// True if the match is at the start of the word.
    pub begins: bool,
    part: Range<usize>,
}

impl Query {
    pub fn new(text: &str) -> Self {
        let mut matcher = Matcher::new(Config::DEFAULT);
        let typed = words(text).take(MOST_WORDS).map(|at| {
            let mut word = String::new();
            fold(&text[at], &mut word);
            let letters = word.chars().count();
            let perfect = (FUZZY_FROM..=FUZZY_TO)
                .contains(&letters)
                .then(|| score(&mut matcher, &word, &word))
                .flatten();
            Typed { word, perfect }
        });
        Self {
            typed: typed.collect(),
            matcher: RefCell::new(matcher),
        }
    }

    /// Returns whether the query has no words.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Returns whether `other` produces the same results, ignoring spaces and excess words.
    pub fn is_same(&self, other: &Self) -> bool {
        let (ours, theirs) = (self.typed.iter(), other.typed.iter());
        ours.map(|it| &it.word).eq(theirs.map(|it| &it.word))
    }

    /// Returns the number of words in the query.
    pub(super) fn len(&self) -> usize {
        self.typed.len()
    }

    /// Matches the query word at index `at` against `word`, which must be folded.
    pub(super) fn fit(&self, at: usize, word: &str) -> Option<Fit> {
        let typed = &self.typed[at];
        if let Some(from) = word.find(&typed.word) {
            let part = from..from + typed.word.len();
            let quality = match (part.len() == word.len(), from) {
                (true, _) => WHOLE,
                (false, 0) => BEGINS,
                (false, _) => INSIDE,
            };
            let begins = from == 0;
            return Some(Fit {
                quality,
                begins,
                part,
            });
        }
        let perfect = typed.perfect?;
        // In a fuzzy match, the word contains all typed letters, so it must be longer.
        if word.len() <= typed.word.len() || word.len() > FUZZY_TO {
            return None;
        }
        let score = score(&mut self.matcher.borrow_mut(), word, &typed.word)?;
        (score * 100 >= perfect * FUZZY_LEAST).then(|| Fit {
            quality: FUZZY_MOST * score.min(perfect) / perfect,
            begins: false,
            part: 0..word.len(),
        })
    }

    /// Returns the score of `text`, or `None` unless every query word matches a word in the text.
    pub fn score(&self, text: &str) -> Option<u32> {
        let mut folded = String::new();
        let mut best = vec![None; self.len()];
        for at in words(text) {
            fold(&text[at], &mut folded);
            for (typed, best) in best.iter_mut().enumerate() {
                let quality = self.fit(typed, &folded).map(|fit| fit.quality);
                *best = quality.max(*best);
            }
        }
        best.into_iter().sum()
    }

    /// Returns the parts of `text` that match the query as sorted, disjoint byte ranges. A fuzzy
    /// match covers the whole word.
    pub fn hits(&self, text: &str) -> Vec<Range<usize>> {
        let mut hits: Vec<Range<usize>> = Vec::new();
        let mut folded = String::new();
        for at in words(text) {
            fold(&text[at.clone()], &mut folded);
            let mut parts: Vec<_> = (0..self.len())
                .filter_map(|typed| self.fit(typed, &folded))
                .map(|fit| unfold(&text[at.clone()], &fit.part))
                .map(|part| at.start + part.start..at.start + part.end)
                // A character that folds to nothing cannot match.
                .filter(|part| !part.is_empty())
                .collect();
            parts.sort_by_key(|part| part.start);
            for part in parts {
                match hits.last_mut() {
                    Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
                    _ => hits.push(part),
                }
            }
        }
        hits
    }
}

fn score(matcher: &mut Matcher, word: &str, typed: &str) -> Option<u32> {
    let (mut word_letters, mut typed_letters) = (Vec::new(), Vec::new());
    let word = letters(word, &mut word_letters);
    let typed = letters(typed, &mut typed_letters);
    matcher.fuzzy_match(word, typed).map(u32::from)
}

/// Splits `word` into characters rather than graphemes.
fn letters<'a>(word: &'a str, into: &'a mut Vec<char>) -> Utf32Str<'a> {
    if word.is_ascii() {
        return Utf32Str::Ascii(word.as_bytes());
    }
    into.extend(word.chars());
    Utf32Str::Unicode(into)
}

/// Returns the byte ranges of the words in `text`, which are runs of letters and digits.
pub(super) fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let from = first(text, rest, true)?;
        rest = first(text, from, false).unwrap_or(text.len());
        Some(from..rest)
    })
}

/// Returns the first index at or after `at` that is inside a word, or that is outside all words if
/// `within` is false. Indexing a large bank visits every byte here, so there is a fast path for
/// ASCII.
fn first(text: &str, mut at: usize, within: bool) -> Option<usize> {
    let is_candidate = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphanumeric() == within;
    while let Some(skipped) = text.as_bytes()[at..].iter().position(is_candidate) {
        at += skipped;
        let c = text[at..].chars().next()?;
        if c.is_ascii() || (c.is_alphanumeric() || is_combining_mark(c)) == within {
            return Some(at);
        }
        at += c.len_utf8();
    }
    None
}

/// Writes `word` to `into` in lowercase and without accents.
pub(super) fn fold(word: &str, into: &mut String) {
    into.clear();
    if word.is_ascii() {
        into.push_str(word);
        into.make_ascii_lowercase();
    } else {
        into.extend(word.chars().flat_map(folded_letter));
    }
}

/// Folds `c` to the letters that a user would type: none for a combining accent, and several for
/// `ß` or a ligature.
fn folded_letter(c: char) -> impl Iterator<Item = char> {
    let as_typed = match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' | 'ǽ' | 'Ǽ' => "ae",
        'œ' | 'Œ' => "oe",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        _ => "",
    };
    let other = Some(c).filter(|_| as_typed.is_empty());
    let other = other.into_iter().flat_map(char::to_lowercase).nfkd();
    let other = other.filter(|c| !is_combining_mark(*c)).map(normalize);
    as_typed.chars().chain(other)
}

/// Returns the bytes of `word` that correspond to `part` of its folded form.
fn unfold(word: &str, part: &Range<usize>) -> Range<usize> {
    let (mut start, mut end, mut folded) = (word.len(), word.len(), 0);
    for (at, c) in word.char_indices() {
        let len: usize = folded_letter(c).map(char::len_utf8).sum();
        // A combining accent belongs to the preceding letter.
        if folded >= part.end && len > 0 {
            end = at;
            break;
        }
        folded += len;
        if folded > part.start {
            start = start.min(at);
        }
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::Query;

    fn hits<'a>(query: &str, text: &'a str) -> Vec<&'a str> {
        let query = Query::new(query);
        query.hits(text).into_iter().map(|at| &text[at]).collect()
    }

    #[test]
    fn a_word_is_found_whatever_its_case_and_accents() {
        assert_eq!(hits("rds", "Amazon RDS patches"), ["RDS"]);
        assert_eq!(hits("RDS", "amazon rds"), ["rds"]);
        assert_eq!(hits("resume", "A résumé"), ["résumé"]);
        assert_eq!(hits("ÉTÉ", "l’été"), ["été"]);
        assert_eq!(hits("strasse", "Große Straße"), ["Straße"]);
        assert_eq!(hits("STRAẞE", "eine strasse"), ["strasse"]);
        assert_eq!(
            hits("istanbul", "İstanbul, ISTANBUL, ıstanbul"),
            ["İstanbul", "ISTANBUL", "ıstanbul"]
        );
        assert_eq!(
            hits("resume", "A re\u{301}sume\u{301} here"),
            ["re\u{301}sume\u{301}"]
        );
        assert_eq!(hits("aesop", "Æsop"), ["Æsop"]);
        assert_eq!(hits("file", "a ﬁle"), ["ﬁle"]);
        assert_eq!(hits("sse", "Grüße"), ["ße"]);
    }

    #[test]
    fn the_beginning_and_the_inside_of_a_word_are_found() {
        assert_eq!(hits("enc", "Encryption at rest"), ["Enc"]);
        assert_eq!(hits("crypt", "Encryption at rest"), ["crypt"]);
        assert_eq!(hits("enc rest", "Encryption at rest"), ["Enc", "rest"]);
        assert_eq!(hits("sse-kms", "SSE-KMS or SSE-S3"), ["SSE", "KMS", "SSE"]);
    }

    #[test]
    fn letters_left_out_are_forgiven_in_longer_words_only() {
        assert_eq!(hits("encrption", "Encryption"), ["Encryption"]);
        assert_eq!(hits("kuberntes", "Amazon Kubernetes"), ["Kubernetes"]);
        assert_eq!(hits("rds", "roads"), Vec::<&str>::new());
        assert_eq!(hits("rust", "a request"), Vec::<&str>::new());
    }

    #[test]
    fn hits_that_touch_are_one() {
        assert_eq!(hits("encr ncry", "Encryption"), ["Encry"]);
    }

    #[test]
    fn signs_alone_look_for_nothing() {
        assert!(Query::new(" -?! ").is_empty());
        assert!(Query::new("").is_empty());
    }
}
