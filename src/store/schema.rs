//! The database schema in the form of migrations from each version to the next.

use std::collections::HashSet;

use rusqlite::Connection;

/// Migration `n` updates a file from version `n` to `n + 1`. A released migration never changes.
const STEPS: &[&str] = &[
    "
    -- A question as it was shown, by the hash of its body: old sessions outlive edits of the bank.
    CREATE TABLE item (
        key INTEGER PRIMARY KEY,
        hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 16),
        bank TEXT NOT NULL,
        item TEXT NOT NULL,
        body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE TABLE session (
        key INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
        bank TEXT NOT NULL,
        kind TEXT NOT NULL,
        policy TEXT NOT NULL CHECK (json_valid(policy)),
        seed INTEGER NOT NULL,
        began_ms INTEGER NOT NULL,   -- UTC, since 1970
        offset_s INTEGER NOT NULL,   -- what local time was ahead of UTC
        boot TEXT,                   -- the run of the machine, and its clock then
        boot_ms INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE slot (
        session INTEGER NOT NULL REFERENCES session,
        place INTEGER NOT NULL,
        item INTEGER NOT NULL REFERENCES item,
        options TEXT NOT NULL CHECK (json_valid(options)),
        scored INTEGER NOT NULL CHECK (scored IN (0, 1)),
        PRIMARY KEY (session, place)
    ) STRICT, WITHOUT ROWID;
    -- Two programs in one session: the second one's first write breaks the key.
    CREATE TABLE event (
        session INTEGER NOT NULL REFERENCES session,
        step INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,      -- UTC, since 1970
        elapsed_ms INTEGER NOT NULL, -- on the session's own clock
        body TEXT NOT NULL CHECK (json_valid(body)),
        PRIMARY KEY (session, step)
    ) STRICT, WITHOUT ROWID;
",
    "
    -- What a learner says outside any session: a plan, a topic begun anew, a question disputed.
    CREATE TABLE note (
        key INTEGER PRIMARY KEY,
        id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
        bank TEXT NOT NULL,
        at_ms INTEGER NOT NULL,      -- UTC, since 1970
        offset_s INTEGER NOT NULL,   -- what local time was ahead of UTC
        body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT;
    CREATE INDEX note_bank ON note (bank, at_ms);
",
    "
    -- Why the question came, in a sentence.
    ALTER TABLE slot ADD COLUMN why TEXT;
    CREATE INDEX session_order ON session (bank, began_ms, id);
    -- Derived from the log, and made anew whenever it is missing: what all sessions
    -- up to one add up to, and those sessions in a line each.
    CREATE TABLE fold (
        bank TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        fingerprint BLOB NOT NULL,   -- of the bank that it was graded with
        began_ms INTEGER NOT NULL,   -- the last session in it; none where its id is null
        session BLOB,
        through INTEGER NOT NULL,    -- the newest session that was there then
        body TEXT NOT NULL
    ) STRICT;
    CREATE TABLE summary (
        session BLOB PRIMARY KEY,
        bank TEXT NOT NULL,
        kind TEXT NOT NULL,
        seed INTEGER NOT NULL,
        began_ms INTEGER NOT NULL,
        ended_ms INTEGER NOT NULL,
        offset_s INTEGER NOT NULL,
        right INTEGER NOT NULL,
        of INTEGER NOT NULL,
        blank INTEGER NOT NULL,
        seconds INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX summary_order ON summary (bank, ended_ms);
",
    "
    -- Derived as they are: what a fold and the sessions behind it come to at a glance.
    CREATE TABLE gist (
        bank TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        body TEXT NOT NULL
    ) STRICT;
",
    "
    -- The newest session that was here when the note came: what a note dated in the future covers.
    ALTER TABLE note ADD COLUMN newest_session INTEGER;
    UPDATE note SET newest_session = (SELECT max(key) FROM session);
    -- Lines of a log that this program cannot use, kept for exports and for later versions.
    CREATE TABLE aside (
        hash BLOB PRIMARY KEY CHECK (length(hash) = 16),
        log INTEGER NOT NULL,        -- the form of the log that the program knew then
        line TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    -- Derived from the log, and derived again whenever it is missing: what all sessions up to one
    -- add up to, and what home shows of that.
    DROP TABLE gist;
    DROP TABLE fold;
    DELETE FROM summary;
    CREATE TABLE derived (
        bank TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        fingerprint BLOB NOT NULL,   -- of the bank that it was graded with
        began_ms INTEGER NOT NULL,   -- the last session in it; none where its id is null
        session BLOB,
        through INTEGER NOT NULL,    -- the newest session that was there then
        record TEXT NOT NULL,
        home TEXT
    ) STRICT, WITHOUT ROWID;
    -- The size that a bank had when it was last seen, as JSON. Before this version, the
    -- bank of the program had 407 questions.
    CREATE TABLE known_bank (
        bank TEXT PRIMARY KEY,
        body TEXT NOT NULL CHECK (json_valid(body))
    ) STRICT, WITHOUT ROWID;
    INSERT INTO known_bank (bank, body)
    SELECT 'clf-c02', '{\"questions\":407,\"facts\":99,\"topics\":[\"of-the-cloud\",\"in-the-cloud\",\"shared-controls\",\"moves\",\"encryption\",\"containers-serverless\"]}'
    WHERE EXISTS (SELECT 1 FROM session WHERE bank = 'clf-c02');
",
    "
    -- How many questions a session had that was left before its end; null for one that ended.
    ALTER TABLE summary ADD COLUMN left_of INTEGER;
    DELETE FROM summary;
    DELETE FROM derived;
",
    "
    -- The content of the home screen comes before the record, because it is read at every start,
    -- and the record is long. The name is new, because each table is created by one version only.
    DROP TABLE derived;
    CREATE TABLE derived_state (
        bank TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        fingerprint BLOB NOT NULL,   -- of the bank that it was graded with
        began_ms INTEGER NOT NULL,   -- of the last session in it; not used if its id is null
        session BLOB,
        through INTEGER NOT NULL,    -- the newest session at that time
        home TEXT,
        record TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
",
];

/// The version that this program reads and writes.
pub const VERSION: usize = STEPS.len();

/// Returns the schema version of the file, which is 0 for a new file.
pub fn version(db: &Connection) -> rusqlite::Result<usize> {
    // The statement is cached because it runs several times while a history is opened.
    let mut asked = db.prepare_cached("PRAGMA user_version")?;
    let version: i64 = asked.query_row([], |row| row.get(0))?;
    Ok(usize::try_from(version).unwrap_or(usize::MAX))
}

/// Returns whether the file can be written to. It must be new, or it must contain our tables and no
/// triggers or views, which could change the data that is written or read. The version alone is not
/// enough, because any program can set it.
pub fn is_ours(db: &Connection) -> rusqlite::Result<bool> {
    let foreign = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type IN ('trigger', 'view'))";
    if db.query_row(foreign, [], |row| row.get(0))? {
        return Ok(false);
    }
    let mut tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
    let rows = tables.query_map([], |row| row.get(0))?;
    let found = rows.collect::<rusqlite::Result<HashSet<String>>>()?;
    Ok(match version(db)? {
        0 => found.is_empty(),
        version => {
            let (old, new) = STEPS.split_at(version.min(VERSION));
            let dropped: HashSet<_> = names(old, "DROP TABLE ").collect();
            let mut made = names(old, "CREATE TABLE ").filter(|name| !dropped.contains(name));
            made.all(|name| found.contains(name))
                && !names(new, "CREATE TABLE ").any(|name| found.contains(name))
        }
    })
}

/// Returns the tables whose names follow `statement` in `steps`.
fn names(
    steps: &'static [&'static str],
    statement: &'static str,
) -> impl Iterator<Item = &'static str> {
    let lines = steps.iter().flat_map(|step| step.lines());
    let named = lines.filter_map(move |line| line.trim().strip_prefix(statement));
    named.filter_map(|rest| rest.split([' ', '(', ';']).next())
}

/// Returns whether a history of any version is empty.
pub fn is_empty(db: &Connection) -> rusqlite::Result<bool> {
    match version(db)? {
        0 => Ok(true),
        _ => db.query_row("SELECT NOT EXISTS (SELECT 1 FROM session)", [], |row| {
            row.get(0)
        }),
    }
}

/// Lists the differences between the file's schema and the schema of its version.
pub fn differences(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let made = Connection::open_in_memory()?;
    to(&made, version(db)?.min(VERSION))?;
    let (made, found) = (definitions(&made)?, definitions(db)?);
    let missing = made.iter().filter(|it| !found.contains(it));
    let missing =
        missing.map(|(name, _)| format!("`{name}` is missing, or differs from its definition"));
    let strange = found.iter().filter(|it| !made.contains(it));
    let strange = strange.map(|(name, _)| format!("`{name}` does not belong to certdrill"));
    Ok(missing.chain(strange).collect())
}

/// Returns the names of the file's tables and indexes, with their SQL definitions.
fn definitions(db: &Connection) -> rusqlite::Result<Vec<(String, Option<String>)>> {
    // Exclude the `sqlite_…` objects, which SQLite creates itself.
    let made_here = "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut statement = db.prepare(made_here)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// Migrates the file to [`VERSION`]. The caller's transaction makes the migration atomic.
pub fn migrate(db: &Connection) -> rusqlite::Result<()> {
    to(db, VERSION)
}

fn to(db: &Connection, wanted: usize) -> rusqlite::Result<()> {
    for (at, step) in STEPS.iter().enumerate().take(wanted).skip(version(db)?) {
        db.execute_batch(step)?;
        db.pragma_update(None, "user_version", (at + 1) as i64)?;
    }
    Ok(())
}
