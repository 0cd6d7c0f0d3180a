//! `--sort-by` (kubectl `pkg/cmd/get/sorter.go`).

mod pdq;

use crate::go_text;
use crate::jsonpath::{Item, Template};
use kf_base::error::{Error, Result};
use kf_object::Value;
use kf_object::quantity::Quantity;

/// Sorts as Go's `sort.Sort` does: equal elements of a long list end up where they do there.
/// `less` need not be consistent: whatever it says, this ends and loses nothing.
pub fn go_sort<T>(items: &mut [T], less: impl FnMut(&T, &T) -> bool) {
    pdq::sort(items, less);
}

/// What is sorted; kubectl treats the rows of a table a little otherwise than bare objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The rows of one table, by their objects.
    Rows,
    /// Objects, as for `-o name` or `-o yaml`.
    Objects,
}

/// Sorts as Go's `sort.Sort` does, which decides where equal items end up. `less` need not be
/// consistent.
pub fn sort_go<T>(items: &mut [T], less: impl FnMut(&T, &T) -> bool) {
    pdq::sort(items, less);
}

/// The field that is sorted by.
#[derive(Clone, Debug)]
pub struct Field {
    text: String,
    template: Template,
    what: What,
}

impl Field {
    /// The field at a path.
    ///
    /// # Errors
    /// `Invalid`, with kubectl's message, when the path is malformed.
    pub fn parse(path: &str, what: What) -> Result<Self> {
        let text = match (Template::relaxed(path), what) {
            (Ok(text), _) => text,
            (Err(_), What::Rows) => path.to_owned(),
            (Err(e), What::Objects) => return Err(e),
        };
        let template = Template::parse(&text).map_err(|e| match what {
            What::Rows => Error::invalid(format!("sorting error: {}", e.message())),
            What::Objects => e,
        })?;
        Ok(Self {
            text,
            template,
            what,
        })
    }

    /// Returns what of an object it looks at, as [`Template::reads`] does.
    #[must_use]
    pub fn reads(&self) -> Option<Vec<Vec<&str>>> {
        self.template.reads()
    }

    /// What an object is sorted by; `None` when it has no such field.
    ///
    /// # Errors
    /// As [`Template::find`].
    pub fn key(&self, object: &Value<'_>) -> Result<Option<Value<'static>>> {
        // Only the first result of the first action counts.
        let first = self.template.find(object)?.into_iter().next();
        let item = first.and_then(|results| results.into_iter().next());
        Ok(item.map(|item| match item {
            Item::Value(v) => {
                let mut value = v.into_owned().into_owned();
                value.read_as_client();
                value
            }
            Item::Absent => Value::Null,
        }))
    }

    /// The order of objects by their [`key`](Self::key)s: positions, first to last.
    ///
    /// Go's `sort.Sort` is not stable; its algorithm is followed step by step, so that equal
    /// objects come out where kubectl puts them. Texts that are quantities compare as such (`9` < `1Ki`).
    ///
    /// # Errors
    /// When no object has the field, or two values do not compare.
    pub fn order(&self, keys: &[Option<Value<'_>>]) -> Result<Vec<usize>, OrderError> {
        let field = &self.text;
        if !keys.is_empty() && keys.iter().all(Option::is_none) {
            return Err(OrderError::Absent(Error::invalid(format!(
                "couldn't find any field with path {} in the list of objects",
                go_text::quote(field)
            ))));
        }
        let mut failure = None;
        let keys: Vec<Option<Key<'_>>> = keys.iter().map(|key| key.as_ref().map(Key::of)).collect();
        let mut order: Vec<usize> = (0..keys.len()).collect();
        pdq::sort(&mut order, |&i, &j| {
            let key = |i: usize| keys.get(i).and_then(Option::as_ref);
            // Upstream: an object without the field is less than any, itself included.
            let (Some(a), Some(b)) = (key(i), key(j)) else {
                return key(i).is_none();
            };
            less(a, b).unwrap_or_else(|e| {
                failure.get_or_insert(e);
                false
            })
        });
        match failure {
            None => Ok(order),
            Some(reason) => {
                let container = match self.what {
                    What::Rows => "[][][]reflect.Value",
                    What::Objects => "*unstructured.Unstructured",
                };
                Err(OrderError::Unsortable(Error::invalid(format!(
                    "Field {field} in {container} is an unsortable type: interface, err: {reason}"
                ))))
            }
        }
    }
}

/// Why there is no order by a field: an `Invalid` error with kubectl's message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OrderError {
    /// No object has the field.
    Absent(Error),
    /// Two values do not compare.
    Unsortable(Error),
}

impl OrderError {
    /// Returns the error alone.
    #[must_use]
    pub fn into_error(self) -> Error {
        match self {
            Self::Absent(e) | Self::Unsortable(e) => e,
        }
    }
}

/// The order of `objects` by the field at `path`: positions in `objects`, first to last.
///
/// # Errors
/// As [`Field::parse`], [`Field::key`] and [`Field::order`].
pub fn order(objects: &[&Value<'_>], path: &str, what: What) -> Result<Vec<usize>> {
    if objects.is_empty() {
        return Ok(Vec::new());
    }
    let field = Field::parse(path, what)?;
    let keys: Result<Vec<_>> = objects.iter().map(|object| field.key(object)).collect();
    field.order(&keys?).map_err(OrderError::into_error)
}

/// What an object is sorted by, and the quantity that its text may be: read once, and not for each comparison.
struct Key<'k> {
    value: &'k Value<'k>,
    quantity: Option<Quantity>,
}

impl<'k> Key<'k> {
    fn of(value: &'k Value<'k>) -> Self {
        let quantity = value.as_str().and_then(Quantity::of);
        Self { value, quantity }
    }
}

/// `isLess` for values decoded from JSON.
fn less(a: &Key<'_>, b: &Key<'_>) -> Result<bool, &'static str> {
    match (a.value, b.value) {
        (Value::Null, b) => Ok(*b != Value::Null),
        (_, Value::Null) => Ok(false),
        (Value::Int(a), Value::Int(b)) => Ok(a < b),
        (Value::Float(a), Value::Float(b)) => Ok(a < b),
        (Value::String(text), Value::String(other)) => Ok(match (&a.quantity, &b.quantity) {
            (Some(a), Some(b)) => a < b,
            _ => text < other,
        }),
        (Value::Int(_) | Value::Float(_) | Value::String(_), _) => {
            Err("unsortable interface: interface")
        }
        (Value::Bool(_), _) => Err("unsortable type: bool"),
        (Value::Array(_), _) => Err("unsortable type: []interface {}"),
        (Value::Object(_), _) => Err("unsortable type: map[string]interface {}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objects(values: &[Option<Value<'static>>]) -> Vec<Value<'static>> {
        let object = |v: &Option<Value<'static>>| {
            let member = v.clone().map(|v| ("k".into(), v));
            Value::Object(member.into_iter().collect())
        };
        values.iter().map(object).collect()
    }

