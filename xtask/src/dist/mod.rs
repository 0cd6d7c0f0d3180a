//! What a release is: one static program, packed in every form that people install from.
//!
//! The same sources, compiler and tools give the same bytes in whatever directory: paths are mapped to
//! fixed ones, and the only time is that of the commit.

mod packages;

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Result;

const HELP: &str = "usage: cargo xtask dist [--target TRIPLE] [--url URL] [--dirty]
  makes target/dist/release: the program in a tarball, .deb, .rpm and image, a krew manifest, an SBOM and
  SHA256SUMS. Needs cargo-deb, cargo-generate-rpm, cargo-cyclonedx, faketime, podman, tar and gzip in PATH, and for
  musl `rustup target add` and musl-gcc; what is missing is named, and its part left out.
  --target TRIPLE  what to build for (default: x86_64-unknown-linux-musl)
  --url URL        where the files will lie, for the krew manifest
  --dirty          from a work tree with changes, whose commit is then no commit";

/// What the parts of a release have in common.
struct Release {
    root: PathBuf,
    target: String,
    version: String,
    commit: String,
    /// Seconds since 1970 of the commit: the time of every file.
    epoch: String,
    url: String,
    /// What is packed.
    stage: PathBuf,
    /// What is published.
    out: PathBuf,
}

/// Makes a release of the work tree that the current directory is in.
pub(crate) fn run(args: &[String]) -> Result<()> {
    let mut top = Command::new("git");
    let root = PathBuf::from(said(
        top.args(["rev-parse", "--show-toplevel"]),
        Path::new("."),
    )?);
    let mut target = "x86_64-unknown-linux-musl".to_owned();
    let mut url = String::from("URL");
    let mut dirty = false;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        let mut value = || args.next().cloned().ok_or_else(|| HELP.to_owned());
        match arg.as_str() {
            "--target" => target = value()?,
            "--url" => url = value()?,
            "--dirty" => dirty = true,
            _ => return Err(HELP.to_owned()),
        }
    }
    let changed = said(Command::new("git").args(["status", "--porcelain"]), &root)?;
    if !changed.is_empty() && !dirty {
        return Err(format!(
            "the work tree has changes; --dirty builds them:\n{changed}"
        ));
    }
    let manifest = fs::read_to_string(root.join("Cargo.toml")).map_err(|e| e.to_string())?;
    let version = manifest
        .lines()
        .find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .ok_or("no version in Cargo.toml")?;
    let dist = root.join("target/dist");
    let release = Release {
        version: version.to_owned(),
        commit: said(Command::new("git").args(["rev-parse", "HEAD"]), &root)?,
        epoch: said(
            Command::new("git").args(["log", "-1", "--format=%ct"]),
            &root,
        )?,
        stage: dist.join("stage"),
        out: dist.join("release"),
        root,
        target,
        url,
    };
    release.make()
}

impl Release {
    fn make(&self) -> Result<()> {
        for dir in [&self.stage, &self.out] {
            let _ = fs::remove_dir_all(dir);
            fs::create_dir_all(dir).map_err(|e| format!("{}: {e}", dir.display()))?;
        }
        let program = self.build()?;
        self.stage(&program)?;
        let mut missing = Vec::new();
        for (part, made) in [
            ("tarball", self.tarball()),
            (".deb", self.deb()),
            (".rpm", self.rpm()),
            ("image", self.image()),
            ("SBOM", self.sbom()),
        ] {
            if let Err(e) = made {
                eprintln!("xtask: no {part}: {e}");
                missing.push(part);
            }
        }
        self.krew()?;
        self.sums()?;
        eprintln!("xtask: {}", self.out.display());
        match missing.as_slice() {
            [] => Ok(()),
            missing => Err(format!("left out: {}", missing.join(", "))),
        }
    }

