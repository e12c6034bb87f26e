//! Rewrites notations that Markdown does not support, line by line: checkboxes without a bullet or
//! space, headings without a space, and unclosed fences.

/// A rewritten text with the same number of lines and the positions of its unclosed fences.
pub struct Source {
    pub text: String,
    /// The numbers of the lines on which unclosed fences begin, counted from 1.
    pub open_fences: Vec<usize>,
}

/// Characters before options that serve as checkboxes.
const EMPTY: &[char] = &['☐', '⬜', '🔲', '◻', '❌', '✗', '✘', '☒', '○', '◯'];
const TICKED: &[char] = &['☑', '✅', '✔', '✓', '🗹', '◉'];

pub fn prepared(text: &str) -> Source {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    blank_front_matter(&mut lines);
    let has_fields = text.contains("<?quiz?>");
    for line in &mut lines {
        plugin_line(line, has_fields);
    }
    let (is_code, open_fences) = fences(&mut lines);
    let boxes = Boxes::of(&lines);
    for (line, _) in lines
        .iter_mut()
        .zip(is_code)
        .filter(|(_, is_code)| !is_code)
    {
        if let Some(heading) = heading(line) {
            *line = heading;
        } else if let Some(item) = boxes.item(line) {
            *line = item;
        }
    }
    Source {
        text: lines.join("\n"),
        open_fences,
    }
}

/// Rewrites a line that uses the syntax of a quiz plugin for `MkDocs`. `has_fields` is `true` for
/// the older syntax of that plugin, which has fields.
fn plugin_line(line: &mut String, has_fields: bool) {
    const TAGS: [&str; 5] = ["<quiz>", "</quiz>", "<?quiz?>", "<?/quiz?>", "content:"];
    const FIELDS: [(&str, &str); 3] = [
        ("question: ", "### "),
        ("answer-correct: ", "- [x] "),
        ("answer: ", "- [ ] "),
    ];
    let field = || FIELDS.iter().find(|it| line.starts_with(it.0));
    if TAGS.contains(&line.trim()) {
        line.clear();
    } else if let Some((name, mark)) = field().filter(|_| has_fields) {
        *line = line.replacen(name, mark, 1);
    }
}

/// Clears the lines of the front matter at the top of a page.
fn blank_front_matter(lines: &mut [String]) {
    let fence = lines.first().map_or("", |it| it.trim_end());
    if fence != "---" && fence != "+++" {
        return;
    }
    let end = lines.iter().skip(1).position(|it| it.trim_end() == fence);
    let Some(end) = end.map(|it| it + 1) else {
        return;
    };
    let is_setting = |line: &String| {
        let is_list = line.starts_with([' ', '-', '#']) || line.trim().is_empty();
        is_list
            || line
                .split_once([':', '='])
                .is_some_and(|(name, _)| !name.trim().contains(' '))
    };
    if end > 1 && lines[1..end].iter().all(is_setting) {
        lines[..=end].iter_mut().for_each(String::clear);
    }
}

/// Parses a fence: its character, its length, and its info string.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim();
    let sign = line.chars().next().filter(|it| "`~".contains(*it))?;
    let words = line.trim_start_matches(sign);
    let len = line.len() - words.len();
    (len >= 3 && !words.contains('`')).then_some((sign, len, words.trim()))
}

