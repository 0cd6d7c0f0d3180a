//! Writes a bbolt file from the bottom up, front to back, in one pass.
//!
//! It needs nothing but the standard library, so that tests and benches can include it by path.
//!
//! Pages are filled as bbolt fills them when keys only ever grow, which is what etcd's `key`
//! bucket sees: a page is closed before the element that would take it past the fill percent, but
//! never with fewer than two elements (`splitIndex` in bbolt's node.go); what does not fit into
//! one page continues in overflow pages.
//!
//! ```text
//! page 0, 1   metas, written last
//! page 2 ...  leaf pages of the first bucket, its branch pages; the same for the next bucket
//! last page   the root bucket's leaf page: one element a bucket, small ones inline
//! ```

use std::fs::File;
use std::io::{self, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::Path;

const PAGE_SIZE: usize = 4096;
const PAGE_HEADER: usize = 16;
const ELEMENT_HEADER: usize = 16;
const BRANCH: u16 = 0x01;
const LEAF: u16 = 0x02;
const META: u16 = 0x04;
/// Leaf element flag: the value is a bucket.
const BUCKET: u32 = 0x01;
/// No freelist page: etcd's choice on Linux.
const NO_FREELIST: u64 = u64::MAX;

/// A bbolt file in the making.
pub struct Writer {
    file: BufWriter<File>,
    next_page: u64,
}

/// A page of a tree as its parent knows it.
struct Child {
    first_key: Vec<u8>,
    page: u64,
}

/// The elements of a page that is not yet written.
#[derive(Default)]
struct Page {
    /// Element headers without positions: flags or page id, key size, value size.
    elements: Vec<(u64, u32, u32)>,
    data: Vec<u8>,
}

impl Page {
    fn size(&self) -> usize {
        PAGE_HEADER + ELEMENT_HEADER * self.elements.len() + self.data.len()
    }

    /// Whether bbolt would start a new page before an element of this size.
    fn is_full_for(&self, key: usize, value: usize, fill_percent: usize) -> bool {
        self.elements.len() >= 2
            && self.size() + ELEMENT_HEADER + key + value > PAGE_SIZE * fill_percent / 100
    }

    fn push(&mut self, word: u64, key: &[u8], value: &[u8]) {
        self.elements
            .push((word, key.len() as u32, value.len() as u32));
        self.data.extend_from_slice(key);
        self.data.extend_from_slice(value);
    }

    fn encode(&self, id: u64, flags: u16, overflow: u32) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.size());
        out.extend(id.to_le_bytes());
        out.extend(flags.to_le_bytes());
        out.extend((self.elements.len() as u16).to_le_bytes());
        out.extend(overflow.to_le_bytes());
        let mut at = ELEMENT_HEADER * self.elements.len();
        for (i, (word, key, value)) in self.elements.iter().enumerate() {
            let position = (at - ELEMENT_HEADER * i) as u32;
            if flags == LEAF {
                out.extend((*word as u32).to_le_bytes());
                out.extend(position.to_le_bytes());
                out.extend(key.to_le_bytes());
                out.extend(value.to_le_bytes());
            } else {
                out.extend(position.to_le_bytes());
                out.extend(key.to_le_bytes());
                out.extend(word.to_le_bytes());
            }
            at += (key + value) as usize;
        }
        out.extend_from_slice(&self.data);
        out
    }
}

impl Writer {
    /// Starts a file.
    pub fn create(path: &Path) -> io::Result<Self> {
        // Large writes leave the file in the page cache in large pieces, as reading it from a disk
        // does; mapped page by page, a pass over it would take twice as long.
        let mut file = BufWriter::with_capacity(8 << 20, File::create(path)?);
        file.write_all(&[0; 2 * PAGE_SIZE])?;
        Ok(Self { file, next_page: 2 })
    }

    /// Bytes so far.
    pub fn len(&self) -> u64 {
        self.next_page * PAGE_SIZE as u64
    }

