//! The members of the etcd cluster.

use kf_base::error::{Error, Result};
use kf_file::etcd::{MemberRecord, schema};
use kf_object::{Value, parse};

/// A member as the file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Member {
    /// Its id.
    pub id: u64,
    /// Its name; empty for a member that never started.
    pub name: String,
    /// Where other members reach it.
    pub peer_urls: Vec<String>,
    /// Where clients reach it.
    pub client_urls: Vec<String>,
    /// Whether it has no vote yet. Since 3.4.
    pub learner: bool,
}

impl Member {
    /// Reads a member (etcd `membership.Member`). The id is taken from the key: in the JSON it is
    /// a number beyond what JSON readers keep exact.
    ///
    /// # Errors
    /// Corrupt when the id is not hexadecimal or the value is no JSON.
    pub fn parse(record: &MemberRecord<'_>) -> Result<Self> {
        let place = |e: Error| e.at_key(record.id).in_bucket(schema::MEMBERS);
        let id = std::str::from_utf8(record.id)
            .ok()
            .and_then(|id| u64::from_str_radix(id, 16).ok())
            .ok_or_else(|| place(Error::corrupt("the id of a member is not hexadecimal")))?;
        let json = parse::json::parse(record.json).map_err(place)?;
        let urls = |name: &str| -> Vec<String> {
            let list = json.get(name).and_then(Value::as_array).unwrap_or_default();
            let texts = list.iter().filter_map(Value::as_str);
            texts.map(str::to_owned).collect()
        };
        Ok(Self {
            id,
            name: json.str_at(&["name"]).unwrap_or_default().to_owned(),
            peer_urls: urls("peerURLs"),
            client_urls: urls("clientURLs"),
            learner: json
                .get("isLearner")
                .and_then(Value::as_bool)
                .unwrap_or_default(),
        })
    }
}
