//! The endpoints behind a service's port.

use kf_object::Value;
use kf_object::access::{at, int, list, text};

/// How many endpoints are named.
const SHOWN: usize = 3;

/// The ready endpoints of a service's slices that have the port of that name, at most three by
/// address and port (`formatEndpointSlices`).
///
/// Slices without ports belong to a headless service: all their endpoints count.
#[must_use]
pub(super) fn endpoints(slices: &[Value<'_>], port_name: &str) -> String {
    if slices.is_empty() {
        return "<none>".to_owned();
    }
    let mut shown: Vec<String> = Vec::new();
    let (mut more, mut ready) = (false, 0);
    let mut add = |endpoint: &Value<'_>, port: Option<i64>| {
        // Even endpoints that are not ready tell that there are more.
        more |= shown.len() == SHOWN;
        let condition = at(endpoint, &["conditions", "ready"]).and_then(Value::as_bool);
        if condition == Some(false) {
            return;
        }
        ready += 1;
        if !more {
            let address = list(endpoint, &["addresses"]).first();
            let address = address.and_then(Value::as_str).unwrap_or_default();
            shown.push(match port {
                None => address.to_owned(),
                Some(port) if address.contains(':') => format!("[{address}]:{port}"),
                Some(port) => format!("{address}:{port}"),
            });
        }
    };
    for slice in slices {
        let endpoints = list(slice, &["endpoints"]);
        let ports = list(slice, &["ports"]);
        if ports.is_empty() {
            endpoints.iter().for_each(|e| add(e, None));
        }
        for port in ports {
            if text(port, &["name"]) == port_name {
                let number = int(port, &["port"]);
                endpoints.iter().for_each(|e| add(e, Some(number)));
            }
        }
    }
    let text = shown.join(",");
    if more {
        return format!("{text} + {} more...", ready - SHOWN);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse;

    fn of(slices: &str, port: &str) -> String {
        let slices = parse::json::parse(slices.as_bytes()).unwrap();
        endpoints(slices.as_array().unwrap(), port)
    }

    #[test]
    fn ready_endpoints_are_listed() {
        let slices = r#"[
            {"ports":[{"name":"http","port":80},{"name":"x","port":9}],"endpoints":[
                {"addresses":["10.0.0.1"],"conditions":{"ready":true}},
                {"addresses":["10.0.0.2"],"conditions":{"ready":false}},
                {"addresses":["fd00::3"],"conditions":{}}]},
            {"ports":null,"endpoints":[{"addresses":["10.0.0.4"]},{"addresses":["10.0.0.5"]}]}]"#;
        assert_eq!(of("[]", ""), "<none>");
        assert_eq!(
            of(slices, "http"),
            "10.0.0.1:80,[fd00::3]:80,10.0.0.4 + 1 more..."
        );
        assert_eq!(of(slices, "none"), "10.0.0.4,10.0.0.5");
        let late = r#"[{"ports":[{"name":"","port":1}],"endpoints":[
            {"addresses":["a"]},{"addresses":["b"]},{"addresses":["c"]},
            {"addresses":["d"],"conditions":{"ready":false}}]}]"#;
        assert_eq!(of(late, ""), "a:1,b:1,c:1 + 0 more...");
        assert_eq!(of(r#"[{"ports":[{"name":"","port":1}]}]"#, ""), "");
    }
}
