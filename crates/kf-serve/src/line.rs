//! The way to the client of a watch that goes on: bounded, never waited for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use tokio::runtime::Handle;
use tokio::sync::mpsc::{self, error::TrySendError};
use tokio::time::timeout;

use crate::clock::Clock;
use crate::limits::STALL;
use crate::pipe::Piece;

/// The near end of a pipe that is shared with whoever ends it.
#[derive(Debug)]
pub(crate) struct Line {
    to: Mutex<Option<mpsc::Sender<Piece>>>,
    /// Whether it is time for a bookmark.
    due: AtomicBool,
}

/// What became of an event.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Sent {
    Yes,
    /// The client has not read what was sent before.
    Full(Bytes),
    /// Nobody reads any more.
    Gone,
}

impl Line {
    pub(crate) fn new(to: mpsc::Sender<Piece>) -> Arc<Self> {
        Arc::new(Self {
            to: Mutex::new(Some(to)),
            due: AtomicBool::new(false),
        })
    }

    fn sender(&self) -> Option<mpsc::Sender<Piece>> {
        let to = self.to.lock().unwrap_or_else(PoisonError::into_inner);
        to.clone()
    }

    /// Ends it: what was sent before still arrives.
    pub(crate) fn end(&self) {
        let mut to = self.to.lock().unwrap_or_else(PoisonError::into_inner);
        *to = None;
    }

    /// Says that it is time for a bookmark.
    pub(crate) fn make_due(&self) {
        self.due.store(true, Ordering::Release);
    }

    /// Returns whether it is time for a bookmark, once.
    pub(crate) fn take_due(&self) -> bool {
        self.due.swap(false, Ordering::AcqRel)
    }

    pub(crate) fn send(&self, event: Bytes) -> Sent {
        let Some(to) = self.sender() else {
            return Sent::Gone;
        };
        match to.try_send(Ok(event)) {
            Ok(()) => Sent::Yes,
            Err(TrySendError::Full(Ok(event))) => Sent::Full(event),
            Err(_) => Sent::Gone,
        }
    }

    pub(crate) fn is_gone(&self) -> bool {
        self.sender().is_none_or(|to| to.is_closed())
    }

    /// Rings `clock` when the client has read on, and ends the line of one that does not read.
    pub(crate) fn ring_when_read(self: &Arc<Self>, handle: &Handle, clock: &Clock) {
        let Some(to) = self.sender() else {
            return;
        };
        let (line, clock) = (Arc::clone(self), clock.clone());
        handle.spawn(async move {
            if timeout(STALL, to.reserve()).await.is_err() {
                line.end();
            }
            clock.ring();
        });
    }
}
