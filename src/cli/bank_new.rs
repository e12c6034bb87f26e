//! `bank new`: creates a folder with a starter bank or prints the bank as a single file.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use clap::Args;

use super::exit::{OK, Usage};
use crate::bank::{NewBank, new_text, write_new};
use crate::text::shown_path;

#[derive(Debug, Args)]
pub struct NewArgs {
    /// Create the bank in this new or empty folder; with -, print it as one file
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Include an example of everything that a bank can contain, with comments
    #[arg(long)]
    full: bool,
    /// Add the JSON Schema of the format for editors that can complete and check TOML
    #[arg(long)]
    schema: bool,
}

pub fn run(args: &NewArgs) -> anyhow::Result<u8> {
    let folder = &args.folder;
    let new = NewBank {
        full: args.full,
        schema: args.schema,
    };
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
