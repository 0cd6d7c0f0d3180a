//! `kf auth whocan`

use super::Asked;
use super::can_i::warn_of_verb;
use crate::answer::{ONLY_RBAC, policy, policy_expect};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::auth::WhocanArgs;
use crate::cli::commands::structured;
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Failure, Outcome};
use crate::cli::session::{Opening, say_lack};
use crate::cli::streams::Streams;
use crate::object::Value;
use crate::print::human::push_escaped;
use crate::query::rbac::Grant;
use crate::text::tabwriter::TabWriter;

/// Runs `kf auth whocan`.
pub(super) fn run(
    args: &WhocanArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let mut asked = Asked::new(&args.verb, &args.kind, &args.subresource);
    match (&args.name, asked.name) {
        (Some(_), _) if asked.is_path() => {
            return Err(Failure::usage("a path has no NAME"));
        }
        (Some(_), name) if !name.is_empty() => {
            return Err(Failure::usage(
                "the name is given twice, behind the slash and as an \
                 argument",
            ));
        }
        (Some(name), _) => asked.name = name,
        (None, _) => {}
    }
    if asked.verb.contains(',') {
        let text = format!(
            "{:?} is a list: one verb can be asked about at a time",
            asked.verb
        );
        return Err(Failure::usage(text));
    }
    let opening = Opening::new(snapshot).expect(policy_expect());
    opening.with_view(streams, |session, report, out| {
        let view = &session.view;
        let resource = asked.resource(view);
        if resource.is_none()
            && !asked.needs_no_type()
            && let Err(e) = view.lookup(asked.kind)
        {
            return Err(Message::plain(&e).hint_for_people().into());
        }
        // What is in no namespace is allowed by the cluster's bindings alone.
        let namespace = match resource {
            Some(found) if !found.namespaced => Some(""),
            _ if asked.is_path() => Some(""),
            _ => args.scope.only(),
        };
        let (policy, problems) = policy(view, namespace)?;
        let grants = policy.who_can(&asked.action(resource), namespace);
        warn_of_verb(&asked, report);
        report.headed(Head::Note, ONLY_RBAC);
        let mut text = Vec::new();
        match format {
            Some(format) => {
                let grants = grants.iter().map(structure).collect();
                let list = Value::object([("subjects", Value::Array(grants))]);
                format.write(&mut text, &list);
            }
            None => text = table(&grants, args.headers.shown()),
        }
        out.write_all(&text)?;
        report.all(&problems);
        if format.is_none() && grants.is_empty() && report.problems() == 0 {
            report.note("No subjects found.");
            say_lack(view, report)?;
        }
        Ok(report.status())
    })
}

/// Bindings of namespaces first, as kubectl-who-can has it, and the cluster's in a table below.
fn table(grants: &[Grant<'_>], headers: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for cluster in [false, true] {
        let own = |g: &&Grant<'_>| g.binding.namespace.is_empty() == cluster;
        let mut rows = grants.iter().filter(own).peekable();
        if rows.peek().is_none() {
            continue;
        }
        if !out.is_empty() {
            out.push(b'\n');
        }
        let mut writer = TabWriter::new();
        if headers {
            writer.write(match cluster {
                false => "ROLEBINDING\tNAMESPACE\tSUBJECT\tTYPE\tSA-NAMESPACE\tROLE\n",
                true => "CLUSTERROLEBINDING\tSUBJECT\tTYPE\tSA-NAMESPACE\tROLE\n",
            });
        }
        for grant in rows {
            let (binding, subject) = (grant.binding, grant.subject);
            let mut cells = vec![binding.name.as_str()];
            if !cluster {
                cells.push(&binding.namespace);
            }
            cells.extend([
                subject.name.as_str(),
                subject.kind.as_str(),
                grant.subject_namespace,
            ]);
            let mut line = String::new();
            for cell in cells {
                push_escaped(&mut line, cell);
                line.push('\t');
            }
            push_escaped(&mut line, &binding.role_kind);
            line.push('/');
            push_escaped(&mut line, &binding.role);
            line.push('\n');
            writer.write(&line);
        }
        writer.flush(&mut out);
    }
    out
}

fn structure(grant: &Grant<'_>) -> Value<'static> {
    let named = |kind: &str, name: &str, namespace: &str| {
        let mut members = vec![
            ("kind", structured::text(kind)),
            ("name", structured::text(name)),
        ];
        if !namespace.is_empty() {
            members.push(("namespace", structured::text(namespace)));
        }
        Value::object(members)
    };
    let binding = grant.binding;
    let role_namespace = match binding.role_kind.as_str() {
        "Role" => binding.namespace.as_str(),
        _ => "",
    };
    Value::object([
        (
            "binding",
            named(binding.kind(), &binding.name, &binding.namespace),
        ),
        (
            "role",
            named(&binding.role_kind, &binding.role, role_namespace),
        ),
        (
            "subject",
            named(
                &grant.subject.kind,
                &grant.subject.name,
                grant.subject_namespace,
            ),
        ),
    ])
}
