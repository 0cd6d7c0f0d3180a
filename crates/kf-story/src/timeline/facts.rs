//! Times that objects tell of besides that of their own writing.
//!
//! Each is told of once, by the first change whose object has it and the one before had not.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use kf_base::limits::MAX_STORY_FACTS;
use kf_base::time::Timestamp;
use kf_manifest::helm::{self, Release};
use kf_object::Value;
use kf_view::secrets::Certificate;

/// What a time that an object tells of is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FactKind {
    /// A deletion was asked for that waits for a grace period or finalizers.
    DeletionRequested,
    /// An Event was seen first.
    EventFirst,
    /// An Event was seen last.
    EventLast,
    /// A container started.
    ContainerStarted,
    /// A container ended.
    ContainerFinished,
    /// A condition changed.
    Condition,
    /// A lease went to another holder.
    Holder,
    /// The validity of a certificate starts.
    CertificateFrom,
    /// The validity of a certificate ends.
    CertificateUntil,
    /// A release of Helm's was installed, upgraded or rolled back.
    Helm,
}

impl FactKind {
    /// What users of Timesketch know such a time as.
    #[must_use]
    pub fn description(self) -> &'static str {
        match self {
            Self::DeletionRequested => "Deletion Requested",
            Self::EventFirst => "Event First Seen",
            Self::EventLast => "Event Last Seen",
            Self::ContainerStarted => "Container Started",
            Self::ContainerFinished => "Container Finished",
            Self::Condition => "Condition Transition",
            Self::Holder => "Lease Holder Changed",
            Self::CertificateFrom => "Certificate Not Before",
            Self::CertificateUntil => "Certificate Not After",
            Self::Helm => "Helm Release",
        }
    }

    /// The kind of data, as plaso names such.
    #[must_use]
    pub fn data_type(self) -> &'static str {
        match self {
            Self::DeletionRequested => "kubernetes:deletion",
            Self::EventFirst | Self::EventLast => "kubernetes:event",
            Self::ContainerStarted | Self::ContainerFinished => "kubernetes:container",
            Self::Condition => "kubernetes:condition",
            Self::Holder => "kubernetes:lease",
            Self::CertificateFrom | Self::CertificateUntil => "kubernetes:certificate",
            Self::Helm => "kubernetes:helm",
        }
    }

    /// The field that tells of the time.
    #[must_use]
    pub fn source(self) -> &'static str {
        match self {
            Self::DeletionRequested => "deletionTimestamp",
            Self::EventFirst => "firstTimestamp",
            Self::EventLast => "lastTimestamp",
            Self::ContainerStarted => "startedAt",
            Self::ContainerFinished => "finishedAt",
            Self::Condition => "lastTransitionTime",
            Self::Holder => "renewTime",
            Self::CertificateFrom => "notBefore",
            Self::CertificateUntil => "notAfter",
            Self::Helm => "last_deployed",
        }
    }
}

/// A time that an object tells of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// The time.
    pub time: Timestamp,
    /// What it is.
    pub kind: FactKind,
    /// What happened then.
    pub text: String,
}

/// The facts that an object tells of and the one before did not, in the order of their times.
pub(super) fn of(before: Option<&Value<'_>>, after: &Value<'_>) -> Vec<Fact> {
    let mut new = told(after);
    if let Some(before) = before {
        if !new.is_empty() {
            let old = told(before);
            new.retain(|fact| !old.contains(fact));
        }
        new.extend(holder(before, after));
    }
    new.sort();
    new.dedup();
    new
}

fn told(object: &Value<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    deletion(object, &mut facts);
    let kind = object.str_at(&["kind"]).unwrap_or_default();
    match kind {
        "Event" => event(object, &mut facts),
        "Pod" => containers(object, &mut facts),
        "Secret" | "ConfigMap" if helm::is_release(object) => release(object, &mut facts),
        "Secret" => secret(object, &mut facts),
        "CertificateSigningRequest" => {
            let certificate = object.str_at(&["status", "certificate"]);
            certificates("status.certificate", certificate, &mut facts);
        }
        _ => {}
    }
    conditions(object, &mut facts);
    facts.truncate(MAX_STORY_FACTS);
    facts
}

fn time_at(object: &Value<'_>, path: &[&str]) -> Option<Timestamp> {
    Timestamp::parse(object.str_at(path)?).filter(|time| !time.is_go_zero())
}

fn deletion(object: &Value<'_>, facts: &mut Vec<Fact>) {
    let Some(due) = time_at(object, &["metadata", "deletionTimestamp"]) else {
        return;
    };
    let grace = object.at(&["metadata", "deletionGracePeriodSeconds"]);
    let grace = grace.and_then(Value::as_int).unwrap_or(0);
    let time = Timestamp::new(due.seconds.saturating_sub(grace), due.nanos.into());
    facts.push(Fact {
        time,
        kind: FactKind::DeletionRequested,
        text: format!("deletion requested, with {grace} s of grace"),
    });
}

