//! Members while they come and go (etcd `etcdserver/api/membership/{cluster,store}.go`).

use super::record::{ConfChange, ConfState};
use super::small::Small;
use crate::etcd::{Overlay, Store, schema};
use kf_base::error::Result;

/// The members of JSON that a stored member has, in the order of Go's struct.
const STORED: [&str; 5] = ["id", "peerURLs", "isLearner", "name", "clientURLs"];

#[derive(Debug)]
pub(super) struct Members {
    members: Small,
    removed: Small,
}

impl Members {
    /// # Errors
    /// Corrupt when a bucket cannot be read.
    pub(super) fn load(store: &Store<'_>) -> Result<Self> {
        Ok(Self {
            members: Small::load(store, schema::MEMBERS)?,
            removed: Small::load(store, schema::MEMBERS_REMOVED)?,
        })
    }

    /// Who votes, going by the stored members.
    pub(super) fn conf_state(&self) -> ConfState {
        let mut state = ConfState::default();
        for (key, value) in self.members.iter() {
            let id = std::str::from_utf8(key).ok();
            let Some(id) = id.and_then(|id| u64::from_str_radix(id, 16).ok()) else {
                continue;
            };
            let learns = object(value).is_some_and(|all| get(&all, "isLearner") == Some(b"true"));
            let list = if learns {
                &mut state.learners
            } else {
                &mut state.voters
            };
            list.push(id);
        }
        state.voters.sort_unstable();
        state.learners.sort_unstable();
        state
    }

    /// Makes a change, unless etcd refuses it (`ValidateConfigurationChange`); says whether it did.
    pub(super) fn change(&mut self, change: &ConfChange<'_>) -> bool {
        let key = id(change.node);
        if self.removed.get(&key).is_some() {
            return false;
        }
        let held = self.members.get(&key).map(<[u8]>::to_vec);
        let context = object(change.context).unwrap_or_default();
        match (change.kind, held) {
            (ConfChange::REMOVE, Some(_)) => {
                self.members.remove(&key);
                self.removed.put(&key, b"removed".to_vec());
            }
            (ConfChange::UPDATE, Some(held)) => {
                self.merge(&key, &held, &context, &["peerURLs", "isLearner"]);
            }
            // A learner that becomes a voter.
            (ConfChange::ADD, Some(held)) if get(&context, "isPromote") == Some(b"true") => {
                self.merge(&key, &held, &[], &["isLearner"]);
            }
            (ConfChange::ADD | ConfChange::ADD_LEARNER, None) => {
                self.members.put(&key, text(&context, &[], &[]));
            }
            _ => return false,
        }
        true
    }

    /// Sets name and client URLs; `json` has them as JSON.
    pub(super) fn attributes(&mut self, member: u64, json: &[u8]) {
        let key = id(member);
        let held = self.members.get(&key).map(<[u8]>::to_vec);
        if let (Some(held), Some(new)) = (held, object(json)) {
            self.merge(&key, &held, &new, &["name", "clientURLs"]);
        }
    }

    /// Stores `held` with some of its parts from `new`.
    fn merge(&mut self, key: &[u8], held: &[u8], new: &[(&str, &[u8])], parts: &[&str]) {
        let held = object(held).unwrap_or_default();
        self.members.put(key, text(&held, new, parts));
    }

    pub(super) fn finish(self, overlay: &mut Overlay) {
        self.members.finish(overlay);
        self.removed.finish(overlay);
    }
}

/// Lower-case hexadecimal (etcd `types.ID`).
fn id(id: u64) -> Vec<u8> {
    format!("{id:x}").into_bytes()
}

fn get<'a>(object: &[(&str, &'a [u8])], name: &str) -> Option<&'a [u8]> {
    let found = object.iter().rfind(|(key, _)| *key == name);
    found.map(|(_, value)| *value)
}

/// A stored member: what `held` has, but `parts` as `new` has them. What Go leaves out when empty
/// is left out.
fn text(held: &[(&str, &[u8])], new: &[(&str, &[u8])], parts: &[&str]) -> Vec<u8> {
    let mut out = b"{".to_vec();
    for name in STORED {
        let from = if parts.contains(&name) { new } else { held };
        let empty: &[&[u8]] = match name {
            "id" | "peerURLs" => &[],
            _ => &[b"false", b"\"\"", b"[]", b"null"],
        };
        let Some(value) = get(from, name).filter(|value| !empty.contains(value)) else {
            continue;
        };
        if out.len() > 1 {
            out.push(b',');
        }
        out.extend(format!("\"{name}\":").bytes());
        out.extend(value);
    }
    out.push(b'}');
    out
}

