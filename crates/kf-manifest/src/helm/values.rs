//! Values of a user over those of a chart (helm pkg/chartutil/coalesce.go).

use kf_object::{Map, Value};

/// Adds to `user` what `chart` has and it does not: maps are merged, everything else is the
/// user's. A null of the user's takes the chart's value away.
pub(super) fn coalesce(user: &mut Map<'static>, chart: &Map<'static>) {
    for (name, default) in chart.iter() {
        let Some(given) = user.get_mut(name) else {
            user.insert(name.to_owned(), default.clone());
            continue;
        };
        match (given, default) {
            (Value::Null, _) => {
                user.remove(name);
            }
            (Value::Object(given), Value::Object(default)) => coalesce(given, default),
            _ => {}
        }
    }
}
