//! The way of an answer from the thread that makes it to the connection.

use std::io::{self, Write};
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use flate2::Compression;
use flate2::write::GzEncoder;
use http_body_util::Full;
use hyper::body::{Body, Frame, SizeHint};
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot};
use tokio::time::timeout;

use kf_answer::Response;

use crate::limits::{MAX_PIECES, MIN_COMPRESSED, PIECE, STALL};

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

/// Makes a pipe: its near end for a thread, its far one for a connection. `gzip` says whether a large
/// answer is compressed.
pub(crate) fn pipe(
    handle: Handle,
    gzip: bool,
) -> (Near, oneshot::Receiver<Head>, mpsc::Receiver<Piece>) {
    let (head_to, head) = oneshot::channel();
    let (to, pieces) = mpsc::channel(MAX_PIECES);
    let near = Near {
        head: None,
        head_to: Some(head_to),
        to,
        handle,
        text: Vec::new(),
        gzip: if gzip { Gzip::Allowed } else { Gzip::No },
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
    gzip: Gzip,
    warnings: Vec<String>,
}

/// Whether an answer is compressed.
enum Gzip {
    No,
    /// If it turns out to be large.
    Allowed,
    Begun(Box<GzEncoder<Vec<u8>>>),
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
        self.decide();
        self.send_head(None)?;
        let mut piece = std::mem::take(&mut self.text);
        if let Gzip::Begun(encoder) = &mut self.gzip {
            encoder.write_all(&piece)?;
            piece = std::mem::take(encoder.get_mut());
        }
        if piece.is_empty() {
            return Ok(());
        }
        self.send_piece(Ok(Bytes::from(piece)))
    }

    /// Begins to compress an answer that has turned out to be large, or does not.
    fn decide(&mut self) {
        if !matches!(self.gzip, Gzip::Allowed) {
            return;
        }
        self.gzip = Gzip::No;
        if let Some(head) = self.head.as_mut().filter(|head| head.code == 200)
            && self.text.len() >= MIN_COMPRESSED
        {
            head.headers.push(("content-encoding", "gzip".to_owned()));
            head.headers.push(("vary", "Accept-Encoding".to_owned()));
            // The level of a server (`defaultGzipContentEncodingLevel`).
            let encoder = GzEncoder::new(Vec::new(), Compression::new(1));
            self.gzip = Gzip::Begun(Box::new(encoder));
        }
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
            self.decide();
            if matches!(self.gzip, Gzip::No) {
                self.send_head(Some(self.text.len()))?;
            }
        }
        self.send()?;
        match std::mem::replace(&mut self.gzip, Gzip::No) {
            Gzip::Begun(encoder) => self.send_piece(Ok(Bytes::from(encoder.finish()?))),
            _ => Ok(()),
        }
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
        let full = match self.gzip {
            Gzip::Allowed => MIN_COMPRESSED,
            _ => PIECE,
        };
        if self.text.len() >= full {
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

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::thread;

    use flate2::read::GzDecoder;
    use tokio::runtime::{Builder, Runtime};

    use super::*;

    fn runtime() -> Runtime {
        Builder::new_multi_thread().enable_all().build().unwrap()
    }

    fn head(code: u16) -> Head {
        Head {
            code,
            content_type: String::new(),
            headers: Vec::new(),
            length: None,
        }
    }

    /// Head and body of what is written in parts of this size.
    fn sent(gzip: bool, code: u16, body: &[u8], part: usize) -> (Head, Vec<u8>) {
        let runtime = runtime();
        let (mut near, far, mut pieces) = pipe(runtime.handle().clone(), gzip);
        thread::scope(|scope| {
            scope.spawn(move || {
                near.begin(head(code));
                for part in body.chunks(part) {
                    near.write_all(part).unwrap();
                }
                near.end().unwrap();
            });
            let mut body = Vec::new();
            while let Some(piece) = pieces.blocking_recv() {
                body.extend(piece.unwrap());
            }
            (far.blocking_recv().unwrap(), body)
        })
    }

    #[test]
    fn large_answers_are_compressed() {
        let body: Vec<u8> = (0..=255).cycle().take(3 * MIN_COMPRESSED).collect();
        for part in [1_000, MIN_COMPRESSED, body.len()] {
            let (head, got) = sent(true, 200, &body, part);
            assert_eq!(head.headers[0], ("content-encoding", "gzip".to_owned()));
            assert_eq!(head.length, None);
            assert!(got.len() < body.len() / 2);
            let mut unpacked = Vec::new();
            GzDecoder::new(&*got).read_to_end(&mut unpacked).unwrap();
            assert!(unpacked == body, "in parts of {part}");
        }
        let small = &body[..MIN_COMPRESSED - 1];
        for (gzip, code, body) in [
            (false, 200, &*body),
            (true, 404, &*body),
            (true, 200, small),
        ] {
            let (head, got) = sent(gzip, code, body, 1_000);
            assert!(head.headers.is_empty() && got == body, "{gzip} {code}");
        }
    }

    /// Who does not read holds up the thread that writes, and no more is kept than what is on its way.
    #[test]
    fn a_slow_reader_is_waited_for() {
        const PARTS: usize = 4 * MAX_PIECES;
        let runtime = runtime();
        let (mut near, _far, mut pieces) = pipe(runtime.handle().clone(), false);
        let written = AtomicUsize::new(0);
        thread::scope(|scope| {
            let written = &written;
            scope.spawn(move || {
                near.begin(head(200));
                for _ in 0..PARTS {
                    near.write_all(&[0; PIECE]).unwrap();
                    written.fetch_add(1, Ordering::Release);
                }
                near.end().unwrap();
            });
            while pieces.len() < MAX_PIECES {
                thread::yield_now();
            }
            assert!(written.load(Ordering::Acquire) <= MAX_PIECES);
            let mut length = 0;
            while let Some(piece) = pieces.blocking_recv() {
                length += piece.unwrap().len();
                assert!(written.load(Ordering::Acquire) <= length / PIECE + MAX_PIECES + 1);
            }
            assert_eq!(length, PARTS * PIECE);
        });
    }
}
