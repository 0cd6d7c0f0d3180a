//! The parameters of a request.

use super::path::{BadUrl, unescape};

/// The parameters after the question mark, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Parses the text after the question mark.
    ///
    /// # Errors
    /// When a `%` is not followed by two hexadecimal digits, or what these make is not UTF-8.
    pub fn parse(text: &str) -> Result<Self, BadUrl> {
        let pairs = text.split('&').filter(|pair| !pair.is_empty());
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((unescape(name, true)?, unescape(value, true)?))
        };
        pairs.map(pair).collect::<Result<_, _>>().map(Self)
    }

    /// All parameters with their values.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// The value of a parameter; the first one counts.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs()
            .find_map(|(n, value)| (n == name).then_some(value))
    }

    /// The value of a parameter that is empty when it is not given.
    #[must_use]
    pub fn text(&self, name: &str) -> &str {
        self.get(name).unwrap_or_default()
    }

    /// Whether a parameter is on: given, and neither `0` nor `false`. An empty value is on
    /// (apimachinery pkg/runtime/conversion.go `Convert_Slice_string_To_bool`).
    #[must_use]
    pub fn is_on(&self, name: &str) -> bool {
        self.get(name)
            .is_some_and(|value| value != "0" && !value.eq_ignore_ascii_case("false"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters() {
        let query = Query::parse("labelSelector=app%3Dweb+1&&limit=2&limit=3&watch&pretty=False");
        let query = query.unwrap();
        assert_eq!(query.text("labelSelector"), "app=web 1");
        assert_eq!(query.get("limit"), Some("2"));
        assert_eq!((query.get("continue"), query.text("continue")), (None, ""));
        assert!(query.is_on("watch"));
        assert!(!query.is_on("pretty"));
        assert!(!query.is_on("follow"));
        assert_eq!(query.pairs().count(), 5);
    }
}
