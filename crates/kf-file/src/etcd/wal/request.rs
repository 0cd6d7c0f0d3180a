//! What an entry asks for: `etcdserverpb.InternalRaftRequest` and the requests in it (etcd
//! `etcdserverpb/{raft_internal,rpc,etcdserver}.proto`, `membershippb/membership.proto`).

use super::proto::{Parse, fields};
use kf_base::bytes::OutOfBytes;
use kf_base::limits;

/// A request and who made it.
#[derive(Debug, Default)]
pub(super) struct Request<'a> {
    /// User's name, where authentication is on.
    pub(super) user: &'a [u8],
    /// Revision of users and roles that the user was checked against.
    pub(super) auth_revision: u64,
    pub(super) body: Body<'a>,
}

#[derive(Debug, Default)]
pub(super) enum Body<'a> {
    /// Nothing that kf knows.
    #[default]
    Unknown,
    /// Known, and changing nothing.
    Harmless,
    V2(V2<'a>),
    Put(Put<'a>),
    DeleteRange(Range<'a>),
    Txn(Txn<'a>),
    /// Revision.
    Compaction(i64),
    LeaseGrant {
        ttl: i64,
        id: i64,
    },
    LeaseRevoke(i64),
    /// Leases and what is left of them in seconds.
    LeaseCheckpoint(Vec<(i64, i64)>),
    Alarm {
        action: u64,
        member: u64,
        kind: u64,
    },
    Auth(Auth<'a>),
    ClusterVersion(&'a [u8]),
    MemberAttributes {
        member: u64,
        name: &'a [u8],
        client_urls: Vec<&'a [u8]>,
    },
    Downgrade {
        enabled: bool,
        version: &'a [u8],
    },
}

/// Changes of users and roles.
#[derive(Clone, Copy, Debug)]
pub(super) enum Auth<'a> {
    Enable,
    Disable,
    UserAdd {
        name: &'a [u8],
        /// Marshalled `authpb.UserAddOptions`.
        options: Option<&'a [u8]>,
        /// Base64; entries of 3.4 and older have the password itself instead.
        hashed: &'a [u8],
    },
    UserDelete(&'a [u8]),
    UserChangePassword {
        name: &'a [u8],
        hashed: &'a [u8],
    },
    UserGrantRole {
        user: &'a [u8],
        role: &'a [u8],
    },
    UserRevokeRole {
        user: &'a [u8],
        role: &'a [u8],
    },
    RoleAdd(&'a [u8]),
    RoleDelete(&'a [u8]),
    RoleGrant {
        role: &'a [u8],
        permission: Option<Permission<'a>>,
    },
    RoleRevoke {
        role: &'a [u8],
        key: &'a [u8],
        end: &'a [u8],
    },
}

/// `authpb.Permission`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Permission<'a> {
    /// 0 read, 1 write, 2 both.
    pub(super) kind: u64,
    pub(super) key: &'a [u8],
    pub(super) end: &'a [u8],
}

/// A request to the store of etcd 2, by which etcd up to 3.4 told its members' names and the
/// cluster version.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct V2<'a> {
    pub(super) method: &'a [u8],
    pub(super) path: &'a [u8],
    pub(super) value: &'a [u8],
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Put<'a> {
    pub(super) key: &'a [u8],
    pub(super) value: &'a [u8],
    pub(super) lease: i64,
    pub(super) previous: bool,
    pub(super) ignore_value: bool,
    pub(super) ignore_lease: bool,
}

/// Keys of a `RangeRequest` or a `DeleteRangeRequest`.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Range<'a> {
    pub(super) keys: Keys<'a>,
    /// Revision to read at.
    pub(super) revision: i64,
    /// Whether a deletion answers with what it deletes.
    pub(super) previous: bool,
}

/// One key, or all from one key on up to another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Keys<'a> {
    pub(super) key: &'a [u8],
    /// Empty for one key, a single zero byte for no end.
    pub(super) end: &'a [u8],
}

impl Keys<'_> {
    pub(super) fn is_single(self) -> bool {
        self.end.is_empty()
    }
}

#[derive(Debug, Default)]
pub(super) struct Txn<'a> {
    pub(super) compares: Vec<Compare<'a>>,
    pub(super) success: Vec<Op<'a>>,
    pub(super) failure: Vec<Op<'a>>,
}

#[derive(Debug)]
pub(super) enum Op<'a> {
    Range(Range<'a>),
    Put(Put<'a>),
    DeleteRange(Range<'a>),
    Txn(Txn<'a>),
    Nothing,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Compare<'a> {
    /// 0 equal, 1 greater, 2 less, 3 not equal.
    pub(super) result: u64,
    /// 0 version, 1 create revision, 2 mod revision, 3 value, 4 lease.
    pub(super) target: u64,
    pub(super) keys: Keys<'a>,
    pub(super) operand: Operand<'a>,
}

/// What a key is compared with; counts only if it fits the target (a protobuf oneof).
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Operand<'a> {
    #[default]
    Nothing,
    Number {
        target: u64,
        value: i64,
    },
    Value(&'a [u8]),
}

impl<'a> Request<'a> {
    /// Reads the data of an entry; requests to the store of etcd 2 may stand there bare (etcd
    /// `etcdserver/server.go` `applyEntryNormal`).
    pub(super) fn parse(data: &'a [u8]) -> Parse<Self> {
        Self::internal(data).or_else(|OutOfBytes| {
            Ok(Self {
                body: Body::V2(V2::parse(data)?),
                ..Self::default()
            })
        })
    }

    fn internal(data: &'a [u8]) -> Parse<Self> {
        let mut request = Self::default();
        for field in fields(data) {
            let (number, value) = field?;
            let body = match number {
                1 => {
                    value.number()?;
                    continue;
                }
                100 => {
                    request.header(value.bytes()?)?;
                    continue;
                }
                2 => Body::V2(V2::parse(value.bytes()?)?),
                4 => Body::Put(Put::parse(value.bytes()?)?),
                5 => Body::DeleteRange(Range::parse_delete(value.bytes()?)?),
                6 => Body::Txn(Txn::parse(value.bytes()?, 0)?),
                7..=11 | 1300..=1302 => Body::parse(number, value.bytes()?)?,
                // range, auth status, authenticate, lists of users and roles, downgrade test.
                3 | 1012 | 1013 | 1102 | 1106 | 1107 | 1202 | 9900 => {
                    value.bytes()?;
                    Body::Harmless
                }
                1000..=1204 => match Auth::parse(number, value.bytes()?)? {
                    Some(auth) => Body::Auth(auth),
                    None => continue,
                },
                _ => continue,
            };
            request.body = body;
        }
        Ok(request)
    }

    fn header(&mut self, message: &'a [u8]) -> Parse<()> {
        for field in fields(message) {
            match field? {
                (1, v) => drop(v.number()?),
                (2, v) => self.user = v.bytes()?,
                (3, v) => self.auth_revision = v.number()?,
                _ => {}
            }
        }
        Ok(())
    }
}

impl<'a> Body<'a> {
    fn parse(number: u64, message: &'a [u8]) -> Parse<Self> {
        let (mut one, mut two, mut three) = (0, 0, 0);
        let mut text: &[u8] = b"";
        let mut checkpoints = Vec::new();
        let mut attributes: &[u8] = b"";
        for field in fields(message) {
            match (number, field?) {
                (11, (1, v)) => checkpoints.push(pair(v.bytes()?)?),
                (1300, (1, v)) | (1302, (2, v)) => text = v.bytes()?,
                (1301, (2, v)) => attributes = v.bytes()?,
                (7 | 8 | 9 | 10 | 1301 | 1302, (1, v)) => one = v.number()?,
                (7 | 8 | 10, (2, v)) => two = v.number()?,
                (10, (3, v)) => three = v.number()?,
                _ => {}
            }
        }
        Ok(match number {
            7 => Self::Compaction(one.cast_signed()),
            8 => Self::LeaseGrant {
                ttl: one.cast_signed(),
                id: two.cast_signed(),
            },
            9 => Self::LeaseRevoke(one.cast_signed()),
            10 => Self::Alarm {
                action: one,
                member: two,
                kind: three,
            },
            11 => Self::LeaseCheckpoint(checkpoints),
            1300 => Self::ClusterVersion(text),
            1302 => Self::Downgrade {
                enabled: one != 0,
                version: text,
            },
            _ => {
                let mut name: &[u8] = b"";
                let mut client_urls = Vec::new();
                for field in fields(attributes) {
                    match field? {
                        (1, v) => name = v.bytes()?,
                        (2, v) => client_urls.push(v.bytes()?),
                        _ => {}
                    }
                }
                Self::MemberAttributes {
                    member: one,
                    name,
                    client_urls,
                }
            }
        })
    }
}

/// Numbers of fields 1 and 2.
fn pair(message: &[u8]) -> Parse<(i64, i64)> {
    let mut pair = (0, 0);
    for field in fields(message) {
        match field? {
            (1, v) => pair.0 = v.signed()?,
            (2, v) => pair.1 = v.signed()?,
            _ => {}
        }
    }
    Ok(pair)
}

impl<'a> Auth<'a> {
    fn parse(number: u64, message: &'a [u8]) -> Parse<Option<Self>> {
        let (mut one, mut two, mut three): (&[u8], &[u8], &[u8]) = (b"", b"", b"");
        let mut nested = None;
        let mut hashed: &[u8] = b"";
        for field in fields(message) {
            match (number, field?) {
                (1100, (3, v)) | (1203, (2, v)) => nested = Some(v.bytes()?),
                (1100, (4, v)) | (1103, (3, v)) => hashed = v.bytes()?,
                (_, (1, v)) => one = v.bytes()?,
                (_, (2, v)) => two = v.bytes()?,
                (1204, (3, v)) => three = v.bytes()?,
                _ => {}
            }
        }
        Ok(Some(match number {
            1000 => Self::Enable,
            1011 => Self::Disable,
            1100 => Self::UserAdd {
                name: one,
                options: nested,
                hashed,
            },
            1101 => Self::UserDelete(one),
            1103 => Self::UserChangePassword { name: one, hashed },
            1104 => Self::UserGrantRole {
                user: one,
                role: two,
            },
            1105 => Self::UserRevokeRole {
                user: one,
                role: two,
            },
            1200 => Self::RoleAdd(one),
            1201 => Self::RoleDelete(one),
            1203 => Self::RoleGrant {
                role: one,
                permission: nested.map(Permission::parse).transpose()?,
            },
            1204 => Self::RoleRevoke {
                role: one,
                key: two,
                end: three,
            },
            _ => return Ok(None),
        }))
    }
}

impl<'a> Permission<'a> {
    pub(super) fn parse(message: &'a [u8]) -> Parse<Self> {
        let mut permission = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => permission.kind = v.number()?,
                (2, v) => permission.key = v.bytes()?,
                (3, v) => permission.end = v.bytes()?,
                _ => {}
            }
        }
        Ok(permission)
    }
}

impl<'a> V2<'a> {
    fn parse(message: &'a [u8]) -> Parse<Self> {
        let mut request = Self::default();
        for field in fields(message) {
            match field? {
                (2, v) => request.method = v.bytes()?,
                (3, v) => request.path = v.bytes()?,
                (4, v) => request.value = v.bytes()?,
                (6, v) => drop(v.bytes()?),
                (1 | 5 | 7..=17, v) => drop(v.number()?),
                _ => {}
            }
        }
        Ok(request)
    }
}

impl<'a> Put<'a> {
    fn parse(message: &'a [u8]) -> Parse<Self> {
        let mut put = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => put.key = v.bytes()?,
                (2, v) => put.value = v.bytes()?,
                (3, v) => put.lease = v.signed()?,
                (4, v) => put.previous = v.flag()?,
                (5, v) => put.ignore_value = v.flag()?,
                (6, v) => put.ignore_lease = v.flag()?,
                _ => {}
            }
        }
        Ok(put)
    }
}

