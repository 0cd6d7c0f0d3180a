//! `kf get`

use std::str::FromStr;

use clap::{ArgAction, Args};

use super::compat::{ChunkSizeArg, WatchArg};
use super::kubectl::KubectlArg;
use super::namespace::ScopeArgs;
use super::output::{Formats, OutputArg, Unasked};
use super::rows::{HeadersArg, ManagedFieldsArg};
use super::selector::SelectorArg;
#[cfg(all(unix, feature = "verify"))]
use super::verify;
use crate::object::encode::Format;

/// `kf get`
#[derive(Args, Debug)]
#[command(
    override_usage = "kf get [OPTIONS] TYPE [NAME ...]\n       kf get [OPTIONS] TYPE/NAME ..."
)]
#[command(after_help = "Examples:
  # One object out of a backup
  kf get configmap my-config -n prod --snapshot etcd.db -o yaml

  # All pods of all namespaces, as JSON
  kf get pods -A --snapshot etcd.db -o json

  # Several types, and a label selector
  kf get deployments,services -n prod -l app=web --snapshot etcd.db

  # A version of a type that must be named in full
  kf get horizontalpodautoscalers.v2.autoscaling web -n prod --snapshot etcd.db -o yaml

  # The object at an earlier revision
  kf get secret db -n prod --rev 120043 --snapshot etcd.db -o yaml

  # An object to give back with kubectl apply -f
  kf get configmap my-config -n prod --snapshot etcd.db --export -o yaml

  # What was deleted, and one of it as it was at the end
  kf get configmaps -n prod --deleted --snapshot etcd.db
  kf get configmap old -n prod --deleted --snapshot etcd.db -o yaml

  # The values of a Secret, decoded
  kf get secret db -n prod --decode --snapshot etcd.db

  # To be shown to others: digests instead of secrets
  kf get deployments,secrets -n prod --redact --snapshot etcd.db -o yaml

  # What lies under one etcd key
  kf get --key /registry/services/specs/default/kubernetes --snapshot etcd.db -o yaml")]
