//! Where the programs of the stack run: as processes of this machine, or in containers.
//!
//! Both look the same from outside: a program is a child of kf (of a container, the engine's `run`
//! command is), says what it has to say into a log file, sees the scratch directory under the same
//! path, and listens on the same port. So arguments are made once, whatever they are for.

mod container;
mod process;

use std::ffi::OsString;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::Interrupt;
use super::advice::Stopped;
use super::service::Service;
use container::{Containers, Net};
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::private;
use process::Processes;

pub use process::find;

/// How programs are run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// As processes of this machine.
    Process,
    /// In containers, by podman.
    Podman,
    /// In containers, by docker.
    Docker,
}

impl Engine {
    /// Its name on the command line, which is that of its program.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::Podman => "podman",
            Self::Docker => "docker",
        }
    }
}

/// Whether images may be fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pull {
    /// No: nothing is asked of any network.
    #[default]
    Never,
    /// Those that are not there.
    Missing,
}

/// What runs programs.
#[derive(Clone, Debug)]
pub struct Options {
    /// How.
    pub engine: Engine,
    /// Further arguments for the engine's `run`.
    pub engine_args: Vec<String>,
    /// Whether images may be fetched.
    pub pull: Pull,
    /// Files with images, as the engine's `save` writes them.
    pub image_archives: Vec<PathBuf>,
    /// The environment of processes, `PATH` among it. Variables that etcd takes for flags must
    /// not be in it.
    pub environment: Vec<(OsString, OsString)>,
}

/// A program of the stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Program {
    /// What it is called in messages, and in its image.
    pub(crate) name: &'static str,
    /// The file, or the name that is looked for in `PATH`.
    pub(crate) binary: PathBuf,
    /// The image that it is in.
    pub(crate) image: String,
}

/// What the stack's programs must not reach: anything but each other. Those of a kube-apiserver that
/// look after aggregated APIs would call addresses of the original cluster; they take a proxy
/// from these (Go `net/http` `ProxyFromEnvironment`), and nothing listens at that one.
const NOWHERE: &[(&str, &str)] = &[
    ("HTTP_PROXY", "http://127.0.0.1:1"),
    ("HTTPS_PROXY", "http://127.0.0.1:1"),
    ("NO_PROXY", "127.0.0.1,localhost"),
    // etcdctl before 3.4 speaks the API of etcd 2 by default.
    ("ETCDCTL_API", "3"),
];

/// What runs the programs of one stack.
#[derive(Debug)]
pub(crate) struct Runtime {
    kind: Kind,
    logs: PathBuf,
    /// Number of programs started so far.
    count: usize,
    interrupt: Interrupt,
}

#[derive(Debug)]
enum Kind {
    Processes(Processes),
    Containers(Containers),
}

impl Runtime {
    /// Gets ready to run programs whose files are all in `scratch`.
    ///
    /// # Errors
    /// Judge when there is no such engine, or an archive has no images; Interrupted.
    pub(crate) fn new(options: &Options, scratch: &Path, interrupt: &Interrupt) -> Result<Self> {
        let logs = scratch.join("logs");
        private::directory(&logs).map_err(|e| Error::io("cannot make a directory for logs", &e))?;
        let kind = match options.engine {
            Engine::Process => Kind::Processes(Processes::new(options, scratch)),
            Engine::Podman | Engine::Docker => {
                Kind::Containers(Containers::new(options, scratch, interrupt)?)
            }
        };
        Ok(Self {
            kind,
            logs,
            count: 0,
            interrupt: interrupt.clone(),
        })
    }

    /// The image that was loaded from an archive and holds a program of this name.
    pub(crate) fn loaded_image(&self, name: &str) -> Option<&str> {
        match &self.kind {
            Kind::Processes(_) => None,
            Kind::Containers(containers) => containers.loaded_image(name),
        }
    }

    /// Makes sure that a program is there.
    ///
    /// # Errors
    /// Judge when it is not.
    pub(crate) fn provide(&mut self, program: &Program) -> Result<()> {
        match &mut self.kind {
            Kind::Processes(processes) => Ok(processes.find(program).map(drop)?),
            Kind::Containers(containers) => containers.provide(&program.image),
        }
    }

