//! From block to block: what begins a question, what belongs to it, what ends it.

use super::blocks::{Block, Kind, Line, blocks, joined};
use super::open::Open;
use super::signs::{Expects, PARTS, follows, is_first_option, is_part, without_number};
use crate::exchange::intake::Intake;
use crate::exchange::{Answer, Topic, lettered};

pub fn read(text: &str, intake: &mut Intake<'_>) {
    let blocks = blocks(text);
    let mut reader = Reader {
        topics: Vec::new(),
        open: None,
        expects: Expects::Nothing,
        intake,
    };
    for (at, block) in blocks.iter().enumerate() {
        reader.block(block, &blocks[at + 1..]);
    }
    reader.close();
}

struct Reader<'r, 'i> {
    /// The headings above that are no questions, with their levels.
    topics: Vec<(usize, String)>,
    open: Option<Open>,
    expects: Expects,
    intake: &'r mut Intake<'i>,
}

impl Reader<'_, '_> {
    fn block(&mut self, block: &Block, after: &[Block]) {
        match block.kind {
            Kind::Heading(level) => self.heading(level, block),
            Kind::Item { checked, ordered } => self.item(block, checked, ordered, after),
            Kind::Text | Kind::Code => self.text(block),
            Kind::Opens => self.expects = Expects::Key,
            Kind::Closes => self.expects = Expects::Nothing,
            Kind::Rule => self.rule(),
        }
        if block.had_media
            && let Some(open) = &mut self.open
        {
            open.had_media = true;
        }
    }

    fn rule(&mut self) {
        if self.open.as_ref().is_some_and(|it| !it.options.is_empty()) {
            self.close();
        }
    }

    fn heading(&mut self, level: usize, block: &Block) {
        // A line of dashes below a paragraph makes a heading of it, meant or not.
        let in_options = self.open.as_ref().is_some_and(|it| !it.options.is_empty());
        let is_part = |line: &Line| {
            lettered::answer(&line.text).is_some() || lettered::option(&line.text).is_some()
        };
        if (in_options && block.lines.iter().any(is_part))
            || block.lines.iter().skip(1).any(is_first_option)
        {
            self.text(block);
            return self.rule();
        }
        let text = block.text();
        let bare = text.trim().trim_end_matches(':').to_lowercase();
        if self.open.is_some()
            && let Some((_, expects)) = PARTS.iter().find(|(name, _)| *name == bare)
        {
            self.expects = *expects;
            return;
        }
        self.close();
        self.topics.retain(|(above, _)| *above < level);
        self.begin(block.line, &text).heading = Some(level);
    }

    /// Opens a question with `text`, which may begin with its number.
    fn begin(&mut self, line: usize, text: &str) -> &mut Open {
        self.close();
        let (numbered, stem) = without_number(text.trim());
        let stem = Some(stem.to_owned()).filter(|it| !it.is_empty());
        self.open.insert(Open {
            line,
            numbered,
            stem: stem.into_iter().collect(),
            ..Open::default()
        })
    }

    fn item(&mut self, block: &Block, checked: Option<bool>, ordered: bool, after: &[Block]) {
        let text = block.text();
        if let Some(is_right) = checked {
            let begins_next = |it: &Open| !it.options.is_empty() && !it.explanation.is_empty();
            if self.open.as_ref().is_some_and(begins_next) {
                self.run_on(block.line);
            }
            let open = self.open.get_or_insert_default();
            open.line = if open.line == 0 {
                block.line
            } else {
                open.line
            };
            open.boxes = true;
            open.option_depth = block.depth;
            open.options.push(Answer::new(text, is_right));
        } else if let Some(open) = &mut self.open
            && open.is_of_option(block.depth)
        {
            open.add_why(&format!("- {text}"));
        } else if self.begins_question(block, ordered, after) {
            self.begin(block.line, "").numbered = ordered;
            self.paragraph(&block.lines, block.line, block.depth);
        } else if is_part(&block.lines) {
            self.paragraph(&block.lines, block.line, block.depth);
        } else {
            self.say(block.line, &format!("- {text}"));
        }
    }

