//! zstd (RFC 8878): one frame after the other, skippable ones left out.

use std::io::{self, Read};

use ruzstd::decoding::errors::FrameDecoderError;
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

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
    frame: Option<Frame<'a>>,
    frames: u64,
    ignored: Option<usize>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            rest: bytes,
            frame: None,
            frames: 0,
            ignored: None,
        }
    }

    /// Bytes of the input that were used.
    pub(super) fn position(&self) -> usize {
        let rest = self.frame.as_ref().map_or(self.rest, |f| f.rest);
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
        let frame = Frame::open(self.rest)?;
        self.frame = Some(frame);
        self.frames = self.frames.saturating_add(1);
        Ok(true)
    }
}

impl Read for Reader<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if let Some(mut frame) = self.frame.take() {
                let n = frame.read(buffer)?;
                if n > 0 {
                    self.frame = Some(frame);
                    return Ok(n);
                }
                self.rest = frame.rest;
                frame.close()?;
            }
            if !self.open()? {
                return Ok(0);
            }
        }
    }
}

/// The end of a frame: an empty block that is the last one, and a checksum, which a frame need not have.
const END: &[u8] = &[1, 0, 0, 0, 0, 0, 0];

/// A frame as it is decoded, block by block.
struct Frame<'a> {
    /// All of it, and what comes after it.
    bytes: &'a [u8],
    /// What is not read yet.
    rest: &'a [u8],
    decoder: FrameDecoder,
    /// What came of it so far, in bytes.
    came: u64,
    /// Why it is not read on, once the rest of what was decoded before that has been given out.
    fault: Option<io::Error>,
}

impl<'a> Frame<'a> {
    fn open(bytes: &'a [u8]) -> io::Result<Self> {
        let mut frame = Self {
            bytes,
            rest: bytes,
            decoder: FrameDecoder::new(),
            came: 0,
            fault: None,
        };
        frame.begin()?;
        Ok(frame)
    }

    /// Reads the header.
    fn begin(&mut self) -> io::Result<()> {
        self.rest = self.bytes;
        self.decoder = FrameDecoder::new();
        self.decoder
            .set_max_window_size(limits::MAX_ZSTD_WINDOW_BYTES);
        self.decoder.init(&mut self.rest).map_err(|e| match e {
            FrameDecoderError::WindowSizeTooBig { requested, .. } => io::Error::new(
                io::ErrorKind::Unsupported,
                format!(
                    "it needs a window of {requested} bytes, more than {} (MAX_ZSTD_WINDOW_BYTES)",
                    limits::MAX_ZSTD_WINDOW_BYTES
                ),
            ),
            other => explain(io::Error::other(other)),
        })
    }

    /// Decodes a block.
    fn block(&mut self) -> io::Result<()> {
        let one = BlockDecodingStrategy::UptoBlocks(1);
        match self.decoder.decode_blocks(&mut self.rest, one) {
            Ok(_) => Ok(()),
            Err(e) => Err(explain(io::Error::other(e))),
        }
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
            let before = self.rest;
            if let Err(fault) = self.block() {
                self.end_before(before, fault);
            }
        }
        let n = self.decoder.read(buffer)?;
        self.came = self.came.saturating_add(n as u64);
        match self.fault.take_if(|_| n == 0) {
            Some(fault) => Err(fault),
            None => Ok(n),
        }
    }

    /// Ends the frame where a block begins that cannot be decoded. The decoder holds content back, as much as blocks may
    /// refer to, and gives it out at the end of the frame alone.
    fn end_before(&mut self, block: &'a [u8], fault: io::Error) {
        // What it has of a block that is damaged is none of the content: the blocks before are decoded again.
        if fault.kind() != io::ErrorKind::UnexpectedEof && self.again(block).is_err() {
            self.decoder = FrameDecoder::new();
        }
        self.fault = Some(fault);
        let ended = self
            .decoder
            .decode_blocks(END, BlockDecodingStrategy::All)
            .is_ok();
        if !ended {
            self.decoder = FrameDecoder::new();
        }
        self.rest = block;
    }

    /// Decodes everything before a block again, without what was given out.
    fn again(&mut self, block: &'a [u8]) -> io::Result<()> {
        self.begin()?;
        let mut given = self.came;
        let mut passed = [0; 4096];
        loop {
            while given > 0 && self.decoder.can_collect() > 0 {
                let most = usize::try_from(given)
                    .unwrap_or(usize::MAX)
                    .min(passed.len());
                let n = self
                    .decoder
                    .read(passed.get_mut(..most).unwrap_or_default())?;
                given = given.saturating_sub(n as u64);
            }
            if self.rest.len() <= block.len() {
                return Ok(());
            }
            self.block()?;
        }
    }

    /// Compares the content with what the frame says of it.
    fn close(self) -> io::Result<()> {
        let said = self.decoder.content_size();
        let came = self.came;
        // A size of 0 stands for one that is not given.
        if said != 0 && said != came {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("a frame has {came} bytes of content where its header says {said}"),
            ));
        }
        match (
            self.decoder.get_checksum_from_data(),
            self.decoder.get_calculated_checksum(),
        ) {
            (Some(said), Some(computed)) if said != computed => Err(io::Error::new(
                io::ErrorKind::InvalidData,
                format!("a frame has the checksum {computed:08x} where its end says {said:08x}"),
            )),
            _ => Ok(()),
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
