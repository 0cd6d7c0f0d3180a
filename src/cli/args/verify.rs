//! `kf verify`, and `--verify` of `kf get`.

use std::path::PathBuf;

use clap::{ArgAction, Args, ValueEnum};

/// The stack that judges.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "The real stack")]
pub(crate) struct StackArgs {
    /// How etcd and kube-apiserver are run; auto takes the programs if they are there, or else
    /// podman, or else docker
    #[arg(long, value_enum, value_name = "RUNTIME", default_value = "auto")]
    pub(crate) runtime: RuntimeName,
    /// With --runtime process: the etcd, with etcdutl or etcdctl beside it (default: etcd in PATH)
    #[arg(long, value_name = "FILENAME", env = "KF_ETCD")]
    pub(crate) etcd: Option<PathBuf>,
    /// With --runtime process: the kube-apiserver (default: kube-apiserver in PATH)
    #[arg(long, value_name = "FILENAME", env = "KF_KUBE_APISERVER")]
    pub(crate) kube_apiserver: Option<PathBuf>,
    /// In containers: the image with etcd (default: the upstream one of the snapshot's version)
    #[arg(long, value_name = "IMAGE")]
    pub(crate) etcd_image: Option<String>,
    /// In containers: the image with kube-apiserver (default: the upstream one of the snapshot's
    /// version)
    #[arg(long, value_name = "IMAGE")]
    pub(crate) apiserver_image: Option<String>,
    /// File with images to load first, as podman save or docker save writes it (can be repeated)
    #[arg(long, value_name = "FILENAME")]
    pub(crate) image_archive: Vec<PathBuf>,
    /// Whether images that are not there may be fetched: never or missing
    #[arg(long, value_enum, value_name = "WHEN", default_value = "never")]
    pub(crate) pull: PullName,
    /// Further argument for podman run or docker run, such as --engine-arg=--runtime=runc (can be
    /// repeated)
    #[arg(long, value_name = "ARG", allow_hyphen_values = true)]
    pub(crate) engine_arg: Vec<String>,
    /// Directory to put the throw-away copy into; it takes twice the snapshot's size (default: the
    /// system's directory for temporary files)
    #[arg(long, value_name = "DIR")]
    pub(crate) work_dir: Option<PathBuf>,
    /// Port of the loopback interface that the server listens on (default: any free one)
    #[arg(long, value_name = "N")]
    pub(crate) port: Option<u16>,
    /// Seconds that each of the two servers may take to start
    #[arg(long, value_name = "SECONDS", default_value_t = 120)]
    pub(crate) start_timeout: u64,
}

/// `--runtime`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RuntimeName {
    /// The first of the others that is there
    Auto,
    /// Programs of this machine
    Process,
    /// Containers, by podman
    Podman,
    /// Containers, by docker
    Docker,
}

/// `--pull`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PullName {
    /// No network is used
    Never,
    /// Those that are not there are fetched
    Missing,
}

/// `--level`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum LevelName {
    /// Keys, revisions, leases and values, with etcd alone
    Etcd,
    /// Every object, with a kube-apiserver on that etcd
    Objects,
}

/// `-o` of `kf verify`
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// Rows for people
    Table,
    /// For programs
    Json,
    /// JUnit's XML, for CI systems
    Junit,
}

/// `kf verify`
#[derive(Args, Debug)]
#[command(
    after_help = "A copy of the snapshot is restored into a throw-away etcd, a kube-apiserver of the \
snapshot's version is started on it, and every object that it answers is compared with what kf \
reads. Both listen on loopback only, with certificates made for the run, and reach nothing of the \
original cluster. All of it is removed at the end.

A newer kube-apiserver than the snapshot's is compared with what kf reads by that server's rules, \
unless --kube-version names others. Differences that the stack itself makes are counted apart, by \
cause. Exit code: 0 when all the rest \
is equal, 1 when something differs, 2 when not everything could be compared.

Examples:
  # Everything, with the programs of this machine or images that are already here
  kf verify --snapshot etcd.db

  # Keys, revisions, leases and values alone: needs etcd, and no kube-apiserver
  kf verify --level etcd --snapshot etcd.db

  # Images out of a file, where there is no network
  kf verify --runtime podman --image-archive images.tar --snapshot etcd.db

  # A report for a CI system
  kf verify --snapshot etcd.db -o junit > verify.xml

  # Leave the servers running, to use kubectl on the snapshot
  kf verify --keep --snapshot etcd.db

  # The same stack as files, to run by hand or with docker compose
  kf verify --compose restored-cluster --snapshot etcd.db"
)]
pub(crate) struct VerifyArgs {
    /// Snapshot to verify
    #[arg(value_name = "FILENAME")]
    pub(crate) file: Option<PathBuf>,
    /// What is compared
    #[arg(long, value_enum, value_name = "LEVEL", default_value = "objects")]
    pub(crate) level: LevelName,
    /// Output format
    #[arg(
        short,
        long,
        value_enum,
        value_name = "FORMAT",
        default_value = "table"
    )]
    pub(crate) output: ReportFormat,
    /// Show the values of Secrets in differences
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_secrets: bool,
    /// Leave the servers running, and print how to use and to remove them
    #[arg(long, action = ArgAction::Set, conflicts_with = "compose")]
    pub(crate) keep: bool,
    /// Write the stack as files into this new directory instead of running it: compose.yaml, a
    /// restore script, certificates, kubeconfig, README
    #[arg(long, value_name = "DIR")]
    pub(crate) compose: Option<PathBuf>,
    /// With --compose: how many members the etcd cluster gets
    #[arg(long, value_name = "N", default_value_t = 1, requires = "compose",
          value_parser = clap::value_parser!(u8).range(1..=9))]
    pub(crate) members: u8,
    /// What docker inspect, podman inspect or crictl inspect prints of the original kube-apiserver:
    /// its arguments about storage are kept, the others named
    #[arg(long, value_name = "FILENAME")]
    pub(crate) from_inspect: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) stack: StackArgs,
}