    /// Whether an item without a box is a question: options follow it before
    /// any other item does.
    fn begins_question(&self, block: &Block, ordered: bool, after: &[Block]) -> bool {
        if is_part(&block.lines[..block.lines.len().min(1)]) {
            return false;
        }
        if block.lines.iter().skip(1).any(is_first_option) {
            return true;
        }
        let asks = block.text().trim_end().ends_with('?');
        // Below a heading that asks already, an item may be part of what it asks.
        let is_free = self.open.as_ref().is_none_or(|open| {
            !open.options.is_empty() || (ordered && (asks || !open.is_question()))
        });
        for next in after {
            let has_options = match next.kind {
                Kind::Heading(_) | Kind::Rule => return false,
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
        if let Some(open) = &mut self.open
            && block.kind == Kind::Code
            && open.explanation.is_empty()
            && let Some(option) = open.options.last_mut()
        {
            // Some leave it out of the item that it belongs to.
            option.text += &format!("\n{}", block.text());
        } else if let Some(open) = &mut self.open
            && open.is_of_option(block.depth)
        {
            open.add_why(&block.text());
        } else if block.kind == Kind::Code {
            self.say(block.line, &block.text());
        } else {
            self.paragraph(&block.lines, block.line, block.depth);
        }
    }

    /// A paragraph, which may hold options, the answer and prose, line by line.
    fn paragraph(&mut self, lines: &[Line], at: usize, depth: usize) {
        let mut prose: Vec<Line> = Vec::new();
        let mut goes_on = false;
        for line in lines {
            let ticked = self.open.as_ref().is_some_and(Open::ticked);
            let count = self.open.as_ref().map_or(0, |it| it.options.len());
            let found = lettered::option(&line.text).filter(|_| !ticked);
            let told = lettered::answer(&line.text).filter(|_| !ticked && self.open.is_some());
            if let Some((place, text)) = found.filter(|it| follows(it.0, count, self.open.as_ref()))
            {
                self.flush(&mut prose, at);
                // Prose above may have begun the next question already.
                if place == 0 && self.last_option().is_some() {
                    self.run_on(line.number);
                }
                let open = self.open.get_or_insert_default();
                open.line = if open.line == 0 { at } else { open.line };
                if place != open.options.len() {
                    open.fault = Some("its letters do not go A, B, C".to_owned());
                }
                open.option_depth = depth;
                open.options.push(Answer::new(text, false));
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
                prose.push(Line {
                    text: reason.to_owned(),
                    number: line.number,
                    soft: false,
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

    fn last_option(&mut self) -> Option<&mut Answer> {
        self.open.as_mut()?.options.last_mut()
    }

    fn flush(&mut self, prose: &mut Vec<Line>, at: usize) {
        let text = joined(prose);
        prose.clear();
        if !text.trim().is_empty() {
            self.say(at, text.trim());
        }
    }

    /// Prose: the key where one is awaited, else stem or explanation.
    fn say(&mut self, at: usize, text: &str) {
        let Some(open) = &mut self.open else {
            self.begin(at, text);
            return;
        };
        if open.options.is_empty() {
            if open.stem.is_empty() || !open.numbered {
                // A number may stand before the paragraph, not the heading.
                let (numbered, text) = without_number(text);
                open.numbered |= numbered;
                open.stem
                    .extend(Some(text.to_owned()).filter(|it| !it.is_empty()));
            } else {
                open.stem.push(text.to_owned());
            }
            return;
        }
        if self.expects == Expects::Key && !open.has_key() {
            let (key, _) = lettered::key_and_more(text, &open.options);
            if key.mark(&mut open.options.clone()).is_ok() {
                open.key = Some(text.to_owned());
                self.expects = Expects::Reason;
                return;
            }
        }
        if self.expects == Expects::Nothing && without_number(text).0 {
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
        let Some(open) = self.open.take() else { return };
        if !open.options.is_empty() {
            let topic = self.topics.last().map(|(_, title)| Topic::titled(title));
            return open.take(topic.as_ref(), self.intake);
        }
        if open.is_question() {
            return self.intake.leave_out(open.line, "it has no options");
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