impl<'a> Range<'a> {
    fn parse_delete(message: &'a [u8]) -> Parse<Self> {
        let mut range = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => range.keys.key = v.bytes()?,
                (2, v) => range.keys.end = v.bytes()?,
                (3, v) => range.previous = v.flag()?,
                _ => {}
            }
        }
        Ok(range)
    }

    fn parse(message: &'a [u8]) -> Parse<Self> {
        let mut range = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => range.keys.key = v.bytes()?,
                (2, v) => range.keys.end = v.bytes()?,
                (4, v) => range.revision = v.signed()?,
                _ => {}
            }
        }
        Ok(range)
    }
}

impl<'a> Txn<'a> {
    fn parse(message: &'a [u8], depth: usize) -> Parse<Self> {
        if depth > limits::MAX_TXN_NESTING {
            return Err(OutOfBytes);
        }
        let mut txn = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => txn.compares.push(Compare::parse(v.bytes()?)?),
                (2, v) => txn.success.push(Op::parse(v.bytes()?, depth)?),
                (3, v) => txn.failure.push(Op::parse(v.bytes()?, depth)?),
                _ => {}
            }
        }
        Ok(txn)
    }

    /// The operations that follow from how the compares came out.
    pub(super) fn branch(&self, success: bool) -> &[Op<'a>] {
        if success {
            &self.success
        } else {
            &self.failure
        }
    }
}

impl<'a> Op<'a> {
    fn parse(message: &'a [u8], depth: usize) -> Parse<Self> {
        let mut op = Self::Nothing;
        for field in fields(message) {
            op = match field? {
                (1, v) => Self::Range(Range::parse(v.bytes()?)?),
                (2, v) => Self::Put(Put::parse(v.bytes()?)?),
                (3, v) => Self::DeleteRange(Range::parse_delete(v.bytes()?)?),
                (4, v) => Self::Txn(Txn::parse(v.bytes()?, depth.saturating_add(1))?),
                _ => op,
            };
        }
        Ok(op)
    }
}

impl<'a> Compare<'a> {
    fn parse(message: &'a [u8]) -> Parse<Self> {
        let mut compare = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => compare.result = v.number()?,
                (2, v) => compare.target = v.number()?,
                (3, v) => compare.keys.key = v.bytes()?,
                (7, v) => compare.operand = Operand::Value(v.bytes()?),
                (64, v) => compare.keys.end = v.bytes()?,
                (n @ (4..=6 | 8), v) => {
                    compare.operand = Operand::Number {
                        target: n.saturating_sub(4),
                        value: v.signed()?,
                    };
                }
                _ => {}
            }
        }
        Ok(compare)
    }
}
