//! Everything that can be checked of a file as a bbolt file.
//!
//! What `bbolt check` does (bbolt `tx_check.go`): pages out of range, reached twice, reached and
//! free, neither reached nor free, freed twice, of the wrong kind, and the order of keys. And
//! what it leaves out: the bounds of elements, inline buckets, the other meta page, the length
//! of the file.

use kf_base::error::{Error, Result};
use kf_base::limits;

use super::ahead;
use super::bucket::{Bucket, Root};
use super::db::Db;
use super::free_pages::FreePages;
use super::page::{Header, Page, PageKind};
use super::page_set::PageSet;

/// What the pages of a file are used for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Census {
    /// Branch pages, overflow pages excepted.
    pub branch: u64,
    /// Leaf pages, overflow pages excepted.
    pub leaf: u64,
    /// Overflow pages of both.
    pub overflow: u64,
    /// Pages of the freelist itself.
    pub freelist: u64,
    /// Pages below the high-water mark that no tree reaches: old content, or none.
    pub free: u64,
    /// Buckets, nested and inline ones included.
    pub buckets: u64,
    /// Elements of leaf pages, those that are buckets included.
    pub elements: u64,
}

impl Db<'_> {
    /// The pages that no tree reaches, as bbolt counts its free pages when it opens a file
    /// without a freelist (`db.freepages`); with it, how many problems the trees had.
    pub(crate) fn unreached(&self) -> FreePages {
        let mut problems = 0_u64;
        let mut count = |_| problems = problems.saturating_add(1);
        let mut checker = Checker::new(self, &mut count);
        checker.bucket(self.root());
        let reached = checker.reached;
        let end = self.high_water_mark().min(self.pages());
        FreePages {
            ids: (2..end).filter(|id| !reached.is_marked(*id)).collect(),
            freelist: None,
            problems,
        }
    }

    /// Checks the whole file and tells `report` every problem; reads every page but no value.
    pub fn check(&self, report: &mut dyn FnMut(Error)) -> Census {
        for problem in self.problems() {
            report(problem.clone());
        }
        let mut checker = Checker::new(self, report);
        checker.metas();
        checker.freelist();
        checker.bucket(self.root());
        checker.rest();
        checker.census
    }
}

/// A page to look at: its id, the branch page and element that lead to it, how deep it lies, and
/// which keys it may hold.
#[derive(Clone, Copy, Debug)]
struct Step<'a> {
    id: u64,
    from: Option<(u64, u16)>,
    depth: usize,
    low: Option<&'a [u8]>,
    high: Option<&'a [u8]>,
}

struct Checker<'d, 'a, 'r> {
    db: &'d Db<'a>,
    reached: PageSet,
    freed: PageSet,
    has_freelist: bool,
    report: &'r mut dyn FnMut(Error),
    census: Census,
}

impl<'d, 'a, 'r> Checker<'d, 'a, 'r> {
    fn new(db: &'d Db<'a>, report: &'r mut dyn FnMut(Error)) -> Self {
        Self {
            db,
            reached: PageSet::new(db),
            freed: PageSet::new(db),
            has_freelist: false,
            report,
            census: Census::default(),
        }
    }

    fn metas(&mut self) {
        let db = self.db;
        for (id, meta) in (0_u64..).zip(db.metas()) {
            let start = usize::from(id == 1).saturating_mul(db.page_size());
            let header = Header::parse(db.data().get(start..).unwrap_or_default());
            match (header, meta) {
                (Ok(header), Ok(_)) if header.id != id || header.flags != 4 => {
                    let what = format!(
                        "the header of the meta page names page {} with flags {:#x}, it should \
                         name page {id} with flags 0x4",
                        header.id, header.flags
                    );
                    (self.report)(Error::corrupt(what).at_page(id));
                }
                _ => {}
            }
        }
        if let [Ok(first), Ok(second)] = db.metas() {
            if first.page_size != second.page_size {
                let what = format!(
                    "the meta pages disagree on the page size: {} and {}",
                    first.page_size, second.page_size
                );
                (self.report)(Error::corrupt(what).at_page(1));
            }
            if first.txid.abs_diff(second.txid) > 1 {
                let what = format!(
                    "the meta pages are of transactions {} and {}, which do not follow each other",
                    first.txid, second.txid
                );
                (self.report)(Error::corrupt(what).at_page(1));
            }
        }
        let page_size = u64::try_from(db.page_size()).unwrap_or(u64::MAX);
        let pages = db.high_water_mark().saturating_mul(page_size);
        let length = u64::try_from(db.data().len()).unwrap_or(u64::MAX);
        if db.trailer().is_some() && length > pages {
            (self.report)(Error::corrupt(format!(
                "the snapshot has {} bytes above its high-water mark, page {}",
                length - pages,
                db.high_water_mark()
            )));
        }
    }

