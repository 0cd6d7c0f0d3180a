//! `kf secrets`

use super::get::missing;
use super::structured::{number, text};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::secrets::{SecretsArgs, SecretsOutput};
use crate::cli::exit::ExitStatus;
use crate::cli::message::Head;
use crate::cli::report::{Outcome, Report};
use crate::cli::session::{Opening, say_lack};
use crate::cli::streams::Streams;
use crate::count::counted;
use crate::error::Error;
use crate::escape;
use crate::object::Value;
use crate::object::encode::Format;
use crate::object::redact::Redactor;
use crate::snapshot::secrets::{Certificate, Contents, Inventory, Sealing, Secret, User};
use crate::text::tabwriter::TabWriter;
use crate::time::{self, Timestamp};

/// Runs `kf secrets`.
pub(crate) fn run(
    args: &SecretsArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let opening = Opening::new(snapshot).hinting_at_salvage();
    opening.with_view(streams, |session, report, out| {
        let view = &session.view;
        let now = session.now()?;
        let namespace = args.scope.only_given();
        let inventory = view.secrets(namespace)?;
        if view.redactor().is_some_and(Redactor::is_strict) {
            report.headed(
                Head::Note,
                "sizes are those of digests, and certificates are not looked at",
            );
        }
        let mut screen = Vec::new();
        match args.output {
            Some(SecretsOutput::Json) => Format::Json.write(&mut screen, &value(&inventory)),
            Some(SecretsOutput::Yaml) => Format::Yaml.write(&mut screen, &value(&inventory)),
            wide => tables(
                &mut screen,
                &inventory,
                now,
                wide.is_some(),
                args.headers.shown(),
            ),
        }
        out.write_all(&screen)?;
        session.say_problems(report);
        if inventory.secrets.is_empty() && report.problems() == 0 {
            report.note(&match namespace {
                Some(namespace) => format!("No Secrets found in {namespace} namespace."),
                None => "No Secrets found".to_owned(),
            });
            say_lack(view, report)?;
            missing::hint_at_namespace(view, namespace, report);
        }
        let unread = inventory
            .secrets
            .iter()
            .filter_map(|s| s.contents.as_ref().err());
        say(
            report,
            unread,
            "Secrets are encrypted: their types, keys and certificates are not known",
        );
        say(
            report,
            inventory.problems.iter(),
            "other objects are encrypted: which Secrets they use is not known",
        );
        Ok(report.status())
    })
}

/// Says each problem; those of values that are encrypted, of which there may be very many and
/// which the output names, in one line.
fn say<'e>(report: &mut Report<'_>, problems: impl Iterator<Item = &'e Error>, encrypted: &str) {
    let mut count = 0_usize;
    let mut first = None;
    for problem in problems {
        if problem.is_encrypted() {
            count = count.saturating_add(1);
            first.get_or_insert(problem);
        } else {
            report.problem(problem);
        }
    }
    if let Some(first) = first {
        let error = Error::new(first.kind(), format!("{count} {encrypted}"));
        report.problem(&match first.hint_text() {
            Some(hint) => error.hint(hint),
            None => error,
        });
    }
}

/// `aescbc:key1`
fn sealing(sealing: Option<&Sealing>) -> String {
    match sealing {
        None => "<none>".to_owned(),
        Some(s) => escape::text(&match s.version.as_str() {
            "v1" => format!("{}:{}", s.provider, s.key),
            version => format!("{}:{version}:{}", s.provider, s.key),
        }),
    }
}

