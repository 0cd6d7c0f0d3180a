//! Rules, which are data.

use kf_base::error::{Error, ErrorKind, Result};
use kf_base::limits::MAX_RULE_NUMBER;
use kf_object::parse::yaml::documents;
use kf_object::{Map, Value};
use kf_view::KeyOperation;

use super::path::Path;
use super::test::{Test, text_of, texts_of};

/// The text of the rules that kf brings.
///
/// They are one document, so that lists that several files need have one place.
pub const OWN_RULES: &str = concat!(
    include_str!("rules/access.yaml"),
    include_str!("rules/pods.yaml"),
    include_str!("rules/cluster.yaml"),
    include_str!("rules/etcd.yaml"),
    include_str!("rules/sources.yaml"),
    include_str!("rules/settings.yaml"),
    include_str!("rules/policies.yaml"),
    include_str!("rules/running.yaml"),
    include_str!("rules/workloads.yaml"),
    include_str!("rules/platform.yaml"),
    include_str!("rules/delivery.yaml"),
    include_str!("rules/grants.yaml"),
);

/// The version of ATT&CK that techniques are named by.
pub const ATTACK_VERSION: &str = "19";

/// What MITRE's terms of use ask for where ATT&CK is reproduced.
pub const ATTACK_NOTICE: &str = "© 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of \
     The MITRE Corporation.";

/// How much a finding matters, if it is not innocent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Often innocent.
    Low,
    /// Worth a look.
    Medium,
    /// To be explained by somebody.
    High,
}

impl Severity {
    /// All of them, from the least.
    pub const ALL: [Self; 4] = [Self::Info, Self::Low, Self::Medium, Self::High];

    /// `high`
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// The severity of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|s| s.name() == name)
    }
}

/// What no test of one object tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detector {
    /// An object lived for no longer than these seconds.
    ShortLived(i64),
    /// So many objects of one type in one namespace were deleted within so many seconds.
    BulkDeletion { count: usize, seconds: i64 },
    /// An Event was deleted while its lease lived.
    EventEarly,
    /// An image comes from another repository than before.
    ImageMoved,
    /// A value is JSON where others of its type are protobuf.
    Encoding,
    /// The key is not that of the object's name and namespace.
    KeyMismatch,
    /// A time contradicts the order of revisions.
    Contradiction,
    /// A lease on a key that has none.
    Lease,
    /// A value changed and its managed fields did not.
    Unmarked,
    /// A token with which nodes join lives for longer than these seconds.
    TokenLifetime(i64),
    /// A token of a service account in a Secret that no server made by itself.
    TokenByHand,
    /// A pod of a node is gone that did not wait for its deletion.
    Unannounced,
    /// A binding to a role that allows everything and is not called cluster-admin.
    OwnAdmin,
    /// Several keys changed in one revision, and not since a lease ended.
    OneRevision,
    /// A host that no other object names.
    ForeignHost,
    /// An object was made without managed fields, by a server that keeps them.
    Unmanaged,
}

impl Detector {
    /// Whether it asks what an object was before the change.
    pub(crate) fn compares(self) -> bool {
        matches!(self, Self::ImageMoved | Self::Unmarked)
    }
}

/// A rule.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Rule {
    /// Its name.
    pub id: String,
    /// What it finds, in a sentence without a full stop.
    pub title: String,
    /// How much it matters.
    pub severity: Severity,
    /// Techniques of ATT&CK.
    pub attack: Vec<String>,
    /// Controls of other tools that look at the same, as `kubescape/C-0057`.
    pub related: Vec<String>,
    /// Why it may be innocent.
    pub innocent: String,
    pub(crate) types: Vec<String>,
    pub(crate) on: Vec<KeyOperation>,
    pub(crate) when: Option<Test>,
    /// Whether it asks what an object was before the change.
    pub(crate) compares: bool,
    /// Whether it finds nothing in a change of what no rule of its kind looks at.
    pub(crate) steady: bool,
    pub(crate) unless: Option<Test>,
    pub(crate) detect: Option<Detector>,
    /// Where hosts are looked for.
    pub(crate) at: Vec<Path>,
    /// Where others name hosts that count as known.
    pub(crate) known: Vec<Path>,
}

/// Rules, each with a name of its own.
#[derive(Clone, Debug)]
pub struct Rules(Vec<Rule>);

impl Rules {
    /// The rules that kf brings.
    ///
    /// # Errors
    /// None, as long as a test reads them.
    pub fn own() -> Result<Self> {
        Self::parse(OWN_RULES.as_bytes())
    }

