//! Alarms: the bucket `alarm`.

use std::fmt;

use kf_base::bytes::{Bytes, OutOfBytes};
use kf_base::error::{Error, Result};

/// What an alarm is about (etcd `rpc.proto` `AlarmType`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum AlarmKind {
    /// The database is over its quota: writes are refused.
    NoSpace,
    /// Members disagree on the data. Since 3.3.
    Corrupt,
    /// One that kf does not know.
    Other(u64),
}

impl fmt::Display for AlarmKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSpace => f.write_str("NOSPACE"),
            Self::Corrupt => f.write_str("CORRUPT"),
            Self::Other(n) => write!(f, "{n}"),
        }
    }
}

/// An alarm that is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Alarm {
    /// The member it is about.
    pub member: u64,
    /// What it is about.
    pub kind: AlarmKind,
}

impl Alarm {
    /// Reads a key of the bucket `alarm`, a marshalled `AlarmMember`; the value is empty.
    ///
    /// # Errors
    /// Corrupt when it is none.
    pub fn parse(key: &[u8]) -> Result<Self> {
        let fields = |mut b: Bytes<'_>| -> Result<(u64, u64), OutOfBytes> {
            let (mut member, mut kind) = (0, 0);
            while !b.is_empty() {
                match b.varint()? {
                    0x08 => member = b.varint()?,
                    0x10 => kind = b.varint()?,
                    tag => b.skip_field(tag)?,
                }
            }
            Ok((member, kind))
        };
        let (member, kind) = fields(Bytes::new(key)).map_err(|OutOfBytes| {
            Error::corrupt("the key is no etcdserverpb.AlarmMember").at_key(key)
        })?;
        let kind = match kind {
            1 => AlarmKind::NoSpace,
            2 => AlarmKind::Corrupt,
            other => AlarmKind::Other(other),
        };
        Ok(Self { member, kind })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_alarm() {
        let alarm = Alarm::parse(b"\x08\x96\x01\x10\x01").unwrap();
        assert_eq!((alarm.member, alarm.kind), (150, AlarmKind::NoSpace));
        assert_eq!(AlarmKind::Corrupt.to_string(), "CORRUPT");
        assert!(Alarm::parse(b"\x08").unwrap_err().is_corrupt());
    }
}