    fn order_of(values: &[Option<Value<'static>>], what: What) -> Result<Vec<usize>> {
        let objects = objects(values);
        let borrowed: Vec<_> = objects.iter().collect();
        order(&borrowed, ".k", what)
    }

    #[test]
    fn values_of_one_type_sort() {
        let s = |s| Some(Value::str(s));
        let by = |values: &[_]| order_of(values, What::Rows).unwrap();
        assert_eq!(by(&[s("b"), None, s("a"), Some(Value::Null)]), [1, 3, 2, 0]);
        assert_eq!(by(&[s("10"), s("9"), s("x")]), [1, 0, 2]);
        assert_eq!(by(&[Some(Value::Int(2)), Some(Value::Int(1))]), [1, 0]);
        assert_eq!(by(&[s("a")]), [0]);
        assert!(by(&[]).is_empty());
    }

    /// The persistent volumes of a cluster and the order in which kubectl 1.36 printed them with
    /// `--sort-by=.spec.capacity.storage`: more than twelve, most of them equal.
    #[test]
    fn equal_values_end_up_where_kubectl_puts_them() {
        let sizes = "4Gi 4Gi 4Gi 4Gi 4Gi 20Gi 8Gi 8Gi 1Gi 4Gi 4Gi 4Gi 500M 8Gi 107374182400 10G \
                     1536Gi 4Gi 4Gi 4Gi 4Gi 4Gi 4Gi 4Gi";
        let values: Vec<_> = sizes.split(' ').map(|s| Some(Value::str(s))).collect();
        let objects = objects(&values);
        let borrowed: Vec<_> = objects.iter().collect();
        let got = order(&borrowed, ".k", What::Rows);
        assert_eq!(
            got.unwrap(),
            [
                12, 8, 18, 0, 4, 23, 22, 21, 2, 9, 10, 20, 3, 19, 11, 1, 17, 13, 7, 6, 15, 5, 14,
                16
            ]
        );
    }

    #[test]
    fn what_does_not_compare_is_refused() {
        let message = |values: &[_], what| order_of(values, what).unwrap_err().message().to_owned();
        assert_eq!(
            message(&[None], What::Objects),
            "couldn't find any field with path \"{.k}\" in the list of objects"
        );
        assert_eq!(
            message(
                &[Some(Value::Bool(true)), Some(Value::Bool(false))],
                What::Rows
            ),
            "Field {.k} in [][][]reflect.Value is an unsortable type: interface, err: unsortable \
             type: bool"
        );
        assert_eq!(
            message(
                &[Some(Value::Int(1)), Some(Value::Float(0.5))],
                What::Objects
            ),
            "Field {.k} in *unstructured.Unstructured is an unsortable type: interface, err: \
             unsortable interface: interface"
        );
    }
}