    /// Reads rules out of a file.
    ///
    /// # Errors
    /// Corrupt when it is no YAML, Invalid when a rule is none, with its name and line; Limit when a
    /// number of one is beyond [`MAX_RULE_NUMBER`].
    pub fn parse(text: &[u8]) -> Result<Self> {
        let mut rules = Self(Vec::new());
        for document in documents(text)? {
            let members = document.as_object();
            if members
                .and_then(|m| m.get("version"))
                .and_then(Value::as_int)
                != Some(1)
            {
                return Err(Error::invalid("the file has to begin with `version: 1`"));
            }
            let unknown = members.and_then(|m| {
                m.iter()
                    .map(|(n, _)| n)
                    .find(|n| !matches!(*n, "version" | "rules"))
            });
            if let Some(name) = unknown {
                return Err(Error::invalid(format!(
                    "{name:?} is no member of a file of rules"
                )));
            }
            let list = document.get("rules").and_then(Value::as_array);
            for value in list.ok_or_else(|| Error::invalid("the file has no list of rules"))? {
                rules.0.push(Rule::parse(value, text)?);
            }
        }
        rules.check()?;
        Ok(rules)
    }

    /// Adds rules; one of the same name takes the place of the one that was there.
    #[must_use]
    pub fn with(mut self, more: Self) -> Self {
        for rule in more.0 {
            match self.0.iter_mut().find(|own| own.id == rule.id) {
                Some(own) => *own = rule,
                None => self.0.push(rule),
            }
        }
        self
    }

    fn check(&self) -> Result<()> {
        for (i, rule) in self.0.iter().enumerate() {
            if self.0.iter().take(i).any(|other| other.id == rule.id) {
                return Err(Error::invalid(format!("two rules are called {}", rule.id)));
            }
        }
        Ok(())
    }

    /// The rules in the order they were given in.
    #[must_use]
    pub fn list(&self) -> &[Rule] {
        &self.0
    }
}

/// The members of a rule.
const MEMBERS: [&str; 15] = [
    "id",
    "title",
    "severity",
    "attack",
    "related",
    "innocent",
    "types",
    "operations",
    "when",
    "unless",
    "detect",
    "count",
    "seconds",
    "at",
    "known",
];

impl Rule {
    fn parse(value: &Value<'_>, text: &[u8]) -> Result<Self> {
        let id = value.str_at(&["id"]).filter(|id| !id.is_empty());
        let id = id.ok_or_else(|| Error::invalid("a rule has no id"))?;
        let members = value.as_object();
        let members = members.ok_or_else(|| Error::invalid("a rule is a map"))?;
        Self::read(id, members).map_err(|e| {
            let line = line(text, id, e.message());
            let line = line.map_or_else(String::new, |line| format!("line {line}: "));
            let what = format!("{line}rule {id}: {}", e.message());
            match e.kind() {
                ErrorKind::Limit => Error::limit(what),
                _ => Error::invalid(what),
            }
        })
    }

    fn read(id: &str, rule: &Map<'_>) -> Result<Self> {
        if let Some((name, _)) = rule.iter().find(|(name, _)| !MEMBERS.contains(name)) {
            return Err(Error::invalid(format!("{name:?} is no member of a rule")));
        }
        let needed = |name: &str| {
            let text = text_of(rule, name)?;
            text.filter(|t| !t.is_empty())
                .ok_or_else(|| Error::invalid(format!("{name}: is missing")))
        };
        let severity = needed("severity")?;
        let severity = Severity::from_name(&severity)
            .ok_or_else(|| Error::invalid("severity: is one of info, low, medium, high"))?;
        let on = texts_of(rule, "operations")?;
        let on: Option<Vec<KeyOperation>> = on
            .iter()
            .map(|name| KeyOperation::from_name(name))
            .collect();
        let mut on = on.ok_or_else(|| {
            Error::invalid("operations: takes created, updated, deleted, recreated")
        })?;
        if on.is_empty() {
            on = vec![
                KeyOperation::Created,
                KeyOperation::Recreated,
                KeyOperation::Updated,
            ];
        }
        let test = |name: &str| rule.get(name).map(Test::parse).transpose();
        let when = test("when")?;
        let detect = detector(rule)?;
        let made = Self {
            compares: when.as_ref().is_some_and(Test::compares)
                || detect.is_some_and(Detector::compares),
            steady: when.as_ref().is_some_and(Test::is_steady)
                || matches!(detect, Some(Detector::ImageMoved | Detector::ForeignHost)),
            id: id.to_owned(),
            title: needed("title")?,
            severity,
            attack: texts_of(rule, "attack")?,
            related: texts_of(rule, "related")?,
            innocent: needed("innocent")?,
            types: texts_of(rule, "types")?,
            on,
            when,
            unless: test("unless")?,
            detect,
            at: paths(rule, "at")?,
            known: paths(rule, "known")?,
        };
        let looks = detect == Some(Detector::ForeignHost);
        if looks == made.at.is_empty() || !looks && !made.known.is_empty() {
            return Err(Error::invalid(
                "at: is a member of rules with detect: foreign-host, as known: may be",
            ));
        }
        let deletes = made.on == [KeyOperation::Deleted] && !made.types.is_empty();
        if made.when.is_none() && made.detect.is_none() && !deletes {
            return Err(Error::invalid("when: or detect: is missing"));
        }
        if made.when.is_some() && made.detect.is_some() {
            return Err(Error::invalid(
                "when: and detect: stand in one rule; unless: is for that",
            ));
        }
        Ok(made)
    }

