//! The snapshot the benches read, unpacked.

use std::io::Read;
use std::path::Path;

use kf::input::{Input, OpenOptions};

/// The bytes of `fixtures/snapshots/c136-A.zip`'s snapshot in a temporary file.
pub fn snapshot() -> tempfile::NamedTempFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/snapshots/c136-A.zip");
    let input = Input::open(&path, &OpenOptions::default()).expect("the fixture opens");
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    std::io::copy(&mut input.bytes().by_ref(), &mut file).expect("room for 4 MB");
    file
}
