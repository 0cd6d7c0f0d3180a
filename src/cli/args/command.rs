//! The commands: one with its arguments, and the bare name of one.

use clap::{Subcommand, ValueEnum};

#[cfg(all(unix, feature = "browse"))]
use super::browse;
#[cfg(feature = "lake")]
use super::lake;
#[cfg(all(unix, feature = "serve"))]
use super::serve;
#[cfg(all(unix, feature = "verify"))]
use super::verify;
use super::{
    api_resources, auth, bbolt, bootstrap, carve, check, completion, custody, decode, describe,
    diff, du, events, explain, export, get, helm, history, info, keys, leases, man, members,
    redact, report, secrets, snapshot, suspects, timeline, unpack, version,
};

/// A command with its arguments.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print one or many objects
    Get(Box<get::GetArgs>),
    /// Show objects in detail, with what relates to them
    Describe(describe::DescribeArgs),
    /// Look around in a terminal: tables, objects, time
    #[cfg(all(unix, feature = "browse"))]
    Browse(browse::BrowseArgs),
    /// List events, the latest last
    Events(events::EventsArgs),
    /// List the changes that a snapshot holds, of one object or of all
    History(history::HistoryArgs),
    /// Tell what happened in a cluster, by one snapshot of it or several
    Timeline(timeline::TimelineArgs),
    /// Look for what an intruder leaves in a cluster, by rules
    Suspects(Box<suspects::SuspectsArgs>),
    /// Write a report about an incident, with the record of how it was made
    Report(report::ReportArgs),
    /// Say who may do what, by the RBAC objects of the snapshot
    #[command(subcommand)]
    Auth(auth::AuthCommand),
    /// Show what differs between two snapshots, or between two revisions of one
    Diff(Box<diff::DiffArgs>),
    /// Describe the fields of a type
    Explain(explain::ExplainArgs),
    /// Write objects into a directory that kubectl apply -R -f takes
    Export(export::ExportArgs),
    /// Read Helm's releases
    #[command(subcommand)]
    Helm(helm::HelmCommand),
    /// Print one stored value, as etcdctl get --print-value-only gives it, as an object
    Decode(decode::DecodeArgs),
    /// List etcd keys with their revisions and sizes
    Keys(keys::KeysArgs),
    /// List Secrets and what is encrypted: keys, certificates and users, but no values
    Secrets(secrets::SecretsArgs),
    /// Write every object into a directory, without its secrets
    Redact(redact::RedactCommandArgs),
    /// Show what is in a snapshot, on one screen
    Info(info::InfoArgs),
    /// Show what takes up the space in a snapshot
    Du(du::DuArgs),
    /// List the members of the etcd cluster
    Members(members::MembersArgs),
    /// List or write out the certificates, keys and settings that the cluster would be set up from
    Bootstrap(bootstrap::BootstrapArgs),
    /// List etcd's leases with the keys attached to them
    Leases(leases::LeasesArgs),
    /// Check whether a snapshot is whole: pages, records, values
    Check(check::CheckArgs),
    /// Compare everything with a real etcd and kube-apiserver, booted on a copy of the snapshot
    #[cfg(all(unix, feature = "verify"))]
    Verify(Box<verify::VerifyArgs>),
    /// Answer as the cluster's API server did, read-only, for kubectl and any other client
    #[cfg(all(unix, feature = "serve"))]
    Serve(Box<serve::ServeArgs>),
    /// Keep many snapshots as tables in Parquet files, for DuckDB, Polars, Spark and others
    #[cfg(feature = "lake")]
    #[command(subcommand)]
    Lake(lake::LakeCommand),
    /// List what only free and lost pages still hold: compacted revisions, deleted objects
    Carve(carve::CarveArgs),
    /// Check records of what was done with the evidence
    #[command(subcommand)]
    Custody(custody::CustodyCommand),
    /// Print what etcd's own tools print about a snapshot
    #[command(subcommand)]
    Snapshot(snapshot::SnapshotCommand),
    /// Print what the bbolt tool prints about a file: buckets, pages, keys, free pages
    #[command(subcommand)]
    Bbolt(bbolt::BboltCommand),
    /// Write the file that lies in an archive or compressed, to be opened faster
    Unpack(unpack::UnpackArgs),
    /// List the resource types that the snapshot's server knew
    ApiResources(api_resources::ApiResourcesArgs),
    /// List the API versions that the snapshot's server had, as GROUP/VERSION
    ApiVersions,
    /// List the flags that every command takes
    Options,
    /// Print kf's version
    Version(version::VersionArgs),
    /// Print the completion script of a shell
    Completion(completion::CompletionArgs),
    /// Write the manual pages kf.1, kf-get.1, ... into a directory
    Man(man::ManArgs),
    /// Print what may stand at a place of the command line
    #[command(name = "__complete", hide = true)]
    Complete(completion::CompleteArgs),
}

