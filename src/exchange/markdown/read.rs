//! From block to block: what begins a question, what belongs to it, what ends it.

use super::blocks::{Block, Kind, Line, blocks, joined};
use super::keys::{Keys, keys_after_word, keys_in};
use super::open::Open;
use super::signs::{Expects, PARTS, follows, is_first_option, is_part, is_title_of_keys};
use super::source::prepared;
use crate::exchange::entry::normal;
use crate::exchange::intake::Intake;
use crate::exchange::lettered::without_number;
use crate::exchange::{Answer, Topic, lettered};

pub fn read(text: &str, intake: &mut Intake<'_>) {
    let source = prepared(text);
    let blocks = blocks(&source.text);
    let mut reader = Reader {
        topics: Vec::new(),
        open: None,
        expects: Expects::Nothing,
        details: 0,
        line: 1,
        last_number: None,
        last_item: None,
        open_fences: source.open_fences,
        had_question: false,
        keys: Keys::default(),
        intake,
    };
    for (at, block) in blocks.iter().enumerate() {
        reader.line = block.line;
        reader.block(block, &blocks[at + 1..]);
    }
    reader.line = usize::MAX;
    reader.close();
    reader.keys.resolve(reader.intake);
    for line in reader.open_fences {
        reader.intake.note(line, OPEN_FENCE);
    }
}

/// The message on a question with a fence that is not closed.
const OPEN_FENCE: &str =
    "a code fence begins here and is not closed before the next heading or box; close it with ```";

struct Reader<'r, 'i> {
    /// The headings above that are no questions, with their levels.
    topics: Vec<(usize, String)>,
    open: Option<Open>,
    expects: Expects,
    /// How many `<details>` are open.
    details: usize,
    /// The line of the current block.
    line: usize,
    /// The number of the question in the list that it is in.
    last_number: Option<u64>,
    /// The number of the last item that is a part of a text.
    last_item: Option<u64>,
    /// The lines of fences that are not closed.
    open_fences: Vec<usize>,
    had_question: bool,
    keys: Keys,
    intake: &'r mut Intake<'i>,
}

impl Reader<'_, '_> {
    fn block(&mut self, block: &Block, after: &[Block]) {
        if self.reads_keys(block) {
            return;
        }
        match block.kind {
            Kind::Heading { level, underlined } => self.heading(level, underlined, block),
            Kind::Item { checked, number } => self.item(block, checked, number, after),
            Kind::Text | Kind::Code => self.text(block),
            Kind::Opens => {
                self.details += 1;
                self.expects = Expects::Key;
            }
            Kind::Closes => {
                self.details = self.details.saturating_sub(1);
                self.expects = Expects::Nothing;
            }
            Kind::Rule => self.rule(),
        }
        if block.had_media
            && let Some(open) = &mut self.open
        {
            open.had_media = true;
            let is_alone = block.text().trim().is_empty() && block.kind == Kind::Text;
            if is_alone && open.explanation.is_empty() && !open.options.is_empty() {
                open.picture_after = Some(open.options.len());
            }
        }
    }

    /// Reads the block if it is a part of a list of keys below the questions.
    fn reads_keys(&mut self, block: &Block) -> bool {
        let number = match block.kind {
            Kind::Item { number, .. } => number,
            Kind::Text | Kind::Code => None,
            _ => {
                self.end_keys();
                return false;
            }
        };
        let mut is_awaited = self.expects == Expects::Key && self.details == 0;
        let follows_options =
            self.open.as_ref().is_some_and(|it| !it.options.is_empty()) || self.keys.is_awaited();
        if self.details == 0 && follows_options && block.kind == Kind::Text {
            let first = block.lines.first().map_or("", |it| &it.text);
            if is_title_of_keys(first) {
                self.expects = Expects::Key;
                if block.lines.len() == 1 {
                    return true;
                }
                is_awaited = true;
            }
            is_awaited |= keys_after_word(first).is_some();
        }
        if !is_awaited && !self.keys.is_reading() {
            return false;
        }
        let mut keys = Vec::new();
        for (at, line) in block.lines.iter().enumerate() {
            let number = number
                .filter(|_| at == 0)
                .map_or(String::new(), |it| format!("{it}. "));
            let found = keys_after_word(&line.text)
                .unwrap_or_else(|| keys_in(&format!("{number}{}", line.text)));
            let is_header = at == 0 && line.text.trim_start().starts_with('|');
            let is_title = lettered::awaits_answer(&line.text) || is_title_of_keys(&line.text);
            let is_rule = line.text.contains("---") || is_header || is_title;
            if found.is_empty() && !is_rule {
                self.end_keys();
                return false;
            }
            keys.extend(found);
        }
        if keys.is_empty() {
            return false;
        }
        self.close();
        self.keys.add(keys);
        true
    }

