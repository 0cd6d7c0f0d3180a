//! From the flags to what is compared.

use crate::cli::args::diff::DiffArgs;
use crate::cli::redaction;
use crate::cli::report::{Failure, Outcome};
use crate::cli::target::{self, Target};
use crate::query::labels::Selector;
use crate::query::prune::Pattern;
use crate::snapshot::changes::{Options, Request};
use crate::snapshot::{Expect, Mapping, View};

/// The flags, read as far as that needs no snapshot.
pub(super) struct Asked {
    target: Option<Target>,
    namespace: Option<String>,
    ignore: Vec<Pattern>,
    labels: Option<Selector>,
}

pub(super) fn read(args: &DiffArgs, words: &[String]) -> Outcome<Asked> {
    let target = match words {
        [] => None,
        words => Some(target::parse(words)?),
    };
    if let Some(target) = &target {
        target.check(args.selector.selects())?;
    }
    let labels = args.selector.parse()?;
    let ignore = args.ignore.iter().map(|path| Pattern::parse(path));
    Ok(Asked {
        target,
        namespace: args.scope.only_given().map(str::to_owned),
        ignore: ignore.collect::<Result<_, _>>()?,
        labels,
    })
}

impl Asked {
    /// What the first pass over each file should gather.
    pub(super) fn expect(&self) -> Vec<Expect> {
        let Some(target) = &self.target else {
            return vec![Expect::Everything];
        };
        let kinds = target.requests.iter().map(|request| Expect::Kind {
            word: request.kind.clone(),
            namespace: self.namespace.clone(),
        });
        // It tells whether the clusters are the same.
        let identity = Expect::Names {
            word: "namespaces".to_owned(),
            namespace: String::new(),
            names: vec!["kube-system".to_owned()],
        };
        kinds.chain([identity]).collect()
    }

    pub(super) fn resolve(
        self,
        args: &DiffArgs,
        before: &View<'_>,
        after: &View<'_>,
    ) -> Outcome<Options> {
        let mut requests = Vec::new();
        for request in self.target.into_iter().flat_map(|t| t.requests) {
            let (before, after) = match (before.lookup(&request.kind), after.lookup(&request.kind))
            {
                (Ok(before), Ok(after)) => (before, after),
                // A type may have come or gone.
                (Ok(before), Err(_)) => (before, Vec::<Mapping>::new()),
                (Err(_), Ok(after)) => (Vec::new(), after),
                (Err(_), Err(e)) => return Err(Failure::lookup(e)),
            };
            requests.push(Request {
                before,
                after,
                names: request.names,
            });
        }
        Ok(Options {
            show_noise: args.show_noise,
            status: args.status,
            ignore: self.ignore,
            requests,
            namespace: self.namespace,
            labels: redaction::labels(self.labels, after.redactor())?,
        })
    }
}
