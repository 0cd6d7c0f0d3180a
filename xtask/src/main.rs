//! The maintainers' tasks: `cargo xtask TASK`.

#[cfg(unix)]
mod dist;
mod files;
mod generate;
mod goldens;
mod openapi;
mod schema;
mod stored;
mod tables;
mod unicode;

use std::path::Path;
use std::process::ExitCode;

type Result<T, E = String> = std::result::Result<T, E>;

const USAGE: &str = "usage: cargo xtask TASK
  schema   Go API types of all Kubernetes minors -> proto/kubernetes (see proto/README.md)
  tables   proto/kubernetes -> crates/kf-schema/src (--check: only say whether they agree)
  unicode  xtask/unicode -> crates/kf-object/src/chars (--check: only say whether they agree)
  generate a large snapshot for measurements (--out FILE; --help says more)
  stored   objects as JSON lines -> what etcd holds of them, in base64 (standard input, standard output)
  dist     a release: program, packages, image (--help says more; takes minutes)
  goldens  recordings of kubectl -> fixtures/golden (--from DIR --out FILE.tsv)";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let result = match args.split_first() {
        Some((task, rest)) if task == "schema" => schema::run(&root, rest),
        Some((task, rest)) if task == "tables" => tables::run(&root, rest),
        Some((task, rest)) if task == "unicode" => unicode::run(&root, rest),
        Some((task, rest)) if task == "generate" => generate::run(rest.iter().cloned()),
        Some((task, _)) if task == "stored" => stored::run(),
        #[cfg(unix)]
        Some((task, rest)) if task == "dist" => dist::run(rest),
        Some((task, rest)) if task == "goldens" => goldens::run(rest),
        _ => Err(USAGE.to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}