/// Returns a flag for each line, which is `true` for code, and the lines of unclosed fences. A
/// fence is unclosed if it has no end or contains the beginning of another fence, and if a heading
/// or checkbox follows it. The line of an unclosed fence is cleared so that the text below it is
/// read.
fn fences(lines: &mut [String]) -> (Vec<bool>, Vec<usize>) {
    let at_all = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let lines = lines.iter().enumerate();
        lines.filter(|(_, it)| test(it)).map(|(at, _)| at).collect()
    };
    let marks = at_all(&is_mark);
    let fences = at_all(&|it| fence(it).is_some());
    let mut is_code = vec![false; lines.len()];
    let mut open_fences = Vec::new();
    // The kinds of fences for which no closing fence follows.
    let mut never_closed: Vec<(char, usize)> = Vec::new();
    let mut next = 0;
    while let Some(at) = fences.get(next).copied() {
        next += 1;
        let Some((sign, len, words)) = fence(&lines[at]) else {
            continue;
        };
        let words = words.to_owned();
        let rest = || fences[next..].iter().copied();
        let is_end = |at: &usize| {
            fence(&lines[*at]).is_some_and(|it| it.0 == sign && it.1 >= len && it.2.is_empty())
        };
        let is_known = never_closed.contains(&(sign, len));
        let end = if is_known { None } else { rest().find(is_end) };
        if end.is_none() && !is_known {
            never_closed.push((sign, len));
        }
        let last = end.unwrap_or(lines.len());
        let begins = |at: &usize| {
            fence(&lines[*at]).is_some_and(|it| it.0 == sign && it.1 == len && !it.2.is_empty())
        };
        let mark = marks
            .get(marks.partition_point(|it| *it < at))
            .filter(|it| **it < last);
        let other = mark.and_then(|_| rest().take_while(|it| *it < last).find(begins));
        if let (Some(mark), true) = (mark, other.is_some() || end.is_none()) {
            open_fences.push(at + 1);
            lines[at].clear();
            // A second fence with the same info string was intended to close the first one.
            if let Some(other) = other.filter(|it| it < mark)
                && fence(&lines[other]).is_some_and(|it| it.2 == words)
            {
                lines[other].clear();
            }
        } else {
            let last = end.map_or(lines.len(), |it| it + 1);
            is_code[at..last].fill(true);
            next = fences.partition_point(|it| *it < last);
        }
    }
    (is_code, open_fences)
}

/// Returns whether `line` is a checkbox or a heading below the first level.
fn is_mark(line: &str) -> bool {
    let bare = line.trim_start();
    let level = bare.len() - bare.trim_start_matches('#').len();
    let is_heading = level == line.len() - line.trim_start_matches('#').len()
        && (2..=6).contains(&level)
        && bare[level..].starts_with(' ');
    let item = bare.strip_prefix(['-', '*', '+']).map(str::trim_start);
    is_heading
        || item.is_some_and(|it| {
            ["[ ] ", "[x] ", "[X] "]
                .iter()
                .any(|mark| it.starts_with(mark))
        })
}

/// Rewrites `####Q3` as a heading.
fn heading(line: &str) -> Option<String> {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    let is_number =
        words.starts_with(['Q', 'q']) && words[1..].starts_with(|c: char| c.is_ascii_digit());
    let is_heading = level == 1 && is_number || (2..=6).contains(&level);
    let is_glued = words.starts_with(|c: char| !c.is_whitespace());
    (is_heading && is_glued).then(|| format!("{} {words}", &line[..level]))
}

/// The kinds of checkboxes in a document.
struct Boxes {
    has_ticks: bool,
    has_rounds: bool,
    has_signs: bool,
}

impl Boxes {
    fn of(lines: &[String]) -> Self {
        let any = |test: &dyn Fn(&str) -> bool| lines.iter().any(|it| test(bare(it).1));
        let is_ticked = |it: &str| it.starts_with('[') && square(it).is_some_and(|it| it.0);
        Self {
            has_ticks: any(&is_ticked),
            has_rounds: any(&|it| it.starts_with("( )") || it.starts_with("() ")),
            has_signs: any(&|it| it.starts_with(EMPTY)) && any(&|it| it.starts_with(TICKED)),
        }
    }

