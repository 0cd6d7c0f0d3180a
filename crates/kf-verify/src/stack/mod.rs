//! The stack: etcd on the restored data, and a kube-apiserver on it.

mod files;

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use zeroize::Zeroizing;

use super::advice::{Known, Stopped};
use super::apiserver::Server;
use super::arguments::Place;
use super::arguments::apiserver::{self, ApiServerSettings};
use super::arguments::etcd::{self, EtcdSettings, Member};
use super::certs::Certificates;
use super::etcd::Client;
use super::restore::{self, Restore, Source};
use super::runtime::{self, Program, Runtime, free_port};
use super::scratch::Scratch;
use super::service::Service;
use super::stage::Stage;
use super::watch::Watch;
use super::{Endpoint, Interrupt, images};
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::time::Timestamp;
use kf_schema::Minor;
use kf_view::Snapshot;

/// How long the certificates of a run are good for. One that is left running ends with them.
const VALIDITY: Duration = Duration::from_secs(7 * 24 * 3600);

/// How long a program may take to say its version.
const SHORT: Duration = Duration::from_secs(60);

/// The name of the one member.
const MEMBER: &str = "kf";

/// How long a server that does not answer any more is given to end, before it counts as running.
const LAST_BREATH: Duration = Duration::from_secs(2);

/// How often a start is tried with other ports, when something took the ones that were free.
const TRIES: usize = 3;

/// What to boot.
#[derive(Debug)]
pub struct Settings {
    /// What runs the programs.
    pub runtime: runtime::Options,
    /// etcd.
    pub etcd: Choice,
    /// The kube-apiserver; `None` for etcd alone.
    pub apiserver: Option<ApiServer>,
    /// Where the scratch directory is made.
    pub work_dir: PathBuf,
    /// The port that kf and a person speak to; any free one if `None`.
    pub port: Option<u16>,
    /// How long each server may take to start.
    pub patience: Duration,
    /// When certificates begin to be good.
    pub now: Timestamp,
    /// Becomes a bearer token.
    pub random: Zeroizing<[u8; 32]>,
}

/// Which program, in either way of running it.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The file, or a name to look for in `PATH`.
    pub binary: PathBuf,
    /// The image the caller insists on.
    pub image: Option<String>,
    /// The image otherwise, unless an archive had one.
    pub default_image: String,
}

/// Which kube-apiserver, and what of the snapshot it must be told.
#[derive(Debug)]
pub struct ApiServer {
    /// The program.
    pub program: Choice,
    /// The minor that the snapshot was written by: an older server is refused.
    pub minor: Minor,
    /// `/registry`, or what etcd's keys start with.
    pub etcd_prefix: String,
    /// The network of Services, as stored: old servers do not start with another one.
    pub service_cluster_ip_range: Option<String>,
    /// The node ports of Services, as stored.
    pub service_node_port_range: Option<String>,
    /// The EncryptionConfiguration, a file's content.
    pub encryption: Option<Zeroizing<Vec<u8>>>,
    /// As in [`ApiServerSettings`].
    pub stored: Vec<&'static str>,
    /// Arguments of the original that are kept.
    pub kept: Vec<(String, String)>,
}

/// A running stack. Dropping it stops and removes everything.
#[derive(Debug)]
pub struct Stack {
    // In the order in which they are dropped: what runs, before what it runs in and on.
    services: Vec<Service>,
    runtime: Runtime,
    certificates: Certificates,
    /// Where kf speaks to: the kube-apiserver, or etcd when that is alone.
    published: Endpoint,
    etcd_version: String,
    kube_version: Option<String>,
    scratch: Option<Scratch>,
}

/// What `--keep` left running.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The directory with everything.
    pub directory: PathBuf,
    /// Where the server listens.
    pub address: SocketAddr,
    /// The kubeconfig; `None` for etcd alone.
    pub kubeconfig: Option<PathBuf>,
    /// The shell commands that stop and remove everything.
    pub removal: String,
}

