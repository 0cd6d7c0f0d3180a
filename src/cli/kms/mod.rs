//! `--kms-socket`: a running KMS plugin, asked over its unix socket as a kube-apiserver asks it
//! (k8s.io/kms `apis/v1beta1/api.proto`, `apis/v2/api.proto`).
//!
//! The only code of kf that talks to anybody. It is here and not in the library, stands behind the
//! feature `kms`, opens no other socket than the one that was named, and asks a plugin for nothing
//! but to unwrap the data keys of the values that are printed.

#[cfg(all(unix, feature = "kms"))]
mod plugin;

use crate::error::Result;
use crate::storage::encryption::kms::Kms;

/// A socket as `--kms-socket` names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Socket {
    /// The plugin that listens there; without a name it is asked for the values of all.
    pub(crate) name: Option<String>,
    /// A path; one that starts with `@` is a name in Linux' abstract namespace.
    pub(crate) path: String,
}

impl Socket {
    /// Reads `[NAME=]unix:///path`, or a path alone. The endpoint is what an
    /// EncryptionConfiguration has (apiserver `envelope/util.go` `ParseEndpoint`).
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let is_place = |text: &str| text.starts_with("unix:") || text.starts_with(['/', '.', '@']);
        let (name, place) = match text.split_once('=') {
            _ if is_place(text) => (None, text),
            Some(("", _)) => {
                return Err(format!(
                    "there is no plugin's name before the = of {text:?}"
                ));
            }
            Some((name, place)) => (Some(name.to_owned()), place),
            None => (None, text),
        };
        let path = match place.strip_prefix("unix:") {
            Some(rest) => rest.strip_prefix("//").unwrap_or(rest),
            None => place,
        };
        // An endpoint is a URL, whose path begins with a slash.
        let path = match path.strip_prefix('/') {
            Some(rest) if rest.starts_with('@') => rest,
            _ => path,
        };
        if path.is_empty() || path == "@" || (path.contains("://") && !path.starts_with('/')) {
            return Err(format!(
                "expected a unix socket such as unix:///var/run/kms.sock, not {place:?}"
            ));
        }
        Ok(Self {
            name,
            path: path.to_owned(),
        })
    }
}

/// What asks the plugin behind a socket.
///
/// # Errors
/// Io when there is no such socket; Unsupported in a kf without the feature `kms`.
#[cfg(all(unix, feature = "kms"))]
pub(super) fn at(socket: &Socket) -> Result<Kms> {
    let plugin = plugin::Plugin::new(&socket.path)?;
    Ok(Kms::with_plugin(socket.name.as_deref(), Box::new(plugin)))
}

/// As above.
#[cfg(not(all(unix, feature = "kms")))]
pub(super) fn at(socket: &Socket) -> Result<Kms> {
    Err(crate::Error::unsupported(format!(
        "this kf was built without the feature kms and cannot ask {}",
        socket.path
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets() {
        let parsed = |text: &str| Socket::parse(text).map(|s| (s.name, s.path));
        let some = |name: &str, path: &str| Ok((Some(name.to_owned()), path.to_owned()));
        let none = |path: &str| Ok((None, path.to_owned()));
        assert_eq!(parsed("unix:///run/kms.sock"), none("/run/kms.sock"));
        assert_eq!(parsed("unix://kms.sock"), none("kms.sock"));
        assert_eq!(parsed("unix:///@kms"), none("@kms"));
        assert_eq!(parsed("/run/a=b.sock"), none("/run/a=b.sock"));
        assert_eq!(parsed("./kms.sock"), none("./kms.sock"));
        assert_eq!(parsed("toy=unix:///k"), some("toy", "/k"));
        assert_eq!(parsed("toy=/k=1"), some("toy", "/k=1"));
        for wrong in [
            "",
            "unix://",
            "toy=",
            "tcp://host:1",
            "toy=tcp://host:1",
            "=unix:",
        ] {
            assert!(parsed(wrong).is_err(), "{wrong}");
        }
    }
}
