//! What a verification found, and how it is shown.

mod json;
mod junit;
mod text;

use std::collections::BTreeMap;

use kf_base::count::counted;
use kf_base::error::Error;
use kf_base::limits::{MAX_FINDING_BYTES, MAX_FINDING_DETAILS, MAX_FINDINGS};
use kf_schema::Minor;

/// What is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Keys, revisions, leases and values, with what etcd answers.
    Etcd,
    /// Objects, with what a kube-apiserver answers.
    Objects,
}

/// A whole verification.
#[derive(Debug, Default)]
pub struct Report {
    /// The snapshot's name.
    pub snapshot: String,
    /// The etcd revision at which everything was compared.
    pub revision: i64,
    /// What etcd calls its version, such as `3.5.30`.
    pub etcd_version: Option<String>,
    /// What the kube-apiserver calls its version, such as `v1.36.3`.
    pub kube_version: Option<String>,
    /// As which minor kf read the objects, where that is not the snapshot's.
    pub read_as: Option<ReadAs>,
    /// What was compared, in the order in which it was.
    pub groups: Vec<Group>,
    /// What was not compared because there is nothing to compare it with.
    pub notes: Vec<Note>,
}

/// A minor that objects are read as, though another one wrote them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadAs {
    /// The minor whose rules count: the kube-apiserver's.
    pub minor: Minor,
    /// The minor of the snapshot.
    pub written: Minor,
}

/// How a verification ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Everything was compared, and all differences have a known cause.
    Equal,
    /// Everything was compared, and there are other differences.
    Mismatch,
    /// Something could not be compared.
    Incomplete,
}

impl Status {
    /// One word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Status::Equal => "equal",
            Status::Mismatch => "mismatch",
            Status::Incomplete => "incomplete",
        }
    }
}

/// Keys of the snapshot that were not compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Why, such as `no objects of the API`.
    pub reason: String,
    /// What they are, such as `[masterleases]`.
    pub what: String,
    /// How many.
    pub count: u64,
}

/// Things that are compared alike: etcd's keys, its leases, the objects of one resource in one
/// version.
///
/// Findings beyond [`MAX_FINDINGS`] are counted and not kept: [`Group::found`] sees to it, and
/// [`Group::apart_count`] and [`Group::mismatch_count`] tell of all.
#[derive(Debug)]
pub struct Group {
    /// What it belongs to.
    pub level: Level,
    /// `keys`, `leases`, or a resource such as `deployments.v1.apps`.
    pub name: String,
    /// How many were compared: of objects those that kf reads.
    pub compared: u64,
    /// How many of them are equal.
    pub equal: u64,
    /// Differences that the stack itself makes, each with its cause.
    pub apart: Vec<Finding>,
    /// All other differences.
    pub mismatches: Vec<Finding>,
    /// Why it could not be compared, or not in full.
    pub failure: Option<Error>,
    /// How many findings there are beyond those that are kept.
    pub more: More,
}

/// Findings that are counted and not kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct More {
    /// By cause.
    pub apart: BTreeMap<Cause, u64>,
    /// Without one.
    pub mismatches: u64,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What differs: an etcd key, or NAMESPACE/NAME of an object.
    pub subject: String,
    /// How it differs.
    pub kind: Kind,
    /// Which of the stack's own doings made the difference; `None` for a mismatch.
    pub cause: Option<Cause>,
    /// Where it differs: lines of a diff, kf's with `-` and the server's with `+`, or a sentence.
    /// Empty when too many came before it.
    pub detail: String,
}

/// How two sides differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Both have it, and it differs.
    Changed,
    /// kf reads it from the snapshot, and the server does not have it.
    Missing,
    /// The server has it, and kf does not read it from the snapshot.
    Extra,
    /// kf cannot read what the server has.
    Unreadable,
}

/// What the stack itself does to a restored state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// A newer server fills in fields that the snapshot's own version did not have.
    Defaulted,
    /// The object's lease ended after the restored etcd started to count it.
    LeaseExpired,
    /// The kube-apiserver wrote the object when it started.
    WrittenAtStart,
    /// The API is served by another server, which is not part of the snapshot.
    Aggregated,
    /// One of the two does not convert the object to a version that the other can show.
    Conversion,
}

impl Level {
    /// One word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Level::Etcd => "etcd",
            Level::Objects => "objects",
        }
    }
}

impl Kind {
    /// One word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Kind::Changed => "changed",
            Kind::Missing => "missing",
            Kind::Extra => "extra",
            Kind::Unreadable => "unreadable",
        }
    }

    /// What it says of a thing.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Kind::Changed => "differs",
            Kind::Missing => "the server does not have it",
            Kind::Extra => "only the server has it",
            Kind::Unreadable => "kf cannot read it",
        }
    }
}

impl Cause {
    /// Its name in structured output.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Cause::Defaulted => "Defaulted",
            Cause::LeaseExpired => "LeaseExpired",
            Cause::WrittenAtStart => "WrittenAtStart",
            Cause::Aggregated => "Aggregated",
            Cause::Conversion => "Conversion",
        }
    }

    /// What it does.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Cause::Defaulted => {
                "the server is newer than the snapshot, and fills in fields that the snapshot's \
                 Kubernetes did not have"
            }
            Cause::LeaseExpired => {
                "the object was attached to a lease, which ended after the restored etcd started \
                 to count it"
            }
            Cause::WrittenAtStart => {
                "the kube-apiserver wrote the object when it started, at a revision above the \
                 snapshot's"
            }
            Cause::Aggregated => {
                "the API is served by another server, which is not part of the snapshot"
            }
            Cause::Conversion => {
                "the object is stored in a version that one of the two does not convert to a \
                 version that the other can show"
            }
        }
    }
}

