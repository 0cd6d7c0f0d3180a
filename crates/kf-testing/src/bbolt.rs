//! Small bbolt files made by hand, page by page, for tests of what reads them.

/// A leaf page's content: keys, values and the bucket flag.
pub type Elements = Vec<(Vec<u8>, Vec<u8>, bool)>;

/// A meta page as bbolt writes it, without a freelist.
#[must_use]
pub fn meta_page(page_size: u32, id: u64, root: u64, hwm: u64, txid: u64) -> Vec<u8> {
    let mut body = Vec::new();
    body.extend(0xED0C_DAED_u32.to_le_bytes());
    body.extend(2_u32.to_le_bytes());
    body.extend(page_size.to_le_bytes());
    body.extend(0_u32.to_le_bytes());
    for n in [root, 0, u64::MAX, hwm, txid] {
        body.extend(n.to_le_bytes());
    }
    let sum = fnv1a(&body);
    let mut page = header(id, 4, 0, 0);
    page.extend(body);
    page.extend(sum.to_le_bytes());
    page.resize(page_size as usize, 0);
    page
}

/// A page header: id, flags, number of elements, pages that follow this one.
#[must_use]
pub fn header(id: u64, flags: u16, count: u16, overflow: u32) -> Vec<u8> {
    let mut out = id.to_le_bytes().to_vec();
    out.extend(flags.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(overflow.to_le_bytes());
    out
}

/// A leaf page without padding, as an inline bucket holds it (`id` 0) or to be padded.
#[must_use]
pub fn leaf_page(id: u64, overflow: u32, elements: &Elements) -> Vec<u8> {
    let mut page = header(id, 2, elements.len() as u16, overflow);
    let mut data = 16 + 16 * elements.len();
    for (i, (key, value, bucket)) in elements.iter().enumerate() {
        page.extend(u32::from(*bucket).to_le_bytes());
        page.extend(((data - 16 - 16 * i) as u32).to_le_bytes());
        page.extend((key.len() as u32).to_le_bytes());
        page.extend((value.len() as u32).to_le_bytes());
        data += key.len() + value.len();
    }
    for (key, value, _) in elements {
        page.extend(key);
        page.extend(value);
    }
    page
}

/// An inline bucket's value.
#[must_use]
pub fn inline_bucket(elements: &Elements) -> Vec<u8> {
    let mut value = vec![0; 16];
    value.extend(leaf_page(0, 0, elements));
    value
}

/// A file under construction.
#[derive(Debug)]
pub struct Builder {
    page_size: usize,
    pages: Vec<u8>,
}

impl Builder {
    /// Starts a file with room for its two meta pages.
    #[must_use]
    pub fn new(page_size: usize) -> Self {
        Self {
            page_size,
            pages: vec![0; 2 * page_size],
        }
    }

    fn next_id(&self) -> u64 {
        (self.pages.len() / self.page_size) as u64
    }

    fn push(&mut self, mut page: Vec<u8>) -> u64 {
        let id = self.next_id();
        page.resize(page.len().next_multiple_of(self.page_size), 0);
        self.pages.extend(page);
        id
    }

    /// Adds a leaf page and returns its id.
    pub fn leaf(&mut self, elements: &Elements) -> u64 {
        let bytes = leaf_page(0, 0, elements).len();
        let overflow = bytes.div_ceil(self.page_size).max(1) - 1;
        self.push(leaf_page(self.next_id(), overflow as u32, elements))
    }

    /// Adds a branch page over pages with their first keys, and returns its id.
    ///
    /// # Panics
    /// When the children do not fit on one page.
    pub fn branch(&mut self, children: &[(Vec<u8>, u64)]) -> u64 {
        let mut page = header(self.next_id(), 1, children.len() as u16, 0);
        let mut data = 16 + 16 * children.len();
        for (i, (key, child)) in children.iter().enumerate() {
            page.extend(((data - 16 - 16 * i) as u32).to_le_bytes());
            page.extend((key.len() as u32).to_le_bytes());
            page.extend(child.to_le_bytes());
            data += key.len();
        }
        for (key, _) in children {
            page.extend(key);
        }
        assert!(page.len() <= self.page_size);
        self.push(page)
    }

    /// Adds a tree of leaves with `fan` elements each and branches with `fan` children each, and
    /// returns the id of its root.
    pub fn tree(&mut self, elements: &[(Vec<u8>, Vec<u8>)], fan: usize) -> u64 {
        let mut level: Vec<(Vec<u8>, u64)> = elements
            .chunks(fan)
            .map(|chunk| {
                let leaf = chunk
                    .iter()
                    .map(|(k, v)| (k.clone(), v.clone(), false))
                    .collect();
                (chunk[0].0.clone(), self.leaf(&leaf))
            })
            .collect();
        if level.is_empty() {
            return self.leaf(&Vec::new());
        }
        while level.len() > 1 {
            level = level
                .chunks(fan.max(2))
                .map(|chunk| (chunk[0].0.clone(), self.branch(chunk)))
                .collect();
        }
        level[0].1
    }

    /// The bucket header of a tree.
    #[must_use]
    pub fn bucket(root: u64) -> Vec<u8> {
        let mut value = root.to_le_bytes().to_vec();
        value.extend([0; 8]);
        value
    }

    /// Writes the root leaf with these buckets and both metas, as `Tx.WriteTo` does.
    #[must_use]
    pub fn finish(mut self, mut buckets: Vec<(&str, Vec<u8>)>) -> Vec<u8> {
        buckets.sort();
        let elements = buckets
            .into_iter()
            .map(|(name, value)| (name.as_bytes().to_vec(), value, true))
            .collect();
        let root = self.leaf(&elements);
        let (size, hwm) = (self.page_size as u32, self.next_id());
        let metas = [
            meta_page(size, 0, root, hwm, 10),
            meta_page(size, 1, root, hwm, 9),
        ]
        .concat();
        self.pages[..metas.len()].copy_from_slice(&metas);
        self.pages
    }
}

/// A file with bucket `key` as a tree of the given elements.
#[must_use]
pub fn key_file(page_size: usize, elements: &[(Vec<u8>, Vec<u8>)], fan: usize) -> Vec<u8> {
    let mut file = Builder::new(page_size);
    let root = file.tree(elements, fan);
    file.finish(vec![("key", Builder::bucket(root))])
}

/// FNV-1a with 64 bits, the checksum of a meta page.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, &b| {
        (sum ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3)
    })
}
