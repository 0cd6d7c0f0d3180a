//! `-o`: what the objects become (kubectl `pkg/cmd/get/get_flags.go`).

use std::fs;
use std::io::{self, ErrorKind, Read as _};

use crate::cli::args::get::{GetArgs, GetOutput, TemplateFrom};
use crate::cli::args::output::Formats as _;
use crate::cli::report::{Failure, Outcome};
use crate::limits::MAX_CONFIG_BYTES;
use crate::object::Value;
use crate::object::encode::{Format, json};
use crate::print::custom_columns::CustomColumns;
use crate::print::kubectl::Kubectl;
use crate::print::name;
use crate::query::go_template::{self, GoTemplate};
use crate::query::go_text;
use crate::query::jsonpath::Template;
use crate::text::tabwriter::TabWriter;

/// What `-o` asks for.
#[derive(Debug)]
pub(super) enum Output {
    /// JSON, YAML or KYAML.
    Structured(Format),
    /// `kind/name`
    Name,
    /// Columns as the server has them.
    Table {
        /// All of them.
        wide: bool,
    },
    /// Results of a JSONPath template.
    JsonPath {
        template: Template,
        /// The template as it was given.
        text: String,
        /// Each action's results as a list.
        as_json: bool,
    },
    /// What a template of Go's makes of the object or list.
    GoTemplate {
        template: GoTemplate,
        /// Whether a missing key is an error.
        strict: bool,
    },
    /// Columns of the user's own.
    Columns {
        columns: CustomColumns,
        headers: bool,
    },
}

impl Output {
    /// Appends the text of one object; without `-o` that of its YAML. After an error, `out` has
    /// what kubectl had printed by then.
    pub(super) fn object(&self, out: &mut Vec<u8>, object: &Value<'_>) -> Outcome {
        match self {
            Self::Structured(format) => format.write(out, object),
            Self::Name => name::write(out, object)?,
            Self::Table { .. } => Format::Yaml.write(out, object),
            Self::JsonPath { .. } | Self::GoTemplate { .. } => self.fill_in(out, object)?,
            Self::Columns { columns, .. } => {
                let mut line = Vec::new();
                columns.line(&mut line, object)?;
                if let Some(mut writer) = self.columns() {
                    writer.write_bytes(&line);
                    writer.flush(out);
                }
            }
        }
        Ok(())
    }

    /// Appends what a template makes of several objects, or of none.
    pub(super) fn list(&self, out: &mut Vec<u8>, objects: Vec<Value<'_>>) -> Outcome {
        let metadata = [("resourceVersion".into(), Value::str(""))];
        let list = [
            ("apiVersion".into(), Value::str("v1")),
            ("items".into(), Value::Array(objects)),
            ("kind".into(), Value::str("List")),
            (
                "metadata".into(),
                Value::Object(metadata.into_iter().collect()),
            ),
        ];
        self.fill_in(out, &Value::Object(list.into_iter().collect()))
    }

    /// What aligns columns of the user's own, their headers written.
    pub(super) fn columns(&self) -> Option<TabWriter> {
        let Self::Columns { columns, headers } = self else {
            return None;
        };
        let mut writer = TabWriter::new();
        if *headers {
            columns.write_headers(&mut writer);
        }
        Some(writer)
    }

    /// Executes the template. Errors come with cli-runtime's dumps: on standard output for a
    /// template of Go's (`GoTemplatePrinter.PrintObj`), in the message for JSONPath
    /// (`JSONPathPrinter.PrintObj`).
    fn fill_in(&self, out: &mut Vec<u8>, root: &Value<'_>) -> Outcome {
        if let Self::GoTemplate { template, strict } = self {
            let Err(e) = template.write(out, root, *strict) else {
                return Ok(());
            };
            let (message, text) = (e.message(), template.text());
            out.extend(
                format!(
                    "Error executing template: {message}. Printing more information for debugging \
                     the template:\n\ttemplate was:\n\t\t{text}\n\traw data was:\n\t\t"
                )
                .bytes(),
            );
            json::write_compact(out, root);
            let given = go_template::fmt::as_given(root);
            out.extend(b"\n\tobject given to template engine was:\n\t\t");
            out.extend(given);
            out.extend(b"\n\n");
            return Err(Failure::usage(format!(
                "error executing template {}: {message}",
                go_text::quote(text)
            )));
        }
        let Self::JsonPath {
            template,
            text,
            as_json,
        } = self
        else {
            return Ok(());
        };
        let filled = if *as_json {
            template.lists(root).map(|lists| {
                let lists = lists.iter();
                lists.for_each(|list| Format::Json.write(out, list));
            })
        } else {
            template.write(out, root, json::write_compact)
        };
        filled.map_err(|e| {
            Failure::usage(format!(
                "error executing jsonpath {}: Error executing template: {}. Printing more \
                 information for debugging the template:\n\ttemplate was:\n\t\t{text}\n\tobject \
                 given to jsonpath engine was:\n\t\t{}\n\n",
                go_text::quote(text),
                e.message(),
                go_template::fmt::go_syntax(root)
            ))
        })
    }
}