impl Group {
    /// A group of which nothing was compared yet.
    #[must_use]
    pub fn new(level: Level, name: impl Into<String>) -> Self {
        Self {
            level,
            name: name.into(),
            compared: 0,
            equal: 0,
            apart: Vec::new(),
            mismatches: Vec::new(),
            failure: None,
            more: More::default(),
        }
    }

    /// Whether another finding without a cause, or with one, would be kept with its detail: else
    /// there is no need to make the text.
    #[must_use]
    pub fn wants_detail(&self, cause: Option<Cause>) -> bool {
        self.kept(cause).len() < MAX_FINDING_DETAILS
    }

    fn kept(&self, cause: Option<Cause>) -> &Vec<Finding> {
        match cause {
            Some(_) => &self.apart,
            None => &self.mismatches,
        }
    }

    /// Adds a finding, or counts it when there are too many. Long details are cut.
    pub fn found(&mut self, mut finding: Finding) {
        if !self.wants_detail(finding.cause) {
            finding.detail.clear();
        }
        cut(&mut finding.detail);
        if self.kept(finding.cause).len() >= MAX_FINDINGS {
            let count = match finding.cause {
                Some(cause) => self.more.apart.entry(cause).or_default(),
                None => &mut self.more.mismatches,
            };
            *count = count.saturating_add(1);
            return;
        }
        match finding.cause {
            Some(_) => self.apart.push(finding),
            None => self.mismatches.push(finding),
        }
    }

    /// How many differences have a known cause.
    #[must_use]
    pub fn apart_count(&self) -> u64 {
        let more = self.more.apart.values();
        more.fold(count(&self.apart), |sum, n| sum.saturating_add(*n))
    }

    /// How many differences have none.
    #[must_use]
    pub fn mismatch_count(&self) -> u64 {
        count(&self.mismatches).saturating_add(self.more.mismatches)
    }

    /// How it ended.
    #[must_use]
    pub fn status(&self) -> Status {
        match (&self.failure, self.mismatch_count()) {
            (Some(_), _) => Status::Incomplete,
            (None, 0) => Status::Equal,
            (None, _) => Status::Mismatch,
        }
    }

    /// Whether there was nothing on either side, and nothing went wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.compared == 0
            && self.failure.is_none()
            && self.apart_count() == 0
            && self.mismatch_count() == 0
    }
}

fn count(findings: &[Finding]) -> u64 {
    u64::try_from(findings.len()).unwrap_or(u64::MAX)
}

/// Cuts a text behind the last whole line that has room.
fn cut(text: &mut String) {
    if text.len() <= MAX_FINDING_BYTES {
        return;
    }
    let mut end = MAX_FINDING_BYTES;
    while !text.is_char_boundary(end) {
        end = end.saturating_sub(1);
    }
    let head = text.get(..end).unwrap_or_default();
    let end = head.rfind('\n').map_or(end, |at| at.saturating_add(1));
    let rest = text.get(end..).unwrap_or_default();
    let lines = counted(rest.lines().count(), "more line", "more lines");
    let note = format!("... and {lines}\n");
    text.truncate(end);
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&note);
}

/// The sums of all groups of a report, or of some.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// How many were compared.
    pub compared: u64,
    /// How many are equal.
    pub equal: u64,
    /// Differences with a known cause.
    pub apart: u64,
    /// Other differences.
    pub mismatches: u64,
    /// Groups that could not be compared, or not in full.
    pub failures: u64,
}

impl Totals {
    fn of<'g>(groups: impl IntoIterator<Item = &'g Group>) -> Self {
        groups.into_iter().fold(Self::default(), |sum, g| Self {
            compared: sum.compared.saturating_add(g.compared),
            equal: sum.equal.saturating_add(g.equal),
            apart: sum.apart.saturating_add(g.apart_count()),
            mismatches: sum.mismatches.saturating_add(g.mismatch_count()),
            failures: sum.failures.saturating_add(u64::from(g.failure.is_some())),
        })
    }
}

impl Report {
    /// How the verification ended.
    #[must_use]
    pub fn status(&self) -> Status {
        let all = self.groups.iter().map(Group::status);
        all.max().unwrap_or(Status::Equal)
    }

    /// The sums of all groups.
    #[must_use]
    pub fn totals(&self) -> Totals {
        Totals::of(&self.groups)
    }

    /// How many differences each known cause has made.
    #[must_use]
    pub fn causes(&self) -> BTreeMap<Cause, u64> {
        let mut causes: BTreeMap<Cause, u64> = BTreeMap::new();
        for group in &self.groups {
            let kept = group.apart.iter().filter_map(|f| Some((f.cause?, 1)));
            let more = group.more.apart.iter().map(|(cause, n)| (*cause, *n));
            for (cause, n) in kept.chain(more) {
                let count = causes.entry(cause).or_default();
                *count = count.saturating_add(n);
            }
        }
        causes
    }
}

#[cfg(test)]
mod tests;
