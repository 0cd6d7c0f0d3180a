//! The arguments, as far as a real server refuses them on its start.
//!
//! What is refused and with which words was seen at kube-apiserver 1.36 and 1.29.

use std::collections::BTreeMap;
use std::net::IpAddr;

/// The flags of 1.36, as its `--help` has them.
const FLAGS: &str = include_str!("flags.txt");

/// Flags that are not in all minors: the first and the last that have them.
const IN_SOME: &[(&str, u32, u32)] = &[
    ("egress-selector-config-file", 18, u32::MAX),
    ("emulated-version", 31, u32::MAX),
    ("emulation-forward-compatible", 33, u32::MAX),
    ("encryption-provider-config", 13, u32::MAX),
    ("endpoint-reconciler-type", 9, u32::MAX),
    ("etcd-compaction-interval", 9, u32::MAX),
    ("experimental-encryption-provider-config", 0, 13),
    ("insecure-port", 0, 23),
    ("min-compatibility-version", 31, u32::MAX),
    ("storage-versions", 0, 17),
];

/// Flags that name a file which must be there.
const FILES: &[&str] = &[
    "client-ca-file",
    "encryption-provider-config",
    "etcd-cafile",
    "etcd-certfile",
    "etcd-keyfile",
    "experimental-encryption-provider-config",
    "service-account-key-file",
    "service-account-signing-key-file",
    "tls-cert-file",
    "tls-private-key-file",
    "token-auth-file",
];

/// Gates: the first minor that has them, and the gate that each depends on.
const GATES: &[(&str, u32, Option<&str>)] = &[
    ("APIServerIdentity", 20, None),
    ("AllAlpha", 0, None),
    ("AllBeta", 15, None),
    ("ClusterTrustBundle", 27, None),
    ("GangScheduling", 35, Some("GenericWorkload")),
    ("GenericWorkload", 35, None),
    ("PodCertificateRequest", 34, None),
    ("StorageVersionAPI", 20, Some("APIServerIdentity")),
    ("StorageVersionMigrator", 30, None),
    (
        "UnknownVersionInteroperabilityProxy",
        28,
        Some("APIServerIdentity"),
    ),
];

/// Gates that are on unless they are turned off, each since a minor.
const ON: &[(&str, u32)] = &[
    ("APIServerIdentity", 26),
    ("UnknownVersionInteroperabilityProxy", 36),
];

/// The first minor that does not start when a gate is on and one that it depends on is off.
const CHECKS_GATES: u32 = 35;

/// Refuses what ends a kube-apiserver of a minor: arguments without the program's name.
pub(crate) fn check(minor: u32, arguments: &[String]) -> Result<(), String> {
    let flags = parsed(minor, arguments)?;
    let get = |name: &str| flags.get(name).map(String::as_str);
    values(&flags)?;
    if get("etcd-servers").is_none_or(str::is_empty) {
        return Err("--etcd-servers must be specified".to_owned());
    }
    if minor >= 20 {
        accounts(&get)?;
    }
    ranges(minor, &get)?;
    for (group, _) in pairs(get("runtime-config").unwrap_or_default()) {
        let api = group.starts_with("api/");
        if !api
            && group.split('/').next().is_some_and(|group| {
                !group.is_empty() && !group.contains('.') && !OLD_GROUPS.contains(&group)
            })
        {
            return Err(format!("unknown api groups {group}"));
        }
    }
    gates(minor, get("feature-gates").unwrap_or_default())?;
    if let Some(plugin) = get("admission-control").filter(|p| *p != "AlwaysAdmit") {
        return Err(format!("admission-control plugin \"{plugin}\" is unknown"));
    }
    for name in FILES {
        if let Some(path) = get(name) {
            std::fs::metadata(path)
                .map_err(|_| format!("open {path}: no such file or directory"))?;
        }
    }
    Ok(())
}

/// Groups of built-in APIs whose names have no dot.
const OLD_GROUPS: &[&str] = &["apps", "autoscaling", "batch", "extensions", "policy", "v1"];

/// Flags by name, the last of each.
fn parsed(minor: u32, arguments: &[String]) -> Result<BTreeMap<String, String>, String> {
    let mut flags = BTreeMap::new();
    let mut arguments = arguments.iter();
    while let Some(argument) = arguments.next() {
        let Some(flag) = argument.strip_prefix("--") else {
            return Err(format!(
                "\"kube-apiserver\" does not take any arguments, got [\"{argument}\"]"
            ));
        };
        let (name, value) = match flag.split_once('=') {
            Some((name, value)) => (name, value.to_owned()),
            None => (flag, arguments.next().cloned().unwrap_or_default()),
        };
        let some = IN_SOME.iter().find(|(known, ..)| *known == name);
        let known = match some {
            Some((_, first, last)) => (*first..=*last).contains(&minor),
            None => FLAGS.lines().any(|known| known == name),
        };
        if !known {
            return Err(format!("unknown flag: --{name}"));
        }
        flags.insert(name.to_owned(), value);
    }
    Ok(flags)
}

