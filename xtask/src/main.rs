//! The maintainers' tasks: `cargo xtask TASK`.

mod generate;

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let result = match args.next().as_deref() {
        Some("generate") => generate::run(args),
        _ => Err("usage: cargo xtask generate --out FILE [OPTIONS]".to_owned()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}
