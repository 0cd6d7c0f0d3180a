//! `-o`: what the objects become (kubectl `pkg/cmd/get/get_flags.go`).

use std::fs;
use std::io::{self, ErrorKind};

use crate::cli::args::GetArgs;
use crate::cli::report::{Failure, Outcome};
use crate::object::Value;
use crate::object::encode::{Format, ListEncoder, json};
use crate::print::custom_columns::CustomColumns;
use crate::print::name;
use crate::print::tabwriter::TabWriter;
use crate::query::go_text;
use crate::query::jsonpath::Template;

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
    /// Columns of the user's own.
    Columns {
        columns: CustomColumns,
        headers: bool,
    },
}

impl Output {
    /// The text of one object; without `-o` that of its YAML.
    pub(super) fn object(&self, object: &Value<'_>) -> Outcome<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::Structured(format) => format.write(&mut out, object),
            Self::Name => name::write(&mut out, object)?,
            Self::Table { .. } => Format::Yaml.write(&mut out, object),
            Self::JsonPath { .. } => self.fill_in(&mut out, object)?,
            Self::Columns { .. } => self.rows(&mut out, std::slice::from_ref(object))?,
        }
        Ok(out)
    }

    /// The text of several objects, or of none.
    pub(super) fn list(&self, objects: Vec<Value<'_>>) -> Outcome<Vec<u8>> {
        let mut out = Vec::new();
        match self {
            Self::Structured(format) => {
                let mut list = ListEncoder::begin(*format, &mut out);
                objects.iter().for_each(|o| list.item(&mut out, o));
                list.end(&mut out);
            }
            Self::Name | Self::Table { .. } => {
                for object in &objects {
                    name::write(&mut out, object)?;
                }
            }
            Self::JsonPath { .. } => {
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
                self.fill_in(&mut out, &Value::Object(list.into_iter().collect()))?;
            }
            Self::Columns { .. } => self.rows(&mut out, &objects)?,
        }
        Ok(out)
    }

    /// Executes the template. kubectl's error goes on with a dump of the object in Go's notation,
    /// which is left out.
    fn fill_in(&self, out: &mut Vec<u8>, root: &Value<'_>) -> Outcome {
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
            error(&format!(
                "error executing jsonpath {}: Error executing template: {}. Printing more \
                 information for debugging the template:\n\ttemplate was:\n\t\t{text}",
                go_text::quote(text),
                e.message()
            ))
        })
    }

    fn rows(&self, out: &mut Vec<u8>, objects: &[Value<'_>]) -> Outcome {
        let Self::Columns { columns, headers } = self else {
            return Ok(());
        };
        let mut writer = TabWriter::new();
        if *headers {
            columns.write_headers(&mut writer);
        }
        for object in objects {
            columns.write_object(&mut writer, object)?;
        }
        writer.flush(out);
        Ok(())
    }
}

/// Every format, sorted, as the error about an unknown one lists them.
const FORMATS: &str = "custom-columns,custom-columns-file,json,jsonpath,jsonpath-as-json,\
                       jsonpath-file,kyaml,name,wide,yaml";

/// Reads `-o` and the flags that go with some of its values only.
pub(super) fn parse(args: &GetArgs) -> Outcome<Output> {
    let asked = args.output.as_deref().unwrap_or_default();
    if args.show_labels && !matches!(asked, "" | "wide") {
        return Err(error(&format!(
            "--show-labels option cannot be used with {asked} printer"
        )));
    }
    if !args.label_columns.is_empty() && asked.starts_with("custom-columns") {
        return Err(error(&format!(
            "--label-columns option cannot be used with {asked} printer"
        )));
    }
    let (format, value) = asked.split_once('=').unwrap_or((asked, ""));
    Ok(match format {
        "jsonpath" | "jsonpath-as-json" | "jsonpath-file" => json_path(format, value)?,
        "custom-columns" | "custom-columns-file" => columns(format, value, !args.no_headers)?,
        _ => match asked {
            "" => Output::Table { wide: false },
            "wide" => Output::Table { wide: true },
            "json" => Output::Structured(Format::Json),
            "yaml" => Output::Structured(Format::Yaml),
            "kyaml" => Output::Structured(Format::Kyaml),
            "name" => Output::Name,
            other => {
                return Err(error(&format!(
                    "unable to match a printer suitable for the output format {other:?}, allowed \
                     formats are: {FORMATS}"
                )));
            }
        },
    })
}

/// cli-runtime `JSONPathPrintFlags.ToPrinter`
fn json_path(format: &str, value: &str) -> Outcome<Output> {
    if value.is_empty() {
        return Err(error("template format specified but no template given"));
    }
    let text = match format {
        "jsonpath-file" => {
            read(value).map_err(|e| error(&format!("error reading --template {value}, {e}")))?
        }
        _ => value.to_owned(),
    };
    let template = Template::parse(&text)
        .map_err(|e| error(&format!("error parsing jsonpath {text}, {}", e.message())))?;
    Ok(Output::JsonPath {
        template,
        text,
        as_json: format == "jsonpath-as-json",
    })
}

/// kubectl `CustomColumnsPrintFlags.ToPrinter`; `--no-headers` does nothing to columns of a file.
fn columns(format: &str, value: &str, headers: bool) -> Outcome<Output> {
    if value.is_empty() {
        return Err(error(
            "custom-columns format specified but no custom columns given",
        ));
    }
    let from_file = format == "custom-columns-file";
    let columns = if from_file {
        let text =
            read(value).map_err(|e| error(&format!("error reading template {value}, {e}")))?;
        CustomColumns::parse_file(&text)
    } else {
        CustomColumns::parse(value)
    };
    Ok(Output::Columns {
        columns: columns.map_err(|e| error(e.message()))?,
        headers: headers || from_file,
    })
}

/// A small file of the user's; errors read as Go's.
fn read(path: &str) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("open {path}: {}", reason(&e)))
}

fn reason(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or directory".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

fn error(text: &str) -> Failure {
    Failure::Text(format!("error: {text}\n"))
}
