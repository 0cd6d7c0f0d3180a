//! Tokens of service accounts in Secrets, and which of them servers made by themselves.
//!
//! Until 1.23 the token controller made one for each account and named it in the account's `secrets`;
//! an upgrade leaves them there. Whoever makes a Secret can give it such a name, and not so easily the
//! account.

use foldhash::fast::RandomState;
use hashbrown::HashSet;

use kf_object::Value;
use kf_schema::Change;
use kf_view::KeyOperation;

use super::Finding;
use super::test::Evidence;
use crate::story::Story;
use crate::walk::Seen;

const TYPE: &str = "kubernetes.io/service-account-token";

/// Field managers of what makes tokens by itself.
const CONTROLLERS: [&str; 3] = [
    "kube-controller-manager",
    "cluster-bootstrap",
    "openshift-controller-manager",
];

/// Notes the last use of a token in the labels of its Secret, and makes none.
const SERVER: &str = "kube-apiserver";

/// Longest beginning of a name that is generated, and how many characters are put behind it (apiserver
/// pkg/storage/names/generate.go).
const BEGINNING: usize = 58;
const RANDOM: usize = 5;

/// A Secret or what an account names: namespace, account and the Secret's name.
type Named = (String, String, String);

/// Secrets with tokens, and those that accounts name.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    made: Vec<Made>,
    named: HashSet<Named, RandomState>,
}

#[derive(Debug)]
struct Made {
    found: Finding,
    part: usize,
    /// If it looks as the token controller makes them.
    generated: Option<Named>,
    /// Whether nothing tells who wrote it.
    unmarked: bool,
}

impl Tokens {
    pub(super) fn append(&mut self, mut other: Self) {
        self.made.append(&mut other.made);
        self.named.extend(other.named);
    }

    /// Remembers what an account names.
    pub(super) fn see(&mut self, seen: &Seen<'_, '_>) {
        if seen.place.resource != "serviceaccounts" {
            return;
        }
        let account = seen.plain_after();
        let secrets = account.and_then(|account| account.get("secrets")?.as_array());
        let names = secrets.unwrap_or_default().iter();
        let names = names.filter_map(|secret| secret.str_at(&["name"]));
        self.named
            .extend(names.map(|name| named(seen, seen.place.name, name)));
    }

    /// Remembers a Secret that is found unless servers made it.
    pub(super) fn take(&mut self, found: Finding, seen: &Seen<'_, '_>, part: usize) {
        let object = seen.plain_after();
        let managers = object.and_then(|object| object.at(&["metadata", "managedFields"]));
        let managers = managers.and_then(Value::as_array).unwrap_or_default();
        let by_itself = managers.iter().all(|entry| {
            let manager = entry.str_at(&["manager"]).unwrap_or_default();
            CONTROLLERS.contains(&manager) || manager == SERVER
        });
        let account = object.and_then(|object| generated(object, seen.place.name));
        let account = account.filter(|_| by_itself);
        self.made.push(Made {
            found,
            part,
            generated: account.map(|account| named(seen, account, seen.place.name)),
            unmarked: managers.is_empty(),
        });
    }

    /// The tokens that no server made by itself.
    pub(super) fn found(self, story: &Story<'_, '_>, found: &mut Vec<Finding>) {
        for made in self.made {
            let part = story.parts().get(made.part);
            let minor = part.map(|part| part.view.kube_version().minor);
            // Later servers say who wrote whatever is made.
            let told = !made.unmarked || minor.is_some_and(|m| m.has(Change::TOKEN_SECRETS));
            let listed = made.generated.is_some_and(|own| self.named.contains(&own));
            if !(told && listed) {
                found.push(made.found);
            }
        }
    }
}

fn named(seen: &Seen<'_, '_>, account: &str, secret: &str) -> Named {
    let namespace = seen.place.namespace.unwrap_or_default();
    (namespace.to_owned(), account.to_owned(), secret.to_owned())
}

/// A Secret that became a token by another hand than a controller's, as far as the change tells.
pub(super) fn by_hand(seen: &Seen<'_, '_>) -> Option<Vec<Evidence>> {
    let is_token = |object: &Value<'_>| object.str_at(&["type"]) == Some(TYPE);
    let is_update = seen.change.operation == KeyOperation::Updated;
    let before = seen.plain_before().filter(|_| is_update);
    let manager = seen.plain_author().manager.as_ref();
    let known = manager.is_some_and(|manager| CONTROLLERS.contains(&manager.name.as_str()));
    let is_new = seen.plain_after().is_some_and(is_token) && !before.is_some_and(is_token);
    (is_new && !known).then(|| {
        vec![Evidence {
            path: "type".to_owned(),
            value: TYPE.to_owned(),
        }]
    })
}

/// The account of a token whose name is one that the token controller gives (kubernetes
/// pkg/controller/serviceaccount/tokens_controller.go, `ensureReferencedToken`, until 1.23).
fn generated<'v>(secret: &'v Value<'_>, name: &str) -> Option<&'v str> {
    let annotation = |name| {
        secret
            .str_at(&["metadata", "annotations", name])
            .filter(|t| !t.is_empty())
    };
    let account = annotation("kubernetes.io/service-account.name")?;
    annotation("kubernetes.io/service-account.uid")?;
    let mut begin = format!("{account}-token-");
    begin.truncate(begin.floor_char_boundary(BEGINNING));
    let random = name.strip_prefix(&begin)?;
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit();
    (random.len() == RANDOM && random.bytes().all(plain)).then_some(account)
}
