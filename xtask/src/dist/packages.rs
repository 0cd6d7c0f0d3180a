//! The forms in which the program is published. What makes each is a tool of its own.

use std::fmt::Write as _;
use std::fs;
use std::process::Command;

use sha2::{Digest as _, Sha256};

use super::{Release, said, succeed};
use crate::Result;

/// The name of the plugin at krew; kubectl runs `kubectl-etcd_snapshot` for it.
const PLUGIN: &str = "etcd-snapshot";

impl Release {
    /// `x86_64-linux`: the processor and the system, however the program was linked.
    fn platform(&self) -> String {
        let mut parts = self.target.split('-');
        let (cpu, system) = (
            parts.next().unwrap_or_default(),
            parts.nth(1).unwrap_or_default(),
        );
        format!("{cpu}-{system}")
    }

    fn archive(&self) -> String {
        format!("kf-{}-{}.tar.gz", self.version, self.platform())
    }

    /// A `tar` that makes the same archive of the same files on every machine.
    fn tar(&self) -> Command {
        let mut tar = self.command("tar");
        tar.args([
            "--create",
            "--format=ustar",
            "--sort=name",
            "--owner=0",
            "--group=0",
        ])
        .args(["--numeric-owner", "--mode=u=rwX,go=rX"])
        .arg(format!("--mtime=@{}", self.epoch));
        tar
    }

    /// Packs all of it, in one directory.
    pub(super) fn tarball(&self) -> Result<()> {
        let name = self.archive();
        let inside = name.trim_end_matches(".tar.gz");
        let tar = self.out.join(&name).with_extension("");
        let plugin = self.stage.join("kubectl-etcd_snapshot");
        std::os::unix::fs::symlink("kf", &plugin).map_err(|e| e.to_string())?;
        let packed = succeed(
            self.tar()
                .arg(format!("--transform=s,^[.],{inside},"))
                .arg("--file")
                .arg(&tar)
                .arg("--directory")
                .arg(&self.stage)
                .arg("."),
        );
        fs::remove_file(&plugin).map_err(|e| e.to_string())?;
        packed?;
        succeed(self.command("gzip").args(["--no-name", "-9"]).arg(&tar))
    }

    /// Makes the package for Debian.
    pub(super) fn deb(&self) -> Result<()> {
        let mut tool = self.packager("cargo-deb")?;
        succeed(
            tool.args(["--no-build", "--no-strip", "--output"])
                .arg(&self.out),
        )
    }

    /// Makes the package for Fedora and its kin.
    pub(super) fn rpm(&self) -> Result<()> {
        // Releases of the tool from before 2024 write the time of the clock into the package.
        let mut tool = self.packager("faketime")?;
        tool.env("FAKETIME_FMT", "%s").args(["-f", &self.epoch]);
        tool.args(["cargo-generate-rpm", "--auto-req", "no"]);
        tool.args(["--payload-compress", "gzip"]);
        succeed(tool.arg("--output").arg(&self.out))
    }

    /// Prepares a tool that makes a package of the staged files by a manifest.
    fn packager(&self, tool: &str) -> Result<Command> {
        let dir = self.stage.with_file_name("");
        let manifest = include_str!("package.toml").replace("VERSION", &self.version);
        fs::write(dir.join("Cargo.toml"), manifest).map_err(|e| e.to_string())?;
        let mut command = self.command(tool);
        command.current_dir(dir);
        Ok(command)
    }

