//! Opening a file: page size, the two metas, and which tree to read.

use kf_base::error::{Error, ErrorKind, Result};

use super::bucket::{Bucket, Root};
use super::cursor::Entries;
use super::meta::Meta;
use super::page::{Header, Page, PageKind};
use super::walk::{Direction, Leaves, Split, Visited};

/// Length of the SHA-256 that ends a file written by `etcdctl snapshot save`, in bytes.
pub const TRAILER_BYTES: usize = 32;

/// A bbolt file.
#[derive(Clone, Debug)]
pub struct Db<'a> {
    data: &'a [u8],
    trailer: Option<&'a [u8; TRAILER_BYTES]>,
    page_size: usize,
    metas: [Result<Meta>; 2],
    chosen: usize,
    root: u64,
    high_water_mark: u64,
    problems: Vec<Error>,
}

impl<'a> Db<'a> {
    /// Opens a bbolt file, with or without the trailing SHA-256 of a saved snapshot.
    ///
    /// The trailer is there exactly when the length is 32 more than a multiple of 512 (etcd
    /// `hasChecksum`). The tree read is that of the valid meta with the higher txid, meta 0 when
    /// they are equal (bbolt `db.meta`), except that a meta with a right checksum goes before one
    /// whose checksum is zero, and that a meta whose root cannot be read gives way to the other
    /// one; that, like everything odd that does not stop the reading, is in [`Db::problems`].
    ///
    /// # Errors
    /// Corrupt when neither meta is valid; unsupported for a big-endian file or an unknown format
    /// version.
    pub fn open(bytes: &'a [u8]) -> Result<Self> {
        let (data, trailer) = split_trailer(bytes);
        let (page_size, metas) = find_metas(data)?;
        let mut problems = Vec::new();
        for (id, meta) in (0u64..).zip(&metas) {
            match meta {
                Ok(meta) if !meta.checksummed => problems.push(
                    Error::corrupt("the meta page has no checksum (zero), it is taken unchecked")
                        .at_page(id),
                ),
                Ok(_) => {}
                Err(e) => problems.push(e.clone().at_page(id)),
            }
        }
        let mut db = Self {
            data,
            trailer,
            page_size,
            metas,
            chosen: 0,
            root: 0,
            high_water_mark: 0,
            problems,
        };
        db.choose();
        db.measure();
        Ok(db)
    }

    /// Opens a file whose metas are both lost, of a page size that is known in another way: no
    /// tree can be found, every page of the file may be looked at ([`Scan`](super::Scan)).
    ///
    /// `fault` is what [`Db::open`] said of it; it becomes the first of [`Db::problems`].
    #[must_use]
    pub fn without_meta(bytes: &'a [u8], page_size: usize, fault: Error) -> Self {
        let (data, trailer) = split_trailer(bytes);
        let lost = || Err(Error::corrupt("the meta page is not valid"));
        let mut db = Self {
            data,
            trailer,
            page_size,
            metas: [lost(), lost()],
            chosen: 0,
            root: 0,
            high_water_mark: 0,
            problems: vec![fault],
        };
        db.high_water_mark = db.pages();
        db
    }

    /// The same file read from another root page. Every page of the file counts as allocated
    /// then: the meta that says otherwise is not believed any more.
    #[must_use]
    pub fn with_root(&self, root: u64) -> Self {
        Self {
            root,
            high_water_mark: self.pages(),
            ..self.clone()
        }
    }

    /// Adds to what is wrong with the file as a whole.
    pub(crate) fn add_problem(&mut self, problem: Error) {
        self.problems.push(problem);
    }

    /// Takes the better meta whose tree can be entered.
    fn choose(&mut self) {
        let rank = |i: usize| match self.metas.get(i) {
            Some(Ok(meta)) => (true, meta.checksummed, meta.txid),
            _ => (false, false, 0),
        };
        let first = usize::from(rank(1) > rank(0));
        let second = 1_usize.saturating_sub(first);
        let Some(fault) = self.enter(first) else {
            return;
        };
        let chosen = (self.chosen, self.root, self.high_water_mark);
        let other = self.metas.get(second).and_then(|m| m.as_ref().ok());
        let differs = other.is_some_and(|meta| meta.root != chosen.1);
        if differs && self.enter(second).is_none() {
            let fallback = Error::corrupt(format!(
                "the tree of meta page {first} cannot be read ({fault}); that of meta page \
                 {second}, another commit, is read instead"
            ));
            self.problems
                .push(fallback.hint("what was written last is missing: look for a better copy"));
        } else {
            (self.chosen, self.root, self.high_water_mark) = chosen;
            self.problems.push(fault);
        }
    }