    /// The address that a program listens on which kf is to reach.
    pub(crate) fn reachable(&self) -> Ipv4Addr {
        match self.kind {
            Kind::Processes(_) => Ipv4Addr::LOCALHOST,
            // The engine leads the one port there; the container's own loopback is not reached.
            Kind::Containers(_) => Ipv4Addr::UNSPECIFIED,
        }
    }

    /// Runs a program that ends by itself, without any network, and gives what it said.
    ///
    /// # Errors
    /// Judge when it fails; Interrupted.
    pub(crate) fn run(
        &mut self,
        program: &Program,
        args: &[String],
        patience: Duration,
    ) -> Result<String, Stopped> {
        let mut service = self.begin(program, args, Net::None)?;
        service.finish(patience, &self.interrupt)
    }

    /// Starts the first program that goes on running. `published` is the port that kf will speak
    /// to, on this program or on one that joins it.
    ///
    /// # Errors
    /// Judge when it cannot be started.
    pub(crate) fn start(
        &mut self,
        program: &Program,
        args: &[String],
        published: u16,
    ) -> Result<Service, Stopped> {
        self.begin(program, args, Net::Own(published))
    }

    /// Whether a further program could share the network of the first by now.
    ///
    /// # Errors
    /// Interrupted.
    pub(crate) fn can_be_joined(&mut self) -> Result<bool> {
        match &mut self.kind {
            Kind::Processes(_) => Ok(true),
            Kind::Containers(containers) => containers.is_up(),
        }
    }

    /// Starts a further program, which shares the network of the first.
    ///
    /// # Errors
    /// Judge when it cannot be started.
    pub(crate) fn join(&mut self, program: &Program, args: &[String]) -> Result<Service, Stopped> {
        self.begin(program, args, Net::Joined)
    }

    fn begin(&mut self, program: &Program, args: &[String], net: Net) -> Result<Service, Stopped> {
        self.count = self.count.saturating_add(1);
        let log = self
            .logs
            .join(format!("{}-{}.log", self.count, program.name));
        let command = match &mut self.kind {
            // Processes share the network of the machine.
            Kind::Processes(processes) => processes.command(program, args)?,
            Kind::Containers(containers) => containers.command(program, args, net),
        };
        Service::start(program.name, command, &log)
    }

    /// Takes away what ending the programs does not: containers, the network, loaded images.
    pub(crate) fn clean(&mut self) {
        if let Kind::Containers(containers) = &mut self.kind {
            containers.clean();
        }
    }

    /// Leaves everything as it is.
    pub(crate) fn leave(&mut self) {
        if let Kind::Containers(containers) = &mut self.kind {
            containers.leave();
        }
    }

    /// The commands that take away what was left running, for a person; `services` run yet.
    pub(crate) fn removal(&self, services: &[&Service], scratch: &Path) -> String {
        let scratch = scratch.display();
        match &self.kind {
            Kind::Processes(_) => {
                let ids: Vec<String> = services.iter().map(|s| s.id().to_string()).collect();
                format!("kill {}; sleep 1; rm -r {scratch}", ids.join(" "))
            }
            Kind::Containers(containers) => {
                format!("{}; rm -r {scratch}", containers.removal())
            }
        }
    }
}

/// A port of the loopback interface that nothing listens on: the one asked for, or any.
///
/// # Errors
/// Judge when the port is taken.
pub(crate) fn free_port(wanted: Option<u16>) -> Result<u16> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, wanted.unwrap_or(0)));
    let bound = TcpListener::bind(address).and_then(|listener| listener.local_addr());
    bound.map(|address| address.port()).map_err(|e| {
        let text = format!("cannot listen on {address}: {e}");
        Error::new(ErrorKind::Judge, text)
            .hint("--port N names another port; without it any free one is taken")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_named() {
        let held = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = held.local_addr().unwrap().port();
        let error = free_port(Some(port)).unwrap_err();
        assert!(error.to_string().contains(&port.to_string()), "{error}");
        drop(held);
        assert_eq!(free_port(Some(port)).unwrap(), port);
        assert_ne!(free_port(None).unwrap(), 0);
    }
}