    /// Builds the program, without a path of this machine in it.
    fn build(&self) -> Result<PathBuf> {
        let home = std::env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| {
                let home = std::env::var_os("HOME")?;
                Some(PathBuf::from(home).join(".cargo"))
            });
        let home = home.ok_or("neither CARGO_HOME nor HOME is set")?;
        let compiler = said(
            Command::new("rustc").args(["--print", "sysroot"]),
            &self.root,
        )?;
        let target_dir = self.root.join("target/dist/build");
        // Of two that fit, rustc takes the last.
        let mapped = [
            (self.root.as_path(), "/kf"),
            (target_dir.as_path(), "/build"),
            (home.as_path(), "/cargo"),
            (Path::new(&compiler), "/rust"),
        ];
        let mut flags = vec!["-Ctarget-feature=+crt-static".to_owned()];
        let mut c_flags = Vec::new();
        for (from, to) in mapped {
            flags.push(format!("--remap-path-prefix={}={to}", from.display()));
            c_flags.push(format!("-ffile-prefix-map={}={to}", from.display()));
        }
        let mut cargo = self.command("cargo");
        cargo
            .args(["rustc", "--profile", "dist", "--locked", "--bin", "kf"])
            .args(["--target", &self.target])
            .arg("--target-dir")
            .arg(&target_dir)
            .env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"))
            .env("CARGO_INCREMENTAL", "0")
            .env("CFLAGS", c_flags.join(" "))
            .env("KF_COMMIT", &self.commit);
        // The profile says why.
        cargo.args(["--", "-Copt-level=2"]);
        if self.target.contains("linux") {
            // A twentieth of a program that may lie anywhere in memory is places to mend.
            cargo.arg("-Clink-arg=-Wl,-z,pack-relative-relocs");
        }
        if self.target == "x86_64-unknown-linux-gnu" {
            // Functions of equal code are one: half a megabyte. rustc links with LLD there, which can.
            cargo.arg("-Clink-arg=-Wl,--icf=all");
        }
        succeed(&mut cargo)?;
        Ok(target_dir.join(&self.target).join("dist/kf"))
    }

    /// Puts together what is packed: the program, and what it says of itself.
    fn stage(&self, program: &Path) -> Result<()> {
        let kf = self.stage.join("kf");
        copy(program, &kf)?;
        for name in ["LICENSE", "README.md", "CHANGELOG.md", "SECURITY.md"] {
            copy(&self.root.join(name), &self.stage.join(name))?;
        }
        let completions = self.stage.join("completions");
        fs::create_dir(&completions).map_err(|e| e.to_string())?;
        for (shell, name) in [
            ("bash", "kf.bash"),
            ("zsh", "_kf"),
            ("fish", "kf.fish"),
            ("powershell", "kf.ps1"),
        ] {
            let script = said(Command::new(&kf).args(["completion", shell]), &self.root)?;
            fs::write(completions.join(name), script + "\n").map_err(|e| e.to_string())?;
        }
        succeed(Command::new(&kf).arg("man").arg(self.stage.join("man")))?;
        // Packages keep the times of files.
        let mut touch = self.command("find");
        touch.arg(&self.stage).args(["-exec", "touch", "--date"]);
        succeed(touch.arg(format!("@{}", self.epoch)).args(["{}", "+"]))
    }

    /// A command whose own time is that of the commit.
    fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(&self.root)
            .env("SOURCE_DATE_EPOCH", &self.epoch)
            .env("TZ", "UTC");
        command
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).map_err(|e| format!("{}: {e}", from.display()))?;
    Ok(())
}

/// Runs a command to its end.
fn succeed(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name}: {status}")),
        Err(e) => Err(format!("{name}: {e}")),
    }
}

/// What a command prints, without the last line break.
fn said(command: &mut Command, dir: &Path) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.current_dir(dir).output();
    let output = output.map_err(|e| format!("{name}: {e}"))?;
    if !output.status.success() {
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("{name}: {}: {words}", output.status));
    }
    let text = String::from_utf8(output.stdout).map_err(|e| format!("{name}: {e}"))?;
    Ok(text.trim_end().to_owned())
}
