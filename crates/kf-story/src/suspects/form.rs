//! Findings as text, as JSON and as SARIF 2.1.0.

use std::fmt::Write as _;

use kf_base::escape;
use kf_base::time::{Timestamp, rfc3339_nano_text};
use kf_object::Value;
use kf_object::encode::json;

use super::rule::{ATTACK_NOTICE, ATTACK_VERSION, Rule};
use super::{Finding, KeyAt, Severity, Suspects};
use crate::story::Origin;

/// A form of the findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuspectsForm {
    /// A block of lines for each finding.
    Text,
    /// One document.
    Json,
    /// For tools that take SARIF 2.1.0.
    Sarif,
}

/// What SARIF has to know of the program and the file.
#[derive(Clone, Debug)]
pub struct Tool<'t> {
    /// The program's version.
    pub version: &'t str,
    /// The first of the files.
    pub file: &'t str,
}

/// Most further places of a finding that text and SARIF name.
const MORE: usize = 5;

impl SuspectsForm {
    /// Appends all findings at least as severe as `least`.
    pub fn write(self, out: &mut Vec<u8>, suspects: &Suspects, least: Severity, tool: &Tool<'_>) {
        let shown = || {
            let all = suspects.findings.iter();
            all.filter(|finding| suspects.severity(finding) >= least)
                .filter_map(|finding| Some((finding, suspects.rule(finding)?)))
        };
        match self {
            Self::Text => shown().for_each(|(finding, rule)| text(out, finding, rule)),
            Self::Json => {
                let findings = shown()
                    .map(|(finding, rule)| value(finding, rule))
                    .collect();
                let document = Value::object([
                    ("apiVersion", Value::str("kf/v1")),
                    ("attack", attack()),
                    ("complete", Value::Bool(suspects.is_complete())),
                    ("findings", Value::Array(findings)),
                    ("kind", Value::str("Suspects")),
                    ("leftOff", number(suspects.left_off)),
                    ("ownersUnknown", number(suspects.ownerless)),
                    ("uncompared", number(suspects.uncompared)),
                    ("unknownBefore", number(suspects.blind)),
                    ("unread", number(suspects.unread)),
                ]);
                json::write(out, &document, 0);
                out.push(b'\n');
            }
            Self::Sarif => {
                let results = shown().map(|(finding, rule)| result(finding, rule, tool));
                let results = results.collect();
                json::write(out, &sarif(suspects, results, tool), 0);
                out.push(b'\n');
            }
        }
    }
}

/// Where technique ids come from.
fn attack() -> Value<'static> {
    Value::object([
        ("notice", Value::str(ATTACK_NOTICE)),
        ("version", Value::str(ATTACK_VERSION)),
    ])
}

fn number(n: u64) -> Value<'static> {
    Value::Int(i64::try_from(n).unwrap_or(i64::MAX))
}

fn owned(text: impl Into<String>) -> Value<'static> {
    Value::String(text.into().into())
}

fn texts(list: &[String]) -> Value<'static> {
    Value::Array(list.iter().map(|t| owned(t.as_str())).collect())
}

fn place(at: &KeyAt) -> Value<'static> {
    Value::object([
        ("etcdKey", owned(at.key.as_str())),
        ("revision", Value::Int(at.revision)),
    ])
}

fn stamp(time: Timestamp) -> Value<'static> {
    owned(rfc3339_nano_text(time, 0))
}

