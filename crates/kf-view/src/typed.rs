//! Objects as the structs of `k8s-openapi`.

use k8s_openapi::Resource as TypedResource;
use serde::de::DeserializeOwned;

use super::view::{Mapping, ReadOptions, View};
use kf_base::error::{Error, ErrorKind, Result};
use kf_object::Value;
use kf_object::de;

impl View<'_> {
    /// One object as a struct; the namespace counts for namespaced types only.
    ///
    /// ```
    /// use k8s_openapi::api::core::v1::ConfigMap;
    /// use kf_view::Snapshot;
    ///
    /// let snapshot = Snapshot::open("../../fixtures/snapshots/c136-A.zip")?;
    /// let view = snapshot.view()?;
    /// let config: ConfigMap = view.get_as("prod", "my-config")?;
    /// assert_eq!(config.data.unwrap_or_default()["LOG_LEVEL"], "info");
    /// # Ok::<(), kf_base::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`View::get`]; Unsupported when the struct cannot hold the object.
    pub fn get_as<T>(&self, namespace: &str, name: &str) -> Result<T>
    where
        T: TypedResource + DeserializeOwned,
    {
        let mapping = self.typed_mapping::<T>()?;
        let object = self.get(&mapping, namespace, name, with_everything())?;
        typed(&object.value)
    }

    /// All objects of a type, in one namespace or in all, in the order of their keys. An object
    /// that cannot be read comes as an error in its place.
    ///
    /// ```
    /// use k8s_openapi::api::core::v1::Pod;
    /// use kf_view::Snapshot;
    ///
    /// let snapshot = Snapshot::open("../../fixtures/snapshots/c136-A.zip")?;
    /// let view = snapshot.view()?;
    /// let pods = view.list_as::<Pod>(Some("prod"))?.collect::<kf_base::Result<Vec<Pod>>>()?;
    /// assert!(pods.iter().all(|p| p.metadata.namespace.as_deref() == Some("prod")));
    /// # Ok::<(), kf_base::Error>(())
    /// ```
    ///
    /// # Errors
    /// When the type is not one the snapshot's server had.
    pub fn list_as<T>(
        &self,
        namespace: Option<&str>,
    ) -> Result<impl Iterator<Item = Result<T>> + use<T>>
    where
        T: TypedResource + DeserializeOwned,
    {
        let mapping = self.typed_mapping::<T>()?;
        let objects = self.list(&mapping, namespace, with_everything())?;
        let typed: Vec<Result<T>> = objects.map(|o| typed(&o?.value)).collect();
        Ok(typed.into_iter())
    }

    fn typed_mapping<T: TypedResource>(&self) -> Result<Mapping> {
        self.mapping_of_kind(T::GROUP, T::VERSION, T::KIND)
            .ok_or_else(|| {
                Error::not_found(format!(
                    "the snapshot doesn't have a resource type {:?} in {}",
                    T::KIND,
                    T::API_VERSION
                ))
            })
    }
}

fn with_everything() -> ReadOptions<'static> {
    ReadOptions {
        managed_fields: true,
        ..ReadOptions::default()
    }
}

fn typed<T: DeserializeOwned>(value: &Value<'_>) -> Result<T> {
    de::from_value(value).map_err(|e| {
        let name = value.str_at(&["metadata", "name"]).unwrap_or_default();
        Error::new(
            ErrorKind::Unsupported,
            format!("{name:?} does not fit its struct: {e}"),
        )
    })
}
