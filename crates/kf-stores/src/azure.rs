//! Azure Blob Storage, with what Azure's own tools read: an account's key, a connection string, a signature, the
//! login of `az`.

use object_store::azure::{AzureConfigKey, MicrosoftAzure, MicrosoftAzureBuilder};

use crate::error;
use crate::store::{Environment, Options, is_plain};
use kf_base::error::Result;

/// The names that `az` has for settings.
const OF_AZ: [(&str, AzureConfigKey); 3] = [
    ("AZURE_STORAGE_ACCOUNT", AzureConfigKey::AccountName),
    ("AZURE_STORAGE_KEY", AzureConfigKey::AccessKey),
    ("AZURE_STORAGE_SERVICE_ENDPOINT", AzureConfigKey::Endpoint),
];

/// The parts of a connection string.
const OF_STRINGS: [(&str, AzureConfigKey); 4] = [
    ("AccountName", AzureConfigKey::AccountName),
    ("AccountKey", AzureConfigKey::AccessKey),
    ("SharedAccessSignature", AzureConfigKey::SasKey),
    ("BlobEndpoint", AzureConfigKey::Endpoint),
];

/// Variables of which each is a way to be let in.
const WAYS_IN: [&str; 12] = [
    "AZURE_CLIENT_ID",
    "AZURE_FEDERATED_TOKEN_FILE",
    "AZURE_SKIP_SIGNATURE",
    "AZURE_STORAGE_ACCESS_KEY",
    "AZURE_STORAGE_ACCOUNT_KEY",
    "AZURE_STORAGE_CLIENT_ID",
    "AZURE_STORAGE_CONNECTION_STRING",
    "AZURE_STORAGE_KEY",
    "AZURE_STORAGE_SAS_TOKEN",
    "AZURE_STORAGE_TOKEN",
    "AZURE_STORAGE_USE_EMULATOR",
    "IDENTITY_ENDPOINT",
];

pub(crate) fn store(
    container: &str,
    account: Option<&str>,
    environment: &Environment,
    options: &Options,
) -> Result<MicrosoftAzure> {
    let mut settings: Vec<(AzureConfigKey, String)> = Vec::new();
    for (name, value) in environment.starting("AZURE_") {
        if let Ok(key) = name.to_ascii_lowercase().parse() {
            settings.push((key, value.to_owned()));
        }
    }
    for (name, key) in OF_AZ {
        if let Some(value) = environment.get(name) {
            settings.push((key, value.to_owned()));
        }
    }
    if let Some(text) = environment.get("AZURE_STORAGE_CONNECTION_STRING") {
        for part in text.split(';') {
            let known = |(name, key): &(&str, AzureConfigKey)| {
                let value = part.strip_prefix(name)?.strip_prefix('=')?;
                Some((*key, value.to_owned()))
            };
            settings.extend(OF_STRINGS.iter().find_map(known));
        }
    }
    let way_in = WAYS_IN.iter().any(|name| environment.get(name).is_some());
    let logged_in = environment.file("AZURE_CONFIG_DIR", ".azure");
    let logged_in = logged_in.is_some_and(|dir| dir.join("azureProfile.json").is_file());
    let plain = settings
        .iter()
        .any(|(key, value)| *key == AzureConfigKey::Endpoint && is_plain(value));
    let mut builder = MicrosoftAzureBuilder::new()
        .with_client_options(options.client().with_allow_http(plain))
        .with_retry(options.retry());
    for (key, value) in settings {
        builder = builder.with_config(key, value);
    }
    if !way_in && logged_in {
        builder = builder.with_use_azure_cli(true);
    }
    if let Some(account) = account {
        builder = builder.with_account(account);
    }
    let built = builder.with_container_name(container).build();
    built.map_err(|e| {
        error::store(&e).hint("AZURE_STORAGE_ACCOUNT names the account, if the URL does not")
    })
}
