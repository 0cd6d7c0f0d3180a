//! Tokens that vendors gave a beginning by which they are known.

use super::text::run;
use super::{Redactor, Rule};

/// What a token is made of behind its beginning.
#[derive(Clone, Copy)]
enum Made {
    /// Letters and digits.
    Word,
    /// Capitals and digits.
    Capitals,
    /// Letters, digits, `_`, `-` and `.`.
    Dotted,
    /// What hashes of crypt(5) have.
    Crypt,
    /// A path.
    Path,
}

impl Made {
    fn has(self, c: char) -> bool {
        match self {
            Self::Word => c.is_ascii_alphanumeric() || c == '_',
            Self::Capitals => c.is_ascii_uppercase() || c.is_ascii_digit(),
            Self::Dotted => c.is_ascii_alphanumeric() || "_-.".contains(c),
            Self::Crypt => c.is_ascii_alphanumeric() || "./$=,+".contains(c),
            Self::Path => c.is_ascii_alphanumeric() || "/_-".contains(c),
        }
    }
}

use Made::{Capitals, Crypt, Dotted, Path, Word};

/// Beginnings of tokens, the fewest characters that follow, and what those are; with the
/// documentation that says so. Sorted.
const TOKENS: &[(&str, usize, Made)] = &[
    ("$2a$", 50, Crypt), // crypt(5): bcrypt
    ("$2b$", 50, Crypt),
    ("$2y$", 50, Crypt),
    ("$5$", 40, Crypt), // crypt(5): SHA-256, SHA-512
    ("$6$", 80, Crypt),
    ("$apr1$", 22, Crypt),  // Apache, "Password Formats"
    ("$argon2", 30, Crypt), // crypt(5)
    ("$y$", 40, Crypt),
    ("AGE-SECRET-KEY-1", 50, Capitals), // age(1), "Identities"
    ("AIza", 35, Dotted),               // Google Cloud, "API keys overview"
    ("AKIA", 16, Capitals),             // AWS IAM, "Unique identifiers"
    ("ASIA", 16, Capitals),
    ("ATATT3", 60, Dotted), // Atlassian, "Manage API tokens"
    ("ATCTT3", 60, Dotted),
    ("EAA", 60, Word),         // Meta, "Access tokens"
    ("GOCSPX-", 20, Dotted),   // Google Identity, "OAuth client secrets"
    ("NRAK-", 20, Capitals),   // New Relic, "API keys"
    ("PMAK-", 30, Dotted),     // Postman, "Postman API keys"
    ("SG.", 40, Dotted),       // Twilio SendGrid, "API keys"
    ("cfat_", 30, Word),       // Cloudflare, "Token formats"
    ("dapi", 32, Word),        // Databricks, "Personal access tokens"
    ("dckr_oat_", 20, Dotted), // Docker, "Access tokens"
    ("dckr_pat_", 20, Dotted),
    ("doo_v1_", 40, Word), // DigitalOcean, "OAuth API" and "Personal access tokens"
    ("dop_v1_", 40, Word),
    ("dor_v1_", 40, Word),
    ("dp.st.", 30, Dotted), // Doppler, "Token formats"
    ("dp.pt.", 30, Dotted),
    ("fo1_", 30, Dotted), // Fly.io, "Access tokens"
    ("ghp_", 30, Word),   // GitHub, "Authentication: token formats"
    ("gho_", 30, Word),
    ("ghu_", 30, Word),
    ("ghs_", 30, Word),
    ("ghr_", 30, Word),
    ("github_pat_", 40, Word),
    ("glagent-", 20, Dotted), // GitLab, "Token overview: prefixes"
    ("glcbt-", 16, Dotted),
    ("gldt-", 16, Dotted),
    ("glft-", 16, Dotted),
    ("glimt-", 16, Dotted),
    ("gloas-", 20, Dotted),
    ("glpat-", 16, Dotted),
    ("glptt-", 20, Dotted),
    ("glrt-", 16, Dotted),
    ("glsoat-", 16, Dotted),
    ("glc_", 30, Dotted), // Grafana, "Service account and access policy tokens"
    ("glsa_", 30, Word),
    ("hf_", 30, Word),                       // Hugging Face, "User access tokens"
    ("hooks.slack.com/services/", 30, Path), // Slack, "Incoming webhooks"
    ("hvb.", 20, Dotted),                    // HashiCorp Vault, "Tokens: prefixes"
    ("hvr.", 20, Dotted),
    ("hvs.", 20, Dotted),
    ("lin_api_", 30, Word),   // Linear, "API keys"
    ("npm_", 30, Word),       // npm, "About access tokens"
    ("pul-", 40, Word),       // Pulumi, "Access tokens"
    ("pypi-AgE", 30, Dotted), // PyPI, "API tokens"
    ("rk_live_", 16, Word),   // Stripe, "API keys"
    ("rk_test_", 16, Word),
    ("rubygems_", 40, Word), // RubyGems, "API key scopes"
    ("sbp_", 40, Word),      // Supabase, "Access tokens"
    ("shpat_", 30, Word),    // Shopify, "Access tokens"
    ("shpca_", 30, Word),
    ("shppa_", 30, Word),
    ("shpss_", 30, Word),
    ("sk-ant-", 30, Dotted),  // Anthropic, "API keys"
    ("sk-proj-", 30, Dotted), // OpenAI, "API keys"
    ("sk-svcacct-", 30, Dotted),
    ("sk_live_", 16, Word), // Stripe, "API keys"
    ("sk_test_", 16, Word),
    ("sq0atp-", 20, Dotted), // Square, "Access tokens"
    ("sq0csp-", 20, Dotted),
    ("tskey-", 20, Dotted), // Tailscale, "Key prefixes"
    ("whsec_", 20, Word),   // Stripe, "Webhook signatures"
    ("xapp-", 20, Dotted),  // Slack, "Token types"
    ("xoxa-", 16, Dotted),
    ("xoxb-", 16, Dotted),
    ("xoxe", 16, Dotted),
    ("xoxp-", 16, Dotted),
    ("xoxr-", 16, Dotted),
    ("xoxs-", 16, Dotted),
    ("ya29.", 20, Dotted),    // Google Identity, "Using OAuth 2.0"
    ("xkeysib-", 40, Dotted), // Brevo, "API keys"
];

