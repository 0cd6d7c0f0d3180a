//! `kf leases`

use hashbrown::HashMap;

use super::structured::{lossy, text};
use crate::cli::args::SnapshotArgs;
use crate::cli::args::leases::LeasesArgs;
use crate::cli::exit::ExitStatus;
use crate::cli::open;
use crate::cli::report::Outcome;
use crate::cli::session::Opening;
use crate::cli::streams::Streams;
use crate::etcd::{Lease, Want};
use crate::object::Value;
use crate::text::tabwriter::TabWriter;

/// Runs `kf leases`.
pub(crate) fn run(
    args: &LeasesArgs,
    snapshot: &SnapshotArgs,
    streams: &mut Streams<'_>,
) -> Outcome<ExitStatus> {
    let format = args.output.format()?;
    let opening = Opening::new(snapshot).file(args.file.path());
    opening
        .hinting_at_salvage()
        .with_snapshot(streams, |opened, report, out| {
            let store = opened.store()?.threads(open::threads());
            let mut leases = Vec::new();
            for lease in Lease::all(&store)? {
                match lease {
                    Ok(lease) => leases.push(lease),
                    Err(e) => report.problem(&e),
                }
            }
            // Which keys a lease has is said by the keys: the newest state counts.
            let latest = store.latest(None, &Want::none().prefix(""))?;
            let mut attached: HashMap<i64, Vec<&[u8]>> = HashMap::new();
            for record in latest.records.iter().filter(|record| record.lease != 0) {
                attached.entry(record.lease).or_default().push(record.key);
            }
            let mut screen = Vec::new();
            if let Some(format) = format {
                let all = leases
                    .iter()
                    .map(|lease| {
                        let keys = attached.get(&lease.id).map_or(&[][..], Vec::as_slice);
                        Value::object([
                            ("id", text(format!("{:x}", lease.id))),
                            ("ttl", Value::Int(lease.ttl)),
                            ("remainingTTL", Value::Int(lease.remaining_ttl)),
                            (
                                "keys",
                                Value::Array(keys.iter().map(|key| lossy(key)).collect()),
                            ),
                        ])
                    })
                    .collect();
                format.write(&mut screen, &Value::object([("leases", Value::Array(all))]));
            } else {
                let mut table = TabWriter::new();
                if !leases.is_empty() {
                    table.write("LEASE\tTTL\tREMAINING\tKEYS\n");
                }
                for lease in &leases {
                    let remaining = match lease.remaining_ttl {
                        0 => String::new(),
                        seconds => format!("{seconds}s"),
                    };
                    table.write(&format!(
                        "{:x}\t{}s\t{remaining}\t{}\n",
                        lease.id,
                        lease.ttl,
                        attached.get(&lease.id).map_or(0, Vec::len),
                    ));
                }
                table.flush(&mut screen);
            }
            out.write_all(&screen)?;
            report.all(store.problems());
            report.all(latest.problems.list());
            Ok(report.status())
        })
}