impl Command {
    /// Tells which command it is.
    pub(crate) fn name(&self) -> CommandName {
        match self {
            Self::Get(_) => CommandName::Get,
            Self::Describe(_) => CommandName::Describe,
            #[cfg(all(unix, feature = "browse"))]
            Self::Browse(_) => CommandName::Browse,
            Self::Events(_) => CommandName::Events,
            Self::History(_) => CommandName::History,
            Self::Timeline(_) => CommandName::Timeline,
            Self::Suspects(_) => CommandName::Suspects,
            Self::Report(_) => CommandName::Report,
            Self::Custody(_) => CommandName::Custody,
            Self::Auth(_) => CommandName::Auth,
            Self::Diff(_) => CommandName::Diff,
            Self::Explain(_) => CommandName::Explain,
            Self::Export(_) => CommandName::Export,
            Self::Helm(_) => CommandName::Helm,
            Self::Decode(_) => CommandName::Decode,
            Self::Keys(_) => CommandName::Keys,
            Self::Secrets(_) => CommandName::Secrets,
            Self::Redact(_) => CommandName::Redact,
            Self::Info(_) => CommandName::Info,
            Self::Du(_) => CommandName::Du,
            Self::Members(_) => CommandName::Members,
            Self::Bootstrap(_) => CommandName::Bootstrap,
            Self::Leases(_) => CommandName::Leases,
            Self::Check(_) => CommandName::Check,
            #[cfg(all(unix, feature = "verify"))]
            Self::Verify(_) => CommandName::Verify,
            #[cfg(all(unix, feature = "serve"))]
            Self::Serve(_) => CommandName::Serve,
            #[cfg(feature = "lake")]
            Self::Lake(_) => CommandName::Lake,
            Self::Carve(_) => CommandName::Carve,
            Self::Snapshot(_) => CommandName::Snapshot,
            Self::Bbolt(_) => CommandName::Bbolt,
            Self::Unpack(_) => CommandName::Unpack,
            Self::ApiResources(_) => CommandName::ApiResources,
            Self::ApiVersions => CommandName::ApiVersions,
            Self::Options => CommandName::Options,
            Self::Version(_) => CommandName::Version,
            Self::Completion(_) => CommandName::Completion,
            Self::Man(_) => CommandName::Man,
            Self::Complete(_) => CommandName::Complete,
        }
    }
}

/// The name of a command, known even where its arguments cannot be parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CommandName {
    Get,
    Describe,
    #[cfg(all(unix, feature = "browse"))]
    Browse,
    Events,
    History,
    Timeline,
    Suspects,
    Report,
    Custody,
    Auth,
    Diff,
    Explain,
    Export,
    Helm,
    Decode,
    Keys,
    Secrets,
    Redact,
    Info,
    Du,
    Members,
    Bootstrap,
    Leases,
    Check,
    #[cfg(all(unix, feature = "verify"))]
    Verify,
    #[cfg(all(unix, feature = "serve"))]
    Serve,
    #[cfg(feature = "lake")]
    Lake,
    Carve,
    Snapshot,
    Bbolt,
    Unpack,
    ApiResources,
    ApiVersions,
    Options,
    Version,
    Completion,
    Man,
    #[value(name = "__complete")]
    Complete,
}

impl CommandName {
    /// Finds the command that goes by a name; clap's own `help` is none of these.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Self::from_str(name, false).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_found_by_its_name() {
        let tree = super::super::definition();
        let names: Vec<&str> = tree.get_subcommands().map(|c| c.get_name()).collect();
        assert_eq!(names.len(), CommandName::value_variants().len());
        for name in names {
            assert!(CommandName::of(name).is_some(), "{name}");
        }
    }
}
