//! Requests in another's name: `kubectl --as` (apiserver pkg/endpoints/filters/impersonation).

use http::HeaderMap;

use kf_answer::Status;
use kf_answer::rbac::User;

/// Reads in whose name a request is made, if in another's. Of the headers for uids and extra values
/// none counts for RBAC.
pub(crate) fn user(headers: &HeaderMap) -> Result<Option<User>, Status> {
    let texts = |name: &str| -> Result<Vec<String>, Status> {
        let values = headers.get_all(name).iter();
        let text = |value: &http::HeaderValue| {
            let text = value.to_str().map(str::to_owned);
            text.map_err(|_| Status::bad_request(format!("the header {name} is no plain text")))
        };
        values.map(text).collect()
    };
    let groups = texts("impersonate-group")?;
    let names = texts("impersonate-user")?;
    match names.first().filter(|name| !name.is_empty()) {
        Some(name) => Ok(Some(User::impersonated(name, &groups))),
        None if groups.is_empty() => Ok(None),
        None => Err(Status::bad_request(
            "groups are requested without impersonating a user",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(headers: &[(&'static str, &'static str)]) -> Result<Option<(String, usize)>, u16> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, http::HeaderValue::from_static(value));
        }
        let user = user(&map).map_err(|status| status.reason.code())?;
        Ok(user.map(|user| (user.name().to_owned(), user.groups().len())))
    }

    #[test]
    fn names_and_groups() {
        assert_eq!(named(&[]), Ok(None));
        let one = ("impersonate-user", "jane");
        let groups = [("impersonate-group", "a"), ("impersonate-group", "b")];
        // Everyone who is let in is in the group of those who are.
        assert_eq!(named(&[one]), Ok(Some(("jane".to_owned(), 1))));
        assert_eq!(
            named(&[one, groups[0], groups[1]]),
            Ok(Some(("jane".to_owned(), 3)))
        );
        assert_eq!(named(&groups), Err(400));
    }
}