/// Whether columns of labels are asked for where the user says all columns. kubectl 1.36 leaves
/// them out, 1.37 refuses to.
pub(super) fn ignores_labels(args: &GetArgs) -> bool {
    !args.label_columns().is_empty() && args.output.text().starts_with("custom-columns")
}

/// Reads `-o` and the flags that go with some of its values only.
pub(super) fn parse(args: &GetArgs) -> Outcome<Output> {
    let mut asked = args.output.text();
    if asked.is_empty() && !args.template.is_empty() {
        asked = "go-template";
    }
    if args.show_labels && !matches!(asked, "" | "wide") {
        return Err(Failure::usage(format!(
            "--show-labels option cannot be used with {asked} printer"
        )));
    }
    if ignores_labels(args) && args.kubectl.version() >= Kubectl::V1_37 {
        return Err(Failure::usage(format!(
            "--label-columns option cannot be used with {asked} printer"
        )));
    }
    let (mut format, mut value) = asked.split_once('=').unwrap_or((asked, ""));
    if !args.template.is_empty() && !format.starts_with("custom-columns") {
        // Then no template stands behind the format.
        (format, value) = (asked, &args.template);
    }
    let strict = args.allow_missing_template_keys == Some(false);
    Ok(match GetOutput::named(format) {
        Some(GetOutput::GoTemplate(from)) => go_template(value, from, strict)?,
        Some(GetOutput::JsonPath { as_json, from }) => json_path(value, from, as_json, strict)?,
        Some(GetOutput::Columns(from)) => columns(value, from, args.headers.shown())?,
        // Nothing stands behind the others.
        Some(GetOutput::Table { wide }) if format == asked => Output::Table { wide },
        Some(GetOutput::Structured(structured)) if format == asked => {
            Output::Structured(structured)
        }
        Some(GetOutput::Name) if format == asked => Output::Name,
        _ => return Err(GetOutput::unknown(asked)),
    })
}

/// cli-runtime `JSONPathPrintFlags.ToPrinter`
fn json_path(value: &str, from: TemplateFrom, as_json: bool, strict: bool) -> Outcome<Output> {
    let text = template(value, from)?;
    let template = Template::parse(&text)
        .map_err(|e| Failure::usage(format!("error parsing jsonpath {text}, {}", e.message())))?;
    Ok(Output::JsonPath {
        template: template.strict(strict),
        text,
        as_json,
    })
}

/// cli-runtime `GoTemplatePrintFlags.ToPrinter`
fn go_template(value: &str, from: TemplateFrom, strict: bool) -> Outcome<Output> {
    let text = template(value, from)?;
    let template = GoTemplate::parse(&text)
        .map_err(|e| Failure::usage(format!("error parsing template {text}, {}", e.message())))?;
    Ok(Output::GoTemplate { template, strict })
}

/// Returns the text of a template.
fn template(value: &str, from: TemplateFrom) -> Outcome<String> {
    if value.is_empty() {
        return Err(Failure::usage(
            "template format specified but no template given",
        ));
    }
    match from {
        TemplateFrom::Line => Ok(value.to_owned()),
        TemplateFrom::File => read(value)
            .map_err(|e| Failure::usage(format!("error reading --template {value}, {e}"))),
    }
}

/// kubectl `CustomColumnsPrintFlags.ToPrinter`; `--no-headers` does nothing to columns of a file.
fn columns(value: &str, from: TemplateFrom, headers: bool) -> Outcome<Output> {
    if value.is_empty() {
        return Err(Failure::usage(
            "custom-columns format specified but no custom columns given",
        ));
    }
    let (columns, headers) = match from {
        TemplateFrom::Line => (CustomColumns::parse(value), headers),
        TemplateFrom::File => {
            let text = read(value)
                .map_err(|e| Failure::usage(format!("error reading template {value}, {e}")))?;
            (CustomColumns::parse_file(&text), true)
        }
    };
    Ok(Output::Columns {
        columns: columns.map_err(|e| Failure::usage(e.message()))?,
        headers,
    })
}

/// A small file of the user's; errors read as Go's.
fn read(path: &str) -> Result<String, String> {
    let most = u64::try_from(MAX_CONFIG_BYTES).unwrap_or(u64::MAX);
    let mut text = String::new();
    fs::File::open(path)
        .and_then(|file| file.take(most.saturating_add(1)).read_to_string(&mut text))
        .map_err(|e| format!("open {path}: {}", reason(&e)))?;
    if text.len() > MAX_CONFIG_BYTES {
        return Err(format!(
            "open {path}: larger than {MAX_CONFIG_BYTES} bytes (MAX_CONFIG_BYTES)"
        ));
    }
    Ok(text)
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}