    fn freelist(&mut self) {
        match self.db.freelist() {
            Ok(None) => {}
            Err(e) => (self.report)(e),
            Ok(Some(ids)) => {
                self.has_freelist = true;
                if let Some(id) = self.db.meta().and_then(|meta| meta.freelist) {
                    let overflow = self.db.page(id).map_or(0, |page| page.overflow());
                    self.census.freelist = u64::from(overflow).saturating_add(1);
                    self.mark_run(id, overflow);
                }
                for id in ids {
                    if id < 2 || id >= self.db.high_water_mark() {
                        let what = "the freelist names the page, it is out of range";
                        (self.report)(Error::corrupt(what).at_page(id));
                    } else if !self.freed.mark(id) {
                        (self.report)(
                            Error::corrupt("the freelist names the page twice").at_page(id),
                        );
                    }
                }
            }
        }
    }

    /// Marks a page and its overflow pages; false when one was reached before.
    fn mark_run(&mut self, id: u64, overflow: u32) -> bool {
        let end = id.saturating_add(u64::from(overflow)).saturating_add(1);
        let mut alone = true;
        for page in id..end.min(self.db.pages()) {
            if !self.reached.mark(page) {
                (self.report)(
                    Error::corrupt(if page == id {
                        "the page is referenced more than once".to_owned()
                    } else {
                        format!("the page is referenced more than once, as overflow of page {id}")
                    })
                    .at_page(page),
                );
                alone = false;
                break;
            }
            if self.freed.is_marked(page) {
                (self.report)(
                    Error::corrupt("the page is in use and on the freelist").at_page(page),
                );
            }
        }
        alone
    }

    fn bucket(&mut self, bucket: Bucket<'a>) {
        // Buckets met on the way, each with its own tree; etcd has one level of them.
        let mut buckets = vec![bucket];
        while let Some(bucket) = buckets.pop() {
            self.census.buckets = self.census.buckets.saturating_add(1);
            match bucket.root {
                Root::Tree(id) => self.tree(bucket.name, id, &mut buckets),
                Root::Inline(page) => {
                    let sound = self.leaf(bucket.name, &page, None, None, &mut buckets);
                    if sound && page.count() > 0 && page.packed().is_none() {
                        (self.report)(
                            Error::corrupt("an inline bucket holds a bucket, bbolt makes none")
                                .at_page(page.id())
                                .in_bucket(bucket.name),
                        );
                    }
                }
            }
        }
        // The root bucket is no bucket of its own.
        self.census.buckets = self.census.buckets.saturating_sub(1);
    }

    fn tree(&mut self, name: &'a [u8], root: u64, buckets: &mut Vec<Bucket<'a>>) {
        let mut steps = vec![Step {
            id: root,
            from: None,
            depth: 0,
            low: None,
            high: None,
        }];
        while let Some(step) = steps.pop() {
            self.load_ahead(step);
            match self.enter(step) {
                Ok(page) if page.kind() == PageKind::Leaf => {
                    self.leaf(name, &page, step.low, step.high, buckets);
                }
                Ok(page) => self.branch(name, &page, step, &mut steps),
                Err(Some(e)) => {
                    let e = match step.from {
                        Some((page, index)) => {
                            e.hint(format!("element {index} of branch page {page} leads there"))
                        }
                        None => e,
                    };
                    self.place(e, name);
                }
                Err(None) => {}
            }
        }
    }

