//! Objects into a directory: none over another file, and none beside the snapshot.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::browse::File;
use crate::export::layout::file_name;
use crate::private;

/// Writes files into a directory, which is made if it is not there; returns their paths.
///
/// # Errors
/// What could not be written, and how many were before it.
pub(super) fn save<'p>(
    directory: &Path,
    files: &[File],
    evidence: impl Iterator<Item = &'p Path>,
) -> Result<Vec<String>, String> {
    let error = |path: &Path, e: &io::Error| match e.kind() {
        io::ErrorKind::AlreadyExists => format!(
            "{} is there and is not written over; name another directory",
            path.display()
        ),
        _ => format!("{}: {e}", path.display()),
    };
    private::directories(directory).map_err(|e| error(directory, &e))?;
    let real = fs::canonicalize(directory).map_err(|e| error(directory, &e))?;
    for path in evidence {
        let Ok(file) = fs::canonicalize(path) else {
            continue;
        };
        let beside = file.parent() == Some(&*real);
        if beside || real.starts_with(&file) {
            return Err(format!(
                "{}: nothing is written beside the snapshot; name another directory",
                directory.display()
            ));
        }
    }
    let mut written: Vec<String> = Vec::new();
    for file in files {
        let path = real.join(name_of(file));
        write(&path, &file.bytes).map_err(|e| match written.len() {
            0 => error(&path, &e),
            n => format!("{} ({n} files were written before)", error(&path, &e)),
        })?;
        written.push(shown(directory, &path));
    }
    Ok(written)
}

/// `secrets.prod.db.yaml`: what stands in it is of the file and may be anything, so bytes that file
/// systems or shells take for more than a name are written out.
fn name_of(file: &File) -> String {
    let parts = [&file.word, &file.namespace, &file.name];
    let parts: Vec<&str> = parts.into_iter().map(String::as_str).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    format!("{}.yaml", file_name(&parts.join(".")))
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = private::file(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// The path as it was asked for.
fn shown(directory: &Path, path: &Path) -> String {
    let name = path.file_name().map(PathBuf::from).unwrap_or_default();
    directory.join(name).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> File {
        File {
            word: "secrets".to_owned(),
            namespace: "prod".to_owned(),
            name: name.to_owned(),
            bytes: b"kind: Secret\n".to_vec(),
        }
    }

    #[test]
    fn nothing_is_written_over_and_nothing_beside_the_snapshot() {
        let top = tempfile::tempdir().unwrap();
        let evidence = top.path().join("etcd.db");
        fs::write(&evidence, b"x").unwrap();
        let save = |directory: &str, files: &[File]| {
            let directory = top.path().join(directory);
            save(&directory, files, [evidence.as_path()].into_iter())
        };
        let written = save("out", &[file("a"), file("b")]).unwrap();
        assert!(
            written[1].ends_with("out/secrets.prod.b.yaml"),
            "{written:?}"
        );
        let bytes = fs::read(top.path().join("out/secrets.prod.a.yaml")).unwrap();
        assert_eq!(bytes, b"kind: Secret\n");
        let again = save("out", &[file("c"), file("a")]).unwrap_err();
        assert!(again.contains("1 files were written before"), "{again}");
        assert!(again.contains("is not written over"), "{again}");
        let beside = save("", &[file("a")]).unwrap_err();
        assert!(beside.contains("beside the snapshot"), "{beside}");
        assert_eq!(fs::read_dir(top.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_name_leads_nowhere_else() {
        let top = tempfile::tempdir().unwrap();
        let out = top.path().join("out");
        let none = std::iter::empty();
        let written = save(&out, &[file("../../x\u{1b}[2J")], none).unwrap();
        assert!(
            written[0].ends_with("out/secrets.prod...%2F..%2Fx%1B%5B2J.yaml"),
            "{written:?}"
        );
    }
}
