//! What the words after `kf get` and `kf describe` mean: kubectl's resource builder (cli-runtime
//! `pkg/resource/builder.go`, `ResourceTypeOrNameArgs`), with its error texts.

use std::collections::{BTreeSet, HashSet};

use super::message::{Head, Message};
use super::report::{Failure, Outcome};
use crate::snapshot::{Mapping, View};

/// One TYPE with the names asked of it; no names means all objects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Request {
    /// `pods`, `deploy.v1.apps`, ...: not resolved yet.
    pub(crate) kind: String,
    pub(crate) names: Vec<String>,
}

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Target {
    pub(crate) requests: Vec<Request>,
    /// One type and one name: the object itself is printed, not a List around it.
    pub(crate) single: bool,
    /// Whether each name stands with its type, as in `TYPE/NAME`.
    pub(crate) paired: bool,
}

impl Target {
    /// Returns whether objects are asked for by name.
    pub(crate) fn is_named(&self) -> bool {
        self.requests.iter().any(|r| !r.names.is_empty())
    }

    /// Fails where names stand beside a selector, which exclude each other.
    pub(crate) fn check(&self, selecting: bool) -> Outcome {
        match (self.is_named() && selecting, self.paired) {
            (false, _) => Ok(()),
            (true, false) => Err(Failure::usage(
                "name cannot be provided when a selector is specified",
            )),
            (true, true) => Err(Failure::usage(
                "selectors and the all flag cannot be used when passing resource/name arguments",
            )),
        }
    }

    /// Looks up the types, each with the names asked of it. Every type must be known before anything is
    /// printed.
    pub(crate) fn resolve(
        &self,
        view: &View<'_>,
        all_namespaces: bool,
    ) -> Outcome<Vec<(Mapping, &[String])>> {
        let mut requests = Vec::new();
        for request in &self.requests {
            // No server is asked for a type: kubectl's discovery finds none, which is an `error:`.
            let mappings = view.lookup(&request.kind).map_err(Failure::lookup)?;
            if !request.names.is_empty() {
                if mappings.len() > 1 && !self.paired {
                    return Err(Failure::usage("you must specify only one resource"));
                }
                if all_namespaces && mappings.iter().any(|m| m.resource().namespaced) {
                    return Err(Failure::usage(
                        "a resource cannot be retrieved by name across all namespaces",
                    ));
                }
            }
            let named = |mapping| (mapping, request.names.as_slice());
            requests.extend(mappings.into_iter().map(named));
        }
        Ok(requests)
    }

    /// What kubectl warns of: other resources that go by a short name which was given
    /// (client-go restmapper/shortcut.go `expandResourceShortcut`).
    pub(crate) fn short_name_warnings(&self, view: &View<'_>) -> Vec<String> {
        let words: BTreeSet<&str> = self.requests.iter().map(|r| r.kind.as_str()).collect();
        let mut warnings = Vec::new();
        for word in words {
            let name = word.split('.').next().unwrap_or_default();
            for rival in view.catalog().short_name_rivals(word) {
                warnings.push(format!(
                    "short name \"{name}\" could also match lower priority resource {}",
                    rival.group_resource()
                ));
            }
        }
        warnings
    }
}

