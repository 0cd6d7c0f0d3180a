//! `-n` and `-A`, which say where to look.

use clap::{ArgAction, Args};

/// The namespace of commands that are told none.
const DEFAULT: &str = "default";

/// `-n`
#[derive(Args, Debug)]
pub(crate) struct NamespaceArg {
    /// Namespace to look in
    #[arg(short, long, value_name = "NAMESPACE")]
    namespace: Option<String>,
}

impl NamespaceArg {
    /// Returns the namespace, if one was given.
    pub(crate) fn given(&self) -> Option<&str> {
        self.namespace.as_deref()
    }
}

/// `-n` and `-A` of commands that have a rule of their own for what neither of them says.
#[derive(Args, Debug)]
pub(crate) struct ScopeArgs {
    #[command(flatten)]
    namespace: NamespaceArg,
    /// Look in all namespaces
    #[arg(short = 'A', long, action = ArgAction::Set)]
    all_namespaces: bool,
}

impl ScopeArgs {
    /// Returns whether all namespaces were asked for.
    pub(crate) fn all(&self) -> bool {
        self.all_namespaces
    }

    /// Returns the namespace that was given, whether all were asked for or not; as with kubectl, an empty one
    /// is none.
    pub(crate) fn given(&self) -> Option<&str> {
        self.namespace.given().filter(|name| !name.is_empty())
    }

    /// Returns the namespace that was given, or else `default`.
    pub(crate) fn namespace(&self) -> &str {
        self.given().unwrap_or(DEFAULT)
    }

    /// Returns the namespace that was given, `None` for all: those of `-A`, and if none was given.
    pub(crate) fn only_given(&self) -> Option<&str> {
        self.given().filter(|_| !self.all())
    }

    /// Returns the namespace that was given or else `default`, `None` for all of `-A`.
    pub(crate) fn only(&self) -> Option<&str> {
        (!self.all()).then_some(self.namespace())
    }
}

/// `-n` and `-A` of commands that look in the namespace `default` unless they are told another.
#[derive(Args, Debug)]
#[command(mut_arg("namespace", |arg| arg.default_value(DEFAULT)))]
pub(crate) struct DefaultScopeArgs {
    #[command(flatten)]
    scope: ScopeArgs,
}

impl DefaultScopeArgs {
    /// Returns whether all namespaces were asked for.
    pub(crate) fn all(&self) -> bool {
        self.scope.all()
    }

    /// Returns the namespace, whether all were asked for or not.
    pub(crate) fn namespace(&self) -> &str {
        self.scope.namespace()
    }

    /// Returns the namespace to look in, `None` for all.
    pub(crate) fn only(&self) -> Option<&str> {
        self.scope.only()
    }

    /// Returns whether it is the namespace of who names none.
    pub(crate) fn is_default(&self) -> bool {
        self.only() == Some(DEFAULT)
    }
}
