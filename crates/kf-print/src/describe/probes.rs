//! Probes on one line (kubectl `pkg/describe/describe.go`, `DescribeProbe`).

use crate::kubectl::Kubectl;
use kf_base::percent;
use kf_object::Value;
use kf_object::access::{at, int, text};
use kf_query::go_text;

/// The text of a probe.
pub(super) fn probe(probe: &Value<'_>, kubectl: Kubectl) -> String {
    let n = |member: &str| int(probe, &[member]);
    let (success, failure) = match kubectl {
        Kubectl::V1_36 => ("#success", "#failure"),
        Kubectl::V1_37 => ("successThreshold", "failureThreshold"),
    };
    let attributes = format!(
        "delay={}s timeout={}s period={}s {success}={} {failure}={}",
        n("initialDelaySeconds"),
        n("timeoutSeconds"),
        n("periodSeconds"),
        n("successThreshold"),
        n("failureThreshold")
    );
    if let Some(exec) = at(probe, &["exec"]) {
        let command = at(exec, &["command"]);
        let command = command.map_or_else(|| "[]".to_owned(), go_text::sprint);
        format!("exec {command} {attributes}")
    } else if let Some(get) = at(probe, &["httpGet"]) {
        format!("http-get {} {attributes}", url(get))
    } else if let Some(socket) = at(probe, &["tcpSocket"]) {
        let (host, port) = (text(socket, &["host"]), int_or_string(socket, "port"));
        format!("tcp-socket {host}:{port} {attributes}")
    } else if let Some(grpc) = at(probe, &["grpc"]) {
        let (port, service) = (int(grpc, &["port"]), text(grpc, &["service"]));
        format!("grpc <pod>:{port} {service} {attributes}")
    } else {
        format!("unknown {attributes}")
    }
}

/// An `IntOrString` as its text, `0` when there is none (apimachinery `IntOrString.String`).
pub(super) fn int_or_string(value: &Value<'_>, member: &str) -> String {
    at(value, &[member]).map_or_else(|| "0".to_owned(), go_text::sprint)
}

/// The URL of an HTTP probe as Go's `URL.String` prints it.
fn url(get: &Value<'_>) -> String {
    let (host, port) = (text(get, &["host"]), int_or_string(get, "port"));
    let host = match port.as_str() {
        "" => host.to_owned(),
        port => join_host_port(host, port),
    };
    let scheme = text(get, &["scheme"]).to_lowercase();
    let path = text(get, &["path"]);
    let mut url = String::new();
    if !scheme.is_empty() {
        url.push_str(&scheme);
        url.push(':');
    }
    if !host.is_empty() || (!scheme.is_empty() && !path.is_empty()) {
        url.push_str("//");
    }
    url.push_str(&percent::encoded(host.as_bytes(), b"!$&'()*+,;=:[]<>\""));
    if !path.is_empty() && !path.starts_with('/') && !host.is_empty() {
        url.push('/');
    }
    match path {
        "*" => url.push('*'),
        path => url.push_str(&percent::encoded(path.as_bytes(), percent::PATH)),
    }
    url
}

/// `host:port`, an IPv6 address in brackets (Go's `net.JoinHostPort`).
fn join_host_port(host: &str, port: &str) -> String {
    if host.contains(':') {
        format!("[{host}]:{port}")
    } else {
        format!("{host}:{port}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kf_object::parse::json;

    fn of(text: &str) -> String {
        let value = json::parse(text.as_bytes()).unwrap();
        let text = probe(&value, Kubectl::V1_36);
        text.split(" delay").next().unwrap().to_owned()
    }

    #[test]
    fn thresholds_have_their_names_since_1_37() {
        let value = json::parse(br#"{"successThreshold":1,"failureThreshold":3}"#).unwrap();
        for (kubectl, want) in [
            (Kubectl::V1_36, "#success=1 #failure=3"),
            (Kubectl::V1_37, "successThreshold=1 failureThreshold=3"),
        ] {
            let text = probe(&value, kubectl);
            assert_eq!(
                text,
                format!("unknown delay=0s timeout=0s period=0s {want}")
            );
        }
    }

    #[test]
    fn urls_are_gos() {
        for (probe, want) in [
            (
                r#"{"httpGet":{"path":"/a b?c","port":8080,"scheme":"HTTP"}}"#,
                "http-get http://:8080/a%20b%3Fc",
            ),
            (
                r#"{"httpGet":{"path":"x","port":"web","scheme":"HTTPS","host":"::1"}}"#,
                "http-get https://[::1]:web/x",
            ),
            (
                r#"{"exec":{"command":["sh","-c","a b"]}}"#,
                "exec [sh -c a b]",
            ),
            (r#"{"tcpSocket":{"port":"x"}}"#, "tcp-socket :x"),
            (r#"{"grpc":{"port":9,"service":"s"}}"#, "grpc <pod>:9 s"),
            ("{}", "unknown"),
        ] {
            assert_eq!(of(probe), want);
        }
    }
}
