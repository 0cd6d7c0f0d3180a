//! Objects as manifests: [`export`] makes of an object what `kubectl apply` accepts in another
//! cluster, and [`helm`] reads the releases that Helm keeps in Secrets and ConfigMaps.
//!
//! A part of `kf-snapshot`, which re-exports it; its interface changes as kf needs.

pub mod export;
pub mod helm;