#[command(mut_arg("namespace", |arg| arg.help("Namespace to look in (default: default)")))]
#[command(mut_arg("no_headers", |arg| arg.help("Leave the header of a table out")))]
pub(crate) struct GetArgs {
    /// What to print.
    #[arg(
        value_name = "TYPE",
        help = "TYPE[.VERSION][.GROUP] [NAME ...], TYPE/NAME ..., or TYPE1,TYPE2"
    )]
    pub(crate) target: Vec<String>,
    #[command(flatten)]
    pub(crate) scope: ScopeArgs,
    #[command(flatten)]
    pub(crate) output: OutputArg<GetOutput>,
    /// Template, or file with one, for -o go-template and the like (default format: go-template)
    #[arg(
        long,
        value_name = "TEMPLATE",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) template: String,
    /// With =false: a field that a go-template or jsonpath names must be there
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          hide_possible_values = true)]
    pub(crate) allow_missing_template_keys: Option<bool>,
    /// Order by the field at this path, such as .metadata.creationTimestamp
    #[arg(long, value_name = "PATH")]
    pub(crate) sort_by: Option<String>,
    #[command(flatten)]
    pub(crate) managed_fields: ManagedFieldsArg,
    /// Leave out what kubectl apply or create does not need: status, uid, resourceVersion, node,
    /// cluster IP and the like
    #[arg(long, action = ArgAction::Set)]
    pub(crate) export: bool,
    #[command(flatten)]
    pub(crate) selector: SelectorArg,
    /// Field selector: =, ==, !=, joined by commas
    #[arg(
        long,
        allow_hyphen_values = true,
        value_name = "SELECTOR",
        default_value = "",
        hide_default_value = true
    )]
    pub(crate) field_selector: String,
    /// Exit 0 and say nothing when an object does not exist
    #[arg(long, action = ArgAction::Set)]
    pub(crate) ignore_not_found: bool,
    #[command(flatten)]
    pub(crate) headers: HeadersArg,
    /// Add a column with all labels to a table
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_labels: bool,
    /// Add columns with these labels to a table (can be repeated)
    #[arg(short = 'L', long, value_name = "LABEL")]
    label_columns: Vec<CsvRow>,
    /// Print the kind before each name in a table
    #[arg(long, action = ArgAction::Set)]
    pub(crate) show_kind: bool,
    /// Print the objects that this file, directory or - (standard input) has manifests of (can be
    /// repeated)
    #[arg(short = 'f', long, value_name = "FILENAME", value_delimiter = ',')]
    pub(crate) filename: Vec<String>,
    /// With --filename: go into directories below as well
    #[arg(short = 'R', long, action = ArgAction::Set)]
    pub(crate) recursive: bool,
    /// Refused: kf builds no kustomizations
    #[arg(short = 'k', long, value_name = "DIRECTORY", hide = true)]
    pub(crate) kustomize: Option<String>,
    /// Print this subresource of the objects named, such as status or scale
    #[arg(long, value_name = "NAME", conflicts_with_all = ["key", "deleted"])]
    pub(crate) subresource: Option<String>,
    /// Print what the server answered to a GET of this path, such as /api/v1/namespaces/prod/pods
    #[arg(long, value_name = "PATH")]
    pub(crate) raw: Option<String>,
    /// Print deleted objects, with the last value that the file holds of them
    #[arg(long, action = ArgAction::Set, conflicts_with_all = ["key", "raw", "filename"])]
    pub(crate) deleted: bool,
    /// Print the object under this etcd key instead of naming a type
    #[arg(long, value_name = "KEY", conflicts_with = "target")]
    pub(crate) key: Vec<String>,
    /// Of Secrets, print values as text, and of binary ones the length and SHA-256
    #[arg(long, action = ArgAction::Set)]
    pub(crate) decode: bool,
    /// With --decode: print to a terminal as well
    #[arg(long, action = ArgAction::Set)]
    pub(crate) reveal: bool,
    #[command(flatten)]
    pub(crate) kubectl: KubectlArg,
    /// Ask a real kube-apiserver, booted on a copy of the snapshot, for the same objects first, and
    /// say whether it reads them as kf does
    #[cfg(all(unix, feature = "verify"))]
    #[arg(long, action = ArgAction::Set,
          conflicts_with_all = ["key", "raw", "filename", "deleted", "subresource"])]
    pub(crate) verify: bool,
    #[cfg(all(unix, feature = "verify"))]
    #[command(flatten)]
    pub(crate) stack: verify::StackArgs,
    #[command(flatten)]
    pub(crate) chunk_size: ChunkSizeArg,
    /// With =false: print names and ages only
    #[arg(long, num_args = 0..=1, require_equals = true, default_missing_value = "true",
          hide = true)]
    pub(crate) server_print: Option<bool>,
    #[command(flatten)]
    pub(crate) watch: WatchArg,
}

/// What `kf get` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GetOutput {
    /// Columns as the server has them.
    Table {
        /// All of them.
        wide: bool,
    },
    /// JSON, YAML or KYAML.
    Structured(Format),
    /// `kind/name`
    Name,
    /// Results of a JSONPath template.
    JsonPath {
        /// Each action's results as a list.
        as_json: bool,
        /// Where the template is.
        from: TemplateFrom,
    },
    /// What a template of Go's makes of the object or list.
    GoTemplate(TemplateFrom),
    /// Columns of the user's own.
    Columns(TemplateFrom),
}

/// Where a template is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TemplateFrom {
    /// Behind the format's name.
    Line,
    /// In the file that is named there.
    File,
}