fn tables(out: &mut Vec<u8>, inventory: &Inventory, now: Timestamp, wide: bool, headers: bool) {
    let mut table = TabWriter::new();
    if headers && !inventory.stored.is_empty() {
        table.write("RESOURCE\tENCRYPTED\tOBJECTS\n");
    }
    for stored in &inventory.stored {
        table.write(&format!(
            "{}\t{}\t{}\n",
            escape::text(&stored.resource),
            sealing(stored.sealing.as_ref()),
            stored.objects
        ));
    }
    table.flush(out);
    if !inventory.secrets.is_empty() {
        out.push(b'\n');
        let mut table = TabWriter::new();
        if headers {
            table.write("NAMESPACE\tNAME\tTYPE\tKEYS\tAGE\tENCRYPTED\tUSED-BY\tEXPIRES");
            table.write(if wide {
                "\tREVISION\tCERTIFICATES\n"
            } else {
                "\n"
            });
        }
        for secret in &inventory.secrets {
            table.write(&row(secret, now, wide));
        }
        table.flush(out);
    }
    let secret = |key: &[u8]| key.windows(9).any(|w| w == b"/secrets/");
    let others = inventory.sealed.iter().filter(|s| !secret(&s.key));
    let mut others = others.peekable();
    if wide && others.peek().is_some() {
        out.push(b'\n');
        let mut table = TabWriter::new();
        if headers {
            table.write("KEY\tENCRYPTED\n");
        }
        for other in others {
            table.write(&format!(
                "{}\t{}\n",
                escape::text(&String::from_utf8_lossy(&other.key)),
                sealing(Some(&other.sealing))
            ));
        }
        table.flush(out);
    }
}

fn row(secret: &Secret, now: Timestamp, wide: bool) -> String {
    let (kind, keys, age, expires, certificates) = match &secret.contents {
        Ok(contents) => (
            escape::text(&contents.secret_type),
            keys(contents, wide),
            contents.created.map_or_else(
                || "<unknown>".to_owned(),
                |at| time::human_duration(now.nanos_since(at)),
            ),
            expires(contents, now),
            certificates(contents),
        ),
        Err(e) => {
            let why = if e.is_encrypted() {
                "<encrypted>"
            } else {
                "<unreadable>"
            };
            let unknown = || "<unknown>".to_owned();
            (why.to_owned(), unknown(), unknown(), unknown(), unknown())
        }
    };
    let mut row = format!(
        "{}\t{}\t{kind}\t{keys}\t{age}\t{}\t{}\t{expires}",
        escape::text(&secret.namespace),
        escape::text(&secret.name),
        sealing(secret.sealing.as_ref()),
        users(&secret.users, wide),
    );
    if wide {
        let revision = match secret.mod_revision {
            0 => "<unknown>".to_owned(),
            revision => revision.to_string(),
        };
        row.push_str(&format!("\t{revision}\t{certificates}"));
    }
    row.push('\n');
    row
}

fn keys(contents: &Contents, wide: bool) -> String {
    if !wide {
        return contents.keys.len().to_string();
    }
    let keys = contents.keys.iter();
    let keys: Vec<String> = keys
        .map(|k| format!("{}({})", escape::text(&k.name), k.bytes))
        .collect();
    or_none(keys.join(","))
}

/// The first user at work and how many more; in the wide form all of them.
fn users(users: &[User], wide: bool) -> String {
    let text = |u: &User| {
        let name = escape::text(&format!("{}/{}", u.kind, u.name));
        if u.live { name } else { format!("({name})") }
    };
    let mut shown: Vec<&User> = users.iter().collect();
    shown.sort_by_key(|u| !u.live);
    match (shown.as_slice(), wide) {
        ([], _) => "<none>".to_owned(),
        ([first], false) => text(first),
        ([first, rest @ ..], false) => format!("{} +{}", text(first), rest.len()),
        (all, true) => all.iter().map(|u| text(u)).collect::<Vec<_>>().join(","),
    }
}

/// When the first certificate ends that is not an authority's, or else that of an authority.
fn expires(contents: &Contents, now: Timestamp) -> String {
    let ends = |authority: bool| {
        let mine = contents.certificates.iter();
        let mine = mine.filter(move |c| c.authority == authority);
        mine.map(|c| c.not_after).min()
    };
    match ends(false).or_else(|| ends(true)) {
        None => "<none>".to_owned(),
        Some(end) if end < now => {
            format!("expired {} ago", time::human_duration(now.nanos_since(end)))
        }
        Some(end) => time::human_duration(end.nanos_since(now)),
    }
}