/// Looks at values that are no texts.
fn values(flags: &BTreeMap<String, String>) -> Result<(), String> {
    for (name, value) in flags {
        let right = match name.as_str() {
            "anonymous-auth" | "watch-cache" => matches!(value.as_str(), "true" | "false"),
            "secure-port" | "insecure-port" => value.parse::<u16>().is_ok(),
            "etcd-compaction-interval" => value == "0" || value.ends_with(['s', 'm', 'h']),
            "service-node-port-range" => value
                .split_once('-')
                .is_some_and(|(a, b)| a.parse::<u16>().is_ok() && b.parse::<u16>().is_ok()),
            "advertise-address" | "bind-address" => value.parse::<IpAddr>().is_ok(),
            "endpoint-reconciler-type" => {
                matches!(value.as_str(), "master-count" | "lease" | "none")
            }
            "authorization-mode" => value.split(',').all(|mode| {
                matches!(
                    mode,
                    "AlwaysAllow" | "AlwaysDeny" | "ABAC" | "Webhook" | "RBAC" | "Node"
                )
            }),
            _ => true,
        };
        if !right {
            return Err(format!(
                "invalid argument \"{value}\" for \"--{name}\" flag"
            ));
        }
    }
    Ok(())
}

/// Service account tokens are signed since 1.20, whether or not anybody asks for one.
fn accounts<'f>(get: &impl Fn(&str) -> Option<&'f str>) -> Result<(), String> {
    let given = |name: &str| get(name).is_some_and(|value| !value.is_empty());
    if !given("service-account-issuer") {
        return Err("service-account-issuer is a required flag".to_owned());
    }
    if !given("service-account-signing-key-file") {
        return Err(
            "--service-account-signing-key-file, --service-account-issuer, and \
                    --api-audiences should be specified together"
                .to_owned(),
        );
    }
    if !given("service-account-key-file") {
        return Err("either `--service-account-key-file` or \
                    `--service-account-signing-endpoint` must be set"
            .to_owned());
    }
    Ok(())
}

fn ranges<'f>(minor: u32, get: &impl Fn(&str) -> Option<&'f str>) -> Result<(), String> {
    let mut families = Vec::new();
    for (at, range) in get("service-cluster-ip-range")
        .into_iter()
        .flat_map(|r| r.split(','))
        .enumerate()
    {
        let parsed = range.split_once('/').and_then(|(address, bits)| {
            Some((address.parse::<IpAddr>().ok()?, bits.parse::<u8>().ok()?))
        });
        let Some((address, bits)) = parsed else {
            return Err(format!(
                "service-cluster-ip-range[{at}] is not a valid cidr"
            ));
        };
        // Since 1.33 addresses are objects, and a range may have any size.
        if address.is_ipv6() && bits < 108 && minor < 33 {
            return Err(
                "specified --service-cluster-ip-range is too large; for 128-bit addresses, \
                        the mask must be >= 108"
                    .to_owned(),
            );
        }
        families.push(address.is_ipv6());
    }
    match (families.as_slice(), get("advertise-address")) {
        ([a, b], _) if a == b => Err("--service-cluster-ip-range[0] and \
                                      --service-cluster-ip-range[1] must be of different IP family"
            .to_owned()),
        ([first, ..], Some(address)) if minor >= 20 && address.contains(':') != *first => Err(
            format!("service IP family does not match public address family {address}"),
        ),
        _ => Ok(()),
    }
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split(',').filter_map(|entry| entry.split_once('='))
}

fn gates(minor: u32, given: &str) -> Result<(), String> {
    let mut on: BTreeMap<&str, bool> = ON
        .iter()
        .filter(|(_, since)| *since <= minor)
        .map(|(gate, _)| (*gate, true))
        .collect();
    for (name, value) in pairs(given) {
        let known = GATES
            .iter()
            .find(|(gate, since, _)| *gate == name && *since <= minor);
        if known.is_none() {
            return Err(format!("unrecognized feature gate: {name}"));
        }
        on.insert(name, value == "true");
    }
    if minor < CHECKS_GATES {
        return Ok(());
    }
    for (gate, _, needs) in GATES {
        let is_on = |gate: &str| on.get(gate) == Some(&true);
        if let Some(needed) = needs.filter(|needed| is_on(gate) && !is_on(needed)) {
            return Err(format!(
                "{gate} is enabled, but depends on features that are disabled: [{needed}]"
            ));
        }
    }
    Ok(())
}
