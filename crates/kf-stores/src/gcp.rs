//! Google Cloud Storage, with what Google's own tools read: a key of a service account, the application
//! default credentials, the role of a machine.

use object_store::gcp::{GoogleCloudStorage, GoogleCloudStorageBuilder};

use crate::error;
use crate::store::{Environment, Options, is_plain};
use kf_base::error::Result;

/// What `gcloud auth application-default login` writes.
const DEFAULT_CREDENTIALS: &str = "application_default_credentials.json";

pub(crate) fn store(
    bucket: &str,
    environment: &Environment,
    options: &Options,
) -> Result<GoogleCloudStorage> {
    let emulator = environment.get("STORAGE_EMULATOR_HOST");
    let base = environment.get("GOOGLE_BASE_URL").or(emulator);
    // The address at which a machine asks who it is has no TLS.
    let client = options.client().with_allow_http(base.is_none_or(is_plain));
    let mut builder = GoogleCloudStorageBuilder::new()
        .with_client_options(client)
        .with_retry(options.retry());
    for (name, value) in environment.starting("GOOGLE_") {
        if let Ok(key) = name.to_ascii_lowercase().parse() {
            builder = builder.with_config(key, value);
        }
    }
    if let Some(base) = base {
        let base = match base.contains("://") {
            true => base.to_owned(),
            false => format!("http://{base}"),
        };
        builder = builder.with_base_url(&base);
        if emulator.is_some() {
            builder = builder.with_skip_signature(true);
        }
    }
    if environment.get("GOOGLE_APPLICATION_CREDENTIALS").is_none()
        && let Some(dir) = environment.file("CLOUDSDK_CONFIG", ".config/gcloud")
    {
        let file = dir.join(DEFAULT_CREDENTIALS);
        if let (true, Some(path)) = (file.is_file(), file.to_str()) {
            builder = builder.with_application_credentials(path);
        }
    }
    let built = builder.with_bucket_name(bucket).build();
    built.map_err(|e| error::store(&e))
}