    /// Whether the rule looks at objects of a type.
    pub(crate) fn is_about(&self, resource: &str) -> bool {
        self.types.is_empty() || self.types.iter().any(|own| own == resource)
    }
}

/// A member of a rule that is a list of paths in objects.
fn paths(rule: &Map<'_>, name: &str) -> Result<Vec<Path>> {
    let texts = texts_of(rule, name)?;
    texts.iter().map(|text| Path::parse(text)).collect()
}

/// Members that some detectors need, and nothing else has.
const NUMBERS: [&str; 2] = ["count", "seconds"];

/// The line of a rule of that name, or of the member in it that a message begins with. The parser does not
/// say where a value stood.
fn line(text: &[u8], id: &str, message: &str) -> Option<usize> {
    let text = String::from_utf8_lossy(text);
    let words = |line: &str, name: &str, value: &str| {
        let plain: String = line.chars().filter(|c| !"'\"".contains(*c)).collect();
        let begin = |c: char| " {,-".contains(c);
        let mut rest = plain.as_str();
        while let Some(at) = rest.find(name) {
            let (before, after) = rest.split_at(at);
            let after = after.strip_prefix(name).unwrap_or_default();
            let named = before.chars().next_back().is_none_or(begin);
            let held = after.strip_prefix(':').map(str::trim_start);
            let fits = held.and_then(|held| held.strip_prefix(value));
            let end = |c: char| value.is_empty() || " ,}#".contains(c);
            if named && fits.is_some_and(|rest| rest.chars().next().is_none_or(end)) {
                return true;
            }
            rest = after;
        }
        false
    };
    let lines = || text.lines().zip(1_usize..);
    let is_rule = |line: &str| !line.trim_start().starts_with('#') && words(line, "id", id);
    let (_, rule) = lines().find(|(line, _)| is_rule(line))?;
    let member = message.split_once(':').map(|(name, _)| name);
    let member = member.filter(|name| MEMBERS.contains(name));
    let own = lines().skip(rule.saturating_sub(1));
    let mut own = own.take_while(|(line, at)| *at == rule || !words(line, "id", ""));
    let held = member.and_then(|member| own.find(|(line, _)| words(line, member, "")));
    Some(held.map_or(rule, |(_, at)| at))
}

