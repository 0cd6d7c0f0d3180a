//! Priority classes.

use super::Kind;
use super::common::{map, name, object_events};
use super::context::Context;
use super::writer::{Writer, put};
use kf_base::Result;
use kf_object::Value;
use kf_object::access::{at, flag, int, text};
use kf_table::format_labels;

pub(super) const KINDS: &[Kind] = &[Kind {
    group: "scheduling.k8s.io",
    kind: "PriorityClass",
    versions: &["v1"],
    related: &[],
    describe: priority_class,
}];

/// `describePriorityClass`. kubectl crashes on classes without a preemption policy, which servers
/// before 1.19 do not set; they are shown with `<unset>`, upstream's word for a nil flag.
fn priority_class(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let policy = at(object, &["preemptionPolicy"]).and_then(Value::as_str);
    put!(w, 0, "Name:\t{}\n", name(object));
    put!(w, 0, "Value:\t{}\n", int(object, &["value"]));
    put!(
        w,
        0,
        "GlobalDefault:\t{}\n",
        flag(object, &["globalDefault"])
    );
    put!(w, 0, "PreemptionPolicy:\t{}\n", policy.unwrap_or("<unset>"));
    put!(w, 0, "Description:\t{}\n", text(object, &["description"]));
    let annotations = map(object, &["metadata", "annotations"]);
    put!(w, 0, "Annotations:\t{}\n", format_labels(annotations));
    object_events(w, object, context);
    Ok(())
}
