//! The way of an answer from the thread that makes it to the connection.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use kf_answer::Response;

use crate::limits::{MAX_PIECES, PIECE, STALL};

/// The code and the headers of an answer.
#[derive(Debug)]
pub(crate) struct Head {
    pub(crate) code: u16,
    pub(crate) content_type: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    /// The length of the body, when all of it was there at once.
    pub(crate) length: Option<usize>,
}

impl Head {
    /// The head of an answer.
    pub(crate) fn of(response: &Response<'_, '_>) -> Self {
        Self {
            code: response.code,
            content_type: response.content_type.to_string(),
            headers: response.headers.clone(),
            length: None,
        }
    }
}

/// A piece of a body; an error cuts the body off, so that the client does not take it for whole.
pub(crate) type Piece = Result<Bytes, io::Error>;

/// Makes a pipe: its near end for a thread, its far one for a connection.
pub(crate) fn pipe(handle: Handle) -> (Near, oneshot::Receiver<Head>, mpsc::Receiver<Piece>) {
    let (head_to, head) = oneshot::channel();
    let (to, pieces) = mpsc::channel(MAX_PIECES);
    let near = Near {
        head: None,
        head_to: Some(head_to),
        to,
        handle,
        text: Vec::new(),
        warnings: Vec::new(),
    };
    (near, head, pieces)
}

/// Where an answer is written to.
///
/// The head is held back until a first piece is full, so that what was found on the way there can
/// be said in it.
pub(crate) struct Near {
    head: Option<Head>,
    head_to: Option<oneshot::Sender<Head>>,
    to: mpsc::Sender<Piece>,
    handle: Handle,
    text: Vec<u8>,
    warnings: Vec<String>,
}

/// The most warnings in one head.
const MAX_WARNINGS: usize = 16;

impl Near {
    /// Sets the head of what is written from now on.
    pub(crate) fn begin(&mut self, head: Head) {
        self.head = Some(head);
    }

    /// Adds something to say to whoever reads the answer; comes too late once a piece is sent.
    pub(crate) fn warn(&mut self, text: &str) {
        let text = quoted(text);
        if self.warnings.len() < MAX_WARNINGS && !self.warnings.contains(&text) {
            self.warnings.push(text);
        }
    }

    /// Sends the head, and returns whether there is anybody left to read.
    fn send_head(&mut self, length: Option<usize>) -> io::Result<()> {
        let (Some(mut head), Some(to)) = (self.head.take(), self.head_to.take()) else {
            return Ok(());
        };
        head.length = length;
        let warnings = self.warnings.drain(..);
        head.headers
            .extend(warnings.map(|text| ("warning", format!("299 - {text}"))));
        to.send(head).map_err(|_| gone())
    }

    fn send(&mut self) -> io::Result<()> {
        self.send_head(None)?;
        if self.text.is_empty() {
            return Ok(());
        }
        let piece = Bytes::from(std::mem::take(&mut self.text));
        self.send_piece(Ok(piece))
    }

    fn send_piece(&self, piece: Piece) -> io::Result<()> {
        // Timers can only be made inside the runtime.
        let sent = async { timeout(STALL, self.to.send(piece)).await };
        match self.handle.block_on(sent) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(gone()),
            Err(_) => Err(io::Error::from(io::ErrorKind::TimedOut)),
        }
    }

    /// Sends what was written, and lets more follow.
    pub(crate) fn flush_now(&mut self) -> io::Result<()> {
        self.send()
    }

    /// Sends one message of its own.
    pub(crate) fn message(&mut self, message: &[u8]) -> io::Result<()> {
        self.send_head(None)?;
        self.send_piece(Ok(Bytes::copy_from_slice(message)))
    }

    /// Ends the answer.
    pub(crate) fn end(mut self) -> io::Result<()> {
        if self.head_to.is_some() {
            let length = self.text.len();
            self.send_head(Some(length))?;
        }
        self.send()
    }

    /// Cuts the answer off.
    pub(crate) fn cut_off(self, error: io::Error) {
        let _nobody_reads = self.send_piece(Err(error));
    }

    /// The end that more can be sent to later on.
    pub(crate) fn into_sender(self) -> mpsc::Sender<Piece> {
        self.to
    }
}

impl Write for Near {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.text.extend(bytes);
        if self.text.len() >= PIECE {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn gone() -> io::Error {
    io::Error::from(io::ErrorKind::BrokenPipe)
}

/// A text as a quoted string of HTTP: printable ASCII.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            ' '..='~' => out.push(c),
            _ => out.push('?'),
        }
    }
    out.push('"');
    out
}

/// The body of an answer.
pub(crate) enum Reply {
    /// All of it.
    Whole(Full<Bytes>),
    /// What comes out of a pipe.
    Piped(mpsc::Receiver<Piece>),
}

impl Reply {
    pub(crate) fn whole(bytes: Vec<u8>) -> Self {
        Self::Whole(Full::new(Bytes::from(bytes)))
    }
}

impl Body for Reply {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.get_mut() {
            Self::Whole(body) => Pin::new(body)
                .poll_frame(cx)
                .map_err(|never| match never {}),
            Self::Piped(pieces) => pieces
                .poll_recv(cx)
                .map(|piece| piece.map(|piece| piece.map(Frame::data))),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Whole(body) => body.is_end_stream(),
            Self::Piped(_) => false,
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Whole(body) => body.size_hint(),
            Self::Piped(_) => SizeHint::default(),
        }
    }
}
