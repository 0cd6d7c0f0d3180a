//! What is shown of a difference.

use kf_object::Value;
use kf_object::encode::Format;
use kf_object::mask;
use kf_text::line_diff::LineDiff;

/// The lines of two objects that differ, as YAML: kf's with `-`, the server's with `+`.
pub(super) fn diff(ours: Value<'_>, theirs: Value<'_>, show_secrets: bool) -> String {
    let (mut ours, mut theirs) = (ours, theirs);
    if !show_secrets {
        mask::secrets(Some(&mut ours), Some(&mut theirs));
    }
    let (ours, theirs) = (yaml(&ours), yaml(&theirs));
    let mut out = Vec::new();
    LineDiff::new(&ours, &theirs).unified(&mut out, false);
    if out.is_empty() {
        return "the same as YAML: numbers or texts differ in JSON alone\n".to_owned();
    }
    text(out)
}

fn yaml(value: &Value<'_>) -> String {
    let mut out = Vec::new();
    Format::Yaml.write(&mut out, value);
    text(out)
}

fn text(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => String::from_utf8_lossy(e.as_bytes()).into_owned(),
    }
}

/// When and at which revision the server wrote an object that only it has.
pub(super) fn extra(theirs: &Value<'_>) -> String {
    let text = |name| theirs.str_at(&["metadata", name]).unwrap_or("unknown");
    format!(
        "resourceVersion {}, created {}",
        text("resourceVersion"),
        text("creationTimestamp")
    )
}