impl Drop for Stack {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Stack {
    /// Boots it.
    ///
    /// # Errors
    /// Judge when a program is not there, does not start or refuses the snapshot, with what it said
    /// and what to do; Io without room; Unsupported for what no etcd restores; Interrupted. All that
    /// was started until then is removed.
    pub fn boot(snapshot: &Snapshot, settings: &Settings, watch: &mut Watch<'_>) -> Result<Self> {
        let source = Source::of(snapshot)?;
        let port = free_port(settings.port)?;
        let size = restore::size(snapshot.input());
        watch.at(Stage::Preparing);
        let scratch = Scratch::new(&settings.work_dir, size)?;
        let runtime = Runtime::new(&settings.runtime, scratch.path(), watch.interrupt())?;
        let certificates = Certificates::new(settings.now, VALIDITY, &[], &settings.random)?;
        let tls = match settings.apiserver {
            Some(_) => certificates.admin_client_config()?,
            None => certificates.etcd_client_config()?,
        };
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        // From here on, whatever fails is cleaned up by dropping it.
        let mut stack = Self {
            services: Vec::new(),
            runtime,
            certificates,
            published: Endpoint { address, tls },
            etcd_version: String::new(),
            kube_version: None,
            scratch: Some(scratch),
        };
        stack.start(snapshot, source, settings, watch)?;
        Ok(stack)
    }

    fn start(
        &mut self,
        snapshot: &Snapshot,
        source: Source,
        settings: &Settings,
        watch: &mut Watch<'_>,
    ) -> Result<()> {
        let interrupt = watch.interrupt();
        let etcd = self.program("etcd", &settings.etcd)?;
        let apiserver = match &settings.apiserver {
            Some(given) => Some((self.program("kube-apiserver", &given.program)?, given)),
            None => None,
        };
        let etcd_version = self.version_of(&etcd)?;
        let etcd_minor = images::etcd_minor(&etcd_version).ok_or_else(|| no_version(&etcd))?;
        // Before anything long: a wrong server is said at once.
        let kube_minor = match &apiserver {
            Some((program, given)) => {
                let found = self.version_of(program)?;
                let minor = Minor::parse(&found).ok_or_else(|| no_version(program))?;
                fits(&found, minor, given.minor)?;
                self.kube_version = Some(found);
                minor
            }
            // None is started.
            None => Minor::new(0),
        };
        self.etcd_version = etcd_version;
        self.write_certificates(interrupt)?;
        let peer = Place::new("127.0.0.1", free_port(None)?);
        let member = Member {
            name: MEMBER.to_owned(),
            peer,
        };
        let scratch = self.scratch.as_ref().ok_or_else(removed)?;
        Restore {
            scratch,
            etcd: &etcd,
            etcd_minor,
            member: member.clone(),
            watch: &mut *watch,
        }
        .run(snapshot, source, &mut self.runtime)?;
        let mut etcd_settings = EtcdSettings {
            minor: etcd_minor,
            name: MEMBER.to_owned(),
            data_dir: self.path(restore::DATA),
            listen: Place::new("127.0.0.1", 0),
            client: Place::new("127.0.0.1", 0),
            listen_peers: member.peer.clone(),
            members: vec![member],
            files: self.etcd_files(),
            database_size: restore::size(snapshot.input()),
            origin: source.origin(),
            durable: false,
        };
        watch.at(Stage::StartingEtcd);
        self.start_etcd(&etcd, &mut etcd_settings, settings, interrupt)?;
        if let Some((program, given)) = apiserver {
            watch.at(Stage::StartingApiServer);
            let mut own = self.apiserver_settings(given, kube_minor, &etcd_settings, interrupt)?;
            self.start_apiserver(&program, &mut own, settings, interrupt)?;
        }
        Ok(())
    }

    /// Starts the kube-apiserver, with another port where something has taken it in the meantime. In
    /// a container the port is led there already.
    fn start_apiserver(
        &mut self,
        program: &Program,
        own: &mut ApiServerSettings,
        settings: &Settings,
        interrupt: &Interrupt,
    ) -> Result<()> {
        let free = settings.port.is_none() && settings.runtime.engine == runtime::Engine::Process;
        let mut tries = 1;
        loop {
            let service = self.runtime.join(program, &apiserver::server(own))?;
            self.services.push(service);
            let server = self.server(interrupt)?;
            let services = &mut self.services;
            match server.ready(settings.patience, || alive(services)) {
                Err(e) if free && tries < TRIES && e.cause == Some(Known::PortTaken) => {
                    self.services.pop();
                    own.listen.port = free_port(None)?;
                    self.published.address.set_port(own.listen.port);
                    tries += 1;
                }
                other => return Ok(other?),
            }
        }
    }

