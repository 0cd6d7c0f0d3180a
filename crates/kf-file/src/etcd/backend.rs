//! The small buckets: members, cluster, auth, and which etcd wrote the file.

use std::fmt;

use kf_base::error::Result;

use super::alarm::Alarm;
use super::schema;
use super::store::Store;

/// Which etcd wrote the file, as far as the file tells.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StorageVersion {
    /// `storageVersion` in the bucket `meta`, written since 3.6.
    Stored(String),
    /// There is a raft term, written since 3.5, and no version.
    V3_5,
    /// There is neither: 3.4 or older, or never written to.
    Older,
}

impl fmt::Display for StorageVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stored(version) => f.write_str(version),
            Self::V3_5 => f.write_str("3.5"),
            Self::Older => f.write_str("3.4 or older"),
        }
    }
}

/// Authentication.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Auth {
    /// Whether clients must say who they are.
    pub enabled: bool,
    /// Number of changes to users and roles so far; since 3.1.
    pub revision: Option<u64>,
    /// Users known.
    pub users: u64,
    /// Roles known.
    pub roles: u64,
}

/// A member of the cluster: the bucket's key and value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MemberRecord<'a> {
    /// The member's id in lower-case hexadecimal, as stored.
    pub id: &'a [u8],
    /// JSON with `name`, `peerURLs`, `clientURLs`, `isLearner`; see
    /// `membership.Member` in etcd's `server/etcdserver/api/membership/member.go`.
    pub json: &'a [u8],
}

impl<'a> Store<'a> {
    /// Which etcd wrote the file (etcd `schema.UnsafeDetectSchemaVersion`).
    #[must_use]
    pub fn storage_version(&self) -> StorageVersion {
        if let Some(version) = self.meta_value(schema::META_STORAGE_VERSION) {
            return StorageVersion::Stored(String::from_utf8_lossy(version).into_owned());
        }
        match self.meta_number(schema::META_TERM) {
            Some(term) if term != 0 => StorageVersion::V3_5,
            _ => StorageVersion::Older,
        }
    }

    /// The version all members had agreed on, `3.5.0` for instance.
    ///
    /// # Errors
    /// Corrupt when the bucket cannot be read.
    pub fn cluster_version(&self) -> Result<Option<&'a [u8]>> {
        let found = self
            .small(schema::CLUSTER)?
            .into_iter()
            .find(|entry| entry.key == b"clusterVersion");
        Ok(found.map(|entry| entry.value))
    }

    /// The members, in the order of the file. etcd up to 3.4 writes them and never reads them
    /// back: after a restore with such a version old members may still be there.
    ///
    /// # Errors
    /// Corrupt when the bucket cannot be read.
    pub fn members(&self) -> Result<Vec<MemberRecord<'a>>> {
        let entries = self.small(schema::MEMBERS)?.into_iter();
        Ok(entries
            .map(|entry| MemberRecord {
                id: entry.key,
                json: entry.value,
            })
            .collect())
    }

    /// Ids of members that were removed, in lower-case hexadecimal as stored.
    ///
    /// # Errors
    /// Corrupt when the bucket cannot be read.
    pub fn removed_members(&self) -> Result<Vec<&'a [u8]>> {
        let entries = self.small(schema::MEMBERS_REMOVED)?.into_iter();
        Ok(entries.map(|entry| entry.key).collect())
    }

    /// The alarms that are on.
    ///
    /// # Errors
    /// Corrupt when the bucket or an alarm cannot be read.
    pub fn alarms(&self) -> Result<Vec<Alarm>> {
        self.small(schema::ALARM)?
            .into_iter()
            .map(|entry| {
                Alarm::parse(entry.key).map_err(|e| e.at_page(entry.page).in_bucket(schema::ALARM))
            })
            .collect()
    }

    /// Authentication (etcd `auth/store.go`).
    ///
    /// # Errors
    /// Corrupt when a bucket cannot be read.
    pub fn auth(&self) -> Result<Auth> {
        let count = |name| {
            self.small(name)
                .map(|all| u64::try_from(all.len()).unwrap_or(u64::MAX))
        };
        let mut auth = Auth {
            users: count(schema::AUTH_USERS)?,
            roles: count(schema::AUTH_ROLES)?,
            ..Auth::default()
        };
        for entry in self.small(schema::AUTH)? {
            match entry.key {
                b"authEnabled" => auth.enabled = entry.value == [1],
                b"authRevision" => {
                    auth.revision = entry.value.try_into().ok().map(u64::from_be_bytes)
                }
                _ => {}
            }
        }
        Ok(auth)
    }
}