/// First characters of [`TOKENS`].
const FIRST: &[u8] = b"$ASGENPacdfghlnprstwxy";

/// Shortest token, in bytes.
const SHORTEST: usize = 20;

/// Beginnings of AWS's key ids, beside which the secret key is looked for.
const AWS: [&str; 2] = ["AKIA", "ASIA"];

/// How far behind a key id of AWS its secret key is looked for, in bytes.
const NEAR: usize = 256;

/// Length of a secret key of AWS.
const AWS_SECRET: usize = 40;

impl Redactor {
    /// Tokens that are known by their beginning, and the secret keys beside those of AWS.
    pub(super) fn tokens(&self, text: &str) -> Option<String> {
        if text.len() < SHORTEST {
            return None;
        }
        let mut out = String::new();
        let (mut copied, mut near, mut inside, mut next) = (0, 0, false, 0);
        let mut end = 0usize;
        for (at, byte) in text.bytes().enumerate() {
            let starts = !inside;
            inside = byte.is_ascii_alphanumeric() || byte == b'_';
            if at < next || !starts || !(FIRST.contains(&byte) || at < near && inside) {
                continue;
            }
            let Some(rest) = text.get(at..) else { continue };
            if at >= end {
                end = at.saturating_add(run(rest, |c| c.is_ascii_graphic()).len());
            }
            if end.saturating_sub(at) < SHORTEST {
                continue;
            }
            let length = match known(rest) {
                Some((prefix, length)) => {
                    if AWS.contains(&prefix) {
                        near = at.saturating_add(length).saturating_add(NEAR);
                    }
                    length
                }
                None if at < near => {
                    let key = run(rest, |c| c.is_ascii_alphanumeric() || "+/".contains(c));
                    next = at.saturating_add(key.len());
                    if !is_aws_secret(key) {
                        continue;
                    }
                    key.len()
                }
                None => continue,
            };
            let Some(token) = rest.get(..length) else {
                continue;
            };
            out.push_str(text.get(copied..at).unwrap_or_default());
            out.push_str(&self.replace(Rule::Token, token.as_bytes()));
            next = at.saturating_add(length);
            copied = next;
        }
        (copied > 0).then(|| out + text.get(copied..).unwrap_or_default())
    }
}

/// The beginning and the length of the token that `text` starts with.
fn known(text: &str) -> Option<(&'static str, usize)> {
    let first = text.as_bytes().first();
    let mut all = TOKENS
        .iter()
        .filter(|(p, ..)| p.as_bytes().first() == first);
    all.find_map(|(prefix, least, made)| {
        let body = run(text.strip_prefix(prefix)?, |c| made.has(c));
        // A sentence's full stop is none of the token's.
        let body = body.trim_end_matches(['.', '-', ',']);
        let mixed = body.len() >= *least && body.bytes().any(|b| b.is_ascii_digit());
        mixed.then(|| (*prefix, prefix.len().saturating_add(body.len())))
    })
}

fn is_aws_secret(key: &str) -> bool {
    let has = |of: fn(&u8) -> bool| key.as_bytes().iter().any(of);
    key.len() == AWS_SECRET
        && has(u8::is_ascii_uppercase)
        && has(u8::is_ascii_lowercase)
        && has(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_is_looked_for() {
        for (prefix, least, _) in TOKENS {
            assert!(FIRST.contains(&prefix.as_bytes()[0]), "{prefix}");
            assert!(prefix.len() + least >= SHORTEST, "{prefix}");
        }
    }
}
