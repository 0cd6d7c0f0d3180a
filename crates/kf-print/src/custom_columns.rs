//! `-o custom-columns` (kubectl `pkg/cmd/get/customcolumn.go`).

use super::human::push_escaped;
use kf_base::error::{Error, Result};
use kf_object::Value;
use kf_query::go_text;
use kf_query::jsonpath::{Item, Template};
use kf_text::tabwriter::TabWriter;

/// Headers and the paths of what stands under them.
#[derive(Clone, Debug)]
pub struct CustomColumns(Vec<(String, Template)>);

impl CustomColumns {
    /// Parses `HEADER:path,HEADER:path`.
    ///
    /// # Errors
    /// `Invalid` with kubectl's message.
    pub fn parse(spec: &str) -> Result<Self> {
        if spec.is_empty() {
            return Err(Error::invalid(
                "custom-columns format specified but no custom columns given",
            ));
        }
        let pairs = spec.split(',').map(|part| {
            part.split_once(':').ok_or_else(|| {
                Error::invalid(format!(
                    "unexpected custom-columns spec: {part}, expected <header>:<json-path-expr>"
                ))
            })
        });
        Self::from_pairs(pairs)
    }

    /// Parses the text of a `custom-columns-file`: a line of headers and a line of paths, both
    /// separated by white space.
    ///
    /// # Errors
    /// `Invalid` with kubectl's message.
    pub fn parse_file(text: &str) -> Result<Self> {
        let mut lines = text.lines();
        let mut line = |what: &str| {
            lines.next().ok_or_else(|| {
                Error::invalid(format!(
                    "invalid template, missing {what} line. Expected format is one line of space \
                     separated headers, one line of space separated column specs."
                ))
            })
        };
        let headers: Vec<&str> = line("header")?.split_whitespace().collect();
        let paths: Vec<&str> = line("spec")?.split_whitespace().collect();
        if headers.len() != paths.len() {
            return Err(Error::invalid(format!(
                "number of headers ({}) and field specifications ({}) don't match",
                headers.len(),
                paths.len()
            )));
        }
        Self::from_pairs(headers.into_iter().zip(paths).map(Ok))
    }

    fn from_pairs<'p>(pairs: impl Iterator<Item = Result<(&'p str, &'p str)>>) -> Result<Self> {
        let mut columns = Vec::new();
        for pair in pairs {
            let (header, path) = pair?;
            columns.push((header.to_owned(), Template::relaxed(path)?));
        }
        // kubectl parses all paths when it has the objects, behind the faults of the spec.
        let columns = columns.into_iter();
        let columns = columns.map(|(header, path)| Ok((header, Template::parse(&path)?)));
        columns.collect::<Result<_>>().map(Self)
    }

    /// Returns what of an object the columns look at, as [`Template::reads`] does.
    #[must_use]
    pub fn reads(&self) -> Option<Vec<Vec<&str>>> {
        let mut paths = Vec::new();
        for (_, template) in &self.0 {
            paths.append(&mut template.reads()?);
        }
        Some(paths)
    }

    /// Writes the headers, as they were given.
    pub fn write_headers(&self, writer: &mut TabWriter) {
        let headers: Vec<&str> = self.0.iter().map(|(header, _)| header.as_str()).collect();
        writer.write(&headers.join("\t"));
        writer.write("\n");
    }

    /// Appends an object's line, to be aligned by a [`TabWriter`]. Line breaks in values are not cut:
    /// they break the row.
    ///
    /// # Errors
    /// As [`Template::find`]; nothing is appended then.
    pub fn line(&self, out: &mut Vec<u8>, object: &Value<'_>) -> Result<()> {
        let mut line = String::new();
        for (i, (_, template)) in self.0.iter().enumerate() {
            if i > 0 {
                line.push('\t');
            }
            let results = template.find(object)?;
            let none = results.first().is_none_or(Vec::is_empty);
            let none = none.then_some("<none>".to_owned()).into_iter();
            let values = results.iter().flatten().map(|item| {
                let text = item.value().map(go_text::sprint);
                text.unwrap_or_else(|| Item::Absent.text().into_owned())
            });
            for (i, text) in none.chain(values).enumerate() {
                if i > 0 {
                    line.push(',');
                }
                push_escaped(&mut line, &text);
            }
        }
        line.push('\n');
        out.extend_from_slice(line.as_bytes());
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_joined_and_laid_out() {
        let list = Value::Array(vec![Value::Int(80), Value::str("a\nb\u{1b}")]);
        let object = [
            ("l".into(), list),
            ("n".into(), Value::Null),
            ("f".into(), Value::Float(1e6)),
        ];
        let object = Value::Object(object.into_iter().collect());
        let columns = CustomColumns::parse("L:.l[*],all:l,N:{.n},F:{f},Missing:.x.y,E:").unwrap();
        let (mut writer, mut out) = (TabWriter::new(), Vec::new());
        columns.write_headers(&mut writer);
        let mut line = Vec::new();
        columns.line(&mut line, &object).unwrap();
        writer.write_bytes(&line);
        writer.flush(&mut out);
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "L     all   N     F     Missing   E\n\
             80,a\n\
             b^[    [80 a\n\
             b^[]   <nil>   1e+06   <none>   <none>\n"
        );
    }

    #[test]
    fn bad_specs_are_refused_in_kubectls_words() {
        for (spec, message) in [
            (
                "",
                "custom-columns format specified but no custom columns given",
            ),
            (
                "BAD",
                "unexpected custom-columns spec: BAD, expected <header>:<json-path-expr>",
            ),
            ("A:.a[", "unterminated array"),
        ] {
            assert_eq!(CustomColumns::parse(spec).unwrap_err().message(), message);
        }
        for (text, message) in [
            (
                "A B\n.a\n",
                "number of headers (2) and field specifications (1) don't match",
            ),
            (
                "A\n",
                "invalid template, missing spec line. Expected format is one line of space \
                 separated headers, one line of space separated column specs.",
            ),
        ] {
            assert_eq!(
                CustomColumns::parse_file(text).unwrap_err().message(),
                message
            );
        }
        assert!(CustomColumns::parse_file("A  B\n.a .b\n").is_ok());
    }
}
