//! A client of etcd's gRPC API, over TLS on loopback.

use std::time::Duration;

use bytes::Bytes;
use h2::client::{Builder as Handshake, SendRequest};
use tokio::runtime::{Builder, Runtime};
use zeroize::Zeroizing;

use super::message;
use crate::interrupt::{NoAnswer, interrupted};
use crate::{Endpoint, Interrupt};
use kf_base::error::{Error, ErrorKind, Result};
use kf_base::limits::MAX_ETCD_ANSWER_BYTES;
use kf_grpc::{Failure, Peer};

/// How long an answer may take. etcd itself gives up on a request after some 7 seconds.
const PATIENCE: Duration = Duration::from_secs(60);

/// Bytes that etcd may send before it hears that they were taken.
const WINDOW: u32 = 8 << 20;

const PEER: Peer = Peer {
    scheme: "https",
    most: (MAX_ETCD_ANSWER_BYTES, "MAX_ETCD_ANSWER_BYTES"),
};

/// A connection to one etcd.
#[derive(Debug)]
pub struct Client {
    runtime: Runtime,
    requests: SendRequest<Bytes>,
    interrupt: Interrupt,
}

impl Client {
    /// Connects.
    ///
    /// # Errors
    /// Judge when nothing listens there, or what does is not the etcd of this run; Interrupted.
    pub fn connect(endpoint: &Endpoint, interrupt: &Interrupt) -> Result<Self> {
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()
            .map_err(|e| Error::io("cannot wait for etcd", &e))?;
        let connected = runtime.block_on(patient(interrupt, connected(endpoint)))?;
        let requests = connected.map_err(|failure| judge("no connection to etcd", failure))?;
        Ok(Self {
            runtime,
            requests,
            interrupt: interrupt.clone(),
        })
    }

    /// Calls a method and gives the message that it answers with.
    fn call(&self, method: &'static str, message: &[u8]) -> Result<Zeroizing<Vec<u8>>, Failure> {
        let call = kf_grpc::call(&self.requests, PEER, method, message);
        let answered = self.runtime.block_on(patient(&self.interrupt, call));
        answered.map_err(Failure::Broken)?
    }

    fn ask(&self, method: &'static str, message: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
        let answer = self.call(method, message);
        answer.map_err(|failure| judge(&format!("etcd: {method}"), failure))
    }

    /// etcd's version, and the newest revision it has.
    ///
    /// # Errors
    /// Judge when it does not answer; Interrupted. So for all methods.
    pub fn status(&self) -> Result<(String, i64)> {
        message::status(&self.ask("/etcdserverpb.Maintenance/Status", &[])?)
    }

    /// Up to `limit` keys from `start` on, as they were at `revision`: a `RangeResponse`.
    pub(super) fn range(
        &self,
        start: &[u8],
        limit: i64,
        revision: i64,
    ) -> Result<Zeroizing<Vec<u8>>> {
        let request = message::range(start, limit, revision);
        self.ask("/etcdserverpb.KV/Range", &request)
    }

    /// The ids of all leases; `None` from an etcd before 3.3, which does not tell.
    pub(super) fn lease_ids(&self) -> Result<Option<Vec<i64>>> {
        match self.optional("/etcdserverpb.Lease/LeaseLeases", &[])? {
            Some(answer) => message::lease_ids(&answer).map(Some),
            None => Ok(None),
        }
    }

    /// A lease with its keys: a `LeaseTimeToLiveResponse`.
    pub(super) fn time_to_live(&self, id: i64) -> Result<Zeroizing<Vec<u8>>> {
        let request = message::time_to_live(id);
        self.ask("/etcdserverpb.Lease/LeaseTimeToLive", &request)
    }

    /// The hash of the key space up to a revision; `None` where there is none to be had: from an
    /// etcd before 3.3, and of the compact revision itself (`HashByRev` in server/storage/mvcc/
    /// kvstore.go).
    pub(super) fn hash_kv(&self, revision: i64) -> Result<Option<u32>> {
        let request = message::hash_kv(revision);
        match self.optional("/etcdserverpb.Maintenance/HashKV", &request)? {
            Some(answer) => message::hash(&answer).map(Some),
            None => Ok(None),
        }
    }

    /// Calls a method that not every etcd has, or not for every revision.
    fn optional(&self, method: &'static str, message: &[u8]) -> Result<Option<Zeroizing<Vec<u8>>>> {
        match self.call(method, message) {
            Ok(answer) => Ok(Some(answer)),
            Err(Failure::Status("UNIMPLEMENTED" | "OUT_OF_RANGE", _)) => Ok(None),
            Err(failure) => Err(judge(&format!("etcd: {method}"), failure)),
        }
    }
}

async fn connected(endpoint: &Endpoint) -> Result<SendRequest<Bytes>, Failure> {
    let io = |e: std::io::Error| Failure::Broken(Error::io("cannot connect", &e));
    let stream = endpoint.connect(b"h2").await.map_err(io)?;
    let (requests, connection) = Handshake::new()
        .initial_window_size(WINDOW)
        .initial_connection_window_size(WINDOW)
        .handshake(stream)
        .await?;
    // Ends with the runtime, or when etcd hangs up: calls hear of it by themselves.
    drop(tokio::spawn(connection));
    Ok(requests)
}

/// Waits for `work`, but not for ever, and not for a person who wants to stop.
async fn patient<T>(interrupt: &Interrupt, work: impl Future<Output = T>) -> Result<T> {
    let answer = interrupt.answer(PATIENCE, work).await;
    answer.map_err(|why| match why {
        NoAnswer::Interrupted => interrupted(),
        NoAnswer::TimedOut => {
            let seconds = PATIENCE.as_secs();
            let text = format!("no answer within {seconds} s");
            Error::new(ErrorKind::Judge, text)
        }
    })
}

/// A failure as an error that says what was tried.
fn judge(what: &str, failure: Failure) -> Error {
    let error = failure.into_error(ErrorKind::Judge);
    if error.kind() == ErrorKind::Interrupted {
        return error;
    }
    Error::new(ErrorKind::Judge, format!("{what}: {}", error.message()))
}
