//! Names that credentials go by.

/// Ends of names, in lower case without `_`, `-` and `.`, that say the value is a credential.
const ENDS: [&str; 46] = [
    "password",
    "passwd",
    "passphrase",
    "htpasswd",
    "token",
    "credential",
    "credentials",
    "secretkey",
    "secretaccesskey",
    "accesskey",
    "accesskeyid",
    "accountkey",
    "apikey",
    "authkey",
    "privatekey",
    "signingkey",
    "encryptionkey",
    "masterkey",
    "sharedkey",
    "sshkey",
    "keypem",
    "keydata",
    "clientsecret",
    "appsecret",
    "apisecret",
    "sharedsecret",
    "webhooksecret",
    "cookiesecret",
    "consumersecret",
    "jwtsecret",
    "connectionstring",
    "basicauth",
    "bearer",
    "authorization",
    "dockerconfigjson",
    "accesscode",
    "passcode",
    "passwordhash",
    "storepass",
    "keypass",
    "secretkeybase",
    "hmackey",
    "aeskey",
    "sessionkey",
    "licensekey",
    "authstring",
];

/// Whole names that say so, in the same form. `auth` is what a Docker configuration has.
const WHOLE: [&str; 7] = [
    "secret",
    "pass",
    "pwd",
    "dsn",
    "auth",
    "cookie",
    "dockercfg",
];

/// What names of environment variables and headers that hold a credential contain.
const PARTS: [&str; 17] = [
    "PASS",
    "PWD",
    "TOKEN",
    "SECRET",
    "KEY",
    "CRED",
    "AUTHORIZATION",
    "COOKIE",
    "PRIVATE",
    "SALT",
    "JWT",
    "BEARER",
    "BASIC_AUTH",
    "CONNECTION_STRING",
    "CONN_STR",
    "DSN",
    "SIGNATURE",
];

/// Longest name looked at, in bytes; what is longer is no name.
const LONGEST: usize = 256;

/// Whether the value of a member or setting of this name is a credential.
pub(super) fn is_credential(name: &str) -> bool {
    if name.is_empty() || name.len() > LONGEST {
        return false;
    }
    let name = name.rsplit('/').next().unwrap_or(name);
    if is_constant(name) && is_variable(name) {
        return true;
    }
    let plain: String = name
        .chars()
        .filter(|c| !matches!(c, '_' | '-' | '.' | ' '))
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let lower = name.to_ascii_lowercase();
    let ends = |end: &str| {
        ["_", "-", "."].iter().any(|separator| {
            lower
                .strip_suffix(end)
                .is_some_and(|head| head.ends_with(separator))
        })
    };
    ENDS.iter().any(|end| plain.ends_with(end))
        || WHOLE.contains(&plain.as_str()) && name != "PWD"
        || ends("pass")
        || ends("pwd")
        || ends("dsn")
}

/// Whether the environment variable or header of this name holds a credential.
pub(super) fn is_variable(name: &str) -> bool {
    if name.len() > LONGEST || matches!(name, "PWD" | "OLDPWD") {
        return false;
    }
    let name = name.to_ascii_uppercase().replace(['-', '.'], "_");
    PARTS.iter().any(|part| name.contains(part))
}

/// `--db-password`, without a value of its own.
pub(super) fn is_credential_flag(text: &str) -> bool {
    match text.strip_prefix("--").or_else(|| text.strip_prefix('-')) {
        Some(name) => name.len() > 1 && !name.contains(['=', ' ', ':']) && is_credential(name),
        None => false,
    }
}

/// `DB_URL`: how environment variables are written.
pub(super) fn is_constant(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether a text has a piece of a credential's name in it, or what else comes with a value behind it.
pub(super) fn are_hinted(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.iter().enumerate().any(|(at, byte)| {
        hints(byte | 0x20).iter().any(|hint| {
            let here = bytes.get(at..at.saturating_add(hint.len()));
            here.is_some_and(|here| here.eq_ignore_ascii_case(hint.as_bytes()))
        })
    })
}

/// Of the pieces of names, in lower case, those that begin with `first`.
fn hints(first: u8) -> &'static [&'static str] {
    match first {
        b'a' => &["auth", "access"],
        b'b' => &["bearer", "bindpw"],
        b'c' => &["cred", "cookie", "conn", "command"],
        b'd' => &["dsn", "dockerc"],
        b'i' => &["identified"],
        b'j' => &["jwt"],
        b'k' => &["key", "kubernetes.io/"],
        b'o' => &["opaque"],
        b'p' => &["pass", "pwd", "private"],
        b'r' => &["rootpw", "rootbindpw"],
        b's' => &["secret", "salt", "sig=", "signature", "stringdata"],
        b't' => &["token"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_hinted() {
        for name in ENDS.iter().chain(&WHOLE).chain(&PARTS) {
            assert!(are_hinted(&format!("x {name}: y")), "{name}");
        }
        assert!(!are_hinted("a name: of nothing"));
    }
}
