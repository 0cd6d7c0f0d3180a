//! `kf serve`

mod contexts;
mod place;
mod replay;
mod running;
mod shown;

use std::ffi::OsStr;
use std::io::Write;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::answer::Offer;
use crate::cli::args::SnapshotArgs;
use crate::cli::args::serve::ServeArgs;
use crate::cli::evidence;
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::random;
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::{Opening, Session};
use crate::cli::streams::Streams;
use crate::error::Error;
use crate::serve::{Certificates, Note, Settings, Stop, kubeconfig, serve, url_of};
use crate::snapshot::Expect;
use place::{Evidence, Place};
use replay::Played;
use running::{Running, caught, killed_by};
use shown::Shown;

/// How often it is looked whether to end.
const TICK: Duration = Duration::from_millis(100);

/// Ticks between two looks at whether the file has changed.
const LOOK: u32 = 20;

/// Serves snapshots until a signal comes, the command ends or nobody asks any more.
pub(crate) fn run(
    args: &ServeArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    check(args, snapshot)?;
    Opening::new(snapshot)
        .expect(vec![Expect::Everything])
        .with_views(&snapshot.snapshots, streams, |sessions, report, out| {
            for session in sessions {
                report.about(session.file());
                session.say_problems(report);
                match session.view.lacks() {
                    Ok(Some(lacks)) => report.warning(&lacks),
                    Ok(None) => {}
                    // The others can be served all the same.
                    Err(e) if sessions.len() > 1 => report.problem(&e),
                    Err(e) => return Err(e.into()),
                }
            }
            say_moved(snapshot, sessions, report);
            serve_all(args, sessions, report, out)
        })
}

