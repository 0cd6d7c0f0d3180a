//! The database that etcd makes when it finds none, or an empty file in its place.
//!
//! etcd then applies its whole log to it. So a data directory of which the database was lost is as
//! good as before, as long as its log goes back to the beginning; whether it does, the reader of the
//! log tells.

const PAGE: usize = 4096;

/// The buckets that etcd makes at once, in the order of their names.
const BUCKETS: [&str; 10] = [
    "alarm",
    "auth",
    "authRoles",
    "authUsers",
    "cluster",
    "key",
    "lease",
    "members",
    "members_removed",
    "meta",
];

/// A bucket's value: no root page, no sequence, and its only page, an empty leaf.
const BUCKET: [u8; 32] = [
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0, 0, 0, 0, 0, 0,
    0,
];

/// Bytes of a leaf page's element.
const ELEMENT: usize = 16;

/// Returns a bbolt file with nothing but etcd's buckets.
pub(super) fn database() -> Vec<u8> {
    let mut file = Vec::with_capacity(4 * PAGE);
    for id in 0..2_u64 {
        let mut meta = Vec::new();
        for word in [0xed0c_daed_u32, 2, 4096, 0] {
            meta.extend(word.to_le_bytes());
        }
        // Root page, sequence, freelist page, first page beyond, transaction.
        for word in [3, 0, 2, 4, id] {
            meta.extend(word.to_le_bytes());
        }
        meta.extend(fnv1a(&meta).to_le_bytes());
        page(&mut file, id, 0x04, 0, &meta);
    }
    page(&mut file, 2, 0x10, 0, &[]);
    let mut elements = Vec::new();
    let mut content = Vec::new();
    for (index, name) in BUCKETS.iter().enumerate() {
        // Where the name lies, from its element on.
        let rest = BUCKETS.len().saturating_sub(index).saturating_mul(ELEMENT);
        for word in [
            1,
            rest.saturating_add(content.len()),
            name.len(),
            BUCKET.len(),
        ] {
            elements.extend(u32::try_from(word).unwrap_or(u32::MAX).to_le_bytes());
        }
        content.extend(name.bytes());
        content.extend(BUCKET);
    }
    elements.extend(content);
    page(&mut file, 3, 0x02, 10, &elements);
    file
}

fn page(file: &mut Vec<u8>, id: u64, kind: u16, count: u16, content: &[u8]) {
    let end = file.len().saturating_add(PAGE);
    file.extend(id.to_le_bytes());
    file.extend(kind.to_le_bytes());
    file.extend(count.to_le_bytes());
    file.extend([0; 4]);
    file.extend(content);
    file.resize(end, 0);
}

/// The checksum of bbolt's meta pages.
pub(super) fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
