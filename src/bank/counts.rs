//! How many parts of each kind stand in a bank's files, without reading the parts.
//! The build script counts those of the embedded bank with this same file.

/// What was counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    pub questions: usize,
    /// Facts that can be asked.
    pub facts: usize,
    /// Rows and columns of the first matrix.
    pub table: Option<(usize, usize)>,
    /// Cells of all matrices that can be asked.
    pub cells: usize,
}

impl Counts {
    /// Counts one top-level table, or hands it on as a part of the card. Comments alone
    /// are no part of anything.
    pub fn take(&mut self, part: &str, card: &mut String) {
        match header(part) {
            Some("question") => self.questions += 1,
            // What is contested is never asked.
            Some("fact") => self.facts += usize::from(!part.contains("\ncontested = true")),
            Some("source" | "document" | "term") => {}
            Some("matrix") => self.matrix(part),
            _ if part.lines().all(says_nothing) => {}
            _ => card.push_str(part),
        }
    }

    fn matrix(&mut self, part: &str) {
        const ROW: &str = "[[matrix.row]]";
        let mut rows = part.split(ROW);
        let head = rows.next().unwrap_or(part);
        // Its own id is the first.
        let columns = head.matches("id = ").count().saturating_sub(1);
        let rows: Vec<_> = rows.collect();
        self.table.get_or_insert((rows.len(), columns));
        let is_asked =
            |line: &str| !line.contains("is = \"none\"") && !line.contains("contested = true");
        for row in rows {
            let cells = row.lines().filter(|line| line.contains("is = \""));
            let (rest, named): (Vec<_>, Vec<_>) =
                cells.partition(|line| line.starts_with("otherwise"));
            self.cells += named.iter().filter(|line| is_asked(line)).count();
            if rest.first().is_some_and(|line| is_asked(line)) {
                self.cells += columns.saturating_sub(named.len());
            }
        }
    }
}

/// Whether `line` is blank or a comment.
fn says_nothing(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// The name of the array whose table the first line of `text` opens. Nested ones
/// have a dot in their name.
pub fn header(text: &str) -> Option<&str> {
    let line = text.lines().next()?;
    Some(line.strip_prefix("[[")?.split_once("]]")?.0)
}