fn certificates(contents: &Contents) -> String {
    let all = contents.certificates.iter().map(|c| {
        let until = time::time_text(c.not_after.seconds).unwrap_or_default();
        let kind = if c.authority { ", CA" } else { "" };
        format!(
            "{}: {} ({}, until {until}{kind})",
            escape::text(&c.key),
            escape::text(&c.subject),
            counted(c.alternative_names, "name", "names")
        )
    });
    or_none(all.collect::<Vec<_>>().join("; "))
}

fn or_none(text: String) -> String {
    if text.is_empty() {
        "<none>".to_owned()
    } else {
        text
    }
}

fn sealing_value(sealing: Option<&Sealing>) -> Value<'static> {
    sealing.map_or(Value::Null, |s| {
        Value::object([
            ("provider", text(s.provider.as_str())),
            ("version", text(s.version.as_str())),
            ("key", text(s.key.as_str())),
        ])
    })
}

fn value(inventory: &Inventory) -> Value<'static> {
    let stored = inventory.stored.iter().map(|s| {
        Value::object([
            ("resource", text(s.resource.as_str())),
            ("encrypted", sealing_value(s.sealing.as_ref())),
            ("objects", number(s.objects)),
        ])
    });
    let sealed = inventory.sealed.iter().map(|s| {
        Value::object([
            ("key", text(String::from_utf8_lossy(&s.key))),
            ("encrypted", sealing_value(Some(&s.sealing))),
        ])
    });
    let secrets = inventory.secrets.iter().map(secret_value);
    Value::object([
        ("stored", Value::Array(stored.collect())),
        ("encryptedObjects", Value::Array(sealed.collect())),
        ("secrets", Value::Array(secrets.collect())),
    ])
}

fn secret_value(secret: &Secret) -> Value<'static> {
    let users = secret.users.iter().map(|u| {
        Value::object([
            ("kind", text(u.kind.as_str())),
            ("namespace", text(u.namespace.as_str())),
            ("name", text(u.name.as_str())),
            ("live", Value::Bool(u.live)),
        ])
    });
    let mut members = vec![
        ("namespace", text(secret.namespace.as_str())),
        ("name", text(secret.name.as_str())),
        (
            "modRevision",
            match secret.mod_revision {
                // A dump may tell none.
                0 => Value::Null,
                revision => Value::Int(revision),
            },
        ),
        ("encrypted", sealing_value(secret.sealing.as_ref())),
        ("usedBy", Value::Array(users.collect())),
    ];
    match &secret.contents {
        Err(e) => members.push(("problem", text(e.message()))),
        Ok(contents) => {
            let count = |n: usize| number(u64::try_from(n).unwrap_or(u64::MAX));
            let keys = contents.keys.iter().map(|k| {
                Value::object([("name", text(k.name.as_str())), ("bytes", count(k.bytes))])
            });
            members.extend([
                ("type", text(contents.secret_type.as_str())),
                ("created", instant(contents.created)),
                ("immutable", Value::Bool(contents.immutable)),
                ("keys", Value::Array(keys.collect())),
                (
                    "certificates",
                    Value::Array(contents.certificates.iter().map(certificate).collect()),
                ),
            ]);
        }
    }
    Value::object(members)
}

fn certificate(c: &Certificate) -> Value<'static> {
    let names = u64::try_from(c.alternative_names).unwrap_or(u64::MAX);
    Value::object([
        ("key", text(c.key.as_str())),
        ("subject", text(c.subject.as_str())),
        ("issuer", text(c.issuer.as_str())),
        ("notBefore", instant(Some(c.not_before))),
        ("notAfter", instant(Some(c.not_after))),
        ("alternativeNames", number(names)),
        ("authority", Value::Bool(c.authority)),
    ])
}

fn instant(at: Option<Timestamp>) -> Value<'static> {
    let written = at.and_then(|at| time::time_text(at.seconds));
    written.map_or(Value::Null, text)
}
