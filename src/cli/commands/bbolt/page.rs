//! `kf bbolt page`

use std::ffi::OsString;
use std::io::Write;

use super::{PIECE, format, pages};
use crate::bbolt::{AnyPage, Db, Page, PageKind};
use crate::bytes::Bytes;
use crate::cli::args::bbolt::{BytesFormat, page_id};
use crate::cli::report::{Failure, Outcome, Report};
use crate::error::{Error, Result};

/// Which pages.
pub(super) enum Ids {
    All,
    These(Vec<u64>),
}

/// Reads the ids.
pub(super) fn ids(args: &[OsString], all: bool) -> Outcome<Ids> {
    if all {
        return Ok(Ids::All);
    }
    if args.is_empty() {
        return Err(Failure::usage("page id required")
            .hint("kf bbolt pages lists them; --all prints every page"));
    }
    let ids = args.iter().map(|arg| {
        page_id(arg).ok_or_else(|| {
            let arg = arg.to_string_lossy();
            Failure::from(Error::invalid(format!("{arg:?} is not a page id")))
        })
    });
    Ok(Ids::These(ids.collect::<Outcome<_>>()?))
}

/// Prints the pages with a line between them.
pub(super) fn run(
    db: &Db<'_>,
    ids: &Ids,
    values: BytesFormat,
    report: &mut Report<'_>,
    out: &mut dyn Write,
) -> Outcome {
    let mut printer = Printer {
        db,
        values,
        report,
        out,
        text: Vec::new(),
        first: true,
    };
    match ids {
        Ids::These(ids) => {
            for id in ids {
                printer.page(*id)?;
            }
        }
        Ids::All => {
            let mut id = 0;
            while id < db.high_water_mark() {
                let overflow = printer.page(id)?;
                id = id.saturating_add(1);
                if let Some(overflow) = overflow {
                    id = id.saturating_add(overflow.into());
                } else if id >= db.pages() {
                    break;
                }
            }
        }
    }
    printer.flush()
}

struct Printer<'w, 'r, 'a> {
    db: &'w Db<'a>,
    values: BytesFormat,
    report: &'w mut Report<'r>,
    out: &'w mut dyn Write,
    text: Vec<u8>,
    first: bool,
}

