//! `kf api-resources`

use crate::cli::args::SnapshotArgs;
use crate::cli::args::api_resources::ApiResourcesArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::report::{Failure, Outcome};
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::resource::api_version;
use crate::resource::discovery::{ApiResource, ListingOrder};
use crate::text::tabwriter::TabWriter;

/// Runs it.
pub(crate) fn run(
    args: &ApiResourcesArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let output = args.output.as_deref().unwrap_or_default();
    if !matches!(output, "" | "wide" | "name") {
        return Err(Failure::usage(format!(
            "unable to match a printer suitable for the output \
             format {output:?}, allowed formats are: name,wide"
        )));
    }
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
        let mut writer = TabWriter::new();
        let mut text = Vec::new();
        if output == "name" {
            for row in &rows {
                text.extend_from_slice(row.resource.group_resource().as_bytes());
                text.push(b'\n');
            }
        } else {
            if !args.no_headers {
                writer.write("NAME\tSHORTNAMES\tAPIVERSION\tNAMESPACED\tKIND");
                writer.write(if output == "wide" {
                    "\tVERBS\tCATEGORIES\n"
                } else {
                    "\n"
                });
            }
            for row in &rows {
                writer.write(&line(row, output == "wide"));
            }
            writer.flush(&mut text);
        }
        out.write_all(&text)?;
        report.all(view.problems());
        report.all(view.definition_problems());
        Ok(report.status())
    })
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
