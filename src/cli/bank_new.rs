//! `bank new`: creates a folder with a starter bank or prints the bank as a single file.

use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::exit::{OK, Usage};
use crate::bank::{NewBank, new_text, write_new};
use crate::text::shown_path;

pub fn run(folder: &Path, new: NewBank) -> anyhow::Result<u8> {
    if folder == Path::new("-") {
        if new.schema {
            let why = "--schema requires a folder; specify one, or omit --schema";
            return Err(Usage(why.into()).into());
        }
        write!(io::stdout(), "{}", new_text(new))?;
        return Ok(OK);
    }
    let name = shown_path(folder);
    write_new(folder, new).map_err(|error| match error.kind() {
        ErrorKind::DirectoryNotEmpty => {
            let why = format!("`{name}` is not empty; choose a new or empty folder");
            Usage(why).into()
        }
        ErrorKind::AlreadyExists | ErrorKind::NotADirectory => Usage(format!(
            "`{name}` is not a folder; choose a new or empty folder"
        ))
        .into(),
        _ => anyhow::anyhow!("cannot create a bank in `{name}`: {error}"),
    })?;
    let content = if new.full {
        "with an example of everything"
    } else {
        "with one question"
    };
    writeln!(
        io::stdout(),
        "Created a bank {content} in {name}.\n\
         certdrill bank preview {name}        preview it as learners see it\n\
         certdrill bank check --bank {name}   check it for problems\n\
         certdrill --bank {name}              study it"
    )?;
    Ok(OK)
}