/// Says whose state is at the root when the file that was named first is not served.
fn say_moved(snapshot: &SnapshotArgs, sessions: &[Session<'_>], report: &mut Report<'_>) {
    let (Some(first), Some(session)) = (snapshot.snapshots.first(), sessions.first()) else {
        return;
    };
    if session.path.as_ref().is_none_or(|path| path == first) {
        return;
    }
    report.about("");
    report.warning(&format!(
        "{} is not served: / and the context kf are those of {}",
        first.display(),
        session.file()
    ));
}

/// Refuses flags that contradict each other.
fn check(args: &ServeArgs, snapshot: &SnapshotArgs) -> Outcome {
    if !args.address.is_loopback() && !args.expose {
        return Err(Failure::usage(format!(
            "{} can be reached from other machines",
            args.address
        ))
        .hint("--expose allows it: whoever has the token then reads every Secret"));
    }
    if !args.replay && (args.from.is_some() || args.speed.is_some()) {
        return Err(Failure::usage("--from and --speed need --replay"));
    }
    if args.replay && snapshot.snapshots.len() > 1 {
        return Err(Failure::usage(
            "--replay plays one file, and several are given",
        ));
    }
    Ok(())
}

/// Makes what a server needs, and runs it.
fn serve_all(
    args: &ServeArgs,
    sessions: &[Session<'_>],
    report: &mut Report<'_>,
    out: &mut dyn Write,
) -> Outcome<ExitStatus> {
    let played = match sessions.first().filter(|_| args.replay) {
        Some(session) => Some(Played::read(args, session)?),
        None => None,
    };
    contexts::check(sessions, &args.revs)?;
    let interrupted = caught()?;
    let listener = listen(args)?;
    let address = listener.local_addr().map_err(|e| cannot_listen(args, &e))?;
    let now = open::timestamp(SystemTime::now());
    let certificates = Certificates::new(args.address, now)?;
    let token = URL_SAFE_NO_PAD.encode(random::bytes()?.as_slice());
    let paths = sessions.iter().map(|session| session.path.as_deref());
    let paths = paths.map(|path| path.unwrap_or(Path::new("")));
    let shown = Shown {
        sessions,
        names: contexts::names(paths),
        played: played.as_ref(),
    };
    let contexts = contexts::all(sessions, &shown.names, &args.revs);
    let config = kubeconfig(&url_of(address), &certificates.authority, &token, &contexts);
    if let Some(kubeconfig) = &args.kubeconfig {
        let read = sessions
            .iter()
            .filter_map(|session| session.path.as_deref());
        evidence::spared(read, kubeconfig)?;
    }
    let place = Place::make(args.kubeconfig.as_deref(), &config)?;
    let run = Run {
        args,
        shown: &shown,
        settings: Settings {
            token,
            idle: args.idle,
            offer: Offer {
                all_verbs: args.full_verbs,
                stale_groups: args.stale_groups,
            },
            threads: open::threads().get(),
        },
        listener,
        certificates,
        place: &place,
        interrupted,
    };
    run.go(report, out)
}

fn cannot_listen(args: &ServeArgs, error: &std::io::Error) -> Failure {
    let address = SocketAddr::from((args.address, args.port));
    Failure::from(Error::io(format!("cannot listen at {address}"), error)).elsewhere()
}

fn listen(args: &ServeArgs) -> Outcome<TcpListener> {
    TcpListener::bind((args.address, args.port)).map_err(|e| cannot_listen(args, &e))
}

/// A server with all that it needs.
struct Run<'r, 's> {
    args: &'r ServeArgs,
    shown: &'r Shown<'r, 's>,
    settings: Settings,
    listener: TcpListener,
    certificates: Certificates,
    place: &'r Place,
    /// The signal that should end the run; none is zero.
    interrupted: Arc<AtomicUsize>,
}

impl Run<'_, '_> {
    fn go(self, report: &mut Report<'_>, out: &mut dyn Write) -> Outcome<ExitStatus> {
        let stop = Stop::default();
        let (to, notes) = mpsc::channel::<String>();
        let to = Mutex::new(to);
        let tell = |note: Note<'_>| {
            let text = match note {
                Note::Problem { url, text } => format!("{url}: {text}"),
                Note::Accept(e) => format!("a connection could not be accepted: {e}"),
                Note::Idle => "nobody was connected any more".to_owned(),
                _ => return,
            };
            // Nobody listens only when everything is over.
            let _over = to.lock().unwrap_or_else(PoisonError::into_inner).send(text);
        };
        let sources = self.shown.sources();
        let files = self.shown.files(&sources)?;
        self.announce(report, out)?;
        let mut child = Running(self.spawn()?);
        let evidence: Vec<Evidence> = self.shown.evidence().collect();
        let mut playing = self.shown.played.map(|played| (played, Instant::now()));
        thread::scope(|scope| {
            let server = scope.spawn(|| {
                serve(
                    self.listener,
                    &self.certificates,
                    self.settings,
                    files,
                    &stop,
                    &tell,
                )
            });
            let mut status = ExitStatus::Success;
            let mut ticks = 0_u32;
            while !server.is_finished() {
                if let Ok(text) = notes.recv_timeout(TICK) {
                    report.warning(&text);
                }
                ticks = ticks.wrapping_add(1);
                if let Some((played, _)) =
                    playing.filter(|(played, begun)| played.tick(begun.elapsed()))
                {
                    played.say_end(report);
                    playing = None;
                }
                if let Some(ended) = child.ended() {
                    status = ended;
                    stop.stop();
                }
                let signal = self.interrupted.load(Ordering::Relaxed);
                if signal != 0 {
                    // Without a command, a signal is how a run ends. One that still runs is killed.
                    if child.runs() {
                        status = killed_by(signal);
                    }
                    stop.stop();
                }
                if ticks.is_multiple_of(LOOK) && evidence.iter().any(Evidence::has_changed) {
                    report.warning(
                        "the file was changed while it was served: what was read of it since \
                         cannot be trusted",
                    );
                    status = ExitStatus::Failure;
                    stop.stop();
                }
            }
            match server.join() {
                Ok(served) => served.map_err(|e| Failure::from(e).elsewhere())?,
                Err(panic) => std::panic::resume_unwind(panic),
            }
            for text in notes.try_iter() {
                report.warning(&text);
            }
            // A command's own code says how it went, unless only kf has something to say.
            Ok(match status {
                ExitStatus::Success | ExitStatus::Command(0) => report.status(),
                other => other,
            })
        })
    }

    /// Says where the kubeconfig is, for a shell to take, and who is served.
    fn announce(&self, report: &mut Report<'_>, out: &mut dyn Write) -> Outcome {
        if !self.args.command.is_empty() {
            return Ok(());
        }
        writeln!(out, "export KUBECONFIG={}", self.place.quoted())?;
        out.flush()?;
        self.shown.announce(report);
        Ok(())
    }

    fn spawn(&self) -> Outcome<Option<Child>> {
        let Some((program, arguments)) = self.args.command.split_first() else {
            return Ok(None);
        };
        let child = Command::new(program)
            .args(arguments)
            .env("KUBECONFIG", self.place.kubeconfig())
            // What clients remember of this server is of no use to later ones.
            .env("KUBECACHEDIR", self.place.cache())
            .stdin(Stdio::inherit())
            .spawn();
        child.map(Some).map_err(|e| cannot_run(program, &e))
    }
}

/// Words why a command does not start, with what to do about one that is not there.
fn cannot_run(program: &OsStr, error: &std::io::Error) -> Failure {
    let missing = error.kind() == std::io::ErrorKind::NotFound;
    let name = Path::new(program).display();
    let failure = Failure::from(Error::io(format!("cannot run {name}"), error)).elsewhere();
    if !missing {
        return failure;
    }
    if Path::new(program).components().count() > 1 {
        return failure.hint("there is no such file");
    }
    failure.hint(match program.to_str() {
        Some("kubectl") => {
            "kubectl is not in PATH, and no part of kf: https://kubernetes.io/docs/tasks/tools has it; \
             kf get, kf describe and kf events print the same without it"
                .to_owned()
        }
        _ => format!("{name} is not in PATH: install it, or name it with its directory"),
    })
}