fn event(object: &Value<'_>, facts: &mut Vec<Fact>) {
    let text_at = |path: &[&str]| object.str_at(path).unwrap_or_default();
    let about = ["involvedObject", "regarding"]
        .into_iter()
        .find_map(|about| {
            let name = object.str_at(&[about, "name"])?;
            Some(format!("{} {name}", text_at(&[about, "kind"])))
        });
    let message = match text_at(&["message"]) {
        "" => text_at(&["note"]),
        message => message,
    };
    let text = format!(
        "{} {} {}: {message}",
        text_at(&["type"]),
        text_at(&["reason"]),
        about.unwrap_or_default()
    );
    let first = ["firstTimestamp", "eventTime", "deprecatedFirstTimestamp"];
    let first = first.iter().find_map(|p| time_at(object, &[p]));
    let series: &[&str] = &["series", "lastObservedTime"];
    let last: [&[&str]; 3] = [series, &["lastTimestamp"], &["deprecatedLastTimestamp"]];
    let last = last.into_iter().filter_map(|p| time_at(object, p)).max();
    facts.extend(first.map(|time| Fact {
        time,
        kind: FactKind::EventFirst,
        text: text.clone(),
    }));
    facts.extend(last.filter(|last| Some(*last) != first).map(|time| Fact {
        time,
        kind: FactKind::EventLast,
        text,
    }));
}

/// A lease that went to another holder.
fn holder(before: &Value<'_>, after: &Value<'_>) -> Option<Fact> {
    let path = ["spec", "holderIdentity"];
    if after.str_at(&["kind"]) != Some("Lease") {
        return None;
    }
    let (old, new) = (before.str_at(&path), after.str_at(&path));
    if old == new {
        return None;
    }
    let shown = |holder: Option<&str>| {
        holder
            .filter(|h| !h.is_empty())
            .unwrap_or("nobody")
            .to_owned()
    };
    let acquired = time_at(after, &["spec", "acquireTime"]);
    Some(Fact {
        time: acquired.or_else(|| time_at(after, &["spec", "renewTime"]))?,
        kind: FactKind::Holder,
        text: format!("lease from {} to {}", shown(old), shown(new)),
    })
}

fn containers(object: &Value<'_>, facts: &mut Vec<Fact>) {
    for member in [
        "initContainerStatuses",
        "containerStatuses",
        "ephemeralContainerStatuses",
    ] {
        let statuses = object.at(&["status", member]).and_then(Value::as_array);
        for status in statuses.unwrap_or_default() {
            let name = status.str_at(&["name"]).unwrap_or_default();
            for state in ["state", "lastState"] {
                for phase in ["running", "terminated"] {
                    let started = time_at(status, &[state, phase, "startedAt"]);
                    facts.extend(started.map(|time| Fact {
                        time,
                        kind: FactKind::ContainerStarted,
                        text: format!("container {name} started"),
                    }));
                }
                let ended = |path| time_at(status, &[state, "terminated", path]);
                let code = status.at(&[state, "terminated", "exitCode"]);
                let code = code.and_then(Value::as_int).unwrap_or(0);
                facts.extend(ended("finishedAt").map(|time| Fact {
                    time,
                    kind: FactKind::ContainerFinished,
                    text: format!("container {name} ended with exit code {code}"),
                }));
            }
        }
    }
}

fn conditions(object: &Value<'_>, facts: &mut Vec<Fact>) {
    let conditions = object
        .at(&["status", "conditions"])
        .and_then(Value::as_array);
    for condition in conditions.unwrap_or_default() {
        let text_at = |member: &str| condition.str_at(&[member]).unwrap_or_default();
        let time = time_at(condition, &["lastTransitionTime"]);
        let reason = match text_at("reason") {
            "" => String::new(),
            reason => format!(" ({reason})"),
        };
        facts.extend(time.map(|time| Fact {
            time,
            kind: FactKind::Condition,
            text: format!(
                "condition {}={}{reason}",
                text_at("type"),
                text_at("status")
            ),
        }));
    }
}

fn release(object: &Value<'_>, facts: &mut Vec<Fact>) {
    let Ok(release) = Release::decode(object) else {
        return;
    };
    let release = release.into_summary();
    let time = time_at(release.json(), &["info", "last_deployed"]);
    let status = release
        .json()
        .str_at(&["info", "status"])
        .unwrap_or_default();
    facts.extend(time.map(|time| Fact {
        time,
        kind: FactKind::Helm,
        text: format!(
            "release {} revision {} {status}",
            release.name(),
            release.revision()
        ),
    }));
}

fn secret(object: &Value<'_>, facts: &mut Vec<Fact>) {
    let data = object.at(&["data"]).and_then(Value::as_object);
    for (name, value) in data.into_iter().flat_map(kf_object::Map::iter) {
        if name.ends_with(".crt") || name.ends_with(".pem") {
            certificates(name, value.as_str(), facts);
        }
    }
}

/// Certificates in PEM in a base64 text.
fn certificates(name: &str, base64: Option<&str>, facts: &mut Vec<Fact>) {
    let Some(pem) = base64.and_then(|text| STANDARD.decode(text).ok()) else {
        return;
    };
    for certificate in Certificate::all(name, &pem) {
        let text = format!("certificate {} in {name}", certificate.subject);
        facts.push(Fact {
            time: certificate.not_before,
            kind: FactKind::CertificateFrom,
            text: format!("{text} is valid from here"),
        });
        facts.push(Fact {
            time: certificate.not_after,
            kind: FactKind::CertificateUntil,
            text: format!("{text} is valid until here"),
        });
    }
}