    /// Makes meta `slot` the one that is read, and says what keeps its tree from being read.
    fn enter(&mut self, slot: usize) -> Option<Error> {
        let Some(Ok(meta)) = self.metas.get(slot) else {
            return Some(Error::corrupt("the meta page is not valid"));
        };
        self.chosen = slot;
        self.root = meta.root;
        self.high_water_mark = meta.high_water_mark;
        self.page(self.root).err().or_else(|| {
            self.buckets().find_map(|bucket| match bucket {
                Ok(bucket) => bucket
                    .root_page()
                    .and_then(|id| self.page(id).err())
                    .map(|e| e.in_bucket(bucket.name())),
                Err(e) => Some(e),
            })
        })
    }

    /// Compares the high-water mark with the length of the file.
    fn measure(&mut self) {
        let page_size = u64::try_from(self.page_size).unwrap_or(u64::MAX);
        let length = u64::try_from(self.data.len()).unwrap_or(u64::MAX);
        let wanted = self.high_water_mark.saturating_mul(page_size);
        if wanted > length {
            self.problems.push(
                Error::corrupt(format!(
                    "the file is cut short: its meta page counts {} pages of {page_size} bytes, \
                     {wanted} bytes, and {length} are there",
                    self.high_water_mark
                ))
                .at_page(length.checked_div(page_size).unwrap_or(0))
                .hint("copy the file again; what the missing pages held cannot be read"),
            );
        }
    }

    /// Page size in bytes.
    #[must_use]
    pub fn page_size(&self) -> usize {
        self.page_size
    }

    /// The meta whose tree is read.
    #[must_use]
    pub fn meta(&self) -> Option<&Meta> {
        self.metas.get(self.chosen).and_then(|m| m.as_ref().ok())
    }

    /// Both metas, or what is wrong with them.
    pub fn metas(&self) -> &[Result<Meta>; 2] {
        &self.metas
    }

    /// The page id (0 or 1) of the meta whose tree is read.
    #[must_use]
    pub fn meta_page(&self) -> usize {
        self.chosen
    }