/// A finding as a member of the JSON document, and of `findings.jsonl`.
fn value(finding: &Finding, rule: &Rule) -> Value<'static> {
    let or_null = |value: Option<Value<'static>>| value.unwrap_or(Value::Null);
    let optional = |text: &Option<String>| or_null(text.as_deref().map(owned));
    let evidence = finding.evidence.iter().map(|e| {
        Value::object([
            ("path", owned(e.path.as_str())),
            ("value", owned(e.value.as_str())),
        ])
    });
    let techniques = rule.attack.iter().map(|id| {
        Value::object([
            ("id", owned(id.as_str())),
            ("version", Value::str(ATTACK_VERSION)),
        ])
    });
    let object = Value::object([
        ("apiVersion", owned(finding.api_version.as_str())),
        ("etcdKey", owned(finding.at.key.as_str())),
        ("kind", owned(finding.kind.as_str())),
        ("name", owned(finding.name.as_str())),
        ("namespace", optional(&finding.namespace)),
        ("resource", owned(finding.resource.as_str())),
        ("revision", Value::Int(finding.at.revision)),
    ]);
    Value::object([
        ("attack", Value::Array(techniques.collect())),
        ("evidence", Value::Array(evidence.collect())),
        ("innocentIf", owned(rule.innocent.as_str())),
        ("manager", optional(&finding.manager)),
        (
            "more",
            Value::Array(finding.more.iter().map(place).collect()),
        ),
        ("notAfter", or_null(finding.bracket.not_after.map(stamp))),
        ("notBefore", or_null(finding.bracket.not_before.map(stamp))),
        ("object", object),
        ("operation", owned(finding.operation.name())),
        ("origin", owned(finding.origin.text())),
        ("related", texts(&rule.related)),
        ("rule", owned(rule.id.as_str())),
        ("severity", owned(rule.severity.name())),
        ("time", or_null(finding.time.map(stamp))),
        ("title", owned(rule.title.as_str())),
    ])
}

impl Finding {
    /// The object, as `clusterrolebindings.rbac.authorization.k8s.io admin`.
    #[must_use]
    pub fn subject(&self) -> String {
        let name = match (&self.namespace, self.name.as_str()) {
            (_, "") => self.at.key.clone(),
            (Some(namespace), name) => format!("{namespace}/{name}"),
            (None, name) => name.to_owned(),
        };
        format!("{} {name}", self.resource)
    }

    /// When it was written, in words, and that the record was carved, if it was.
    #[must_use]
    pub fn when(&self) -> String {
        let shown = |time: Timestamp| rfc3339_nano_text(time, 0);
        let bracket = self.bracket;
        let when = match (self.time, bracket.not_before, bracket.not_after) {
            (Some(time), ..) => format!("at {}", shown(time)),
            (None, Some(from), Some(until)) => {
                format!("between {} and {}", shown(from), shown(until))
            }
            (None, Some(from), None) => format!("not before {}", shown(from)),
            (None, None, Some(until)) => format!("not after {}", shown(until)),
            (None, None, None) => "at an unknown time".to_owned(),
        };
        match self.origin {
            Origin::Reachable => when,
            carved => format!("{when} ({})", carved.text()),
        }
    }
}

/// A block of lines, in which what comes out of the file stays on its own line: a line break in a value
/// must not look like the next finding.
fn text(out: &mut Vec<u8>, finding: &Finding, rule: &Rule) {
    let by = finding.manager.as_ref().map(|m| format!(" by {m}"));
    let mut lines = vec![
        format!("{}  {}  {}", rule.severity.name(), rule.id, rule.title),
        format!(
            "  {}: {} at revision {}, {}{}",
            finding.subject(),
            finding.operation.name(),
            finding.at.revision,
            finding.when(),
            by.unwrap_or_default()
        ),
    ];
    let evidence = finding.evidence.iter();
    lines.extend(evidence.map(|e| format!("  {} = {}", e.path, e.value)));
    let more = finding.more.iter().take(MORE);
    lines.extend(more.map(|at| format!("  also {} at revision {}", at.key, at.revision)));
    if let Some(more) = finding.more.len().checked_sub(MORE).filter(|n| *n > 0) {
        lines.push(format!("  and {more} more"));
    }
    lines.push(format!(
        "  ATT&CK {ATTACK_VERSION}: {}",
        rule.attack.join(", ")
    ));
    lines.push(format!("  May be innocent: {}", rule.innocent));
    for line in lines {
        out.extend_from_slice(escape::text(&line).as_bytes());
        out.push(b'\n');
    }
    out.push(b'\n');
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "error",
        Severity::Medium => "warning",
        Severity::Low | Severity::Info => "note",
    }
}

