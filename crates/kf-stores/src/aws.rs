//! S3, with what AWS' own tools read: variables, `~/.aws`, roles of pods and machines.

use std::collections::BTreeMap;
use std::fs;
use std::net::{SocketAddr, TcpStream};
use std::path::Path;

use object_store::aws::{AmazonS3, AmazonS3Builder, resolve_bucket_region};
use object_store::client::Certificate;

use crate::error;
use crate::limits::{MAX_PROFILE_BYTES, METADATA};
use crate::store::{Environment, Options, is_plain};
use kf_base::error::{Error, ErrorKind, Result};

/// What a profile has beside keys that says how to get some.
const ELSEWHERE: [&str; 6] = [
    "credential_process",
    "role_arn",
    "source_profile",
    "sso_session",
    "sso_start_url",
    "web_identity_token_file",
];

/// Variables of those who get their keys from where they run.
const ROLES: [&str; 3] = [
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
];

/// The address at which a machine of EC2 asks who it is.
const MACHINE: ([u8; 4], u16) = ([169, 254, 169, 254], 80);

pub(crate) async fn store(
    bucket: &str,
    environment: &Environment,
    options: &Options,
) -> Result<AmazonS3> {
    let profile = profile(environment)?;
    let mut client = options.client();
    if let Some(path) = environment.get("AWS_CA_BUNDLE") {
        let pem = fs::read(path).map_err(|e| Error::io("AWS_CA_BUNDLE", &e))?;
        let all = Certificate::from_pem_bundle(&pem).map_err(|e| error::store(&e))?;
        client = all
            .into_iter()
            .fold(client, |client, one| client.with_root_certificate(one));
    }
    let endpoint = environment
        .get("AWS_ENDPOINT_URL_S3")
        .or(environment.get("AWS_ENDPOINT_URL"))
        .or(profile.get("endpoint_url").map(String::as_str));
    let mut builder = AmazonS3Builder::new()
        .with_client_options(
            client
                .clone()
                .with_allow_http(endpoint.is_some_and(is_plain)),
        )
        .with_retry(options.retry());
    for (name, value) in environment.starting("AWS_") {
        if let Ok(key) = name.to_ascii_lowercase().parse() {
            builder = builder.with_config(key, value);
        }
    }
    if let Some(endpoint) = endpoint {
        builder = builder.with_endpoint(endpoint);
    }
    builder = credentials(builder, environment, &profile)?;
    let region = environment
        .get("AWS_REGION")
        .or(environment.get("AWS_DEFAULT_REGION"))
        .or(profile.get("region").map(String::as_str));
    let region = match region {
        Some(region) => region.to_owned(),
        None if endpoint.is_some() => "us-east-1".to_owned(),
        None => resolve_bucket_region(bucket, &client)
            .await
            .map_err(|e| error::store(&e).hint("AWS_REGION says where the bucket is"))?,
    };
    let built = builder.with_region(region).with_bucket_name(bucket).build();
    built.map_err(|e| error::store(&e))
}

/// Adds keys, in the order in which AWS' tools look for them.
fn credentials(
    builder: AmazonS3Builder,
    environment: &Environment,
    profile: &BTreeMap<String, String>,
) -> Result<AmazonS3Builder> {
    let unsigned = environment.get("AWS_SKIP_SIGNATURE");
    let given = environment.get("AWS_ACCESS_KEY_ID").is_some()
        || unsigned.is_some_and(|v| v.eq_ignore_ascii_case("true") || v == "1");
    let role = ROLES.iter().any(|name| environment.get(name).is_some());
    if given || (role && environment.get("AWS_PROFILE").is_none()) {
        return Ok(builder);
    }
    let keys = (
        profile.get("aws_access_key_id"),
        profile.get("aws_secret_access_key"),
    );
    if let (Some(id), Some(secret)) = keys {
        let builder = builder
            .with_access_key_id(id)
            .with_secret_access_key(secret);
        return Ok(match profile.get("aws_session_token") {
            Some(token) => builder.with_token(token),
            None => builder,
        });
    }
    if let Some(how) = ELSEWHERE.iter().find(|name| profile.contains_key(**name)) {
        return Err(Error::unsupported(format!(
            "the AWS profile gets its keys by {how}, which kf does not do"
        ))
        .hint("eval \"$(aws configure export-credentials --format env)\" puts them where kf finds them"));
    }
    let no_machine = environment.get("AWS_EC2_METADATA_DISABLED");
    let no_machine = no_machine.is_some_and(|v| v.eq_ignore_ascii_case("true"));
    let elsewhere = environment.get("AWS_METADATA_ENDPOINT").is_some();
    let machine = SocketAddr::from(MACHINE);
    if !role
        && !elsewhere
        && (no_machine || TcpStream::connect_timeout(&machine, METADATA).is_err())
    {
        return Err(Error::new(
            ErrorKind::Io,
            "no credentials for S3: none in the environment, none in ~/.aws, and this is no machine of \
             EC2 with a role",
        )
        .hint("AWS_SKIP_SIGNATURE=true reads what everybody may read"));
    }
    Ok(builder)
}

