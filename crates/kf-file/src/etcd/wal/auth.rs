//! Users, roles, and what they may do, while they change (etcd `auth/store.go`, `apply_auth.go`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::proto::{Parse, fields, put_bytes, put_number};
use super::request::{Auth as Change, Body, Keys, Op, Permission, Put, Request, Txn};
use super::small::Small;
use crate::etcd::{Overlay, Store, schema};
use kf_base::error::Result;

const ENABLED: &[u8] = b"authEnabled";
const REVISION: &[u8] = b"authRevision";
/// Name of the user and of the role that may do everything.
const ROOT: &[u8] = b"root";

#[derive(Debug)]
pub(super) struct AuthStore {
    auth: Small,
    users: Small,
    roles: Small,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asker<'a> {
    user: &'a [u8],
    revision: u64,
}

impl<'a> Asker<'a> {
    pub(super) fn of(request: &Request<'a>) -> Self {
        Self {
            user: request.user,
            revision: request.auth_revision,
        }
    }
}

/// `authpb.User`.
#[derive(Debug, Default)]
struct User<'a> {
    name: &'a [u8],
    password: Vec<u8>,
    roles: Vec<&'a [u8]>,
    /// Marshalled `authpb.UserAddOptions`.
    options: Option<&'a [u8]>,
}

impl<'a> User<'a> {
    fn parse(message: &'a [u8]) -> Parse<Self> {
        let mut user = Self::default();
        for field in fields(message) {
            match field? {
                (1, v) => user.name = v.bytes()?,
                (2, v) => user.password = v.bytes()?.to_vec(),
                (3, v) => user.roles.push(v.bytes()?),
                (4, v) => user.options = Some(v.bytes()?),
                _ => {}
            }
        }
        Ok(user)
    }

    fn marshal(&self) -> Vec<u8> {
        let mut out = Vec::new();
        put_text(&mut out, 1, self.name);
        put_text(&mut out, 2, &self.password);
        for role in &self.roles {
            put_bytes(&mut out, 3, role);
        }
        if let Some(options) = self.options {
            put_bytes(&mut out, 4, options);
        }
        out
    }
}

/// `authpb.Role`.
fn permissions(message: &[u8]) -> Parse<Vec<Permission<'_>>> {
    let mut permissions = Vec::new();
    for field in fields(message) {
        match field? {
            (1, v) => drop(v.bytes()?),
            (2, v) => permissions.push(Permission::parse(v.bytes()?)?),
            _ => {}
        }
    }
    Ok(permissions)
}