    /// Starts etcd, with other ports where something has taken them in the meantime.
    fn start_etcd(
        &mut self,
        program: &Program,
        own: &mut EtcdSettings,
        settings: &Settings,
        interrupt: &Interrupt,
    ) -> Result<()> {
        let alone = settings.apiserver.is_none();
        let mut tries = 1;
        loop {
            let published = self.published.address.port();
            own.listen_peers.port = free_port(None)?;
            let port = if alone { published } else { free_port(None)? };
            let host = if alone {
                self.runtime.reachable()
            } else {
                Ipv4Addr::LOCALHOST
            };
            own.listen = Place::new(host.to_string(), port);
            own.client = Place::new("127.0.0.1", port);
            let arguments = etcd::server(own);
            let service = self.runtime.start(program, &arguments, published)?;
            self.services.push(service);
            let movable = !(alone && settings.port.is_some());
            let started = self.wait_for_etcd(own, settings, interrupt);
            match started {
                Err(e) if movable && tries < TRIES && e.cause == Some(Known::PortTaken) => {
                    self.services.clear();
                    if alone {
                        self.published.address.set_port(free_port(None)?);
                    }
                    tries += 1;
                }
                other => return Ok(other?),
            }
        }
    }

    /// Waits until etcd answers. Where its port is not led out of its container, it is enough that
    /// it runs: the kube-apiserver waits for it.
    fn wait_for_etcd(
        &mut self,
        own: &EtcdSettings,
        settings: &Settings,
        interrupt: &Interrupt,
    ) -> Result<(), Stopped> {
        if settings.apiserver.is_some() && settings.runtime.engine != runtime::Engine::Process {
            return self.wait_for_container(settings, interrupt);
        }
        let endpoint = Endpoint {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, own.client.port)),
            tls: self.certificates.etcd_client_config()?,
        };
        let services = &mut self.services;
        let mut last = None;
        let answered: Result<_, Stopped> = interrupt.wait_for(settings.patience, || {
            alive(services)?;
            let asked: Result<_> = Client::connect(&endpoint, interrupt).and_then(|c| c.status());
            match asked {
                Ok(_) => Ok(Some(())),
                Err(e) if e.kind() == ErrorKind::Interrupted => Err(e.into()),
                Err(e) => {
                    last = Some(e);
                    Ok(None)
                }
            }
        });
        if answered?.is_some() {
            return Ok(());
        }
        let seconds = settings.patience.as_secs();
        let why = last.map(|e| format!(": {e}")).unwrap_or_default();
        let text = format!("etcd does not answer after {seconds} s{why}");
        let log = self.services.last().map(Service::tail).unwrap_or_default();
        let error = Error::new(ErrorKind::Judge, text);
        Err(Stopped::saying(error, &log).map(|error| {
            error.hint("--start-timeout SECONDS gives it more time, --keep leaves its logs")
        }))
    }

    /// Waits until the kube-apiserver's container can join that of etcd.
    fn wait_for_container(
        &mut self,
        settings: &Settings,
        interrupt: &Interrupt,
    ) -> Result<(), Stopped> {
        let (services, runtime) = (&mut self.services, &mut self.runtime);
        let up = interrupt.wait_for(settings.patience, || {
            alive(services)?;
            Ok::<_, Stopped>(runtime.can_be_joined()?.then_some(()))
        })?;
        if up.is_some() {
            return Ok(());
        }
        let seconds = settings.patience.as_secs();
        let text = format!("etcd's container does not run after {seconds} s");
        Err(Error::new(ErrorKind::Judge, text)
            .hint("--start-timeout SECONDS gives it more time")
            .into())
    }

    fn program(&mut self, name: &'static str, choice: &Choice) -> Result<Program> {
        let loaded = self.runtime.loaded_image(name).map(str::to_owned);
        let image = choice.image.clone().or(loaded);
        let program = Program {
            name,
            binary: choice.binary.clone(),
            image: image.unwrap_or_else(|| choice.default_image.clone()),
        };
        self.runtime.provide(&program)?;
        Ok(program)
    }

    /// What a program says of its version: `etcd Version: 3.4.23`, `Kubernetes v1.36.3`.
    fn version_of(&mut self, program: &Program) -> Result<String> {
        let said = self
            .runtime
            .run(program, &["--version".to_owned()], SHORT)?;
        let of = |line: &str| {
            let rest = line
                .strip_prefix("etcd Version: ")
                .or_else(|| line.strip_prefix("Kubernetes "))?;
            Some(rest.trim().to_owned())
        };
        said.lines().find_map(of).ok_or_else(|| no_version(program))
    }

    fn path(&self, name: &str) -> String {
        let scratch = self.scratch.as_ref().map_or(Path::new(""), Scratch::path);
        scratch.join(name).to_string_lossy().into_owned()
    }

    fn write(&self, name: &str, bytes: &[u8], interrupt: &Interrupt) -> Result<String> {
        let scratch = self.scratch.as_ref().ok_or_else(removed)?;
        let path = scratch.write(name, bytes, interrupt, &mut |_| ())?;
        Ok(path.to_string_lossy().into_owned())
    }

    /// A client of the kube-apiserver.
    ///
    /// # Errors
    /// Io when the system gives no runtime.
    pub fn server(&self, interrupt: &Interrupt) -> Result<Server> {
        Server::new(self.published.clone(), interrupt.clone())
    }

    /// A client of etcd, where that is alone.
    ///
    /// # Errors
    /// Judge when it does not answer; Interrupted.
    pub fn etcd(&self, interrupt: &Interrupt) -> Result<Client> {
        Client::connect(&self.published, interrupt)
    }

    /// How long etcd has been running.
    #[must_use]
    pub fn age(&self) -> Duration {
        self.services.first().map_or(Duration::ZERO, Service::age)
    }

    /// etcd's version, such as `3.5.30`.
    #[must_use]
    pub fn etcd_version(&self) -> &str {
        &self.etcd_version
    }

    /// The kube-apiserver's, such as `v1.36.3`.
    #[must_use]
    pub fn kube_version(&self) -> Option<&str> {
        self.kube_version.as_deref()
    }

    /// Goes on while both servers run.
    ///
    /// # Errors
    /// Judge when one has ended, with what it said.
    pub fn alive(&mut self) -> Result<()> {
        Ok(alive(&mut self.services)?)
    }

    /// Returns the error of a server that has ended, or ends within [`LAST_BREATH`]. The system
    /// closes the connections of a process before it says that it ended, so who talks to it can
    /// hear of that first.
    pub(crate) fn end_of_any(&mut self, interrupt: &Interrupt) -> Option<Error> {
        let services = &mut self.services;
        let ended = interrupt.wait_for(LAST_BREATH, || match alive(services) {
            Ok(()) => Ok(None::<()>),
            Err(e) => Err(e),
        });
        ended.err().map(Error::from)
    }

    fn stop(&mut self) {
        // The kube-apiserver before the etcd that it writes to.
        while let Some(mut service) = self.services.pop() {
            service.stop();
        }
        self.runtime.clean();
    }

    /// Stops and removes everything.
    ///
    /// # Errors
    /// Io when the scratch directory cannot be removed.
    pub fn close(mut self) -> Result<()> {
        self.stop();
        self.scratch.take().map_or(Ok(()), Scratch::close)
    }

    /// Leaves everything running.
    ///
    /// # Errors
    /// Io when the kubeconfig cannot be written; then everything is removed.
    pub fn keep(mut self) -> Result<Kept> {
        let address = self.published.address;
        let kubeconfig = match self.kube_version {
            Some(_) => {
                let text = self
                    .certificates
                    .kubeconfig(&format!("https://{address}"))?;
                let never = Interrupt::default();
                Some(self.write("kubeconfig", text.as_bytes(), &never)?.into())
            }
            None => None,
        };
        let scratch = self.scratch.take().ok_or_else(removed)?;
        let services: Vec<&Service> = self.services.iter().rev().collect();
        let removal = self.runtime.removal(&services, scratch.path());
        let directory = scratch.keep();
        self.services.drain(..).for_each(Service::leave);
        self.runtime.leave();
        Ok(Kept {
            directory,
            address,
            kubeconfig,
            removal,
        })
    }
}

