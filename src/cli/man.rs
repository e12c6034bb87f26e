//! The manual page with all commands, generated from the argument definitions.

use std::io::{self, Write as _};

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::exit::OK;

/// The environment variables that the program reads and their descriptions.
const ENVIRONMENT: [(&str, &str); 7] = [
    (
        "XDG_STATE_HOME",
        "the base folder of the history (certdrill/history.db); by default ~/.local/state",
    ),
    (
        "XDG_DATA_HOME",
        "the base folder of your own banks (certdrill/banks); by default ~/.local/share",
    ),
    (
        "XDG_CONFIG_HOME",
        "the base folder of the settings (certdrill/config.toml); by default ~/.config",
    ),
    (
        "COLORTERM",
        "truecolor or 24bit shows themes in true color; otherwise TERM determines the number of colors",
    ),
    ("NO_COLOR", "any nonempty value turns colors off"),
    (
        "LC_ALL, LC_CTYPE, LANG",
        "the first of these that is set selects ASCII symbols if its character set is not UTF-8 and, in full-screen mode, also if its language is Japanese, Korean, or Chinese",
    ),
    ("TERM", "dumb selects line-by-line mode, as --plain does"),
];

/// Prints the page to standard output so that it can be piped to `man -l -` or redirected to a
/// file.
pub fn run(command: &Command) -> anyhow::Result<u8> {
    let mut page = Vec::new();
    write(command, &mut page)?;
    let mut out = io::stdout().lock();
    out.write_all(&page)?;
    out.flush()?;
    Ok(OK)
}

fn write(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let top = Man::new(command.clone().disable_help_subcommand(true));
    top.render_title(page)?;
    top.render_name_section(page)?;
    top.render_synopsis_section(page)?;
    top.render_description_section(page)?;
    let after = command.get_after_help().map(ToString::to_string);
    let (more, codes) = after
        .as_deref()
        .and_then(|after| after.split_once("Exit codes: "))
        .unwrap_or_default();
    text(page, more)?;
    top.render_options_section(page)?;
    head(page, "SH", "COMMANDS")?;
    for sub in command.get_subcommands() {
        about(sub, &format!("certdrill {}", sub.get_name()), page)?;
    }
    head(page, "SH", "EXIT STATUS")?;
    text(page, codes)?;
    head(page, "SH", "ENVIRONMENT")?;
    for (name, does) in ENVIRONMENT {
        let mut entry = Roff::new();
        entry
            .control("TP", [])
            .text([bold(name)])
            .text([roman(does)]);
        entry.to_writer(page)?;
    }
    top.render_version_section(page)
}

/// Writes a subcommand with its arguments. If it has subcommands, writes those instead.
fn about(command: &Command, name: &str, page: &mut Vec<u8>) -> io::Result<()> {
    let below: Vec<_> = command.get_subcommands().collect();
    for sub in &below {
        about(sub, &format!("{name} {}", sub.get_name()), page)?;
    }
    if !below.is_empty() {
        return Ok(());
    }
    let own = command.clone().bin_name(name.to_owned());
    let man = Man::new(own.disable_help_flag(true));
    head(page, "SS", name)?;
    for section in [
        Man::render_description_section,
        Man::render_synopsis_section,
        Man::render_options_section,
    ] {
        let mut rendered = Vec::new();
        section(&man, &mut rendered)?;
        // Skip section headings, which would end the list of commands.
        let rendered = String::from_utf8_lossy(&rendered);
        for line in rendered.lines().filter(|line| !line.starts_with(".SH")) {
            writeln!(page, "{line}")?;
        }
        writeln!(page, ".PP")?;
    }
    let after = command.get_after_help().map(ToString::to_string);
    text(page, &after.unwrap_or_default())
}

/// Writes a paragraph in which indented lines stay on separate lines.
fn text(page: &mut Vec<u8>, text: &str) -> io::Result<()> {
    let mut roff = Roff::new();
    roff.control("PP", []);
    for line in text.lines().filter(|line| !line.is_empty()) {
        if line.starts_with(' ') {
            roff.control("br", []);
        }
        roff.text([roman(line.trim())]);
    }
    roff.to_writer(page)
}

fn head(page: &mut Vec<u8>, macro_name: &str, title: &str) -> io::Result<()> {
    Roff::new().control(macro_name, [title]).to_writer(page)
}