/// The settings of the profile in use; those of credentials come first.
fn profile(environment: &Environment) -> Result<BTreeMap<String, String>> {
    let named = environment.get("AWS_PROFILE");
    let name = named.unwrap_or("default");
    let mut settings = BTreeMap::new();
    let mut found = false;
    let files = [
        ("AWS_CONFIG_FILE", ".aws/config", format!("profile {name}")),
        (
            "AWS_SHARED_CREDENTIALS_FILE",
            ".aws/credentials",
            name.to_owned(),
        ),
    ];
    for (variable, usual, section) in files {
        let Some(path) = environment.file(variable, usual) else {
            continue;
        };
        let Some(text) = text(&path)? else { continue };
        for (key, value) in section_of(&text, &[&section, name]) {
            found = true;
            settings.insert(key, value);
        }
    }
    let keys = environment.get("AWS_ACCESS_KEY_ID").is_some();
    if let (Some(name), false, false) = (named, found, keys) {
        return Err(Error::invalid(format!(
            "AWS_PROFILE names {}, which is in no file below ~/.aws",
            error::words(name)
        )));
    }
    Ok(settings)
}

/// A file of settings, if it is there.
fn text(path: &Path) -> Result<Option<String>> {
    let length = match fs::metadata(path) {
        Ok(found) if found.is_file() => found.len(),
        _ => return Ok(None),
    };
    if length > MAX_PROFILE_BYTES {
        return Err(Error::limit(format!(
            "a file of credentials with more than {MAX_PROFILE_BYTES} bytes (MAX_PROFILE_BYTES)"
        ))
        .in_file(path.to_string_lossy()));
    }
    let bytes = fs::read(path).map_err(|e| Error::io("cannot read", &e));
    let bytes = bytes.map_err(|e| e.in_file(path.to_string_lossy()))?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// The settings of a section of an INI file. Those below another setting are indented, and left out.
fn section_of<'t>(
    text: &'t str,
    names: &'t [&'t str],
) -> impl Iterator<Item = (String, String)> + 't {
    let mut inside = false;
    text.lines().filter_map(move |line| {
        let indented = line.starts_with([' ', '\t']);
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|l| l.split(']').next()) {
            let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
            inside = names.contains(&name.as_str());
            return None;
        }
        if !inside || indented || line.starts_with(['#', ';']) {
            return None;
        }
        let (key, value) = line.split_once('=')?;
        let value = value.trim();
        (!value.is_empty()).then(|| (key.trim().to_ascii_lowercase(), value.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    fn home() -> Environment {
        Environment {
            home: Some(kf_testing::fixture("stores/home")),
            ..Environment::default()
        }
    }

    fn with(variables: &[(&str, &str)]) -> Environment {
        let variables = variables.iter();
        Environment {
            variables: variables
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
                .collect(),
            ..home()
        }
    }

    #[test]
    fn a_profile_is_read_as_aws_reads_it() {
        let settings = profile(&home()).unwrap();
        assert_eq!(settings["aws_access_key_id"], "default-id");
        assert_eq!(settings["region"], "eu-central-1");
        let settings = profile(&with(&[("AWS_PROFILE", "ops")])).unwrap();
        assert_eq!(settings["aws_session_token"], "ops-token");
        assert_eq!(settings["endpoint_url"], "http://127.0.0.1:9000");
        // The addressing style below `s3 =` is another thing's.
        assert!(!settings.contains_key("addressing_style"));
    }

    #[test]
    fn what_a_profile_says_that_is_not_done_is_said() {
        let refused = |variables: &[(&str, &str)]| {
            let environment = with(variables);
            let settings = profile(&environment)?;
            credentials(AmazonS3Builder::new(), &environment, &settings).map(|_| ())
        };
        let error = refused(&[("AWS_PROFILE", "sso")]).unwrap_err();
        assert!(error.to_string().contains("sso_session"), "{error}");
        assert!(error.hint_text().unwrap().contains("export-credentials"));
        let error = refused(&[("AWS_PROFILE", "none")]).unwrap_err();
        assert!(error.to_string().contains("AWS_PROFILE names none"));
        let nothing = Environment {
            home: Some(PathBuf::from("/nonexistent")),
            ..with(&[("AWS_EC2_METADATA_DISABLED", "true")])
        };
        let error = credentials(AmazonS3Builder::new(), &nothing, &BTreeMap::new()).unwrap_err();
        assert!(error.to_string().starts_with("no credentials for S3"));
        // Variables come before files.
        assert!(refused(&[("AWS_PROFILE", "sso"), ("AWS_ACCESS_KEY_ID", "id")]).is_ok());
    }
}
