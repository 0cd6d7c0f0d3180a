//! The server: a runtime for connections, a thread for each request that is worked on.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::time::{Instant, sleep};
use tokio_rustls::TlsAcceptor;

use kf_answer::Offer;
use kf_base::error::{Error, Result};

use crate::certs::Certificates;
use crate::connection::{self, Desk};
use crate::gate::Gate;
use crate::job::{Job, Shop};
use crate::limits::{A_PAGE, GIVEN_BACK, GRACE, MAX_CONNECTIONS, MAX_JOBS};
use crate::player::Stage;
use crate::sites::{File, Sites};
use crate::stop::Stop;

/// How a server serves.
#[derive(Debug)]
pub struct Settings {
    /// What clients must show.
    pub token: String,
    /// The server ends when no connection was open for this long.
    pub idle: Option<Duration>,
    /// What discovery offers beside what can be read.
    pub offer: Offer,
    /// Threads of the runtime, which do the encryption.
    pub threads: usize,
}

/// Something to tell whoever runs the server.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Note<'n> {
    /// An object was left out of an answer, or could not be given.
    Problem {
        /// What was asked for.
        url: &'n str,
        /// What is wrong.
        text: &'n str,
    },
    /// A connection could not be accepted.
    Accept(&'n io::Error),
    /// No connection was open for the time that was set.
    Idle,
}

/// How long to wait when the system has no room for another connection.
const NO_ROOM: Duration = Duration::from_millis(100);

/// Serves files, each under `/snapshots/NAME` and the first one without any prefix as well, until
/// `stop` ends it, or until it is idle for too long.
///
/// # Errors
/// When the system gives no threads.
pub fn serve<'s>(
    listener: TcpListener,
    certificates: &Certificates,
    settings: Settings,
    files: Vec<File<'_, 's>>,
    stop: &Stop,
    tell: &(dyn Fn(Note<'_>) + Sync),
) -> Result<()> {
    let failed = |e: io::Error| Error::invalid(format!("the server cannot start: {e}"));
    let runtime = Builder::new_multi_thread()
        .worker_threads(settings.threads.max(1))
        .enable_all()
        .build()
        .map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let (jobs, to_do) = mpsc::channel();
    let shop = Shop {
        offer: settings.offer,
        files: files.into_iter().map(Sites::new).collect(),
        tell,
        handle: runtime.handle().clone(),
        stop: stop.clone(),
    };
    let desk = Arc::new(Desk {
        gate: Gate::new(settings.token, address),
        jobs,
        places: Arc::new(Semaphore::new(MAX_JOBS)),
        handle: runtime.handle().clone(),
        stop: stop.clone(),
        // To this machine, bytes are cheaper than what makes them fewer.
        compresses: !address.ip().is_loopback(),
    });
    thread::scope(|scope| {
        let shop = &shop;
        for player in shop.players() {
            let stage = Stage {
                handle: &shop.handle,
                tell,
            };
            scope.spawn(move || player.run(&stage));
        }
        scope.spawn(move || {
            while let Ok(job) = to_do.recv() {
                let job: Job = job;
                scope.spawn(move || {
                    let url = job.url.clone();
                    // One answer that fails must not end the others; its client sees it cut off.
                    if catch_unwind(AssertUnwindSafe(|| shop.work(job))).is_err() {
                        let text = "the answer failed: this is a fault of kf";
                        (shop.tell)(Note::Problem { url: &url, text });
                    }
                });
            }
        });
        let tls = TlsAcceptor::from(Arc::clone(&certificates.config));
        let accepted = accept(&runtime, listener, desk, tls, settings.idle, tell);
        for player in shop.players() {
            player.clock().end();
        }
        // Ends what still waits for clients, and with it the threads above.
        runtime.shutdown_timeout(GRACE);
        accepted.map_err(failed)
    })
}

/// Accepts connections until the server ends.
fn accept(
    runtime: &Runtime,
    listener: TcpListener,
    desk: Arc<Desk>,
    tls: TlsAcceptor,
    idle: Option<Duration>,
    tell: &(dyn Fn(Note<'_>) + Sync),
) -> io::Result<()> {
    let stop = desk.stop.clone();
    let connections = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let accepting = async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let Ok(permit) = Arc::clone(&connections).acquire_owned().await else {
                return Ok(());
            };
            let stream = match listener.accept().await {
                Ok((stream, _)) => stream,
                Err(e) => {
                    tell(Note::Accept(&e));
                    sleep(NO_ROOM).await;
                    continue;
                }
            };
            let (desk, tls) = (Arc::clone(&desk), tls.clone());
            tokio::spawn(async move {
                connection::serve(desk, tls, stream).await;
                drop(permit);
            });
        }
    };
    runtime.block_on(async {
        tokio::select! {
            ended = accepting => return ended,
            () = stop.stopped() => {}
            () = given_back() => {}
            () = idled(&connections, idle) => {
                tell(Note::Idle);
                stop.stop();
            }
        }
        // Connections say farewell.
        let all = u32::try_from(MAX_CONNECTIONS).unwrap_or(u32::MAX);
        let _in_time = tokio::time::timeout(GRACE, connections.acquire_many(all)).await;
        Ok(())
    })
}

/// Lets the allocator give back what requests needed; never ends.
///
/// mimalloc keeps free memory for a second, and looks for what is due when a page becomes free (its
/// src/page.c `_mi_page_free`): a server that nobody asks frees none.
async fn given_back() {
    loop {
        sleep(GIVEN_BACK).await;
        drop(std::hint::black_box(Vec::<u8>::with_capacity(A_PAGE)));
    }
}

/// Waits until no connection was open for `time`.
async fn idled(connections: &Semaphore, time: Option<Duration>) {
    let Some(time) = time else {
        return std::future::pending().await;
    };
    let mut since = Instant::now();
    loop {
        sleep(time.min(Duration::from_secs(1))).await;
        // The one that is free to be accepted is taken already.
        if connections.available_permits().saturating_add(1) < MAX_CONNECTIONS {
            since = Instant::now();
        } else if since.elapsed() >= time {
            return;
        }
    }
}

/// The address under which clients reach a server that listens at `address`.
#[must_use]
pub fn url_of(address: SocketAddr) -> String {
    format!("https://{address}")
}