    /// Loads the pages from this one on that one branch page leads to, at the first of each group.
    fn load_ahead(&self, step: Step<'a>) {
        if let Some((branch, index)) = step.from
            && index % ahead::GROUP == 0
            && let Ok((branch, _)) = self.db.page_or_part(branch)
        {
            ahead::load(self.db.data(), self.db.page_size(), &branch, index, false);
        }
    }

    /// The page of a step; `Err(None)` when what is wrong has been said.
    fn enter(&mut self, step: Step<'a>) -> Result<Page<'a>, Option<Error>> {
        if step.depth >= limits::MAX_PAGE_DEPTH {
            let what = format!(
                "the page lies deeper than {} levels (limit MAX_PAGE_DEPTH)",
                limits::MAX_PAGE_DEPTH
            );
            return Err(Some(Error::limit(what).at_page(step.id)));
        }
        let (page, fault) = self.db.page_or_part(step.id)?;
        if let Some(fault) = fault {
            (self.report)(fault);
        }
        match page.kind() {
            PageKind::Branch => self.census.branch = self.census.branch.saturating_add(1),
            PageKind::Leaf => self.census.leaf = self.census.leaf.saturating_add(1),
            PageKind::Meta | PageKind::Freelist => {
                return Err(Some(
                    Error::corrupt("not a branch or leaf page").at_page(step.id),
                ));
            }
        }
        if !self.mark_run(step.id, page.overflow()) {
            return Err(None);
        }
        self.census.overflow = self.census.overflow.saturating_add(page.overflow().into());
        Ok(page)
    }

    fn branch(&mut self, name: &[u8], page: &Page<'a>, step: Step<'a>, steps: &mut Vec<Step<'a>>) {
        if page.count() == 0 {
            let e = Error::corrupt("a branch page without elements").at_page(page.id());
            self.place(e, name);
        }
        let mut keys = Keys::new(step.low, step.high);
        // From the last element to the first, so that the first is taken from the stack first and
        // the key behind an element is known.
        let mut children = Vec::with_capacity(usize::from(page.count()));
        for index in 0..page.count() {
            match page.branch_element(index) {
                Ok(element) => {
                    if let Some(what) = keys.judge(index, element.key) {
                        self.place(Error::corrupt(what).at_page(page.id()), name);
                    }
                    children.push((index, element.child, Some(element.key)));
                }
                Err(e) => {
                    self.place(e, name);
                    children.extend(page.child(index).ok().map(|child| (index, child, None)));
                }
            }
        }
        let mut high = step.high;
        for (index, id, key) in children.into_iter().rev() {
            steps.push(Step {
                id,
                from: Some((page.id(), index)),
                depth: step.depth.saturating_add(1),
                low: key,
                high,
            });
            high = key;
        }
    }

    /// Whether nothing was wrong with the page.
    fn leaf(
        &mut self,
        name: &[u8],
        page: &Page<'a>,
        low: Option<&'a [u8]>,
        high: Option<&'a [u8]>,
        buckets: &mut Vec<Bucket<'a>>,
    ) -> bool {
        let mut keys = Keys::new(low, high);
        let mut sound = true;
        for (index, element) in (0_u16..).zip(page.leaf_elements()) {
            self.census.elements = self.census.elements.saturating_add(1);
            let wrong = match element {
                Err(e) => Some(e),
                Ok(element) => {
                    if element.is_bucket {
                        match Bucket::parse(element.key, element.value, page.id()) {
                            Ok(bucket) => buckets.push(bucket),
                            Err(e) => (self.report)(e),
                        }
                    }
                    keys.judge(index, element.key)
                        .map(|what| Error::corrupt(what).at_page(page.id()))
                }
            };
            if let Some(e) = wrong {
                sound = false;
                self.place(e, name);
            }
        }
        sound
    }

    /// Pages that are neither reached nor free.
    fn rest(&mut self) {
        for id in 2..self.db.high_water_mark().min(self.db.pages()) {
            if self.reached.is_marked(id) {
                continue;
            }
            self.census.free = self.census.free.saturating_add(1);
            if self.has_freelist && !self.freed.is_marked(id) {
                (self.report)(
                    Error::corrupt("the page is neither in use nor on the freelist").at_page(id),
                );
            }
        }
    }

    fn place(&mut self, e: Error, bucket: &[u8]) {
        (self.report)(if bucket.is_empty() {
            e
        } else {
            e.in_bucket(bucket)
        });
    }
}

/// The order of the keys of one page.
struct Keys<'a> {
    low: Option<&'a [u8]>,
    high: Option<&'a [u8]>,
    last: Option<&'a [u8]>,
}