fn marshal_role(name: &[u8], permissions: &[Permission<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    put_text(&mut out, 1, name);
    for permission in permissions {
        let mut one = Vec::new();
        put_number(&mut one, 1, permission.kind);
        put_text(&mut one, 2, permission.key);
        put_text(&mut one, 3, permission.end);
        put_bytes(&mut out, 2, &one);
    }
    out
}

fn put_text(out: &mut Vec<u8>, number: u8, text: &[u8]) {
    if !text.is_empty() {
        put_bytes(out, number, text);
    }
}

impl AuthStore {
    /// # Errors
    /// Corrupt when a bucket cannot be read.
    pub(super) fn load(store: &Store<'_>) -> Result<Self> {
        Ok(Self {
            auth: Small::load(store, schema::AUTH)?,
            users: Small::load(store, schema::AUTH_USERS)?,
            roles: Small::load(store, schema::AUTH_ROLES)?,
        })
    }

    pub(super) fn finish(self, overlay: &mut Overlay) {
        self.auth.finish(overlay);
        self.users.finish(overlay);
        self.roles.finish(overlay);
    }

    pub(super) fn enabled(&self) -> bool {
        self.auth.get(ENABLED) == Some(&[1])
    }

    fn revision(&self) -> u64 {
        let stored = self.auth.get(REVISION).and_then(|v| v.try_into().ok());
        stored.map_or(0, u64::from_be_bytes)
    }

    fn commit(&mut self) {
        let next = self.revision().wrapping_add(1);
        self.auth.put(REVISION, next.to_be_bytes().to_vec());
    }

    fn user<'s>(&'s self, name: &[u8]) -> Option<User<'s>> {
        User::parse(self.users.get(name)?).ok()
    }

    /// Whether a request may be made at all, apart from what it changes (`authApplierV3`).
    pub(super) fn admits(&self, request: &Request<'_>, leased: impl Fn(i64) -> bool) -> bool {
        if !self.enabled() {
            return true;
        }
        let asker = Asker::of(request);
        match &request.body {
            Body::Auth(_) => self.is_admin(asker),
            Body::Put(put) => self.admits_put(asker, put) && leased(put.lease),
            Body::DeleteRange(range) => {
                self.may(asker, range.keys, true)
                    && (!range.previous || self.may(asker, range.keys, false))
            }
            Body::Txn(txn) => self.admits_txn(asker, txn),
            Body::LeaseRevoke(id) => leased(*id),
            _ => true,
        }
    }

    fn admits_put(&self, asker: Asker<'_>, put: &Put<'_>) -> bool {
        let keys = Keys {
            key: put.key,
            end: b"",
        };
        self.may(asker, keys, true) && (!put.previous || self.may(asker, keys, false))
    }

    /// `checkTxnAuth`; transactions inside are not looked into, as etcd does not.
    fn admits_txn(&self, asker: Asker<'_>, txn: &Txn<'_>) -> bool {
        let compares = txn.compares.iter();
        let ops = txn.success.iter().chain(&txn.failure);
        compares
            .map(|compare| compare.keys)
            .all(|keys| self.may(asker, keys, false))
            && ops.into_iter().all(|op| match op {
                Op::Range(range) => self.may(asker, range.keys, false),
                Op::Put(put) => {
                    let (key, end) = (put.key, &b""[..]);
                    self.may(asker, Keys { key, end }, true)
                }
                Op::DeleteRange(range) => {
                    self.may(asker, range.keys, true)
                        && (!range.previous || self.may(asker, range.keys, false))
                }
                Op::Txn(_) | Op::Nothing => true,
            })
    }

    /// Whether all keys of a lease may be written (`checkLeasePutsKeys`).
    pub(super) fn may_write_all(&self, asker: Asker<'_>, keys: &[&[u8]]) -> bool {
        let end = &b""[..];
        self.is_admin(asker)
            || keys
                .iter()
                .all(|key| self.may(asker, Keys { key, end }, true))
    }

    fn is_admin(&self, asker: Asker<'_>) -> bool {
        !self.enabled()
            || self
                .user(asker.user)
                .is_some_and(|user| user.roles.contains(&ROOT))
    }

    /// `isOpPermitted`.
    fn may(&self, asker: Asker<'_>, keys: Keys<'_>, write: bool) -> bool {
        if !self.enabled() {
            return true;
        }
        if asker.revision == 0 || asker.revision < self.revision() {
            return false;
        }
        let Some(user) = self.user(asker.user) else {
            return false;
        };
        if user.roles.contains(&ROOT) {
            return true;
        }
        let roles = user.roles.iter().filter_map(|role| self.roles.get(role));
        let mut granted: Vec<Permission<'_>> = roles
            .flat_map(|role| permissions(role).unwrap_or_default())
            .filter(|one| one.kind == 2 || one.kind == u64::from(write))
            .collect();
        granted.sort_by_key(|one| one.key);
        covers(&granted, keys)
    }

    /// Makes a change of users or roles, unless etcd refuses it.
    pub(super) fn change(&mut self, change: Change<'_>) {
        match change {
            Change::Enable => {
                let root = self.user(ROOT);
                if !self.enabled() && root.is_some_and(|user| user.roles.contains(&ROOT)) {
                    self.auth.put(ENABLED, vec![1]);
                }
            }
            Change::Disable => {
                if self.enabled() {
                    self.auth.put(ENABLED, vec![0]);
                    self.commit();
                }
            }
            change => {
                if self.change_one(change).is_some() {
                    self.commit();
                }
            }
        }
    }

    fn change_one(&mut self, change: Change<'_>) -> Option<()> {
        let enabled = self.enabled();
        let absent = |there: bool| (!there).then_some(());
        match change {
            Change::Enable | Change::Disable => return None,
            Change::UserAdd {
                name,
                options,
                hashed,
            } => {
                absent(name.is_empty() || self.users.get(name).is_some())?;
                let user = User {
                    name,
                    password: STANDARD.decode(hashed).ok()?,
                    roles: Vec::new(),
                    options: Some(options.unwrap_or_default()),
                };
                self.users.put(name, user.marshal());
            }
            Change::UserDelete(name) => {
                absent(enabled && name == ROOT)?;
                self.users.remove(name).then_some(())?;
            }
            Change::UserChangePassword { name, hashed } => {
                let mut user = self.user(name)?;
                user.password = STANDARD.decode(hashed).ok()?;
                let text = user.marshal();
                self.users.put(name, text);
            }
            Change::UserGrantRole { user: name, role } => {
                let mut user = self.user(name)?;
                absent(role != ROOT && self.roles.get(role).is_none())?;
                absent(user.roles.contains(&role))?;
                user.roles.push(role);
                user.roles.sort_unstable();
                let text = user.marshal();
                self.users.put(name, text);
            }
            Change::UserRevokeRole { user, role } => {
                absent(enabled && user == ROOT && role == ROOT)?;
                self.revoke_role(user, role).then_some(())?;
            }
            Change::RoleAdd(name) => {
                absent(name.is_empty() || self.roles.get(name).is_some())?;
                self.roles.put(name, marshal_role(name, &[]));
            }
            Change::RoleDelete(name) => {
                absent(enabled && name == ROOT)?;
                self.roles.remove(name).then_some(())?;
                let users: Vec<Vec<u8>> = self.users.iter().map(|(k, _)| k.to_vec()).collect();
                for user in users {
                    self.revoke_role(&user, name);
                }
            }
            Change::RoleGrant { role, permission } => {
                let new = permission?;
                absent(!new.end.is_empty() && new.end != [0] && new.end <= new.key)?;
                let mut all = permissions(self.roles.get(role)?).ok()?;
                let at = all.partition_point(|one| one.key < new.key);
                match all.get_mut(at) {
                    Some(one) if (one.key, one.end) == (new.key, new.end) => one.kind = new.kind,
                    _ => {
                        all.push(new);
                        all.sort_by_key(|one| one.key);
                    }
                }
                let text = marshal_role(role, &all);
                self.roles.put(role, text);
            }
            Change::RoleRevoke { role, key, end } => {
                let mut all = permissions(self.roles.get(role)?).ok()?;
                let before = all.len();
                all.retain(|one| (one.key, one.end) != (key, end));
                absent(all.len() == before)?;
                let text = marshal_role(role, &all);
                self.roles.put(role, text);
            }
        }
        Some(())
    }

    /// Whether the user had the role.
    fn revoke_role(&mut self, name: &[u8], role: &[u8]) -> bool {
        let Some(mut user) = self.user(name) else {
            return false;
        };
        let before = user.roles.len();
        user.roles.retain(|one| *one != role);
        if user.roles.len() == before {
            return false;
        }
        let text = user.marshal();
        self.users.put(name, text);
        true
    }
}