    fn write(&mut self, page: &Page, flags: u16) -> io::Result<u64> {
        let id = self.next_page;
        let pages = page.size().div_ceil(PAGE_SIZE);
        let mut bytes = page.encode(id, flags, pages as u32 - 1);
        bytes.resize(pages * PAGE_SIZE, 0);
        self.file.write_all(&bytes)?;
        self.next_page += pages as u64;
        Ok(id)
    }

    /// Writes the branch pages above `level` and returns the tree's root page.
    fn branches(&mut self, mut level: Vec<Child>) -> io::Result<u64> {
        while level.len() > 1 {
            let mut parents = Vec::new();
            let mut page = Page::default();
            let mut first_key = Vec::new();
            for child in level {
                if page.is_full_for(child.first_key.len(), 0, 90) {
                    let id = self.write(&page, BRANCH)?;
                    parents.push(Child {
                        first_key: std::mem::take(&mut first_key),
                        page: id,
                    });
                    page = Page::default();
                }
                if page.elements.is_empty() {
                    first_key.clone_from(&child.first_key);
                }
                page.push(child.page, &child.first_key, &[]);
            }
            let id = self.write(&page, BRANCH)?;
            parents.push(Child {
                first_key,
                page: id,
            });
            level = parents;
        }
        Ok(level.first().map_or(0, |child| child.page))
    }

    /// Writes the root bucket over `buckets` (name and value, sorted by name) and both metas as a
    /// snapshot has them: the same tree, transaction ids one apart.
    pub fn finish(mut self, buckets: &[(&str, Vec<u8>)], txid: u64) -> io::Result<()> {
        let mut page = Page::default();
        for (name, value) in buckets {
            page.push(u64::from(BUCKET), name.as_bytes(), value);
        }
        let root = self.write(&page, LEAF)?;
        let pages = self.next_page;
        let mut file = self.file;
        file.seek(SeekFrom::Start(0))?;
        for (id, txid) in [(0u64, txid), (1, txid - 1)] {
            let mut meta = Vec::new();
            for word in [0xed0c_daedu32, 2, PAGE_SIZE as u32, 0] {
                meta.extend(word.to_le_bytes());
            }
            for word in [root, 0, NO_FREELIST, pages, txid] {
                meta.extend(word.to_le_bytes());
            }
            meta.extend(fnv1a(&meta).to_le_bytes());
            let mut page = Page::default().encode(id, META, 0);
            page.extend(meta);
            page.resize(PAGE_SIZE, 0);
            file.write_all(&page)?;
        }
        file.flush()
    }
}

/// A bucket in the making; keys must come in ascending order.
#[derive(Default)]
pub struct Bucket {
    page: Page,
    first_key: Vec<u8>,
    leaves: Vec<Child>,
}

impl Bucket {
    /// Adds a key and its value.
    pub fn put(&mut self, writer: &mut Writer, key: &[u8], value: &[u8]) -> io::Result<()> {
        if self.page.is_full_for(key.len(), value.len(), 90) {
            self.flush(writer)?;
        }
        if self.page.elements.is_empty() {
            self.first_key = key.to_vec();
        }
        self.page.push(0, key, value);
        Ok(())
    }

    fn flush(&mut self, writer: &mut Writer) -> io::Result<()> {
        let page = writer.write(&self.page, LEAF)?;
        self.leaves.push(Child {
            first_key: std::mem::take(&mut self.first_key),
            page,
        });
        self.page = Page::default();
        Ok(())
    }

    /// Writes what is left and returns the bucket's value in the root bucket: the root page, or
    /// the only page itself when it is small (`inlineable` in bbolt's bucket.go).
    pub fn finish(mut self, writer: &mut Writer) -> io::Result<Vec<u8>> {
        let mut value = vec![0; 16];
        if self.leaves.is_empty() && self.page.size() <= PAGE_SIZE / 4 {
            value.extend(self.page.encode(0, LEAF, 0));
            return Ok(value);
        }
        self.flush(writer)?;
        let root = writer.branches(self.leaves)?;
        value[..8].copy_from_slice(&root.to_le_bytes());
        Ok(value)
    }
}

fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
