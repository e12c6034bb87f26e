//! The options that the help of each command lists.

use clap::{Arg, Command, CommandFactory as _};

use super::args::Cli;

/// Commands that neither ask questions nor show screens.
const NO_SCREENS: [&str; 11] = [
    "plan",
    "sheet",
    "stats",
    "notes",
    "status",
    "results",
    "bank",
    "config",
    "history",
    "completions",
    "man",
];
/// Commands that do not open a bank.
const NO_BANK: [&str; 9] = [
    "config",
    "completions",
    "man",
    "bank new",
    "bank preview",
    "history export",
    "history merge",
    "history move",
    "history restore",
];

/// Builds the command-line parser. The help for a command lists only the options that it uses.
/// Other global options are accepted and ignored, as in earlier versions.
pub fn command() -> Command {
    let command = Cli::command();
    let options: Vec<_> = command.get_arguments().cloned().collect();
    below(command, "", &options)
}

/// Hides the global `options` in those subcommands of `command` that do not use them by adding
/// hidden copies. `path` is the path of `command`.
fn below(command: Command, path: &str, options: &[Arg]) -> Command {
    let names = command.get_subcommands().map(|it| it.get_name().to_owned());
    let names: Vec<_> = names.collect();
    names.into_iter().fold(command, |command, name| {
        let path = format!("{path} {name}");
        let path = path.trim_start();
        command.mut_subcommand(name, |it| {
            below(without_unused(it, path, options), path, options)
        })
    })
}

fn without_unused(command: Command, path: &str, options: &[Arg]) -> Command {
    let first = path.split(' ').next().unwrap_or_default();
    let is_unused = |option: &&Arg| match option.get_id().as_str() {
        "theme" => NO_SCREENS.contains(&first) && !["bank", "bank preview"].contains(&path),
        "plain" => NO_SCREENS.contains(&first),
        "paths" => NO_BANK.contains(&path),
        _ => false,
    };
    let unused = options.iter().filter(is_unused);
    command.args(unused.map(|option| option.clone().hide(true)))
}
