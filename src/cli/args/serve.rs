//! `kf serve`

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{ArgAction, Args};

use super::times::duration;
use crate::time::Timestamp;

/// `kf serve`
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  # Serve a snapshot, and look around in it from another terminal
  kf serve --snapshot 2026-11-22_etcd.zip

  # Run one command against it
  kf serve --snapshot 2026-11-22_etcd.zip -- kubectl get pods -A

  # With contexts for the states at two revisions
  kf serve --snapshot 2026-11-22_etcd.zip --revs 1700,1884 -- kubectl --context rev-1700 get nodes

  # With several files, each with a context of its own
  kf serve -s monday.zip -s tuesday.zip -- kubectl --context monday get pods -A

  # Show what happened once more, ten times as fast: kubectl get pods -w sees the changes come
  kf serve --snapshot 2026-11-22_etcd.zip --replay --speed 10

What the server prints first tells a shell where its kubeconfig is. It answers on this machine only,
over TLS and to whoever has the token in that file, and nothing can be changed through it.")]
pub(crate) struct ServeArgs {
    /// Address to listen at
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub(crate) address: IpAddr,
    /// Let an address be reached from other machines
    #[arg(long)]
    pub(crate) expose: bool,
    /// Port to listen at (default: any free one, so that clients do not mix up what they remember
    /// of another snapshot)
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    pub(crate) port: u16,
    /// File to write the kubeconfig to, which must not exist (default: one in a private directory
    /// of this run)
    #[arg(long, value_name = "FILENAME")]
    pub(crate) kubeconfig: Option<PathBuf>,
    /// Revisions whose states get contexts of their own, rev-REV (can be repeated); any other one is
    /// served under the path /rev/REV all the same
    #[arg(long, value_name = "REV,...", value_delimiter = ',')]
    pub(crate) revs: Vec<i64>,
    /// Show the changes that the file holds once more: the state begins at an old revision and moves
    /// on by a clock, lists follow and watches tell of the changes. etcd knows no time: that of the
    /// changes is what objects tell of it, and an estimate in between
    #[arg(long, action = ArgAction::Set)]
    pub(crate) replay: bool,
    /// With --replay: revision or time (RFC 3339) to begin at (default: the oldest state that is
    /// there as a whole)
    #[arg(long, value_name = "REV|TIME", value_parser = beginning)]
    pub(crate) from: Option<Beginning>,
    /// With --replay: how many times as fast as it happened
    #[arg(long, value_name = "FACTOR", value_parser = speed)]
    pub(crate) speed: Option<f64>,
    /// Offer in discovery all verbs and subresources that the cluster's server had; they are refused
    /// all the same
    #[arg(long, action = ArgAction::Set)]
    pub(crate) full_verbs: bool,
    /// Name in discovery the groups that another server answered for, such as metrics.k8s.io
    #[arg(long, action = ArgAction::Set)]
    pub(crate) stale_groups: bool,
    /// End when no connection was open for this long, such as 90s, 30m or 2h
    #[arg(long, value_name = "TIME", value_parser = duration)]
    pub(crate) idle: Option<Duration>,
    /// Command to run with KUBECONFIG set; the server ends with it, and kf with its exit code
    #[arg(last = true, value_name = "COMMAND")]
    pub(crate) command: Vec<OsString>,
}

/// Where a replay begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Beginning {
    /// At the state of a revision.
    Revision(i64),
    /// At the state of a time.
    Time(Timestamp),
}

fn beginning(text: &str) -> Result<Beginning, String> {
    let revision = text.parse().map(Beginning::Revision);
    let time = || Timestamp::parse(text).map(Beginning::Time);
    revision.ok().or_else(time).ok_or_else(|| {
        "expected a revision, or an RFC 3339 time such as 2026-11-22T17:45:00Z".to_owned()
    })
}

fn speed(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.parse().ok();
    let number = number.filter(|n| n.is_finite() && *n > 0.0);
    number.ok_or_else(|| "expected a number above 0, such as 10 or 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beginnings_and_speeds() {
        assert_eq!(beginning("1700"), Ok(Beginning::Revision(1_700)));
        let time = Timestamp::new(1_795_369_500, 0);
        assert_eq!(beginning("2026-11-22T17:45:00Z"), Ok(Beginning::Time(time)));
        assert!(beginning("yesterday").is_err());
        for (text, want) in [
            ("10", Some(10.0)),
            ("0.5", Some(0.5)),
            ("0", None),
            ("-1", None),
            ("NaN", None),
            ("inf", None),
            ("fast", None),
        ] {
            assert_eq!(speed(text).ok(), want, "{text}");
        }
    }
}