    fn end_keys(&mut self) {
        if self.keys.is_reading() {
            self.keys.resolve(self.intake);
            self.expects = Expects::Nothing;
        }
    }

    /// Whether the block is in the `<details>` of a question, which tell its answer.
    fn in_answer(&self) -> bool {
        self.details > 0 && self.open.as_ref().is_some_and(|it| !it.options.is_empty())
    }

    /// The key in a line of the current question.
    fn told<'l>(&self, line: &'l str) -> Option<&'l str> {
        let told = lettered::answer(line);
        told.or_else(|| lettered::any_key(line).filter(|_| self.expects == Expects::Key))
    }

    fn rule(&mut self) {
        if self.open.as_ref().is_some_and(|it| !it.options.is_empty()) {
            self.close();
        }
    }

    fn heading(&mut self, level: usize, underlined: bool, block: &Block) {
        let in_options = self.open.as_ref().is_some_and(|it| !it.options.is_empty());
        let has_key = self.open.as_ref().is_some_and(Open::has_key);
        let is_part = |line: &Line| {
            self.told(&line.text).is_some()
                || lettered::awaits_answer(&line.text)
                || (!has_key && lettered::option(&line.text).is_some())
        };
        if (in_options && block.lines.iter().any(is_part))
            || block.lines.iter().skip(1).any(is_first_option)
            || (underlined && block.lines.iter().any(is_first_option))
        {
            self.text(block);
            // A line of dashes below a paragraph makes a heading of it, meant or not.
            if underlined {
                self.rule();
            }
            return;
        }
        let text = block.text();
        let bare = text.trim().trim_end_matches(':').to_lowercase();
        if (self.open.is_some() || self.keys.is_awaited())
            && let Some((_, expects)) = PARTS.iter().find(|(name, _)| *name == bare)
        {
            self.expects = *expects;
            return;
        }
        self.close();
        self.details = 0;
        self.topics.retain(|(above, _)| *above < level);
        self.begin(block.line, &text).heading = Some(level);
    }

    /// Opens a question with `text`, which may begin with its number.
    fn begin(&mut self, line: usize, text: &str) -> &mut Open {
        self.close();
        let (numbered, stem) = without_number(text.trim());
        let number = number_of(text).filter(|_| numbered);
        let open = self.open.insert(Open {
            line,
            numbered,
            number,
            ..Open::default()
        });
        open.add_stem(stem);
        open
    }

    fn item(&mut self, block: &Block, checked: Option<bool>, number: Option<u64>, after: &[Block]) {
        let text = block.text();
        let mark = number.map_or("- ".to_owned(), |it| format!("{it}. "));
        let is_answered = self.in_answer() && self.open.as_ref().is_some_and(Open::has_key);
        if let Some(is_right) = checked.filter(|_| !is_answered) {
            self.option_with_box(block, text, is_right);
        } else if let Some(open) = &mut self.open
            && open.is_of_option(block.depth)
            && open.key.is_none()
        {
            open.add_why(&format!("{mark}{text}"));
        } else if !self.in_answer() && self.begins_question(block, number, after) {
            let open = self.begin(block.line, "");
            (open.numbered, open.number) = (number.is_some(), number);
            (self.last_number, self.last_item) = (number, None);
            self.paragraph(&block.lines, block.line, block.depth);
        } else if is_part(&block.lines) {
            self.paragraph(&block.lines, block.line, block.depth);
        } else {
            // A line with the answer can follow the last item without a blank line.
            let tells = |it: &Line| self.told(&it.text).is_some();
            let lines = &block.lines;
            let end = (1..lines.len())
                .find(|it| tells(&lines[*it]))
                .unwrap_or(lines.len());
            let text = joined(&lines[..end]);
            let item = format!("{mark}{text}");
            if let Some(open) = &mut self.open {
                let strong = block.lines.iter().map(|it| it.strong).sum::<usize>();
                let is_strong = strong > 0 && strong >= text.len();
                open.items.push((item.clone(), is_strong));
            }
            self.last_item = number;
            self.say_item(block.line, item);
            self.paragraph(&lines[end..], block.line, block.depth);
        }
    }

    /// An item of a list in a question or explanation.
    fn say_item(&mut self, at: usize, text: String) {
        match &mut self.open {
            Some(open) if open.options.is_empty() => open.add_stem(&text),
            Some(open) if open.has_key() || self.expects != Expects::Key => {
                open.explanation.push((at, text));
            }
            _ => self.say(at, &text),
        }
    }

    fn option_with_box(&mut self, block: &Block, text: String, is_right: bool) {
        let has_prose = |it: &Open| !it.options.is_empty() && !it.explanation.is_empty();
        if let Some(open) = self.open.as_mut().filter(|it| has_prose(it)) {
            // Below a heading, prose between two options belongs to the first of them.
            let is_one = open.boxes && open.heading.is_some() && self.expects == Expects::Nothing;
            if is_one {
                open.absorb();
            } else {
                self.run_on(block.line);
            }
        }
        let open = self.open.get_or_insert_default();
        if !open.boxes && !open.has_key() && !open.options.is_empty() {
            open.turn_into_statements();
        }
        open.line = if open.line == 0 {
            block.line
        } else {
            open.line
        };
        open.boxes = true;
        open.option_depth = block.depth;
        open.add_option(Answer::new(text, is_right), false);
    }

    /// Whether an item without a box is a question: options follow it before
    /// any other item does.
    fn begins_question(&self, block: &Block, number: Option<u64>, after: &[Block]) -> bool {
        let ordered = number.is_some();
        // An explanation can have a list of its own, which begins with 1 again.
        let is_inner = |it: &Open| it.numbered && it.has_key() && it.heading.is_none();
        if self.open.as_ref().is_some_and(is_inner)
            && self.expects == Expects::Reason
            && number.is_some_and(|it| self.last_number.is_some_and(|last| it <= last))
        {
            return false;
        }
        if is_part(&block.lines[..block.lines.len().min(1)]) {
            return false;
        }
        if block.lines.iter().skip(1).any(is_first_option) {
            return true;
        }
        let asks = block.text().trim_end().ends_with(['?', '？']);
        // The next number in the questions' own row, unless a list in a text counts on.
        let continues = |it: &Open| {
            let is_next = number.is_some() && number == it.number.map(|it| it + 1);
            let counts_on = number == self.last_item.map(|it| it + 1);
            is_next && !counts_on && it.has_key() && !it.options.is_empty()
        };
        if self.open.as_ref().is_some_and(continues) {
            return true;
        }
        // Below a heading that is a question with boxes, a list belongs to an option.
        let is_within = |it: &Open| it.heading.is_some() && it.boxes && !it.options.is_empty();
        let is_answered = |it: &Open| number.is_none() && it.has_key();
        let is_part_of = |it: &Open| is_within(it) || is_answered(it);
        if !asks && self.open.as_ref().is_some_and(is_part_of) {
            return false;
        }
        // Below a heading that asks already, an item may be part of what it asks.
        let is_free = self.open.as_ref().is_none_or(|open| {
            !open.options.is_empty() || (ordered && (asks || !open.is_question()))
        });
        for next in after {
            let has_options = match next.kind {
                Kind::Heading { .. } | Kind::Rule => return false,
                Kind::Item { checked, .. } => {
                    checked.is_some() || next.lines.iter().any(is_first_option)
                }
                _ if next.lines.iter().any(is_first_option) => true,
                _ => continue,
            };
            return if has_options {
                is_free || next.depth > block.depth
            } else {
                ordered && asks && is_free
            };
        }
        false
    }

    fn text(&mut self, block: &Block) {
        let tells = |it: &Line| self.told(&it.text).is_some() || lettered::awaits_answer(&it.text);
        let is_ticked = self.open.as_ref().is_some_and(Open::ticked);
        let has_answer = !is_ticked && block.lines.iter().any(tells);
        if let Some(open) = &mut self.open
            && block.kind == Kind::Code
            && open.explanation.is_empty()
            && let Some(option) = open.options.last_mut()
        {
            // Some leave it out of the item that it belongs to.
            option.text += &format!("\n{}", block.text());
        } else if let Some(open) = &mut self.open
            && open.is_of_option(block.depth)
            && open.key.is_none()
            && !has_answer
        {
            open.add_why(&block.text());
        } else if block.kind == Kind::Code && self.has_options(block) {
            self.paragraph(&block.lines, block.line, block.depth);
        } else if block.kind == Kind::Code {
            self.say(block.line, &block.text());
        } else {
            self.paragraph(&block.lines, block.line, block.depth);
        }
    }

    /// Whether code is the options of the current question.
    fn has_options(&self, block: &Block) -> bool {
        let places = block
            .lines
            .iter()
            .filter_map(|it| lettered::option(&it.text));
        let places: Vec<_> = places.map(|it| it.0).collect();
        let is_open = self.open.as_ref().is_some_and(|it| it.options.is_empty());
        is_open && places.starts_with(&[0, 1])
    }

    /// A paragraph, which may hold options, the answer and prose, line by line.
    fn paragraph(&mut self, lines: &[Line], at: usize, depth: usize) {
        let mut prose: Vec<Line> = Vec::new();
        let mut goes_on = false;
        for line in lines {
            let ticked = self.open.as_ref().is_some_and(Open::ticked);
            let count = self.open.as_ref().map_or(0, |it| it.options.len());
            let in_answer = self.in_answer() && self.open.as_ref().is_some_and(Open::has_key);
            let bare = line.text.trim_start_matches(['*', ' ']);
            let is_starred = line.text.starts_with('*') && lettered::option(bare).is_some();
            let is_free =
                !in_answer && !self.open.as_ref().is_some_and(|it| it.boxes && it.ticked());
            let found = lettered::option(bare).filter(|_| is_free);
            let told = self.told(&line.text).filter(|it| self.is_key(it, ticked));
            if let Some(open) = self.open.as_mut().filter(|_| count == 0)
                && let Some(told) = told
            {
                // The options were items without letters, or are not written at all.
                open.promote_items(Some(told));
                if let Some(is_so) =
                    lettered::true_or_false(told).filter(|_| open.options.is_empty())
                {
                    open.add_option(Answer::new("True", is_so), false);
                    open.add_option(Answer::new("False", !is_so), false);
                    self.expects = Expects::Reason;
                    goes_on = false;
                    continue;
                }
            }
            let count = self.open.as_ref().map_or(0, |it| it.options.len());
            if count > 0 && !ticked && lettered::awaits_answer(&line.text) {
                self.flush(&mut prose, at);
                goes_on = false;
                self.expects = Expects::Key;
                continue;
            }
            if self.expects == Expects::Key
                && let Some(open) = self.open.as_mut().filter(|it| count > 0 && !it.has_key())
                && prose.is_empty()
                && is_named(&line.text, open)
            {
                open.key = Some(line.text.trim().to_owned());
                self.expects = Expects::Reason;
                goes_on = false;
                continue;
            }
            if found.is_some() {
                self.flush(&mut prose, at);
            }
            let names_again = |it: &Open| it.key.is_some() && it.explanation.is_empty();
            if let Some((place, text)) = found.filter(|it| it.0 < count)
                && let Some(open) = self.open.as_mut().filter(|it| names_again(it))
            {
                // Below the key, letters name the options again and give reasons.
                if normal(&open.options[place].text) != normal(text) {
                    open.add_reason(place, text);
                }
                continue;
            }
            let found = found.filter(|it| {
                let begins = |open: &Open| it.0 > 0 || open.ends_at_option(depth);
                follows(it.0, count, self.open.as_ref())
                    && self
                        .open
                        .as_ref()
                        .is_none_or(|open| count == 0 || begins(open))
            });
            if let Some((place, text)) = found {
                // A star in front marks an option as a tick behind it does.
                let tick = if is_starred { " ✓" } else { "" };
                self.option_with_letter(place, format!("{text}{tick}"), line, at);
                if let Some(open) = &mut self.open {
                    open.option_depth = depth;
                }
                goes_on = true;
            } else if let Some(told) = told.filter(|_| count > 0) {
                self.flush(&mut prose, at);
                goes_on = false;
                self.expects = Expects::Reason;
                if let Some(open) = &mut self.open {
                    open.key.get_or_insert_with(|| told.to_owned());
                }
            } else if let Some(reason) = lettered::explanation(&line.text).filter(|_| count > 0) {
                self.flush(&mut prose, at);
                goes_on = false;
                if let Some(open) = &mut self.open {
                    open.is_explained = true;
                }
                prose.push(Line {
                    text: reason.to_owned(),
                    number: line.number,
                    ..Line::default()
                });
                self.expects = Expects::Reason;
            } else if let Some(option) = self.last_option().filter(|_| goes_on) {
                option.text.push(if line.soft { ' ' } else { '\n' });
                option.text += line.text.trim();
            } else {
                prose.push(line.clone());
            }
        }
        self.flush(&mut prose, at);
    }

    /// Adds the option in `line`, which has the letter at `place`.
    fn option_with_letter(&mut self, place: usize, text: String, line: &Line, at: usize) {
        if let Some(open) = self.open.as_mut().filter(|_| place == 0) {
            open.drop_label();
        }
        // Prose above may have begun the next question already.
        if place == 0 && self.last_option().is_some() {
            self.run_on(line.number);
        }
        let open = self.open.get_or_insert_default();
        open.line = if open.line == 0 { at } else { open.line };
        if place != open.options.len() {
            open.fault = Some("its letters do not go A, B, C".to_owned());
        }
        let is_strong = line.is_strong(text.len());
        open.add_option(Answer::new(text, false), is_strong);
    }

    /// Whether `told` can be the key here. Where boxes are ticked, a text that names
    /// no option is prose.
    fn is_key(&self, told: &str, ticked: bool) -> bool {
        self.open.as_ref().is_some_and(|open| {
            !ticked || {
                let (key, _) = lettered::key_and_more(told, &open.options);
                open.key.is_none() && key.mark(&mut open.options.clone()).is_ok()
            }
        })
    }

    fn last_option(&mut self) -> Option<&mut Answer> {
        self.open.as_mut()?.options.last_mut()
    }

    fn flush(&mut self, prose: &mut Vec<Line>, at: usize) {
        let text = joined(prose);
        prose.clear();
        if !text.trim().is_empty() {
            // A fixed space in front keeps the place of code.
            self.say(at, text.trim_matches([' ', '\n', '\t']));
        }
    }

    /// Prose: the key where one is awaited, else stem or explanation.
    fn say(&mut self, at: usize, text: &str) {
        let Some(open) = &mut self.open else {
            self.begin(at, text);
            return;
        };
        if open.options.is_empty() {
            if let Some((level, title, at_most)) = open.title_above(text, self.had_question) {
                self.topics.push((level, title));
                open.heading = None;
                open.line = at;
                let intro = open.stem.split_off(1);
                open.stem.clear();
                if at_most {
                    if !intro.is_empty() {
                        let what = "text outside questions is not kept";
                        self.intake.note(self.line, what);
                    }
                } else {
                    open.stem = intro;
                }
            }
            // A number can be in front of the paragraph instead of the heading.
            let (is_numbered, stem) = without_number(text);
            let (is_numbered, stem) = if open.numbered {
                (false, text)
            } else {
                (is_numbered, stem)
            };
            open.numbered |= is_numbered;
            open.number = open.number.or(number_of(text).filter(|_| is_numbered));
            open.add_stem(stem);
            return;
        }
        if self.expects == Expects::Key && !open.has_key() && is_named(text, open) {
            open.key = Some(text.to_owned());
            self.expects = Expects::Reason;
            return;
        }
        let is_numbered = without_number(text).0;
        let has_word = text.starts_with(char::is_alphabetic);
        let is_next = number_of(text) == open.number.map(|it| it + 1) && open.number.is_some();
        let is_open = self.details == 0 && open.has_key() && (has_word || is_next);
        if is_numbered && (self.expects == Expects::Nothing || is_open) {
            self.begin(at, text);
            return;
        }
        open.explanation.push((at, text.to_owned()));
    }

    /// New options begin without a heading: the last paragraph was their question.
    fn run_on(&mut self, line: usize) {
        let Some(open) = &mut self.open else { return };
        let last = open.explanation.pop();
        let begins = last.as_ref().map_or(line, |it| it.0);
        if !open.has_key() {
            let why = format!("it has no key before the next question begins on line {begins}");
            open.fault.get_or_insert(why);
        }
        self.begin(begins, &last.map_or(String::new(), |it| it.1));
        self.expects = Expects::Nothing;
    }

    fn close(&mut self) {
        self.expects = Expects::Nothing;
        let Some(mut open) = self.open.take() else {
            return;
        };
        let end = self.line;
        if open.options.is_empty() {
            open.promote_items(None);
        }
        let is_inside = |it: &usize| (open.line..end).contains(it);
        if let Some(at) = self.open_fences.iter().position(is_inside) {
            let line = self.open_fences.remove(at);
            self.open_fences.retain(|it| !(open.line..end).contains(it));
            open.fault = Some(format!("{OPEN_FENCE} (line {line})"));
        }
        if !open.options.is_empty() {
            self.had_question = true;
            let topic = self.topics.last().map(|(_, title)| Topic::titled(title));
            if open.fault.is_none() && !open.boxes && !open.is_answered() {
                return self.keys.wait(open, topic);
            }
            return open.take(topic.as_ref(), self.intake);
        }
        if open.is_question() {
            let items = open.stem.iter().filter(|it| it.starts_with("- ")).count();
            let why = open.fault.unwrap_or_else(|| {
                if items > 1 {
                    "its list has no letters or check boxes, so that its options are unknown".into()
                } else {
                    "no options with letters or check boxes follow it".into()
                }
            });
            return self.intake.leave_out(open.line, why);
        }
        let mut words = open.stem.into_iter();
        if let Some(level) = open.heading
            && let Some(title) = words.next()
        {
            self.topics.push((level, title));
        }
        if words.next().is_some() {
            self.intake
                .note(open.line, "text outside questions is not kept");
        }
    }
}

/// The first number in `text`.
fn number_of(text: &str) -> Option<u64> {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = digits.find(|c: char| !c.is_ascii_digit());
    digits[..end.unwrap_or(digits.len())].parse().ok()
}

/// Whether `text` is the key of the question.
fn is_named(text: &str, open: &Open) -> bool {
    let (key, _) = lettered::key_and_more(text, &open.options);
    key.mark(&mut open.options.clone()).is_ok()
}