impl Printer<'_, '_, '_> {
    /// Prints a page; returns its overflow pages, unless its header cannot be believed.
    fn page(&mut self, id: u64) -> Outcome<Option<u32>> {
        if !std::mem::take(&mut self.first) {
            self.text
                .extend_from_slice(b"===============================================\n");
        }
        let page = match self.db.any_page(id).and_then(believable) {
            Ok(page) => page,
            Err(e) => {
                self.report.problem(&e);
                return Ok(None);
            }
        };
        writeln!(self.text, "Page ID:    {}", page.id)?;
        writeln!(self.text, "Page Type:  {}", pages::kind(&page))?;
        writeln!(self.text, "Total Size: {} bytes", page.size)?;
        writeln!(self.text, "Overflow pages: {}", page.overflow)?;
        let mut overflow = Some(page.overflow);
        if u64::try_from(page.bytes.len()).unwrap_or(u64::MAX) < page.size {
            overflow = None;
            let e = Error::corrupt(format!(
                "the page has {} overflow pages, the file ends after {} bytes of it",
                page.overflow,
                page.bytes.len()
            ));
            self.report.problem(&e.at_page(id));
        }
        match (page.kind(), page.page()) {
            (Some(PageKind::Meta), _) => self.meta(&page)?,
            (Some(PageKind::Leaf), Some(elements)) => self.leaf(&page, elements)?,
            (Some(PageKind::Branch), Some(elements)) => self.branch(&page, elements)?,
            (Some(PageKind::Freelist), Some(elements)) => self.freelist(&page, elements)?,
            _ => {
                let what = format!("flags {:#x} are no kind of page", page.flags);
                self.report.problem(&Error::corrupt(what).at_page(id));
                overflow = None;
            }
        }
        self.flush()?;
        Ok(overflow)
    }

    fn meta(&mut self, page: &AnyPage<'_>) -> Outcome {
        let Some(meta) = page.meta() else {
            let e = Error::corrupt("the file ends inside the meta page");
            self.report.problem(&e.at_page(page.id));
            return Ok(());
        };
        let text = &mut self.text;
        writeln!(text, "Version:    {}", meta.version)?;
        writeln!(text, "Page Size:  {} bytes", meta.page_size)?;
        writeln!(text, "Flags:      {:08x}", meta.flags)?;
        writeln!(text, "Root:       <pgid={}>", meta.root)?;
        writeln!(text, "Freelist:   <pgid={}>", meta.freelist)?;
        writeln!(text, "HWM:        <pgid={}>", meta.high_water_mark)?;
        writeln!(text, "Txn ID:     {}", meta.txid)?;
        writeln!(text, "Checksum:   {:016x}\n", meta.checksum)?;
        Ok(())
    }

    /// The count, and a complaint when there is no room for it.
    fn count(&mut self, page: &AnyPage<'_>, elements: &Page<'_>) -> Outcome {
        writeln!(self.text, "Item Count: {}\n", page.count)?;
        if elements.count() < page.count {
            let e = Error::corrupt(format!(
                "the page counts {} elements and has room for {}",
                page.count,
                elements.count()
            ));
            self.report.problem(&e.at_page(page.id));
        }
        Ok(())
    }

    fn leaf(&mut self, page: &AnyPage<'_>, elements: Page<'_>) -> Outcome {
        self.count(page, &elements)?;
        for element in elements.leaf_elements() {
            let element = match element {
                Ok(element) => element,
                Err(e) => {
                    self.report.problem(&e);
                    continue;
                }
            };
            format::key(&mut self.text, element.key);
            self.text.extend_from_slice(b": ");
            if element.is_bucket {
                let mut header = Bytes::new(element.value);
                match (header.u64_le(), header.u64_le()) {
                    (Ok(root), Ok(sequence)) => {
                        write!(self.text, "<pgid={root},seq={sequence}>")?;
                    }
                    _ => self.report.problem(
                        &Error::corrupt("the bucket header is cut short")
                            .at_page(page.id)
                            .in_bucket(element.key),
                    ),
                }
            } else {
                self.values.write(&mut self.text, element.value);
            }
            self.text.push(b'\n');
            if self.text.len() >= PIECE {
                self.flush()?;
            }
        }
        self.text.push(b'\n');
        Ok(())
    }

    fn branch(&mut self, page: &AnyPage<'_>, elements: Page<'_>) -> Outcome {
        self.count(page, &elements)?;
        for index in 0..elements.count() {
            match elements.branch_element(index) {
                Ok(element) => {
                    format::key(&mut self.text, element.key);
                    writeln!(self.text, ": <pgid={}>", element.child)?;
                }
                Err(e) => self.report.problem(&e),
            }
        }
        self.text.push(b'\n');
        Ok(())
    }

    fn freelist(&mut self, page: &AnyPage<'_>, elements: Page<'_>) -> Outcome {
        let ids = match elements.free_ids() {
            Ok(ids) => ids,
            Err(e) => {
                self.report.problem(&e);
                return Ok(());
            }
        };
        writeln!(self.text, "Item Count: {}", ids.len())?;
        writeln!(self.text, "Overflow: {}\n", page.overflow)?;
        for id in ids {
            writeln!(self.text, "{id}")?;
            if self.text.len() >= PIECE {
                self.flush()?;
            }
        }
        self.text.push(b'\n');
        Ok(())
    }

    fn flush(&mut self) -> Outcome {
        self.out.write_all(&self.text)?;
        self.text.clear();
        Ok(())
    }
}

/// A page whose header names another one is not shown: bbolt's tool refuses it as well.
fn believable(page: AnyPage<'_>) -> Result<AnyPage<'_>> {
    if page.named == page.id {
        return Ok(page);
    }
    Err(Error::corrupt(format!("the page header names page {}", page.named)).at_page(page.id))
}
