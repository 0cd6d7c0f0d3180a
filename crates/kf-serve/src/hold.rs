//! Watches after their last event: held open, with a bookmark now and then.

use std::time::Duration;

use bytes::Bytes;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::limits::BOOKMARK;
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
