//! The egress file, as far as a real server looks at it on its start.

/// Refuses what ends a kube-apiserver: a `tcp` transport without `tlsConfig`, whatever its URL is
/// (`getTLSConfig` in pkg/server/egressselector/egress_selector.go reads certificates from it), and
/// a `uds` transport without `udsName`.
pub(crate) fn check(path: Option<String>) -> Result<(), String> {
    let Some(path) = path else {
        return Ok(());
    };
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{path}: {e}"))?;
    for connection in text.split("connection:").skip(1) {
        let has = |word: &str| connection.lines().any(|line| line.trim().starts_with(word));
        if has("tcp:") && !has("tlsConfig:") {
            return Err("panic: getTLSConfig: invalid memory address".to_owned());
        }
        if has("uds:") && !has("udsName: ") {
            return Err("udsName: must be present for UDS connections".to_owned());
        }
        if !has("tcp:") && !has("uds:") {
            return Err("One of TCP or UDS must be set".to_owned());
        }
    }
    Ok(())
}
