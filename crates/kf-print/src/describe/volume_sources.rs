//! The kinds of volume sources and the members of each that a description shows.

use super::volumes::{csi, downward_api, empty_dir, ephemeral, projected};
use super::writer::Writer;
use kf_object::Value;

/// What has a volume source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// A volume of a pod or of a pod template.
    Pod,
    /// A persistent volume.
    PersistentVolume,
}

/// A kind of volume source.
pub(super) struct Source {
    /// The member of the volume that holds it.
    pub(super) member: &'static str,
    /// What stands behind `Type:`.
    pub(super) title: &'static str,
    /// What stands below.
    pub(super) lines: Lines,
}

pub(super) enum Lines {
    /// Members under these labels; a label has its own colon, which one lacks.
    Members(&'static [(&'static str, &'static str, Show)]),
    /// Something else.
    Code(fn(&mut Writer, &Value<'_>, Holder)),
}

/// How a member is printed.
#[derive(Clone, Copy)]
pub(super) enum Show {
    /// Text.
    Text,
    /// A number.
    Int,
    /// `true` or `false`
    Flag,
    /// A pointer: this text when there is none.
    Or(&'static str),
    /// As Go's `%v` prints a list: an empty one too.
    List,
    /// As [`List`](Self::List), a map.
    Map,
    /// Texts with commas.
    Joined,
    /// A reference to a secret, as its generated `String` prints it: a pod's is to one in its own
    /// namespace, a persistent volume's has a namespace.
    Secret,
    /// A member that persistent volumes alone have.
    Persistent(&'static Show),
}
use Lines::{Code, Members};
use Show::{Flag, Int, Joined, List, Map, Or, Persistent, Secret, Text};

const fn source(member: &'static str, title: &'static str, lines: Lines) -> Source {
    Source {
        member,
        title,
        lines,
    }
}

const HOST_PATH: Source = source(
    "hostPath",
    "HostPath (bare host directory volume)",
    Members(&[
        ("Path:", "path", Text),
        ("HostPathType:", "type", Or("<none>")),
    ]),
);
const EMPTY_DIR: Source = source(
    "emptyDir",
    "EmptyDir (a temporary directory that shares a pod's lifetime)",
    Code(empty_dir),
);
const DISK: &[(&str, &str, Show)] = &[
    ("VolumeID:", "volumeID", Text),
    ("FSType:", "fsType", Text),
    ("Partition:", "partition", Int),
    ("ReadOnly:", "readOnly", Flag),
];
const GCE: Source = source(
    "gcePersistentDisk",
    "GCEPersistentDisk (a Persistent Disk resource in Google Compute Engine)",
    Members(&[
        ("PDName:", "pdName", Text),
        ("FSType:", "fsType", Text),
        ("Partition:", "partition", Int),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const AWS: Source = source(
    "awsElasticBlockStore",
    "AWSElasticBlockStore (a Persistent Disk resource in AWS)",
    Members(DISK),
);
const GIT_REPO: Source = source(
    "gitRepo",
    "GitRepo (a volume that is pulled from git when the pod is created)",
    Members(&[
        ("Repository:", "repository", Text),
        ("Revision:", "revision", Text),
    ]),
);
const SECRET: Source = source(
    "secret",
    "Secret (a volume populated by a Secret)",
    Members(&[
        ("SecretName:", "secretName", Text),
        ("Optional:", "optional", Flag),
    ]),
);
const CONFIG_MAP: Source = source(
    "configMap",
    "ConfigMap (a volume populated by a ConfigMap)",
    Members(&[("Name:", "name", Text), ("Optional:", "optional", Flag)]),
);
const NFS: Source = source(
    "nfs",
    "NFS (an NFS mount that lasts the lifetime of a pod)",
    Members(&[
        ("Server:", "server", Text),
        ("Path:", "path", Text),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const ISCSI: Source = source(
    "iscsi",
    "ISCSI (an ISCSI Disk resource that is attached to a kubelet's host \
                           machine and then exposed to the pod)",
    Members(&[
        ("TargetPortal:", "targetPortal", Text),
        ("IQN:", "iqn", Text),
        ("Lun:", "lun", Int),
        ("ISCSIInterface", "iscsiInterface", Text),
        ("FSType:", "fsType", Text),
        ("ReadOnly:", "readOnly", Flag),
        ("Portals:", "portals", List),
        ("DiscoveryCHAPAuth:", "chapAuthDiscovery", Flag),
        ("SessionCHAPAuth:", "chapAuthSession", Flag),
        ("SecretRef:", "secretRef", Secret),
        ("InitiatorName:", "initiatorName", Or("<none>")),
    ]),
);
const GLUSTERFS: Source = source(
    "glusterfs",
    "Glusterfs (a Glusterfs mount on the host that shares a pod's lifetime)",
    Members(&[
        ("EndpointsName:", "endpoints", Text),
        (
            "EndpointsNamespace:",
            "endpointsNamespace",
            Persistent(&Or("<unset>")),
        ),
        ("Path:", "path", Text),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const CLAIM: Source = source(
    "persistentVolumeClaim",
    "PersistentVolumeClaim (a reference to a PersistentVolumeClaim in the same namespace)",
    Members(&[
        ("ClaimName:", "claimName", Text),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const EPHEMERAL: Source = source(
    "ephemeral",
    "EphemeralVolume (an inline specification for a volume that gets created and deleted with \
     the pod)",
    Code(ephemeral),
);
const RBD: Source = source(
    "rbd",
    "RBD (a Rados Block Device mount on the host that shares a pod's lifetime)",
    Members(&[
        ("CephMonitors:", "monitors", List),
        ("RBDImage:", "image", Text),
        ("FSType:", "fsType", Text),
        ("RBDPool:", "pool", Text),
        ("RadosUser:", "user", Text),
        ("Keyring:", "keyring", Text),
        ("SecretRef:", "secretRef", Secret),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const QUOBYTE: Source = source(
    "quobyte",
    "Quobyte (a Quobyte mount on the host that shares a pod's lifetime)",
    Members(&[
        ("Registry:", "registry", Text),
        ("Volume:", "volume", Text),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const DOWNWARD_API: Source = source(
    "downwardAPI",
    "DownwardAPI (a volume populated by information about the pod)",
    Code(downward_api),
);
const AZURE_DISK: Source = source(
    "azureDisk",
    "AzureDisk (an Azure Data Disk mount on the host and bind mount to the pod)",
    Members(&[
        ("DiskName:", "diskName", Text),
        ("DiskURI:", "diskURI", Text),
        ("Kind: ", "kind", Text),
        ("FSType:", "fsType", Text),
        ("CachingMode:", "cachingMode", Text),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const VSPHERE: Source = source(
    "vsphereVolume",
    "vSphereVolume (a Persistent Disk resource in vSphere)",
    Members(&[
        ("VolumePath:", "volumePath", Text),
        ("FSType:", "fsType", Text),
        ("StoragePolicyName:", "storagePolicyName", Text),
    ]),
);
const CINDER: Source = source(
    "cinder",
    "Cinder (a Persistent Disk resource in OpenStack)",
    Members(&[
        ("VolumeID:", "volumeID", Text),
        ("FSType:", "fsType", Text),
        ("ReadOnly:", "readOnly", Flag),
        ("SecretRef:", "secretRef", Secret),
    ]),
);
const PHOTON: Source = source(
    "photonPersistentDisk",
    "PhotonPersistentDisk (a Persistent Disk resource in photon platform)",
    Members(&[("PdID:", "pdID", Text), ("FSType:", "fsType", Text)]),
);
const PORTWORX: Source = source(
    "portworxVolume",
    "PortworxVolume (a Portworx Volume resource)",
    Members(&[("VolumeID:", "volumeID", Text)]),
);
const SCALE_IO: Source = source(
    "scaleIO",
    "ScaleIO (a persistent volume backed by a block device in ScaleIO)",
    Members(&[
        ("Gateway:", "gateway", Text),
        ("System:", "system", Text),
        ("Protection Domain:", "protectionDomain", Text),
        ("Storage Pool:", "storagePool", Text),
        ("Storage Mode:", "storageMode", Text),
        ("VolumeName:", "volumeName", Text),
        ("SecretName:", "secretRef/name", Persistent(&Text)),
        ("SecretNamespace:", "secretRef/namespace", Persistent(&Text)),
        ("FSType:", "fsType", Text),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const LOCAL: Source = source(
    "local",
    "LocalVolume (a persistent volume backed by local storage on a node)",
    Members(&[("Path:", "path", Text)]),
);
const CEPH: Source = source(
    "cephfs",
    "CephFS (a CephFS mount on the host that shares a pod's lifetime)",
    Members(&[
        ("Monitors:", "monitors", List),
        ("Path:", "path", Text),
        ("User:", "user", Text),
        ("SecretFile:", "secretFile", Text),
        ("SecretRef:", "secretRef", Secret),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const STORAGE_OS: Source = source(
    "storageos",
    "StorageOS (a StorageOS Persistent Disk resource)",
    Members(&[
        ("VolumeName:", "volumeName", Text),
        ("VolumeNamespace:", "volumeNamespace", Text),
        ("FSType:", "fsType", Text),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const FC: Source = source(
    "fc",
    "FC (a Fibre Channel disk)",
    Members(&[
        ("TargetWWNs:", "targetWWNs", Joined),
        ("LUN:", "lun", Or("<none>")),
        ("FSType:", "fsType", Text),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const AZURE_FILE: Source = source(
    "azureFile",
    "AzureFile (an Azure File Service mount on the host and bind mount to the pod)",
    Members(&[
        ("SecretName:", "secretName", Text),
        ("SecretNamespace:", "secretNamespace", Persistent(&Text)),
        ("ShareName:", "shareName", Text),
        ("ReadOnly:", "readOnly", Flag),
    ]),
);
const FLEX: Source = source(
    "flexVolume",
    "FlexVolume (a generic volume resource that is provisioned/attached \
                          using an exec based plugin)",
    Members(&[
        ("Driver:", "driver", Text),
        ("FSType:", "fsType", Text),
        ("SecretRef:", "secretRef", Secret),
        ("ReadOnly:", "readOnly", Flag),
        ("Options:", "options", Map),
    ]),
);
const FLOCKER: Source = source(
    "flocker",
    "Flocker (a Flocker volume mounted by the Flocker agent)",
    Members(&[
        ("DatasetName:", "datasetName", Text),
        ("DatasetUUID:", "datasetUUID", Text),
    ]),
);
const PROJECTED: Source = source(
    "projected",
    "Projected (a volume that contains injected data from multiple sources)",
    Code(projected),
);
const CSI: Source = source(
    "csi",
    "CSI (a Container Storage Interface (CSI) volume source)",
    Code(csi),
);
const IMAGE: Source = source(
    "image",
    "Image (a container image or OCI artifact)",
    Members(&[
        ("Reference:", "reference", Text),
        ("PullPolicy:", "pullPolicy", Text),
    ]),
);

impl Holder {
    /// The sources that it can have, in the order they are looked for.
    pub(super) fn sources(self) -> &'static [Source] {
        match self {
            Self::Pod => OF_PODS,
            Self::PersistentVolume => OF_PERSISTENT_VOLUMES,
        }
    }
}

/// Those of a pod's volumes.
const OF_PODS: &[Source] = &[
    HOST_PATH,
    EMPTY_DIR,
    GCE,
    AWS,
    GIT_REPO,
    SECRET,
    CONFIG_MAP,
    NFS,
    ISCSI,
    GLUSTERFS,
    CLAIM,
    EPHEMERAL,
    RBD,
    QUOBYTE,
    DOWNWARD_API,
    AZURE_DISK,
    VSPHERE,
    CINDER,
    PHOTON,
    PORTWORX,
    SCALE_IO,
    CEPH,
    STORAGE_OS,
    FC,
    AZURE_FILE,
    FLEX,
    FLOCKER,
    PROJECTED,
    CSI,
    IMAGE,
];

/// Those of persistent volumes.
const OF_PERSISTENT_VOLUMES: &[Source] = &[
    HOST_PATH, GCE, AWS, NFS, ISCSI, GLUSTERFS, RBD, QUOBYTE, VSPHERE, CINDER, AZURE_DISK, PHOTON,
    PORTWORX, SCALE_IO, LOCAL, CEPH, STORAGE_OS, FC, AZURE_FILE, FLEX, FLOCKER, CSI,
];