/// `{"name":"..","clientURLs":[..]}` with the escapes of Go's `json.Marshal`.
pub(super) fn attributes_json(name: &[u8], client_urls: &[&[u8]]) -> Vec<u8> {
    let mut out = b"{\"name\":".to_vec();
    string(&mut out, name);
    out.extend(b",\"clientURLs\":[");
    for (at, url) in client_urls.iter().enumerate() {
        if at > 0 {
            out.push(b',');
        }
        string(&mut out, url);
    }
    out.extend(b"]}");
    out
}

fn string(out: &mut Vec<u8>, text: &[u8]) {
    out.push(b'"');
    for c in String::from_utf8_lossy(text).chars() {
        match c {
            '"' | '\\' => out.extend(format!("\\{c}").bytes()),
            '\n' => out.extend(b"\\n"),
            '\r' => out.extend(b"\\r"),
            '\t' => out.extend(b"\\t"),
            '\0'..' ' | '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                out.extend(format!("\\u{:04x}", u32::from(c)).bytes());
            }
            c => out.extend(c.encode_utf8(&mut [0; 4]).bytes()),
        }
    }
    out.push(b'"');
}

/// The members of a JSON object with their values as they are written; etcd's own JSON, which Go
/// wrote without spaces, is all that is read here.
fn object(json: &[u8]) -> Option<Vec<(&str, &[u8])>> {
    let mut rest = json.strip_prefix(b"{")?;
    let mut members = Vec::new();
    while !rest.starts_with(b"}") {
        rest = rest
            .strip_prefix(b",")
            .unwrap_or(rest)
            .strip_prefix(b"\"")?;
        let end = rest.iter().position(|byte| *byte == b'"')?;
        let (name, after) = rest.split_at_checked(end)?;
        let after = after.strip_prefix(b"\":")?;
        let (value, after) = after.split_at_checked(value_length(after)?)?;
        members.push((std::str::from_utf8(name).ok()?, value));
        rest = after;
    }
    Some(members)
}

/// Bytes up to the comma or brace behind a value.
fn value_length(json: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in json.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            _ if quoted => {}
            b',' | b'}' if depth == 0 => return (at > 0).then_some(at),
            b'{' | b'[' => depth = depth.checked_add(1)?,
            b'}' | b']' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// Reads the JSON of a stored `raftpb.ConfState`.
pub(super) fn conf_state(json: &[u8]) -> Option<ConfState> {
    let all = object(json)?;
    let numbers = |name| -> Option<Vec<u64>> {
        let Some(list) = get(&all, name) else {
            return Some(Vec::new());
        };
        let list = list.strip_prefix(b"[")?.strip_suffix(b"]")?;
        let texts = list
            .split(|byte| *byte == b',')
            .filter(|text| !text.is_empty());
        texts
            .map(|text| std::str::from_utf8(text).ok()?.parse().ok())
            .collect()
    };
    Some(ConfState {
        voters: numbers("voters")?,
        learners: numbers("learners")?,
    })
}

/// Writes it (raft `ConfState` has tags that leave out empty lists).
pub(super) fn conf_state_json(state: &ConfState) -> Vec<u8> {
    let list = |name: &str, ids: &[u64]| -> String {
        let ids: Vec<String> = ids.iter().map(u64::to_string).collect();
        match ids.as_slice() {
            [] => String::new(),
            ids => format!("\"{name}\":[{}],", ids.join(",")),
        }
    };
    let voters = list("voters", &state.voters);
    let learners = list("learners", &state.learners);
    format!("{{{voters}{learners}\"auto_leave\":false}}").into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_json() {
        let all = object(br#"{"id":7,"peerURLs":["a,}\"]"],"name":"x"}"#).unwrap();
        assert_eq!(get(&all, "peerURLs"), Some(&br#"["a,}\"]"]"#[..]));
        assert_eq!(get(&all, "name"), Some(&b"\"x\""[..]));
        assert_eq!(
            text(&all, &[("name", b"\"y\"")], &["name"]),
            br#"{"id":7,"peerURLs":["a,}\"]"],"name":"y"}"#
        );
        for broken in [
            "",
            "{",
            "{\"a",
            "{\"a\":",
            "{\"a\":1",
            "{\"a\":1,",
            "{\"a\":]}",
            "[1]",
        ] {
            assert_eq!(object(broken.as_bytes()), None, "{broken}");
        }
        let name = attributes_json(b"a\"<\xff", &[b"u", b"v"]);
        assert_eq!(
            String::from_utf8(name).unwrap(),
            "{\"name\":\"a\\\"\\u003c\u{fffd}\",\"clientURLs\":[\"u\",\"v\"]}"
        );
    }

    #[test]
    fn conf_states_are_json() {
        let json = br#"{"voters":[1,18446744073709551615],"learners":[3],"auto_leave":false}"#;
        let state = conf_state(json).unwrap();
        assert_eq!(state.voters, [1, u64::MAX]);
        assert_eq!(conf_state_json(&state), json);
        assert_eq!(conf_state(br#"{"voters":[x]}"#), None);
    }
}
