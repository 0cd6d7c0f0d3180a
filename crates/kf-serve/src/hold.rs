//! Watches after their last event: held open, with a bookmark now and then.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::clock::Clock;
use crate::limits::BOOKMARK;
use crate::line::Line;
use crate::pipe::Piece;
use crate::stop::Stop;

/// How a watch is held.
#[derive(Debug)]
pub(crate) struct Hold {
    /// The bookmark, as it is sent.
    pub(crate) bookmark: Option<Vec<u8>>,
    /// Until when.
    pub(crate) time: Duration,
}

/// Holds a watch that goes on until its time is over, the client is gone or the server ends; says
/// when it is time for a bookmark.
pub(crate) async fn hold_live(
    time: Duration,
    line: Arc<Line>,
    to: mpsc::Sender<Piece>,
    clock: Clock,
    stop: Stop,
) {
    let end = Instant::now() + time;
    loop {
        tokio::select! {
            () = sleep_until(end.min(Instant::now() + BOOKMARK)) => {}
            () = to.closed() => break,
            () = stop.stopped() => break,
        }
        if Instant::now() >= end {
            break;
        }
        line.make_due();
        clock.ring();
    }
    line.end();
    clock.ring();
}

/// Holds a watch until its time is over, the client is gone or the server ends.
pub(crate) async fn hold(hold: Hold, to: mpsc::Sender<Piece>, stop: Stop) {
    let end = Instant::now() + hold.time;
    let bookmark = hold.bookmark.map(Bytes::from);
    loop {
        let next = match bookmark {
            Some(_) => end.min(Instant::now() + BOOKMARK),
            None => end,
        };
        tokio::select! {
            () = sleep_until(next) => {}
            () = to.closed() => return,
            () = stop.stopped() => return,
        }
        if Instant::now() >= end {
            return;
        }
        if let Some(bookmark) = &bookmark
            && to.send(Ok(bookmark.clone())).await.is_err()
        {
            return;
        }
    }
}