/// The number by which services sort alerts (GitHub's `security-severity`).
fn score(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "8.0",
        Severity::Medium => "5.0",
        Severity::Low => "3.0",
        Severity::Info => "0.0",
    }
}

fn message(text: impl Into<String>) -> Value<'static> {
    Value::object([("text", owned(text))])
}

fn result(finding: &Finding, rule: &Rule, tool: &Tool<'_>) -> Value<'static> {
    let evidence: Vec<String> = finding
        .evidence
        .iter()
        .map(|e| format!("{} = {}", e.path, e.value))
        .collect();
    let said = format!(
        "{}: {} {} at revision {}, {}. {}",
        rule.title,
        finding.subject(),
        finding.operation.name(),
        finding.at.revision,
        finding.when(),
        evidence.join("; ")
    );
    let location = |at: &KeyAt| {
        Value::object([
            (
                "logicalLocations",
                Value::Array(vec![Value::object([
                    (
                        "fullyQualifiedName",
                        owned(format!("{}@{}", at.key, at.revision)),
                    ),
                    ("kind", Value::str("resource")),
                ])]),
            ),
            (
                "physicalLocation",
                Value::object([
                    (
                        "artifactLocation",
                        Value::object([("uri", owned(uri(tool.file)))]),
                    ),
                    ("region", Value::object([("startLine", Value::Int(1))])),
                ]),
            ),
        ])
    };
    let more: Vec<Value<'static>> = finding.more.iter().take(MORE).map(location).collect();
    Value::object([
        ("level", owned(level(rule.severity))),
        ("locations", Value::Array(vec![location(&finding.at)])),
        ("message", message(said)),
        (
            "partialFingerprints",
            Value::object([(
                "etcdKeyAndRevision/v1",
                owned(format!(
                    "{} {} {}",
                    rule.id, finding.at.key, finding.at.revision
                )),
            )]),
        ),
        ("relatedLocations", Value::Array(more)),
        ("ruleId", owned(rule.id.as_str())),
    ])
}

/// A file name as a relative reference (RFC 3986).
fn uri(name: &str) -> String {
    let mut uri = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

fn sarif(suspects: &Suspects, results: Vec<Value<'static>>, tool: &Tool<'_>) -> Value<'static> {
    let rules = suspects.rules.list().iter().map(|rule| {
        Value::object([
            (
                "defaultConfiguration",
                Value::object([("level", owned(level(rule.severity)))]),
            ),
            (
                "fullDescription",
                message(format!("{}. {}", rule.title, rule.innocent)),
            ),
            ("id", owned(rule.id.as_str())),
            (
                "properties",
                Value::object([
                    ("attack", texts(&rule.attack)),
                    ("attackVersion", Value::str(ATTACK_VERSION)),
                    ("related", texts(&rule.related)),
                    ("security-severity", owned(score(rule.severity))),
                    ("tags", Value::Array(vec![Value::str("security")])),
                ]),
            ),
            ("shortDescription", message(rule.title.as_str())),
        ])
    });
    let driver = Value::object([
        ("name", Value::str("kf")),
        ("rules", Value::Array(rules.collect())),
        ("version", owned(tool.version)),
    ]);
    let run = Value::object([
        (
            "invocations",
            Value::Array(vec![Value::object([(
                "executionSuccessful",
                Value::Bool(suspects.is_complete()),
            )])]),
        ),
        ("properties", Value::object([("attack", attack())])),
        ("results", Value::Array(results)),
        ("tool", Value::object([("driver", driver)])),
    ]);
    Value::object([
        (
            "$schema",
            Value::str("https://json.schemastore.org/sarif-2.1.0.json"),
        ),
        ("runs", Value::Array(vec![run])),
        ("version", Value::str("2.1.0")),
    ])
}