/// Reads the arguments.
pub(crate) fn parse(args: &[String]) -> Outcome<Target> {
    if args.iter().any(|a| a.contains('/')) {
        return pairs(args);
    }
    let Some((types, names)) = args.split_first() else {
        let message = Message::new(
            Head::Error,
            "Required resource not specified.\n\
             Use \"kf explain <resource>\" for a detailed description of that resource (e.g. kf \
             explain pods).\n\
             See 'kf get -h' for help and examples",
        );
        return Err(Failure::from(message.after(
            "You must specify the type of resource to get. Use \"kf api-resources\" for a \
             complete list of supported resources.",
        )));
    };
    // As kubectl's `SplitResourceArgument`: an empty part is a type that there is not.
    let mut types: Vec<&str> = types.split(',').collect();
    let mut seen = HashSet::new();
    types.retain(|name| seen.insert(*name));
    if types == [""] {
        return Err(Failure::usage(
            "arguments in resource/name form must have a single resource and name",
        ));
    }
    if names.iter().any(String::is_empty) {
        return Err(Failure::usage("resource name may not be empty"));
    }
    if !names.is_empty() && types.len() > 1 {
        // `normalizeMultipleResourcesArgs`
        let each = types
            .iter()
            .flat_map(|kind| names.iter().map(move |name| format!("{kind}/{name}")));
        return pairs(&each.collect::<Vec<_>>());
    }
    let single = types.len() == 1 && names.len() == 1;
    let requests = types
        .into_iter()
        .map(|kind| Request {
            kind: kind.to_owned(),
            names: names.to_vec(),
        })
        .collect();
    Ok(Target {
        requests,
        single,
        paired: false,
    })
}

/// `TYPE/NAME ...`: each pair is a request of its own.
fn pairs(args: &[String]) -> Outcome<Target> {
    let mut requests = Vec::with_capacity(args.len());
    for arg in args {
        let mut parts = arg.split('/');
        match (parts.next(), parts.next(), parts.next()) {
            (Some(kind), Some(name), None) if is_one_type(kind) && !name.is_empty() => {
                requests.push(Request {
                    kind: kind.to_owned(),
                    names: vec![name.to_owned()],
                });
            }
            (Some(_), None, _) => {
                return Err(Failure::usage(
                    "there is no need to specify a resource type as a separate argument when \
                     passing arguments in resource/name form (e.g. 'kf get \
                     resource/<resource_name>' instead of 'kf get resource \
                     resource/<resource_name>'",
                ));
            }
            (_, _, Some(_)) => {
                return Err(Failure::usage(
                    "arguments in resource/name form may not have more than one slash",
                ));
            }
            _ => {
                return Err(Failure::usage(
                    "arguments in resource/name form must have a single resource and name",
                ));
            }
        }
    }
    Ok(Target {
        single: requests.len() == 1,
        requests,
        paired: true,
    })
}

/// Whether `SplitResourceArgument` finds one type in it.
fn is_one_type(kind: &str) -> bool {
    let mut types = kind.split(',');
    let first = types.next().filter(|first| !first.is_empty());
    first.is_some_and(|first| types.all(|other| other == first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_is_empty() {
        let args = ["cm".to_owned(), String::new()];
        assert!(parse(&args).is_err());
    }

    fn of(text: &str) -> Outcome<Target> {
        let args: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        parse(&args)
    }

    fn shown(text: &str) -> String {
        match of(text) {
            Ok(t) => {
                let requests: Vec<String> = t
                    .requests
                    .iter()
                    .map(|r| format!("{}[{}]", r.kind, r.names.join(" ")))
                    .collect();
                format!(
                    "{}{}",
                    requests.join(" "),
                    if t.single { " single" } else { "" }
                )
            }
            Err(failure) => failure.to_text(),
        }
    }

    #[test]
    fn forms() {
        assert_eq!(shown("pods"), "pods[]");
        assert_eq!(shown("cm a"), "cm[a] single");
        assert_eq!(shown("cm a b"), "cm[a b]");
        assert_eq!(shown("cm,secret"), "cm[] secret[]");
        assert_eq!(shown("cm/a"), "cm[a] single");
        assert_eq!(shown("cm/a secret/b"), "cm[a] secret[b]");
        assert_eq!(shown("cm,secret a b"), "cm[a] cm[b] secret[a] secret[b]");
    }

    #[test]
    fn mistakes() {
        assert!(shown("").starts_with("You must specify the type"));
        assert!(shown("cm,secret/a").contains("single resource and name"));
        assert!(shown("cm cm/a").starts_with("error: there is no need to specify"));
        assert!(shown("cm/").contains("single resource and name"));
        assert!(shown("cm/a/b").contains("more than one slash"));
    }
}