fn detector(rule: &Map<'_>) -> Result<Option<Detector>> {
    for name in NUMBERS {
        let most = || {
            let what = format!("{name}: is {MAX_RULE_NUMBER} at most (MAX_RULE_NUMBER)");
            Err(Error::limit(what))
        };
        match rule.get(name) {
            Some(Value::Int(n)) if *n > MAX_RULE_NUMBER => return most(),
            // What 64 bits do not hold.
            Some(Value::Float(_)) => return most(),
            _ => {}
        }
    }
    let Some(name) = text_of(rule, "detect")? else {
        if let Some(name) = NUMBERS.iter().find(|name| rule.contains_key(name)) {
            return Err(Error::invalid(format!(
                "{name}: is a member of rules with detect:"
            )));
        }
        return Ok(None);
    };
    let number = |name: &str| {
        let number = rule.get(name).and_then(Value::as_int).filter(|n| *n > 0);
        number.ok_or_else(|| Error::invalid(format!("{name}: takes a number above 0")))
    };
    let takes: &[&str] = match name.as_str() {
        "short-lived" | "token-lifetime" => &["seconds"],
        "bulk-deletion" => &["count", "seconds"],
        _ => &[],
    };
    if let Some(name) = NUMBERS
        .iter()
        .find(|name| rule.contains_key(name) && !takes.contains(name))
    {
        let what = format!("{name}: is nothing that this detector looks at");
        return Err(Error::invalid(what));
    }
    Ok(Some(match name.as_str() {
        "short-lived" => Detector::ShortLived(number("seconds")?),
        "bulk-deletion" => Detector::BulkDeletion {
            count: usize::try_from(number("count")?).unwrap_or(usize::MAX),
            seconds: number("seconds")?,
        },
        "event-early" => Detector::EventEarly,
        "image-moved" => Detector::ImageMoved,
        "encoding" => Detector::Encoding,
        "key-mismatch" => Detector::KeyMismatch,
        "contradiction" => Detector::Contradiction,
        "lease" => Detector::Lease,
        "unmarked" => Detector::Unmarked,
        "token-lifetime" => Detector::TokenLifetime(number("seconds")?),
        "token-by-hand" => Detector::TokenByHand,
        "unannounced" => Detector::Unannounced,
        "own-admin" => Detector::OwnAdmin,
        "one-revision" => Detector::OneRevision,
        "foreign-host" => Detector::ForeignHost,
        "unmanaged" => Detector::Unmanaged,
        other => {
            return Err(Error::invalid(format!(
                "detect: nothing is called {other:?}"
            )));
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_rules_are_rules() {
        let rules = Rules::own().unwrap();
        assert!(rules.list().len() > 40);
        for rule in rules.list() {
            assert!(!rule.attack.is_empty(), "{}", rule.id);
            assert!(
                rule.innocent.ends_with('.') && !rule.title.ends_with('.'),
                "{}",
                rule.id
            );
        }
    }

    #[test]
    fn a_wrong_member_is_told_with_its_line() {
        let text = "version: 1\nrules:\n# id: ours\n- id: other\n  title: t\n  severity: low\n  innocent: i\n  \
                    when: {path: seconds, is: 1}\n- title: t\n  id: 'ours'\n  severity: low\n  innocent: i\n  \
                    detect: short-lived\n  seconds: 99999999999999999999\n- id: ours-too\n  seconds: 1\n";
        let error = Rules::parse(text.as_bytes()).unwrap_err();
        let what = "line 14: rule ours: seconds: is 1000000000 at most (MAX_RULE_NUMBER)";
        assert_eq!(error.message(), what);
    }

    #[test]
    fn wrong_rules_are_named() {
        let rule = "version: 1\nrules:\n- {id: x, title: t, severity: high, innocent: i, ";
        for (rest, why) in [
            ("wehn: {}}", "\"wehn\" is no member of a rule"),
            ("types: [pods]}", "when: or detect: is missing"),
            (
                "when: {path: a, is: 1}, operations: [read]}",
                "operations: takes created",
            ),
            ("detect: luck}", "nothing is called \"luck\""),
            (
                "detect: bulk-deletion, seconds: 3}",
                "count: takes a number above 0",
            ),
        ] {
            let error = Rules::parse(format!("{rule}{rest}").as_bytes()).unwrap_err();
            assert!(error.message().starts_with("line 3: rule x: "), "{error}");
            assert!(error.message().contains(why), "{error}");
        }
        for (member, kind) in [
            (
                "detect: short-lived, seconds: 99999999999999999999}",
                ErrorKind::Limit,
            ),
            (
                "detect: short-lived, seconds: 9223372036854775807}",
                ErrorKind::Limit,
            ),
            (
                "detect: bulk-deletion, seconds: 3, count: 1000000001}",
                ErrorKind::Limit,
            ),
            (
                "when: {path: a, is: 1}, seconds: 99999999999999999999}",
                ErrorKind::Limit,
            ),
            ("when: {path: a, is: 1}, seconds: 3}", ErrorKind::Invalid),
            ("detect: event-early, seconds: 3}", ErrorKind::Invalid),
        ] {
            let error = Rules::parse(format!("{rule}{member}").as_bytes()).unwrap_err();
            assert_eq!(error.kind(), kind, "{member}: {error}");
            let named = error.message().contains("1000000000 at most");
            assert_eq!(named, kind == ErrorKind::Limit, "{error}");
        }
        let most = format!("{rule}detect: short-lived, seconds: {MAX_RULE_NUMBER}}}");
        assert!(Rules::parse(most.as_bytes()).is_ok());
        let twice = format!(
            "{rule}operations: [deleted], types: a}}\n{}",
            rule.split_at(rule.find('-').unwrap()).1
        ) + "operations: [deleted], types: a}";
        assert_eq!(
            Rules::parse(twice.as_bytes()).unwrap_err().message(),
            "two rules are called x"
        );
        assert!(Rules::parse(b"rules: []").is_err());
    }
}
