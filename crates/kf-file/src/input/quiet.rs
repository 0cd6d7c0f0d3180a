//! Opens files so that reading leaves no trace in them, where the system allows that.

use std::fs::File;
use std::io;
use std::path::Path;

/// Opens a file for reading, without moving the time of its last access if that is allowed: on Linux
/// to the owner of a file and to root. Also returns whether that time stays.
///
/// # Errors
/// As [`File::open`].
pub fn open_quietly(path: &Path) -> io::Result<(File, bool)> {
    #[cfg(target_os = "linux")]
    {
        use std::fs::OpenOptions;
        use std::os::unix::fs::OpenOptionsExt as _;
        let mut options = OpenOptions::new();
        let quiet = options.read(true).custom_flags(libc::O_NOATIME).open(path);
        if let Ok(file) = quiet {
            return Ok((file, true));
        }
    }
    Ok((File::open(path)?, false))
}

#[cfg(test)]
mod tests {
    #[cfg(target_os = "linux")]
    #[test]
    fn the_time_of_the_last_access_stays() {
        use super::open_quietly;
        use std::fs::{FileTimes, metadata, write};
        use std::io::Read as _;
        use std::path::Path;
        use std::time::{Duration, SystemTime};

        let file = tempfile::NamedTempFile::new().unwrap();
        write(file.path(), b"x").unwrap();
        // Older than the last change, so that a file system that moves it at all would.
        let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
        let times = FileTimes::new().set_accessed(old);
        file.as_file().set_times(times).unwrap();
        let (mut opened, kept) = open_quietly(file.path()).unwrap();
        assert!(kept, "a file of one's own");
        let mut byte = [0];
        opened.read_exact(&mut byte).unwrap();
        assert_eq!(metadata(file.path()).unwrap().accessed().unwrap(), old);
        assert!(open_quietly(Path::new("/nowhere/at/all")).is_err());
    }
}
