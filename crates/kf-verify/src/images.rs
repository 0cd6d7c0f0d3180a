//! Images of etcd and of the kube-apiserver: which ones, unless the caller says otherwise.

use kf_base::error::{Error, Result};
use kf_schema::{Change, Minor};

/// The newest patch of each minor of etcd that is started for a snapshot. A patch changes nothing
/// of what is stored; 3.5.0 to 3.5.2 could corrupt it.
const ETCD: [(u8, &str); 4] = [(4, "3.4.45"), (5, "3.5.33"), (6, "3.6.14"), (7, "3.7.1")];

/// The oldest minor of etcd that is started. Its data is that of all before it, and old images
/// are of a manifest format that engines and registries have dropped.
const OLDEST_ETCD: u8 = 4;

/// What told the version of etcd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EtcdSource {
    /// The bucket `cluster` of the database.
    Snapshot,
    /// The one that kubeadm installed with this Kubernetes.
    Kubernetes,
}

/// A version of etcd to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EtcdVersion {
    /// The 5 of 3.5.
    pub minor: u8,
    /// Such as `3.5.33`.
    pub version: String,
    /// What told.
    pub source: EtcdSource,
}

impl EtcdVersion {
    /// The image of etcd's own releases: gcr.io/etcd-development is their primary registry and
    /// quay.io/coreos the second (scripts/release.sh of etcd). `etcdctl` is in it, and `etcdutl`
    /// since 3.5.
    #[must_use]
    pub fn image(&self) -> String {
        format!("gcr.io/etcd-development/etcd:v{}", self.version)
    }
}

/// Which etcd to start for a snapshot: of the minor that its database names (`clusterVersion` in
/// the bucket `cluster`, such as `3.5.0`), or of the one that kubeadm installs with a minor of
/// Kubernetes; 3.4 at the least, which reads what all before it wrote.
#[must_use]
pub fn etcd(cluster_version: Option<&str>, kube_minor: Minor) -> EtcdVersion {
    let told = cluster_version.and_then(etcd_minor);
    let source = match told {
        Some(_) => EtcdSource::Snapshot,
        None => EtcdSource::Kubernetes,
    };
    let minor = told.unwrap_or_else(|| {
        let newer = [Change::ETCD_3_5, Change::ETCD_3_6, Change::ETCD_3_7];
        let newer = (5..).zip(newer).filter(|(_, c)| kube_minor.has(*c));
        newer.last().map_or(OLDEST_ETCD, |(minor, _)| minor)
    });
    let minor = minor.max(OLDEST_ETCD);
    let known = ETCD.iter().find(|(known, _)| *known == minor);
    EtcdVersion {
        minor,
        version: known.map_or_else(
            || format!("3.{minor}.0"),
            |(_, version)| (*version).to_owned(),
        ),
        source,
    }
}

/// The minor in a version of etcd: `3.5.0`, `v3.5`, `3.6.4-0` give 5, 5 and 6.
#[must_use]
pub fn etcd_minor(version: &str) -> Option<u8> {
    let version = version.trim();
    let rest = version.strip_prefix('v').unwrap_or(version);
    let rest = rest.strip_prefix("3.")?;
    rest.split(['.', '-', '+']).next()?.parse().ok()
}

/// The minor in the tag of an image of etcd.
#[must_use]
pub fn etcd_image_minor(image: &str) -> Option<u8> {
    etcd_minor(tag(image)?)
}

/// The image of the kube-apiserver of a version: `v1.36.3`, `1.36.3`, and also `1.36` or `1.36+`
/// (its first release), `v1.31.4+rke2r1` or `v1.15.3-k3s.3` (the release it was built from).
///
/// registry.k8s.io serves what was published as k8s.gcr.io and gcr.io/google_containers too.
/// Images of several architectures came with 1.12, before which the name ends with the
/// architecture: `architecture` as Go calls it, `amd64` or `arm64`.
///
/// # Errors
/// Not a version of Kubernetes 1.
pub fn apiserver(version: &str, architecture: &str) -> Result<String> {
    let found = Minor::parse(version);
    let release = release(version);
    let (Some(minor), Some(release)) = (found, release) else {
        return Err(Error::invalid(format!(
            "not a version of Kubernetes: {}",
            version.escape_debug()
        )));
    };
    let name = "registry.k8s.io/kube-apiserver";
    Ok(if minor.has(Change::IMAGES_OF_ALL_ARCHITECTURES) {
        format!("{name}:{release}")
    } else {
        format!("{name}-{architecture}:{release}")
    })
}