/// Whether permissions, sorted by key, together cover all of the keys (`range_perm_cache.go`).
fn covers(granted: &[Permission<'_>], keys: Keys<'_>) -> bool {
    if keys.is_single() {
        return granted.iter().any(|one| match one.end {
            [] => one.key == keys.key,
            [0] => one.key <= keys.key,
            end => one.key <= keys.key && keys.key < end,
        });
    }
    let mut at = keys.key.to_vec();
    for one in granted {
        if one.key > at.as_slice() {
            return false;
        }
        match one.end {
            [] if one.key == at => at.push(0),
            [0] => return true,
            end if end > at.as_slice() => at = end.to_vec(),
            _ => {}
        }
        if keys.end != [0] && at.as_slice() >= keys.end {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bbolt::Db;

    fn permission<'a>(key: &'a str, end: &'a str) -> Permission<'a> {
        Permission {
            kind: 2,
            key: key.as_bytes(),
            end: end.as_bytes(),
        }
    }

    #[test]
    fn permissions_add_up() {
        let granted = [
            permission("a", "c"),
            permission("b", "d"),
            permission("x", ""),
        ];
        let may = |key: &str, end: &str| {
            let (key, end) = (key.as_bytes(), end.as_bytes());
            covers(&granted, Keys { key, end })
        };
        assert!(may("a", "") && may("c", "") && may("x", "") && may("a", "d"));
        assert!(!may("d", "") && !may("a", "e") && !may("a", "\0") && !may("y", ""));
        assert!(may("x", "x\0"));
        assert!(covers(
            &[permission("a", "\0")],
            Keys {
                key: b"b",
                end: b"\0"
            }
        ));
    }

    #[test]
    fn users_and_roles() {
        let file = kf_testing::bbolt::key_file(1024, &[], 1);
        let mut store = AuthStore::load(&Store::new(Db::open(&file).unwrap()).unwrap()).unwrap();
        store.change(Change::Enable);
        assert!(!store.enabled());
        for name in [ROOT, b"joe"] {
            store.change(Change::UserAdd {
                name,
                options: None,
                hashed: b"YWJj",
            });
        }
        store.change(Change::UserGrantRole {
            user: ROOT,
            role: ROOT,
        });
        store.change(Change::RoleAdd(b"r"));
        store.change(Change::RoleAdd(b"r"));
        store.change(Change::RoleGrant {
            role: b"r",
            permission: Some(permission("a", "c")),
        });
        store.change(Change::UserGrantRole {
            user: b"joe",
            role: b"r",
        });
        assert_eq!(store.revision(), 6);
        store.change(Change::Enable);
        assert!(store.enabled());
        let joe = Asker {
            user: b"joe",
            revision: 6,
        };
        let key = |key| Keys { key, end: b"" };
        assert!(store.may(joe, key(b"b"), true) && !store.may(joe, key(b"c"), true));
        assert_eq!(
            store.users.get(b"joe"),
            Some(&b"\x0a\x03joe\x12\x03abc\x1a\x01r\x22\0"[..])
        );
        store.change(Change::RoleDelete(b"r"));
        assert!(!store.may(joe, key(b"b"), true));
        assert_eq!(store.user(b"joe").unwrap().roles, [b""; 0]);
    }
}