impl Formats for GetOutput {
    const KNOWN: &'static [(&'static str, Self)] = &[
        ("json", Self::Structured(Format::Json)),
        ("yaml", Self::Structured(Format::Yaml)),
        ("kyaml", Self::Structured(Format::Kyaml)),
        ("name", Self::Name),
        ("wide", Self::Table { wide: true }),
        ("jsonpath", json_path(false, TemplateFrom::Line)),
        ("jsonpath-file", json_path(false, TemplateFrom::File)),
        ("jsonpath-as-json", json_path(true, TemplateFrom::Line)),
        ("go-template", Self::GoTemplate(TemplateFrom::Line)),
        ("go-template-file", Self::GoTemplate(TemplateFrom::File)),
        ("template", Self::GoTemplate(TemplateFrom::Line)),
        ("templatefile", Self::GoTemplate(TemplateFrom::File)),
        ("custom-columns", Self::Columns(TemplateFrom::Line)),
        ("custom-columns-file", Self::Columns(TemplateFrom::File)),
    ];
    const DEFAULT: Unasked<Self> = Unasked::Other(Self::Table { wide: false }, "a table");

    /// Says what stands behind the names as well, and leaves out the old names of templates.
    fn help() -> String {
        "Output format: json, yaml, kyaml, name, wide, jsonpath=TEMPLATE, jsonpath-file=FILE, \
         jsonpath-as-json=TEMPLATE, go-template=TEMPLATE, go-template-file=FILE, \
         custom-columns=HEADER:PATH,... or custom-columns-file=FILE (default: a table)"
            .to_owned()
    }
}

const fn json_path(as_json: bool, from: TemplateFrom) -> GetOutput {
    GetOutput::JsonPath { as_json, from }
}

impl GetArgs {
    /// The labels of `-L`.
    pub(crate) fn label_columns(&self) -> Vec<String> {
        let rows = self.label_columns.iter();
        rows.flat_map(|CsvRow(fields)| fields).cloned().collect()
    }
}

/// The fields of a row of CSV, of which some may be in double quotes; nothing is none (pflag `string_slice.go`).
#[derive(Clone, Debug, PartialEq, Eq)]
struct CsvRow(Vec<String>);

impl FromStr for CsvRow {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // The rest is another row, which pflag does not read.
        let row = text.lines().next().unwrap_or_default();
        let mut fields = Vec::new();
        let mut rest = Some(row).filter(|row| !row.is_empty());
        while let Some(from) = rest {
            let field;
            (field, rest) = match from.strip_prefix('"') {
                Some(quoted) => quoted_field(quoted)?,
                None => match from.split_once(',') {
                    Some((field, rest)) => (field.to_owned(), Some(rest)),
                    None => (from.to_owned(), None),
                },
            };
            if !from.starts_with('"') && field.contains('"') {
                return Err("a quote stands in a field that does not begin with one");
            }
            fields.push(field);
        }
        Ok(Self(fields))
    }
}

/// A field from behind its quote on, and what follows the comma behind it.
fn quoted_field(text: &str) -> Result<(String, Option<&str>), &'static str> {
    let (mut field, mut rest) = (String::new(), text);
    loop {
        let (part, behind) = rest.split_once('"').ok_or("a quote has no end")?;
        field.push_str(part);
        match behind.strip_prefix('"') {
            Some(more) => {
                field.push('"');
                rest = more;
            }
            None if behind.is_empty() => return Ok((field, None)),
            None => {
                let next = behind.strip_prefix(',');
                return Ok((field, Some(next.ok_or("something follows a quote's end")?)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_rows_of_csv() {
        for (row, want) in [
            ("", &[][..]),
            ("app", &["app"]),
            ("app,tier", &["app", "tier"]),
            ("app,,tier", &["app", "", "tier"]),
            ("\"app\",b", &["app", "b"]),
            ("\"a,\"\"b\"", &["a,\"b"]),
            ("app,", &["app", ""]),
            ("app\ngen", &["app"]),
        ] {
            let fields = row.parse::<CsvRow>().unwrap().0;
            assert_eq!(fields, want, "{row}");
        }
        for broken in ["\"app", "a\"b", "app,\"gen\"x"] {
            assert!(broken.parse::<CsvRow>().is_err(), "{broken}");
        }
    }
}