/// The upstream release in a version text: `v1.31.4+rke2r1` was built from `v1.31.4`.
#[must_use]
pub fn release(version: &str) -> Option<String> {
    let minor = Minor::parse(version)?;
    let version = version.trim();
    let rest = version.strip_prefix('v').unwrap_or(version);
    let rest = rest
        .strip_prefix("1.")?
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let patch = rest.strip_prefix('.').unwrap_or_default();
    let digits = patch.split(|c: char| !c.is_ascii_digit()).next()?;
    let patch_number: u32 = digits.parse().unwrap_or(0);
    let after = patch.get(digits.len()..).unwrap_or_default();
    // Pre-releases are images too; builds of others are not.
    let mut parts = after.split(['-', '.', '+']).skip(1);
    let before = match (after.starts_with('-'), parts.next(), parts.next()) {
        (true, Some(stage @ ("alpha" | "beta" | "rc")), Some(number))
            if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            format!("-{stage}.{number}")
        }
        _ => String::new(),
    };
    Some(format!("v{minor}.{patch_number}{before}"))
}

/// The tag of an image name: what follows the last colon of the last part, before a digest.
#[must_use]
pub fn tag(image: &str) -> Option<&str> {
    let name = image.split('@').next()?;
    let last = name.rsplit('/').next()?;
    last.split_once(':').map(|(_, tag)| tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn etcds() {
        for (told, kube, minor, version, source) in [
            (Some("3.5.0"), 36, 5, "3.5.33", EtcdSource::Snapshot),
            (Some("3.6.0"), 31, 6, "3.6.14", EtcdSource::Snapshot),
            (Some("3.0.0"), 8, 4, "3.4.45", EtcdSource::Snapshot),
            (Some("3.9.0"), 40, 9, "3.9.0", EtcdSource::Snapshot),
            (Some("not decided"), 30, 5, "3.5.33", EtcdSource::Kubernetes),
            (None, 8, 4, "3.4.45", EtcdSource::Kubernetes),
            (None, 21, 4, "3.4.45", EtcdSource::Kubernetes),
            (None, 22, 5, "3.5.33", EtcdSource::Kubernetes),
            (None, 34, 6, "3.6.14", EtcdSource::Kubernetes),
            (None, 37, 7, "3.7.1", EtcdSource::Kubernetes),
        ] {
            let found = etcd(told, Minor::new(kube));
            let got = (found.minor, found.version.as_str(), found.source);
            assert_eq!(got, (minor, version, source), "{told:?} {kube}");
        }
        assert_eq!(
            etcd(None, Minor::new(30)).image(),
            "gcr.io/etcd-development/etcd:v3.5.33"
        );
        assert_eq!(etcd_image_minor("registry.k8s.io/etcd:3.5.21-0"), Some(5));
        assert_eq!(etcd_image_minor("host:5000/etcd"), None);
        assert_eq!(etcd_image_minor("host:5000/etcd:v3.4.3@sha256:00"), Some(4));
    }

    #[test]
    fn servers() {
        for (version, image) in [
            ("v1.36.3", "kube-apiserver:v1.36.3"),
            ("1.36", "kube-apiserver:v1.36.0"),
            ("1.12+", "kube-apiserver:v1.12.0"),
            ("v1.11.10", "kube-apiserver-arm64:v1.11.10"),
            ("v1.8.15", "kube-apiserver-arm64:v1.8.15"),
            ("v1.31.4+rke2r1", "kube-apiserver:v1.31.4"),
            ("v1.15.3-k3s.3", "kube-apiserver:v1.15.3"),
            ("v1.30.1-eks-49c6de4", "kube-apiserver:v1.30.1"),
            ("v1.36.0-alpha.2", "kube-apiserver:v1.36.0-alpha.2"),
            ("v1.36.0-rc.1+k3s1", "kube-apiserver:v1.36.0-rc.1"),
            ("v1.36.0-rc.", "kube-apiserver:v1.36.0"),
            ("v1.36.99999999999", "kube-apiserver:v1.36.0"),
        ] {
            let got = apiserver(version, "arm64").unwrap();
            assert_eq!(got, format!("registry.k8s.io/{image}"), "{version}");
        }
        for version in ["", "2.1.0", "v1", "1.x", "latest"] {
            assert!(apiserver(version, "amd64").is_err(), "{version}");
        }
    }
}