fn alive(services: &mut [Service]) -> Result<(), Stopped> {
    services.iter_mut().try_for_each(Service::alive)
}

/// An older server does not know all that a newer one has written.
fn fits(version: &str, minor: Minor, written: Minor) -> Result<()> {
    if minor >= written {
        return Ok(());
    }
    let text = format!(
        "the kube-apiserver is {version}, and the snapshot was written by {written}: it does not \
         know all that a newer server has stored"
    );
    Err(Error::new(ErrorKind::Judge, text).hint(
        "--kube-apiserver FILENAME or --apiserver-image NAME gives one of that version; \
         --kube-version VERSION takes the snapshot for an older one",
    ))
}

fn no_version(program: &Program) -> Error {
    let text = format!("{} --version names no version that kf knows", program.name);
    Error::new(ErrorKind::Judge, text).hint("is it the program that its name says?")
}

fn removed() -> Error {
    Error::new(ErrorKind::Internal, "the scratch directory is gone already")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_older_than_the_snapshot_is_refused() {
        fits("v1.36.3", Minor::new(36), Minor::new(36)).unwrap();
        fits("v1.36.3", Minor::new(36), Minor::new(15)).unwrap();
        let error = fits("v1.30.0", Minor::new(30), Minor::new(36)).unwrap_err();
        assert!(error.to_string().contains("v1.30.0"), "{error}");
        assert!(
            error
                .hint_text()
                .unwrap_or_default()
                .contains("--kube-apiserver")
        );
    }
}
