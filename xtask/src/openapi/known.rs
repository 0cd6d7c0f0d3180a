//! What differs for a reason.

/// Starts of lines of differences, and why kf is right to differ.
pub(super) const TYPES: &[(&str, &str)] = &[
    (
        "k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.JSON: ",
        "any JSON, a kind of value here",
    ),
    (
        "k8s.io.apimachinery.pkg.apis.meta.v1.FieldsV1: ",
        "any JSON, a kind of value here",
    ),
    (
        "k8s.io.apimachinery.pkg.runtime.RawExtension: ",
        "any JSON, a kind of value here",
    ),
    (
        "k8s.io.apimachinery.pkg.apis.meta.v1.DeleteOptions.",
        "apiVersion and kind stand in a request only; what is stored of it is a preference",
    ),
    ("k8s.io.apimachinery.pkg.apis.meta.v1.API", DISCOVERY),
    (
        "k8s.io.apimachinery.pkg.apis.meta.v1.GroupVersionForDiscovery: ",
        DISCOVERY,
    ),
    (
        "k8s.io.apimachinery.pkg.apis.meta.v1.ServerAddressByClientCIDR: ",
        DISCOVERY,
    ),
    ("k8s.io.apimachinery.pkg.version.Info: ", DISCOVERY),
];

const DISCOVERY: &str = "what discovery answers, never stored";
