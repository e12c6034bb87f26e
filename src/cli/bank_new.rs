//! `bank new`: creates a folder with a bank to start from.

use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::exit::{OK, Usage};
use crate::bank::{NewBank, write_new};
use crate::text::shown_path;

pub fn run(folder: &Path, new: NewBank) -> anyhow::Result<u8> {
    let name = shown_path(folder);
    write_new(folder, new).map_err(|error| match error.kind() {
        ErrorKind::DirectoryNotEmpty => {
            let why = format!("`{name}` is not empty; name a new or an empty folder");
            Usage(why).into()
        }
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => {
            Usage(format!("`{name}` is not a folder; name a new one")).into()
        }
        _ => anyhow::anyhow!("no bank can be written to `{name}`: {error}"),
    })?;
    let content = if new.full {
        "with an example of everything"
    } else {
        "of one question"
    };
    writeln!(
        io::stdout(),
        "A bank {content} is in {name}.\n\
         certdrill bank preview {name}        shows it as learners see it\n\
         certdrill bank check --bank {name}   says what is wrong with it\n\
         certdrill --bank {name}              learns with it"
    )?;
    Ok(OK)
}
