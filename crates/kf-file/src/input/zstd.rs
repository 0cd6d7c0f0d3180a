//! zstd (RFC 8878): one frame after the other, skippable ones left out.

use std::io::{self, Read};

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{FrameDecoder, StreamingDecoder};

use kf_base::bytes::Bytes;
use kf_base::limits;

/// `Magic_Number` of a frame with data.
pub(super) const MAGIC: u32 = 0xfd2f_b528;

/// `Magic_Number` of a frame to skip, without its lowest four bits.
pub(super) const SKIPPABLE: u32 = 0x184d_2a50;

/// Decodes zstd data.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    /// What comes after the present frame.
    rest: &'a [u8],
    frame: Option<StreamingDecoder<&'a [u8], FrameDecoder>>,
    /// What the present frame says its content comes to and what came of it so far, in bytes.
    size: (u64, u64),
    frames: u64,
    ignored: Option<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            rest: bytes,
            frame: None,
            size: (0, 0),
            frames: 0,
            ignored: None,
        }
    }

    /// Bytes of the input that were used.
    pub(super) fn position(&self) -> usize {
        let rest = self.frame.as_ref().map_or(self.rest, |f| f.get_ref());
        self.bytes.len().saturating_sub(rest.len())
    }

    /// How many bytes there are after the last frame that are none.
    pub(super) fn ignored(&self) -> Option<usize> {
        self.ignored
    }

    /// Begins the next frame; false at the end.
    fn open(&mut self) -> io::Result<bool> {
        while let Some(after) = skippable(self.rest) {
            self.rest = after?;
        }
        if self.rest.is_empty() && self.frames > 0 {
            return Ok(false);
        }
        if self.frames > 0 && Bytes::new(self.rest).u32_le() != Ok(MAGIC) {
            // Zeros are padding, as after gzip.
            self.ignored = self.rest.iter().any(|b| *b != 0).then_some(self.rest.len());
            self.rest = &[];
            return Ok(false);
        }
        let frame =
            StreamingDecoder::new_with_max_window_size(self.rest, limits::MAX_ZSTD_WINDOW_BYTES)
                .map_err(|e| match e {
                    FrameDecoderError::WindowSizeTooBig { requested, .. } => io::Error::new(
                        io::ErrorKind::Unsupported,
                        format!(
                            "it needs a window of {requested} bytes, more than {} \
                             (MAX_ZSTD_WINDOW_BYTES)",
                            limits::MAX_ZSTD_WINDOW_BYTES
                        ),
                    ),
                    other => explain(io::Error::other(other)),
                })?;
        self.size = (frame.decoder.content_size(), 0);
        self.frame = Some(frame);
        self.frames = self.frames.saturating_add(1);
        Ok(true)
    }

    /// Compares a frame's content with what the frame says of it.
    fn close(&mut self, frame: StreamingDecoder<&'a [u8], FrameDecoder>) -> io::Result<()> {
        let (source, decoder) = frame.into_parts();
        self.rest = source;
        let (said, came) = self.size;
        // A size of 0 stands for one that is not given.
        if said != 0 && said != came {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("a frame has {came} bytes of content where its header says {said}"),
            ));
        }
        match (
            decoder.get_checksum_from_data(),
            decoder.get_calculated_checksum(),
        ) {
            (Some(said), Some(computed)) if said != computed => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("a frame has the checksum {computed:08x} where its end says {said:08x}"),
            )),
            _ => Ok(()),
        }
    }
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if let Some(mut frame) = self.frame.take() {
                let n = frame.read(buffer).map_err(explain)?;
                if n > 0 {
                    self.size.1 = self.size.1.saturating_add(n as u64);
                    self.frame = Some(frame);
                    return Ok(n);
                }
                self.close(frame)?;
            }
            if !self.open()? {
                return Ok(0);
            }
        }
    }
}

/// What comes after the skippable frame that `bytes` begin with, if they do.
fn skippable(bytes: &[u8]) -> Option<io::Result<&[u8]>> {
    let mut header = Bytes::new(bytes);
    if header.u32_le().ok()? & 0xffff_fff0 != SKIPPABLE {
        return None;
    }
    let end = || io::Error::from(io::ErrorKind::UnexpectedEof);
    let Ok(len) = header.u32_le() else {
        return Some(Err(end()));
    };
    let after = usize::try_from(len).ok().and_then(|len| len.checked_add(8));
    Some(after.and_then(|at| bytes.get(at..)).ok_or_else(end))
}

/// Tells data that ends from data that is wrong.
fn explain(error: io::Error) -> io::Error {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(e) = cause {
        if let Some(io) = e.downcast_ref::<io::Error>() {
            if io.kind() == io::ErrorKind::UnexpectedEof {
                return io::ErrorKind::UnexpectedEof.into();
            }
            // An error of `other` hides what is inside from `source`.
            cause = io.get_ref().map(|inner| inner as _);
        } else {
            cause = e.source();
        }
    }
    error
}
