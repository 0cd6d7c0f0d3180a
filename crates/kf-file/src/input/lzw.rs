//! LZW as backups come in it: `compress` (`.Z`), and Go's `compress/lzw` without any header, which
//! is what gardener's etcd-backup-restore means by `.Z` (`NewWriter(w, LSB, 8)` in
//! pkg/compressor/compressor.go).
//!
//! Both pack codes with the least significant bit first and start with codes of 9 bits. They
//! widen them when the table has an entry that the present width cannot name; a full table stays as
//! it is. They differ in these points:
//!
//! | | `compress` | Go |
//! | --- | --- | --- |
//! | header | `1f 9d`, then the greatest width and whether code 256 clears the table | none |
//! | first code | a byte | 256, clear |
//! | greatest width | 9 to 16 bits | 12 bits |
//! | before a change of width and after a clear | padding to a multiple of eight codes | nothing |
//! | end | the end of the file | code 257 |
//!
//! `compress` keeps neither a sum nor a length: what was cut off its end cannot be told from it.

use std::io::{self, Read};

/// The first two bytes of a `.Z` file.
pub(super) const MAGIC: [u8; 2] = [0x1f, 0x9d];

/// Bits of the first codes.
const FIRST_WIDTH: u32 = 9;

/// Forgets the table.
const CLEAR: u16 = 256;

/// Ends the data, in Go's form only.
const END: u16 = 257;

/// Decodes LZW data.
#[derive(Debug)]
pub(super) struct Decoder<'a> {
    bytes: &'a [u8],
    go: bool,
    /// Bits read so far.
    at: usize,
    /// The bit where codes of the present width began, for the padding.
    phase: usize,
    width: u32,
    max_width: u32,
    clears: bool,
    /// For each code from 256 on: the code before its last byte, and that byte.
    table: Vec<(u16, u8)>,
    /// The code that the next one to be defined is.
    next: usize,
    previous: Option<u16>,
    /// The first byte of the previous code's text.
    first: u8,
    /// Decoded bytes that were not yet asked for, last one first.
    pending: Vec<u8>,
    ended: bool,
    /// Why it ended, to be told when all before it was handed out.
    fault: Option<io::Error>,
}

impl<'a> Decoder<'a> {
    /// Decodes a `.Z` file.
    pub(super) fn compress(bytes: &'a [u8]) -> io::Result<Self> {
        let Some(([_, _, flags], codes)) = bytes.split_first_chunk() else {
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let max_width = u32::from(flags & 0x1f);
        if !(FIRST_WIDTH..=16).contains(&max_width) || flags & 0x60 != 0 {
            return Err(invalid(format!("unknown header byte {flags:02x}")));
        }
        Ok(Self::new(codes, false, max_width, flags & 0x80 != 0))
    }

    /// Decodes what Go's `lzw.NewWriter(w, lzw.LSB, 8)` wrote.
    pub(super) fn go(bytes: &'a [u8]) -> Self {
        Self::new(bytes, true, 12, true)
    }

    fn new(bytes: &'a [u8], go: bool, max_width: u32, clears: bool) -> Self {
        Self {
            bytes,
            go,
            at: 0,
            phase: 0,
            width: FIRST_WIDTH,
            max_width,
            clears,
            table: vec![(0, 0); 1 << max_width],
            next: match (go, clears) {
                (true, _) => 258,
                (false, true) => 257,
                (false, false) => 256,
            },
            previous: None,
            first: 0,
            pending: Vec::new(),
            ended: false,
            fault: None,
        }
    }

    /// Bytes of the input that were used.
    pub(super) fn position(&self) -> usize {
        self.at.div_ceil(8).min(self.bytes.len())
    }

    /// The next code, if there are bits enough for one.
    fn code(&mut self) -> Option<u16> {
        let start = self.at.checked_div(8)?;
        let end = self.at.checked_add(self.width as usize)?.div_ceil(8);
        let bits = self.bytes.get(start..end)?;
        let word = bits
            .iter()
            .rev()
            .fold(0u32, |word, byte| word << 8 | u32::from(*byte));
        let code = (word >> (self.at % 8)) & ((1 << self.width) - 1);
        self.at = self.at.saturating_add(self.width as usize);
        u16::try_from(code).ok()
    }

    /// Skips to the end of a group of eight codes, as `compress` flushes its buffer.
    fn change_width(&mut self, width: u32) {
        if !self.go {
            let group = (self.width as usize).saturating_mul(8);
            let used = self.at.saturating_sub(self.phase);
            self.at = self
                .phase
                .saturating_add(used.next_multiple_of(group.max(1)));
            self.phase = self.at;
        }
        self.width = width;
    }

    /// Decodes one code into `pending`.
    fn step(&mut self) -> io::Result<()> {
        if self.next >= 1 << self.width && self.width < self.max_width {
            self.change_width(self.width.saturating_add(1));
        }
        let Some(code) = self.code() else {
            self.ended = true;
            return if self.go {
                Err(io::ErrorKind::UnexpectedEof.into())
            } else {
                Ok(())
            };
        };
        if code == CLEAR && self.clears {
            self.change_width(FIRST_WIDTH);
            self.next = if self.go { 258 } else { 257 };
            self.previous = None;
            return Ok(());
        }
        if code == END && self.go {
            self.ended = true;
            return Ok(());
        }
        let Some(previous) = self.previous else {
            let byte = u8::try_from(code)
                .map_err(|_| invalid(format!("code {code} where a byte must be")))?;
            self.first = byte;
            self.pending.push(byte);
            self.previous = Some(code);
            return Ok(());
        };
        let known = usize::from(code) < self.next;
        if !known && (usize::from(code) > self.next || self.next >= self.table.len()) {
            return Err(invalid(format!(
                "code {code} where {} are defined",
                self.next
            )));
        }
        let mut rest = if known { code } else { previous };
        if !known {
            self.pending.push(self.first);
        }
        while rest > u16::from(u8::MAX) {
            // Entries lead to lower codes only, so this ends.
            let (before, byte) = self
                .table
                .get(usize::from(rest))
                .copied()
                .unwrap_or_default();
            self.pending.push(byte);
            rest = before;
        }
        self.first = rest.to_le_bytes()[0];
        self.pending.push(self.first);
        if let Some(entry) = self.table.get_mut(self.next) {
            *entry = (previous, self.first);
            self.next = self.next.saturating_add(1);
        }
        self.previous = Some(code);
        Ok(())
    }
}

impl Read for Decoder<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut done = 0;
        for place in buffer {
            while self.pending.is_empty() && !self.ended {
                if let Err(e) = self.step() {
                    self.ended = true;
                    self.fault = Some(e);
                }
            }
            let Some(byte) = self.pending.pop() else {
                break;
            };
            *place = byte;
            done += 1;
        }
        match self.fault.take_if(|_| done == 0) {
            Some(e) => Err(e),
            None => Ok(done),
        }
    }
}

fn invalid(what: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}