    /// Makes an image of the program and nothing else.
    pub(super) fn image(&self) -> Result<()> {
        let name = format!("kf:{}", self.version);
        let file = self.out.join(format!("kf-{}-image.tar", self.version));
        let recipe = self.stage.with_file_name("Containerfile");
        let text = "FROM scratch\nCOPY kf /kf\nENTRYPOINT [\"/kf\"]\n";
        fs::write(&recipe, text).map_err(|e| e.to_string())?;
        let mut build = self.command("podman");
        build
            .args(["build", "--quiet", "--no-cache", "--timestamp", &self.epoch])
            .args(["--tag", &name, "--file"])
            .arg(&recipe)
            .arg(&self.stage);
        succeed(&mut build)?;
        let mut save = self.command("podman");
        save.args(["save", "--quiet", "--format", "oci-archive", "--output"]);
        succeed(save.arg(&file).arg(&name))?;
        // The archive has the files' own times.
        let layout = self.stage.with_file_name("image");
        let _ = fs::remove_dir_all(&layout);
        fs::create_dir(&layout).map_err(|e| e.to_string())?;
        succeed(
            self.command("tar")
                .arg("--extract")
                .arg("--file")
                .arg(&file)
                .arg("--directory")
                .arg(&layout),
        )?;
        succeed(
            self.tar()
                .arg("--file")
                .arg(&file)
                .arg("--directory")
                .arg(&layout)
                .args(["blobs", "index.json", "oci-layout"]),
        )
    }

    /// Lists what the program is made of.
    pub(super) fn sbom(&self) -> Result<()> {
        let mut tool = self.command("cargo-cyclonedx");
        tool.args(["cyclonedx", "--format", "json", "--spec-version", "1.5"])
            .args(["--target", &self.target, "--no-build-deps"])
            .args(["--override-filename", "kf-sbom"]);
        succeed(&mut tool)?;
        // One is written beside each manifest.
        let (out, mut found) = (
            self.out.join(format!("kf-{}.cdx.json", self.version)),
            false,
        );
        let listed = said(
            self.command("git")
                .args(["ls-files", "--others", "*kf-sbom*"]),
            &self.root,
        )?;
        for name in listed.lines() {
            let path = self.root.join(name);
            if !name.contains('/') {
                let text = fs::read_to_string(&path).map_err(|e| e.to_string())?;
                let here = format!("file://{}", self.root.display());
                let text = text.replace(&here, "file:///kf");
                fs::write(&out, text).map_err(|e| e.to_string())?;
                found = true;
            }
            fs::remove_file(&path).map_err(|e| e.to_string())?;
        }
        found
            .then_some(())
            .ok_or_else(|| "cargo-cyclonedx wrote nothing".to_owned())
    }

    /// Writes the manifest by which krew installs the program as a plugin of kubectl.
    pub(super) fn krew(&self) -> Result<()> {
        let archive = self.archive();
        let bytes = fs::read(self.out.join(&archive)).map_err(|e| format!("{archive}: {e}"))?;
        let inside = archive.trim_end_matches(".tar.gz");
        let text = format!(
            "apiVersion: krew.googlecontainertools.github.com/v1alpha2
kind: Plugin
metadata:
  name: {PLUGIN}
spec:
  version: v{version}
  homepage: {url}
  shortDescription: Read objects out of an etcd snapshot
  description: |
    Reads Kubernetes objects straight out of an etcd snapshot file, offline, and
    prints them as kubectl does: get, describe, history, diff, export and more.
  caveats: |
    Flags of kubectl itself stand behind the name of the plugin:
      kubectl etcd-snapshot get pods -n prod --snapshot etcd.db
  platforms:
  - selector:
      matchLabels:
        os: linux
        arch: amd64
    uri: {url}/{archive}
    sha256: {sum}
    bin: kf
    files:
    - from: {inside}/kf
      to: .
    - from: {inside}/LICENSE
      to: .
",
            version = self.version,
            url = self.url,
            sum = sum(&bytes),
        );
        fs::write(self.out.join(format!("{PLUGIN}.yaml")), text).map_err(|e| e.to_string())
    }

    /// Writes the sums of everything that is published.
    pub(super) fn sums(&self) -> Result<()> {
        let entries = fs::read_dir(&self.out).map_err(|e| e.to_string())?;
        let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
        names.sort();
        let mut sums = String::new();
        for name in names {
            let bytes = fs::read(self.out.join(&name)).map_err(|e| e.to_string())?;
            let _ = writeln!(sums, "{}  {}", sum(&bytes), name.display());
        }
        fs::write(self.out.join("SHA256SUMS"), sums).map_err(|e| e.to_string())
    }
}

fn sum(bytes: &[u8]) -> String {
    kf_base::hex::text(&Sha256::digest(bytes))
}
