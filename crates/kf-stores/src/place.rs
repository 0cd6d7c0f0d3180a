//! What a URL names.

use kf_base::error::{Error, Result};

/// An object, or the beginning of the names of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub(crate) kind: Kind,
    /// The name in the bucket or container, as it is: nothing in it is percent-encoded.
    pub(crate) key: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    S3 {
        bucket: String,
    },
    Google {
        bucket: String,
    },
    Azure {
        container: String,
        /// The account, where the URL names it.
        account: Option<String>,
        /// What stood before the container.
        scheme: &'static str,
    },
    /// A URL that is asked for exactly as it is.
    Web {
        url: String,
    },
}

impl Place {
    /// Takes a URL apart.
    ///
    /// # Errors
    /// Invalid when it is none of a store, or names no object.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = |why: &str| {
            Error::invalid(format!("{}: {why}", shown(text))).hint(
                "s3://BUCKET/KEY, gs://BUCKET/KEY, az://CONTAINER/BLOB, \
                 abfss://CONTAINER@ACCOUNT.dfs.core.windows.net/BLOB and https://HOST/PATH name objects",
            )
        };
        let (scheme, rest) = text
            .split_once("://")
            .ok_or_else(|| wrong("it is no URL"))?;
        let (host, key) = rest.split_once('/').unwrap_or((rest, ""));
        if host.is_empty() {
            return Err(wrong("it names no bucket, container or host"));
        }
        let kind = match scheme.to_ascii_lowercase().as_str() {
            "s3" => Kind::S3 {
                bucket: host.to_owned(),
            },
            "gs" => Kind::Google {
                bucket: host.to_owned(),
            },
            name @ ("az" | "abfs" | "abfss") => {
                let (container, account) = match host.split_once('@') {
                    Some((container, host)) => (container, host.split('.').next()),
                    None => (host, None),
                };
                Kind::Azure {
                    container: container.to_owned(),
                    account: account.map(str::to_owned),
                    scheme: match name {
                        "az" => "az",
                        "abfs" => "abfs",
                        _ => "abfss",
                    },
                }
            }
            "http" | "https" if host.contains('@') => {
                return Err(wrong("names and passwords in URLs are not used"));
            }
            "http" | "https" => Kind::Web {
                url: text.to_owned(),
            },
            _ => return Err(wrong("it is no URL of a store")),
        };
        Ok(Self {
            kind,
            key: key.to_owned(),
        })
    }

    /// Whether it is the beginning of names: nothing, or something with a slash at its end.
    #[must_use]
    pub fn is_prefix(&self) -> bool {
        self.key.is_empty() || self.key.ends_with('/')
    }

    /// The URL for messages: without what signs it.
    #[must_use]
    pub fn shown(&self) -> String {
        self.at(&self.key)
    }

    /// The URL of another object in the same place.
    pub(crate) fn at(&self, key: &str) -> String {
        match &self.kind {
            Kind::S3 { bucket } => format!("s3://{bucket}/{key}"),
            Kind::Google { bucket } => format!("gs://{bucket}/{key}"),
            Kind::Azure {
                container,
                account,
                scheme,
            } => match account {
                Some(account) => {
                    format!("{scheme}://{container}@{account}.dfs.core.windows.net/{key}")
                }
                None => format!("{scheme}://{container}/{key}"),
            },
            Kind::Web { url } => shown(url),
        }
    }
}

/// A URL without its query, which signs for whoever has it.
fn shown(url: &str) -> String {
    match url.split_once('?') {
        Some((before, _)) => format!("{before}?..."),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_taken_as_they_are() {
        let place = Place::parse("s3://backups/prod eu/a%20b#c?d.db").unwrap();
        assert_eq!(place.key, "prod eu/a%20b#c?d.db");
        assert_eq!(place.shown(), "s3://backups/prod eu/a%20b#c?d.db");
        assert!(!place.is_prefix());
        assert!(Place::parse("gs://backups").unwrap().is_prefix());
        assert!(Place::parse("az://backups/prod/").unwrap().is_prefix());
    }

    #[test]
    fn azure_has_two_ways_to_say_where() {
        let place = Place::parse("abfss://c@acc.dfs.core.windows.net/x/y").unwrap();
        assert_eq!(place.shown(), "abfss://c@acc.dfs.core.windows.net/x/y");
        let Kind::Azure {
            container, account, ..
        } = place.kind
        else {
            panic!("no Azure");
        };
        assert_eq!((container.as_str(), account.as_deref()), ("c", Some("acc")));
    }

    #[test]
    fn what_signs_a_url_is_not_shown() {
        let place = Place::parse("https://h/etcd.zip?X-Amz-Signature=abc").unwrap();
        assert_eq!(place.shown(), "https://h/etcd.zip?...");
        let error = Place::parse("https://me:secret@h/etcd.zip?sig=abc").unwrap_err();
        assert!(!error.to_string().contains("sig="), "{error}");
        for wrong in ["etcd.db", "ftp://h/x", "s3:///x"] {
            assert!(Place::parse(wrong).is_err(), "{wrong}");
        }
    }
}