    /// Rewrites `line` as an item with a Markdown checkbox if it has another kind of checkbox.
    fn item(&self, line: &str) -> Option<String> {
        let (has_bullet, rest) = bare(line);
        let indent = &line[..line.len() - line.trim_start().len()];
        let found = if rest.starts_with('[') {
            square(rest).filter(|_| self.has_ticks && (has_bullet || !rest.starts_with("[]")))
        } else if rest.starts_with('(') && self.has_rounds {
            round(rest)
        } else if self.has_signs && rest.starts_with(EMPTY) {
            Some((false, after_sign(rest)))
        } else if self.has_signs && rest.starts_with(TICKED) {
            Some((true, after_sign(rest)))
        } else {
            None
        };
        let (is_ticked, text) = found?;
        let mark = if is_ticked { 'x' } else { ' ' };
        let item = format!("{indent}- [{mark}] {}", text.trim_start());
        let known = line
            .trim_start()
            .get(1..)
            .is_some_and(|it| it == &item[indent.len() + 1..]);
        (!known).then_some(item)
    }
}

/// Returns whether a line has a bullet and returns the line without the bullet.
fn bare(line: &str) -> (bool, &str) {
    let line = line.trim_start();
    match line.strip_prefix(['-', '*', '+', '•']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, line),
    }
}

/// Parses `[x] text`. Returns whether the box is checked and the text.
fn square(text: &str) -> Option<(bool, &str)> {
    let (mark, rest) = text.strip_prefix('[')?.split_once(']')?;
    let is_link = rest.starts_with(['(', '[', ':']);
    is_tick(mark).filter(|_| !is_link).map(|it| (it, rest))
}

fn round(text: &str) -> Option<(bool, &str)> {
    let (mark, rest) = text.strip_prefix('(')?.split_once(')')?;
    is_tick(mark).map(|it| (it, rest))
}

fn is_tick(mark: &str) -> Option<bool> {
    match mark.trim() {
        "" => Some(false),
        "x" | "X" | "*" | "√" | "v" | "V" | "х" | "Х" => Some(true),
        sign if sign.chars().count() <= 2 && sign.starts_with(TICKED) => Some(true),
        _ => None,
    }
}

fn after_sign(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str().trim_start_matches('\u{FE0F}')
}

#[cfg(test)]
mod tests {
    use super::prepared;

    #[test]
    fn boxes_in_other_spellings_become_items() {
        for (line, item) in [
            ("- [ ]Mars", "- [ ] Mars"),
            ("- [] Mars", "- [ ] Mars"),
            ("- [ ]\u{a0}Mars", "- [ ] Mars"),
            ("-[X] Mars", "- [x] Mars"),
            ("  * [✓] Mars", "  - [x] Mars"),
            ("[ ] Mars", "- [ ] Mars"),
            ("- [x](page.md)", "- [x](page.md)"),
            ("* [x] Mars", "* [x] Mars"),
            ("[] is a list", "[] is a list"),
        ] {
            assert_eq!(
                prepared(&format!("- [x] y\n{line}")).text,
                format!("- [x] y\n{item}")
            );
        }
        assert_eq!(prepared("( ) a\n(x) b").text, "- [ ] a\n- [x] b");
        assert_eq!(prepared("(x) b").text, "(x) b");
        assert_eq!(prepared("❌ a\n✅ b").text, "- [ ] a\n- [x] b");
        assert_eq!(prepared("✅ Answer: B").text, "✅ Answer: B");
    }

    #[test]
    fn an_open_fence_is_found() {
        let text = "### A?\n```css\np {}\n ```css\n- [x] a\n### B?\n```js\nx\n```\n";
        let source = prepared(text);
        assert_eq!(source.open_fences, [2]);
        assert_eq!(
            source.text,
            "### A?\n\np {}\n\n- [x] a\n### B?\n```js\nx\n```\n"
        );
        let sample = "````md\n## Q?\n- [x] a\n```js\nx\n```\n````\n";
        assert_eq!(prepared(sample).text, sample);
    }

    #[test]
    fn settings_at_the_top_are_no_text() {
        assert_eq!(prepared("---\ntitle: A\n---\n# Q").text, "\n\n\n# Q");
        assert_eq!(prepared("---\nA text\n---").text, "---\nA text\n---");
    }
}
