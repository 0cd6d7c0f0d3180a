//! `kf auth can-i` (kubectl `pkg/cmd/auth/cani.go`).

use std::fmt::Write as _;
use std::io::Write;

use super::Asked;
use crate::answer::{ONLY_RBAC, policy, policy_expect};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::auth::CanIArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::message::{Head, Message};
use crate::cli::report::{Failure, Outcome, Report};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::query::rbac::{Access, User};
use crate::resource::Resource;
use crate::snapshot::View;
use crate::text::tabwriter::TabWriter;

/// Verbs of objects that kubectl knows.
const VERBS: [&str; 16] = [
    "get",
    "list",
    "watch",
    "create",
    "update",
    "patch",
    "delete",
    "deletecollection",
    "use",
    "bind",
    "impersonate",
    "*",
    "approve",
    "sign",
    "escalate",
    "attest",
];

/// Verbs of paths that kubectl knows.
const PATH_VERBS: [&str; 8] = [
    "get", "put", "post", "head", "options", "delete", "patch", "*",
];

/// Runs `kf auth can-i`.
pub(super) fn run(
    args: &CanIArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let asked = asked(args)?;
    let Some(user) = args.user.as_deref().filter(|u| !u.is_empty()) else {
        return Err(Failure::usage("a snapshot has no current user").hint(
            "--as USER names one, such as --as \
             system:serviceaccount:NAMESPACE:NAME; --as-group GROUP adds a group",
        ));
    };
    let user = User::impersonated(user, &args.groups);
    Opening::new(snapshot)
        .expect(policy_expect())
        .with_view(streams, |session, report, out| {
            answer(args, asked.as_ref(), &user, &session.view, report, out)
        })
}

/// Judges what is asked, or lists all that is allowed.
fn answer(
    args: &CanIArgs,
    asked: Option<&Asked<'_>>,
    user: &User,
    view: &View<'_>,
    report: &mut Report<'_>,
    out: &mut dyn Write,
) -> Outcome<ExitStatus> {
    let namespace = if args.scope.all() {
        ""
    } else {
        args.scope.namespace()
    };
    let mut action = None;
    if let Some(asked) = asked {
        let resource = asked.resource(view);
        if resource.is_none() && !asked.needs_no_type() {
            unknown_type(asked, report);
            report.all(view.type_problems());
        }
        warnings(asked, resource, args.scope.all(), report);
        action = Some(asked.action(resource));
    }
    if !args.headers.shown() && !args.list {
        return Err(Failure::usage(
            "--no-headers cannot be set without --list specified",
        ));
    }

    let (policy, problems) = policy(view, Some(namespace))?;
    if !args.quiet {
        report.headed(Head::Note, ONLY_RBAC);
    }
    let Some(action) = action else {
        report.all(&problems);
        out.write_all(&table(
            &policy.access(user, namespace),
            args.headers.shown(),
        ))?;
        return Ok(report.status());
    };
    let verdict = policy.judge(user, &action, namespace);
    report.all(&problems);
    if !verdict.allowed && !problems.is_empty() {
        report.failure(&Message::new(
            Head::Error,
            "no rule that could be read allows it, but not all could be read: the answer is \
             unknown",
        ));
        return Ok(ExitStatus::Trouble);
    }
    if !args.quiet {
        let answer = match (verdict.allowed, verdict.reason.as_str()) {
            (true, _) => "yes\n".to_owned(),
            (false, "") => "no\n".to_owned(),
            (false, reason) => format!("no - {reason}\n"),
        };
        out.write_all(answer.as_bytes())?;
    }
    Ok(if verdict.allowed {
        ExitStatus::Success
    } else {
        ExitStatus::Failure
    })
}

/// What is asked; nothing with `--list`. `Complete` and `Validate`, as far as they need no
/// snapshot.
fn asked(args: &CanIArgs) -> Outcome<Option<Asked<'_>>> {
    if args.list {
        if !args.words.is_empty() {
            return Err(Failure::usage(
                "list option must be specified with no arguments",
            ));
        }
        if args.quiet || args.scope.all() || !args.subresource.is_empty() {
            return Err(Failure::usage(
                "list option can't be specified with neither quiet, all-namespaces nor \
                 subresource options",
            ));
        }
        return Ok(None);
    }
    let [verb, kind] = args.words.as_slice() else {
        return Err(Failure::usage(
            "you must specify two arguments: verb resource or verb resource/resourceName.\n\
             See 'kf auth can-i -h' for help and examples.",
        ));
    };
    let asked = Asked::new(verb, kind, &args.subresource);
    if asked.is_path() && !args.subresource.is_empty() {
        return Err(Failure::usage(
            "--subresource can not be used with NonResourceURL",
        ));
    }
    Ok(Some(asked))
}

/// Says so where no request has the verb that is asked about.
pub(super) fn warn_of_verb(asked: &Asked<'_>, report: &mut Report<'_>) {
    let known = match asked.is_path() {
        true => PATH_VERBS.contains(&asked.verb),
        false => VERBS.contains(&asked.verb),
    };
    if !known {
        let text = format!("verb '{}' is not a known verb", asked.verb);
        warn(&text, report);
    }
}

/// kubectl's warnings end with an empty line, but for one.
fn warn(text: &str, report: &mut Report<'_>) {
    report.headed(Head::KubectlWarning, text);
    report.note("");
}

fn unknown_type(asked: &Asked<'_>, report: &mut Report<'_>) {
    let word = asked.kind.to_lowercase();
    let text = match word.split_once('.') {
        Some((resource, group)) if !group.is_empty() => {
            format!("the server doesn't have a resource type '{resource}' in group '{group}'")
        }
        _ => format!("the server doesn't have a resource type '{word}'"),
    };
    warn(&text, report);
}

/// `Validate`
fn warnings(asked: &Asked<'_>, resource: Option<&Resource>, all: bool, report: &mut Report<'_>) {
    if all && !asked.is_path() {
        return;
    }
    if let Some(found) = resource.filter(|r| !r.namespaced) {
        let mut text = format!("resource '{}' is not namespace scoped", found.plural);
        if !found.group.is_empty() {
            let _ = write!(text, " in group '{}'", found.group);
        }
        warn(&text, report);
    }
    warn_of_verb(asked, report);
}

fn table(lines: &[Access], headers: bool) -> Vec<u8> {
    let mut writer = TabWriter::new();
    if headers {
        writer.write("Resources\tNon-Resource URLs\tResource Names\tVerbs\n");
    }
    for line in lines {
        writer.write(&format!(
            "{}\t[{}]\t[{}]\t[{}]\n",
            line.resource,
            line.urls.join(" "),
            line.names.join(" "),
            line.verbs.join(" "),
        ));
    }
    let mut out = Vec::new();
    writer.flush(&mut out);
    out
}