    /// The file without its trailer.
    #[must_use]
    pub fn data(&self) -> &'a [u8] {
        self.data
    }

    /// The SHA-256 at the end of a saved snapshot, covering [`Db::data`].
    #[must_use]
    pub fn trailer(&self) -> Option<&'a [u8; TRAILER_BYTES]> {
        self.trailer
    }

    /// Pages the file has room for, the last one perhaps in part.
    #[must_use]
    pub fn pages(&self) -> u64 {
        u64::try_from(self.data.len().div_ceil(self.page_size.max(1))).unwrap_or(u64::MAX)
    }

    /// First page id that was never allocated, as the chosen meta says.
    #[must_use]
    pub fn high_water_mark(&self) -> u64 {
        self.high_water_mark
    }

    /// What is wrong with the file as a whole and did not stop it from being read.
    #[must_use]
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// The whole page `id`, a meta page excepted.
    ///
    /// # Errors
    /// Corrupt, with the page and the numbers that disagree: the page lies outside the file, its
    /// header names another page or no known kind, its overflow pages reach past the end of the
    /// file, or it counts more elements than it has room for.
    pub fn page(&self, id: u64) -> Result<Page<'a>> {
        match self.page_or_part(id)? {
            (page, None) => Ok(page),
            (_, Some(fault)) => Err(fault),
        }
    }

    /// Page `id`, and what is wrong with it if it can be read in part: overflow pages past the
    /// end of the file are left off, as are elements there is no room for.
    ///
    /// # Errors
    /// Corrupt, as for [`Db::page`], when nothing of the page can be read.
    pub fn page_or_part(&self, id: u64) -> Result<(Page<'a>, Option<Error>)> {
        if id < 2 || id >= self.high_water_mark {
            return Err(self.out_of_range(id));
        }
        self.page_anywhere(id)
    }

    /// The header of page `id`, if the page names itself and its kind.
    pub(super) fn header(&self, id: u64) -> Option<Header> {
        let start = usize::try_from(id).ok()?.checked_mul(self.page_size)?;
        let header = Header::parse(self.data.get(start..)?).ok()?;
        (header.id == id && PageKind::from_flags(header.flags).is_some()).then_some(header)
    }

    /// As [`Db::page_or_part`], whether or not the page was ever allocated.
    ///
    /// # Errors
    /// As there.
    pub(super) fn page_anywhere(&self, id: u64) -> Result<(Page<'a>, Option<Error>)> {
        let rest = usize::try_from(id)
            .ok()
            .and_then(|id| id.checked_mul(self.page_size))
            .and_then(|start| self.data.get(start..))
            .unwrap_or_default();
        let Ok(header) = Header::parse(rest) else {
            return Err(self.past_the_end(id));
        };
        let Some(kind) = PageKind::from_flags(header.flags).filter(|_| header.id == id) else {
            return Err(foreign(id, header));
        };
        let wanted = usize::try_from(header.overflow)
            .ok()
            .and_then(|n| n.checked_add(1))
            .and_then(|n| n.checked_mul(self.page_size))
            .unwrap_or(usize::MAX);
        let run = rest.get(..wanted).unwrap_or(rest);
        // A page with more than four elements is never larger than a page (bbolt `splitTwo`), so
        // the element array always lies in the first one.
        let room = Page::room(run.get(..self.page_size).unwrap_or(run));
        let mut page = Page {
            id,
            kind,
            count: header.count,
            overflow: header.overflow,
            run,
        };
        let mut fault = None;
        if run.len() < wanted {
            fault = Some(overlong(id, header, wanted, run.len()));
        }
        if usize::from(header.count) > room && kind != PageKind::Freelist {
            page.count = u16::try_from(room).unwrap_or(header.count);
            fault = fault.or_else(|| Some(crowded(id, header, room)));
        }
        if fault.is_none() {
            fault = page.recount(room);
        }
        Ok((page, fault))
    }

    #[cold]
    fn out_of_range(&self, id: u64) -> Error {
        Error::corrupt(format!(
            "the page id is out of range: pages 2 to {} were ever allocated",
            self.high_water_mark.saturating_sub(1)
        ))
        .at_page(id)
    }

    #[cold]
    pub(crate) fn past_the_end(&self, id: u64) -> Error {
        let start = u128::from(id).saturating_mul(u128::try_from(self.page_size).unwrap_or(0));
        Error::corrupt(format!(
            "the page starts at byte {start}, the file ends at byte {}",
            self.data.len()
        ))
        .at_page(id)
        .hint(match self.high_water_mark.saturating_sub(1) {
            // Whoever asks for it asks for a page that never was.
            last if id > last => format!("pages 0 to {last} were ever allocated"),
            _ => "the file is cut short: copy it again".to_owned(),
        })
    }

    /// The root bucket: its elements are the buckets of the file.
    #[must_use]
    pub fn root(&self) -> Bucket<'a> {
        Bucket {
            name: b"",
            root: Root::Tree(self.root),
        }
    }

    /// The top-level buckets in their order in the file; a damaged one is an error.
    pub fn buckets(&self) -> impl Iterator<Item = Result<Bucket<'a>>> + use<'_, 'a> {
        self.buckets_in(self.root())
    }

    /// The buckets inside `parent` in their order; a damaged one is an error. etcd nests none.
    pub fn buckets_in(
        &self,
        parent: Bucket<'a>,
    ) -> impl Iterator<Item = Result<Bucket<'a>>> + use<'_, 'a> {
        self.entries(parent, Direction::Forward)
            .filter_map(|entry| match entry {
                Ok(entry) if entry.is_bucket => {
                    Some(Bucket::parse(entry.key, entry.value, entry.page))
                }
                Ok(_) => None,
                Err(e) => Some(Err(e)),
            })
    }

    /// The top-level bucket `name`, found by reading all names: their order is not relied on.
    ///
    /// # Errors
    /// When the bucket's own header is damaged, or when it is not found and part of the root
    /// bucket cannot be read, so that it may well be there.
    pub fn bucket(&self, name: &[u8]) -> Result<Option<Bucket<'a>>> {
        self.bucket_in(self.root(), name)
    }

    /// The bucket `name` inside `parent`.
    ///
    /// # Errors
    /// As [`Db::bucket`].
    pub fn bucket_in(&self, parent: Bucket<'a>, name: &[u8]) -> Result<Option<Bucket<'a>>> {
        let mut fault = None;
        for bucket in self.buckets_in(parent) {
            match bucket {
                Ok(bucket) if bucket.name == name => return Ok(Some(bucket)),
                Ok(_) => {}
                Err(e) if e.location().bucket.as_deref() == Some(name) => return Err(e),
                Err(e) => fault = fault.or(Some(e)),
            }
        }
        fault.map_or(Ok(None), Err)
    }

    /// The elements of `bucket` in tree order, damaged pages and elements as errors in between.
    #[must_use]
    pub fn entries(&self, bucket: Bucket<'a>, direction: Direction) -> Entries<'_, 'a> {
        Entries::new(self, bucket, direction)
    }

    /// The leaf pages of `bucket` in tree order.
    #[must_use]
    pub fn leaves<'d>(
        &'d self,
        bucket: Bucket<'a>,
        direction: Direction,
        visited: &'d Visited,
    ) -> Leaves<'d, 'a> {
        Leaves::new(self, bucket, direction, Some(visited))
    }

    /// Cuts the tree of `bucket` into at least `pieces` pieces, if it has that many pages.
    #[must_use]
    pub fn split(&self, bucket: Bucket<'a>, pieces: usize, visited: &Visited) -> Split<'a> {
        Split::new(self, bucket, pieces, visited)
    }
}