impl<'a> Keys<'a> {
    fn new(low: Option<&'a [u8]>, high: Option<&'a [u8]>) -> Self {
        Self {
            low,
            high,
            last: None,
        }
    }

    /// What is wrong with the place of `key`.
    fn judge(&mut self, index: u16, key: &'a [u8]) -> Option<String> {
        let last = self.last.replace(key);
        match last {
            Some(last) if key == last => {
                return Some(format!(
                    "element {index} has the same key as the one before it"
                ));
            }
            Some(last) if key < last => {
                return Some(format!(
                    "element {index} has a smaller key than the one before it"
                ));
            }
            _ => {}
        }
        if self.low.is_some_and(|low| key < low) {
            return Some(format!(
                "element {index} has a smaller key than the branch element above"
            ));
        }
        if self.high.is_some_and(|high| key >= high) {
            return Some(format!(
                "element {index} has a key that belongs to the next page: the branch page above \
                 says so"
            ));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_testing::bbolt::{Builder, key_file};

    const PAGE: usize = 1024;

    fn elements(n: u32) -> Vec<(Vec<u8>, Vec<u8>)> {
        (0..n)
            .map(|i| (format!("key{i:05}").into_bytes(), vec![b'v'; 40]))
            .collect()
    }

    fn problems(file: &[u8]) -> Vec<String> {
        let mut problems = Vec::new();
        Db::open(file)
            .unwrap()
            .check(&mut |e| problems.push(e.to_string()));
        problems
    }

    #[test]
    fn a_sound_file_and_its_pages() {
        let file = key_file(PAGE, &elements(100), 5);
        let mut found = 0;
        let census = Db::open(&file).unwrap().check(&mut |_| found += 1);
        assert_eq!(found, 0);
        assert_eq!((census.buckets, census.elements, census.free), (1, 101, 0));
        assert_eq!((census.leaf, census.branch), (21, 4 + 1));
    }

    #[test]
    fn each_kind_of_damage_is_named() {
        let sound = key_file(PAGE, &elements(20), 5);
        let with = |at: usize, bytes: &[u8]| {
            let mut file = sound.clone();
            file[at..at + bytes.len()].copy_from_slice(bytes);
            problems(&file)
        };
        // Pages 2 to 5 are leaves, page 6 their branch.
        let branch = 6 * PAGE + 16;
        let twice = with(branch + 16 + 8, &2_u64.to_le_bytes());
        assert!(
            twice
                .iter()
                .any(|p| p.contains("page 2:") && p.contains("more than once"))
        );
        let itself = with(branch + 8, &6_u64.to_le_bytes());
        assert!(
            itself
                .iter()
                .any(|p| p.contains("page 6:") && p.contains("more than once"))
        );
        let outside = with(branch + 8, &99_u64.to_le_bytes());
        assert!(
            outside
                .iter()
                .any(|p| p.contains("page 99:") && p.contains("out of range"))
        );
        // The first key of page 3, the second one, and one behind the page's last.
        let key = |element: usize| 3 * PAGE + 16 + 5 * 16 + element * 48;
        assert!(with(key(0), b"key00004")[0].contains("smaller key than the branch element"));
        assert!(with(key(1), b"key00005")[0].contains("same key"));
        assert!(with(key(1), b"key00001")[0].contains("smaller key than the one before"));
        assert!(with(key(4), b"key00010")[0].contains("belongs to the next page"));
        assert!(with(3 * PAGE + 16 + 8, &[0xff; 4])[0].contains("element 0"));
        assert!(with(PAGE, &[7])[0].contains("header of the meta page"));
        assert!(with(3 * PAGE + 8, &[0x10])[0].contains("not a branch or leaf page"));
    }

    /// A file of bbolt's own with a freelist and inline buckets, as `fixtures/README.md` says.
    fn small() -> Vec<u8> {
        use std::io::Read as _;
        let packed = include_bytes!("../../../../fixtures/bbolt/small.db.gz");
        let mut bytes = Vec::new();
        flate2::read::GzDecoder::new(&packed[..])
            .read_to_end(&mut bytes)
            .unwrap();
        bytes
    }

    #[track_caller]
    fn names(file: &[u8], wanted: &[&str]) {
        let found = problems(file);
        for wanted in wanted {
            assert!(
                found.iter().any(|p| p.contains(wanted)),
                "{wanted}: {found:?}"
            );
        }
    }

    #[test]
    fn the_freelist_agrees_with_the_trees() {
        let sound = small();
        assert_eq!(problems(&sound), [""; 0]);
        let with_first_id = |id: u64| {
            let mut file = sound.clone();
            let at = 72 * 4096 + 16;
            file[at..at + 8].copy_from_slice(&id.to_le_bytes());
            file
        };
        let lost = "page 18: the page is neither in use nor on the freelist";
        names(
            &with_first_id(19),
            &["page 19: the freelist names the page twice", lost],
        );
        names(
            &with_first_id(99),
            &["page 99: the freelist names the page, it is out", lost],
        );
        names(
            &with_first_id(2),
            &["page 2: the page is in use and on the freelist", lost],
        );
        let mut file = sound.clone();
        file[72 * 4096 + 10..72 * 4096 + 12].copy_from_slice(&9999_u16.to_le_bytes());
        names(
            &file,
            &["page 72: the freelist counts 9999 ids and has room for 510"],
        );
    }

    #[test]
    fn inline_buckets_are_looked_into() {
        let sound = small();
        // The page inside the bucket `odd`: a leaf of six elements, its id zero.
        let head = [0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 6, 0, 0, 0, 0, 0];
        let found = sound.windows(16).position(|bytes| bytes == head);
        let at = found.unwrap();
        let mut file = sound.clone();
        file[at + 16 + 4..at + 16 + 8].fill(0xff);
        names(&file, &["page 66: bucket \"odd\": element 0"]);
        let mut file = sound.clone();
        file[at + 8] = 1;
        names(
            &file,
            &["bucket \"odd\": the page of an inline bucket has flags 0x1"],
        );
        let mut file = sound;
        file[at + 10] = 200;
        names(&file, &["page of an inline bucket counts 200 elements"]);
    }

    #[test]
    fn both_metas_and_the_length_count() {
        let sound = small();
        let mut file = sound.clone();
        file[4096 + 16 + 24] ^= 1;
        names(&file, &["page 1: the checksum of the meta page is"]);
        let mut file = sound.clone();
        file[16 + 56..16 + 64].fill(0);
        names(&file, &["page 0: the meta page has no checksum"]);
        names(&sound[..60 * 4096], &["the file is cut short"]);
        // A snapshot ends with its pages.
        let mut file = sound;
        file.extend([0; 32]);
        names(&file, &["bytes above its high-water mark, page 73"]);
    }

    #[test]
    fn pages_must_be_in_use_or_free() {
        let mut builder = Builder::new(PAGE);
        builder.leaf(&Vec::new());
        let root = builder.tree(&elements(3), 5);
        let file = builder.finish(vec![("key", Builder::bucket(root))]);
        let census = Db::open(&file).unwrap().check(&mut |e| panic!("{e}"));
        assert_eq!(census.free, 1);
    }
}
