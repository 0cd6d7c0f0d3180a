//! Integration tests: one binary, one module a topic.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, in its helpers as well"
)]

mod assumed;
mod bbolt;
mod book;
#[cfg(all(unix, feature = "browse"))]
mod browse;
mod cli_describe;
mod cli_diff;
mod cli_errors;
mod cli_forms;
mod cli_get;
mod cli_manifests;
mod cli_numbers;
mod cli_process;
mod cli_reference;
mod cli_subresource;
mod cli_tools;
mod corruption;
mod custody;
mod documents;
mod dumps;
mod encryption;
mod examples;
mod export;
mod files;
mod first_contact;
mod forged;
mod golden;
mod gone;
mod helm;
mod history;
mod hostile;
mod inspect;
#[cfg(all(unix, feature = "kms"))]
mod kms_socket;
mod kubernetes_1_37;
#[cfg(feature = "lake")]
mod lake;
mod layering;
mod lost;
mod minors;
mod objects;
mod parts;
mod probes;
mod protobuf;

mod redact;
mod report;
mod salvage;
#[cfg(all(unix, feature = "serve"))]
mod serve;
mod sqlite;
#[cfg(feature = "stores")]
mod stores;
mod strict;
mod support;
mod suspects;
mod timeline;
#[cfg(all(unix, feature = "verify"))]
mod verify;
mod wal;
