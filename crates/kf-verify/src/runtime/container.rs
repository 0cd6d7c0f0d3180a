//! Programs in containers, through the command line of podman or docker.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use super::{Engine, NOWHERE, Options, Program, Pull};
use crate::Interrupt;
use crate::service::Service;
use kf_base::error::{Error, ErrorKind, Result};

/// How long the engine may take for what it does by itself.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long it may take to load or fetch an image.
const LONG: Duration = Duration::from_secs(30 * 60);

/// The network that a container gets.
#[derive(Clone, Copy, Debug)]
pub(super) enum Net {
    /// None at all.
    None,
    /// The run's own, with this port led to loopback.
    Own(u16),
    /// That of the container with the run's own network.
    Joined,
}

/// Runs containers, and knows what of them must be taken away.
#[derive(Debug)]
pub(super) struct Containers {
    options: Options,
    scratch: PathBuf,
    /// A name that nothing else has; all that is made has it in its own name.
    run: String,
    interrupt: Interrupt,
    /// Names of the containers that were started, the one with the network first.
    started: Vec<String>,
    first: Option<String>,
    network: bool,
    /// Images that came out of archives, and whether they were there before.
    loaded: Vec<(String, bool)>,
    commands: usize,
}

impl Containers {
    pub(super) fn new(options: &Options, scratch: &Path, interrupt: &Interrupt) -> Result<Self> {
        let run = scratch.file_name().unwrap_or_default();
        let mut containers = Self {
            options: options.clone(),
            scratch: scratch.to_owned(),
            run: run.to_string_lossy().to_lowercase(),
            interrupt: interrupt.clone(),
            started: Vec::new(),
            first: None,
            network: false,
            loaded: Vec::new(),
            commands: 0,
        };
        // Dropped on failure, it takes away what was made until then.
        containers.prepare()?;
        Ok(containers)
    }

    fn prepare(&mut self) -> Result<()> {
        self.engine(&["version"], PATIENCE)?;
        for archive in self.options.image_archives.clone() {
            self.load(&archive)?;
        }
        // Named before it is made, so that it is taken away even if that is interrupted.
        self.network = true;
        let label = format!("kf-verify={}", self.run);
        let create = ["network", "create", "--label", &label, &self.run.clone()];
        self.engine(&create, PATIENCE).map(drop)
    }

    /// Loads the images of an archive.
    fn load(&mut self, archive: &Path) -> Result<()> {
        let before = self.images()?;
        let file = archive.to_string_lossy().into_owned();
        let said = self
            .engine(&["load", "--input", &file], LONG)
            .map_err(|e| match e.kind() {
                ErrorKind::Interrupted => e,
                _ => Error::new(
                    ErrorKind::Judge,
                    format!("no images in {}: {}", archive.display(), e.message()),
                ),
            })?;
        let names = loaded(&said);
        if names.is_empty() {
            let text = format!("no named image in {}", archive.display());
            return Err(Error::new(ErrorKind::Judge, text).hint(
                "an archive is made with podman save or docker save, with the image's name",
            ));
        }
        let known = |name: &String| before.lines().any(|line| line == name);
        self.loaded
            .extend(names.into_iter().map(|name| (name.clone(), known(&name))));
        Ok(())
    }

    fn images(&mut self) -> Result<String> {
        let list = ["images", "--format", "{{.Repository}}:{{.Tag}}"];
        self.engine(&list, PATIENCE)
    }

    pub(super) fn loaded_image(&self, program: &str) -> Option<&str> {
        let holds = |image: &&str| {
            let name = image.rsplit('/').next().unwrap_or(image);
            name.split(':').next().unwrap_or(name).contains(program)
        };
        self.loaded
            .iter()
            .map(|(name, _)| name.as_str())
            .find(holds)
    }

    /// Makes sure that an image is there.
    pub(super) fn provide(&mut self, image: &str) -> Result<()> {
        let inspect = ["image", "inspect", "--format", "{{.Id}}", image];
        match self.engine(&inspect, PATIENCE) {
            Ok(_) => return Ok(()),
            Err(e) if e.kind() == ErrorKind::Interrupted => return Err(e),
            Err(_) => {}
        }
        match self.options.pull {
            Pull::Missing => self.engine(&["pull", image], LONG).map(drop),
            Pull::Never => {
                let engine = self.options.engine.name();
                let text = format!("{engine} does not have the image {image}");
                Err(Error::new(ErrorKind::Judge, text).hint(
                    "--pull missing fetches it, --image-archive FILENAME loads it from a file; \
                     --etcd-image and --apiserver-image name others",
                ))
            }
        }
    }

    /// Runs a command of the engine and gives what it said.
    fn engine(&mut self, args: &[&str], patience: Duration) -> Result<String> {
        let interrupt = self.interrupt.clone();
        self.engine_with(args, patience, &interrupt)
    }

