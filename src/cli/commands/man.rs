//! `kf man`

use std::fs;
use std::io;

use crate::cli::args::{self, man::ManArgs};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome};
use crate::private;

/// Runs `kf man`.
pub(crate) fn run(wanted: &ManArgs) -> Outcome<ExitStatus> {
    let dir = &wanted.dir;
    let failed = |e: &io::Error| Failure::usage(format!("{}: {e}", dir.display()));
    fs::create_dir_all(dir).map_err(|e| failed(&e))?;
    // Pages are moved to their names when all are there: what a link leads to is not written to.
    let hidden = private::temporary_directory(".kf-man-", Some(dir)).map_err(|e| failed(&e))?;
    clap_mangen::generate_to(args::definition(), hidden.path()).map_err(|e| failed(&e))?;
    let mut pages = Vec::new();
    for page in fs::read_dir(hidden.path()).map_err(|e| failed(&e))? {
        let page = page.map_err(|e| failed(&e))?;
        let to = dir.join(page.file_name());
        if fs::symlink_metadata(&to).is_ok_and(|found| !found.is_file()) {
            return Err(
                Failure::usage(format!("{}: not a regular file", to.display()))
                    .hint("nothing was written: links are not followed"),
            );
        }
        pages.push((page.path(), to));
    }
    for (page, to) in pages {
        fs::rename(page, to).map_err(|e| failed(&e))?;
    }
    Ok(ExitStatus::Success)
}