fn split_trailer(bytes: &[u8]) -> (&[u8], Option<&[u8; TRAILER_BYTES]>) {
    if bytes.len() % 512 == TRAILER_BYTES
        && let Some((data, trailer)) = bytes.split_last_chunk()
    {
        return (data, Some(trailer));
    }
    (bytes, None)
}

/// The page size in bytes and both metas, at least one of them valid.
///
/// Meta 1 is where meta 0 says; when meta 0 is lost, meta 1 is looked for at every page size
/// bbolt tries, and must name the page size it was found at (bbolt does not insist on that).
fn find_metas(data: &[u8]) -> Result<(usize, [Result<Meta>; 2])> {
    let in_memory = |size: u32| usize::try_from(size).unwrap_or(usize::MAX);
    let fault = match Meta::parse(data, 0) {
        Ok(meta) => {
            let size = in_memory(meta.page_size);
            return Ok((size, [Ok(meta), Meta::parse(data, size)]));
        }
        Err(fault) => fault,
    };
    let mut unsupported = (fault.kind() == ErrorKind::Unsupported).then(|| fault.clone());
    for size in Meta::probes() {
        match Meta::parse(data, in_memory(size)) {
            Ok(meta) if meta.page_size == size => {
                return Ok((in_memory(size), [Err(fault), Ok(meta)]));
            }
            Err(e) if e.kind() == ErrorKind::Unsupported => unsupported = unsupported.or(Some(e)),
            _ => {}
        }
    }
    Err(unsupported.unwrap_or_else(|| {
        Error::new(
            fault.kind(),
            format!("neither meta page is valid; {}", fault.message()),
        )
        .at_page(0)
        .hint(
            fault
                .hint_text()
                .unwrap_or("is this an etcd snapshot, or the file member/snap/db?"),
        )
    }))
}

#[cold]
fn foreign(id: u64, header: Header) -> Error {
    if header.id == id {
        Error::corrupt(format!(
            "the page has flags {:#x}, which is no kind of page",
            header.flags
        ))
    } else if header.id == 0 && header.flags == 0 {
        Error::corrupt(format!(
            "the page header is all zeros, it should name page {id}"
        ))
        .hint("the page was never written or was wiped: the disk lost a write")
    } else {
        Error::corrupt(format!("the page header names page {}", header.id))
    }
    .at_page(id)
}

#[cold]
fn overlong(id: u64, header: Header, wanted: usize, there: usize) -> Error {
    Error::corrupt(format!(
        "the page has {} overflow pages, {wanted} bytes in all, and the file ends after {there}",
        header.overflow
    ))
    .at_page(id)
}

#[cold]
fn crowded(id: u64, header: Header, room: usize) -> Error {
    Error::corrupt(format!(
        "the page counts {} elements and has room for {room}",
        header.count
    ))
    .at_page(id)
}