    fn engine_with(
        &mut self,
        args: &[&str],
        patience: Duration,
        interrupt: &Interrupt,
    ) -> Result<String> {
        self.commands = self.commands.saturating_add(1);
        let name = self.options.engine.name();
        let log = format!("engine-{}.log", self.commands);
        let mut command = Command::new(name);
        command.args(args);
        let log = self.scratch.join("logs").join(log);
        let mut service = Service::start(name, command, &log)?;
        Ok(service.finish(patience, interrupt)?)
    }

    /// The command that runs a program in a new container.
    pub(super) fn command(&mut self, program: &Program, args: &[String], net: Net) -> Command {
        let name = format!("{}-{}-{}", self.run, program.name, self.started.len());
        let scratch = self.scratch.display();
        let mut command = Command::new(self.options.engine.name());
        command
            .args(["run", "--rm", "--pull", "never", "--name", &name])
            .args(["--label", &format!("kf-verify={}", self.run)])
            .args(["--volume", &format!("{scratch}:{scratch}")])
            .args(["--workdir", &scratch.to_string()])
            // What runs there needs no rights but to read and write the scratch directory.
            .args(["--read-only", "--cap-drop", "ALL"])
            .args(["--security-opt", "no-new-privileges"])
            .args(["--security-opt", "label=disable"])
            .args(["--entrypoint", program.name]);
        match net {
            Net::None => command.args(["--network", "none"]),
            Net::Own(port) => command
                .args(["--network", &self.run])
                .args(["--publish", &format!("127.0.0.1:{port}:{port}")]),
            Net::Joined => {
                let first = self.first.as_deref().unwrap_or_default();
                command.args(["--network", &format!("container:{first}")])
            }
        };
        if self.options.engine == Engine::Docker {
            // Its root is that of this machine: what it writes could not be removed again. podman's
            // is the user who runs it.
            let (user, group) = (rustix::process::getuid(), rustix::process::getgid());
            let user = format!("{}:{}", user.as_raw(), group.as_raw());
            command.args(["--user", &user]);
        }
        for (variable, value) in NOWHERE {
            command.args(["--env", &format!("{variable}={value}")]);
        }
        command
            .args(&self.options.engine_args)
            .arg(&program.image)
            .args(args);
        if matches!(net, Net::Own(_)) {
            self.first = Some(name.clone());
        }
        self.started.push(name);
        command
    }

    /// Whether the container with the run's own network is there. The engine takes a while from its
    /// start to that, and until then no other container can join the network.
    pub(super) fn is_up(&mut self) -> Result<bool> {
        let Some(first) = self.first.clone() else {
            return Ok(false);
        };
        let inspect = [
            "container",
            "inspect",
            "--format",
            "{{.State.Running}}",
            &first,
        ];
        match self.engine(&inspect, PATIENCE) {
            Ok(said) => Ok(said.trim() == "true"),
            Err(e) if e.kind() == ErrorKind::Interrupted => Err(e),
            Err(_) => Ok(false),
        }
    }

    /// Takes away all that was made. What is not there any more is no error.
    pub(super) fn clean(&mut self) {
        let never = Interrupt::default();
        // Those that joined a network end before the one that has it.
        for name in std::mem::take(&mut self.started).iter().rev() {
            let _ = self.engine_with(&["rm", "--force", name], PATIENCE, &never);
        }
        if std::mem::take(&mut self.network) {
            let run = self.run.clone();
            let _ = self.engine_with(&["network", "rm", &run], PATIENCE, &never);
        }
        for (name, before) in std::mem::take(&mut self.loaded) {
            if !before {
                let _ = self.engine_with(&["rmi", &name], PATIENCE, &never);
            }
        }
    }

    /// Forgets what there is to take away.
    pub(super) fn leave(&mut self) {
        self.started.clear();
        self.network = false;
        self.loaded.clear();
    }

    pub(super) fn removal(&self) -> String {
        let engine = self.options.engine.name();
        let mut names = self.started.clone();
        names.reverse();
        format!(
            "{engine} rm --force {}; {engine} network rm {}",
            names.join(" "),
            self.run
        )
    }
}

impl Drop for Containers {
    fn drop(&mut self) {
        self.clean();
    }
}

/// The names in what `load` says: `Loaded image: NAME`, in older podman `Loaded image(s): A,B`.
fn loaded(said: &str) -> Vec<String> {
    said.lines()
        .filter_map(|line| {
            let (head, names) = line.split_once(": ")?;
            head.starts_with("Loaded image").then_some((head, names))
        })
        .filter(|(head, _)| !head.ends_with("ID"))
        .flat_map(|(_, names)| names.split(','))
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_loaded_images() {
        let podman = "Getting image source signatures\nLoaded image: localhost/etcd:3.4.23\n";
        assert_eq!(loaded(podman), ["localhost/etcd:3.4.23"]);
        assert_eq!(loaded("Loaded image(s): a:1,b:2"), ["a:1", "b:2"]);
        assert!(loaded("Loaded image ID: sha256:0123").is_empty());
    }
}
