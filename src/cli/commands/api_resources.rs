//! `kf api-resources`

use crate::cli::args::SnapshotArgs;
use crate::cli::args::api_resources::{ApiResourcesArgs, ResourcesOutput};
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::resource::discovery::{ApiResource, ListingOrder};
use crate::resource::{Catalog, api_version};
use crate::text::tabwriter::TabWriter;

/// Runs `kf api-resources`.
pub(crate) fn run(
    args: &ApiResourcesArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let output = args.output.format()?;
    Opening::new(snapshot).with_view(streams, |session, report, out| {
        let view = &session.view;
        let order = match args.sort_by.as_deref() {
            None => ListingOrder::Group,
            Some("name") => ListingOrder::Name,
            Some("kind") => ListingOrder::Kind,
            Some(_) => {
                return Err(Failure::usage("--sort-by accepts only name or kind"));
            }
        };
        let mut rows = view.catalog().api_resources(order);
        if let Some(group) = &args.api_group {
            rows.retain(|r| r.resource.group == *group);
        }
        if let Some(namespaced) = args.namespaced {
            rows.retain(|r| r.resource.namespaced == namespaced);
        }
        let wanted = |words: &[String], has: &dyn Fn(&str) -> bool| {
            // An empty value asks for none.
            words == [""] || words.iter().all(|word| has(word))
        };
        rows.retain(|r| {
            let (verbs, categories) = (r.resource.verbs.names(), &r.resource.categories);
            wanted(&args.verbs, &|verb| verbs.contains(&verb))
                && wanted(&args.categories, &|name| {
                    categories.iter().any(|c| c == name)
                })
        });
        let text = match output {
            ResourcesOutput::Name => names(&rows),
            ResourcesOutput::Table { wide } => table(&rows, wide, args.headers.shown()),
        };
        out.write_all(&text)?;
        if let Some(silent) = unanswered(view.catalog()) {
            report.left_out(Failure::usage(silent))?;
        }
        report.all(view.problems());
        report.all(view.type_problems());
        Ok(report.status())
    })
}

/// What kubectl says of servers that did not answer (client-go discovery `ErrGroupDiscoveryFailed`).
fn unanswered(catalog: &Catalog) -> Option<String> {
    let silent = catalog.unanswered();
    let each = silent
        .iter()
        .map(|version| format!("{version}: the server is currently unable to handle the request"));
    let each = each.collect::<Vec<_>>().join(", ");
    (!each.is_empty())
        .then(|| format!("unable to retrieve the complete list of server APIs: {each}"))
}

fn names(rows: &[ApiResource<'_>]) -> Vec<u8> {
    let mut text = Vec::new();
    for row in rows {
        text.extend_from_slice(row.resource.group_resource().as_bytes());
        text.push(b'\n');
    }
    text
}

fn table(rows: &[ApiResource<'_>], wide: bool, headers: bool) -> Vec<u8> {
    let mut writer = TabWriter::new();
    if headers {
        writer.write("NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND");
        writer.write(if wide { "\tVERBS\tCATEGORIES\n" } else { "\n" });
    }
    for row in rows {
        writer.write(&line(row, wide));
    }
    let mut text = Vec::new();
    writer.flush(&mut text);
    text
}

fn line(row: &ApiResource<'_>, wide: bool) -> String {
    let resource = row.resource;
    let mut line = format!(
        "{}\t{}\t{}\t{}\t{}",
        resource.plural,
        resource.short_names.join(","),
        api_version(&resource.group, row.version),
        resource.namespaced,
        resource.kind,
    );
    if wide {
        line.push('\t');
        line.push_str(&resource.verbs.names().join(","));
        line.push('\t');
        line.push_str(&resource.categories.join(","));
    }
    line.push('\n');
    line
}
