//! Network policies.

use super::Kind;
use super::common::{labels_and_annotations, name_and_namespace};
use super::context::Context;
use super::writer::{Writer, put};
use kf_base::Result;
use kf_base::time::{Timestamp, go_time_text};
use kf_object::Value;
use kf_object::access::{at, int, list, or, size, text, texts};
use kf_query::go_text;
use kf_query::labels::Selector;

pub(super) const KINDS: &[Kind] = &[Kind {
    group: "networking.k8s.io",
    kind: "NetworkPolicy",
    versions: &["v1"],
    related: &[],
    describe: network_policy,
}];

/// What the rules of one direction are called.
struct Direction {
    /// The policy type and the title.
    kind: &'static str,
    /// The rules' member, also their word in sentences.
    rules: &'static str,
    /// A rule's member with the other ends.
    peers: &'static str,
    /// The title of the other ends.
    title: &'static str,
    /// What the other end is in sentences.
    end: &'static str,
}

const DIRECTIONS: [Direction; 2] = [
    Direction {
        kind: "Ingress",
        rules: "ingress",
        peers: "from",
        title: "From",
        end: "source",
    },
    Direction {
        kind: "Egress",
        rules: "egress",
        peers: "to",
        title: "To",
        end: "destination",
    },
];

/// `describeNetworkPolicy`
fn network_policy(w: &mut Writer, object: &Value<'_>, _: &Context<'_, '_>) -> Result<()> {
    name_and_namespace(w, object);
    let created = Timestamp::parse(text(object, &["metadata", "creationTimestamp"]));
    put!(w, 0, "Created on:\t{}\n", go_time_text(created));
    labels_and_annotations(w, object);

    put!(w, 0, "Spec:\n");
    put!(w, 1, "PodSelector: ");
    let selector = at(object, &["spec", "podSelector"]);
    let parts = |s| size(s, &["matchLabels"]) + list(s, &["matchExpressions"]).len();
    if selector.is_none_or(|s| parts(s) == 0) {
        put!(
            w,
            2,
            "<none> (Allowing the specific traffic to all pods in this namespace)\n"
        );
    } else {
        put!(w, 2, "{}\n", Selector::format_label_selector(selector));
    }
    let types = texts(object, &["spec", "policyTypes"]);
    for direction in &DIRECTIONS {
        let traffic = direction.rules;
        if types.contains(&direction.kind) {
            put!(w, 1, "Allowing {traffic} traffic:\n");
            rules(w, list(object, &["spec", traffic]), direction);
        } else {
            put!(w, 1, "Not affecting {traffic} traffic\n");
        }
    }
    put!(w, 1, "Policy Types: {}\n", or(&types.join(", "), "<none>"));
    Ok(())
}

/// `printNetworkPolicySpecIngressFrom`, `printNetworkPolicySpecEgressTo`
fn rules(w: &mut Writer, rules: &[Value<'_>], direction: &Direction) {
    let Direction { title, end, .. } = direction;
    if rules.is_empty() {
        let traffic = direction.rules;
        put!(
            w,
            2,
            "<none> (Selected pods are isolated for {traffic} connectivity)\n"
        );
    }
    for (i, rule) in rules.iter().enumerate() {
        if i > 0 {
            put!(w, 2, "----------\n");
        }
        let ports = list(rule, &["ports"]);
        if ports.is_empty() {
            put!(w, 2, "To Port: <any> (traffic allowed to all ports)\n");
        }
        for port in ports {
            let protocol = at(port, &["protocol"]).and_then(Value::as_str);
            let protocol = protocol.unwrap_or("TCP");
            let first = at(port, &["port"]).map_or("<nil>".to_owned(), go_text::sprint);
            if at(port, &["endPort"]).is_some() {
                let last = int(port, &["endPort"]);
                put!(w, 2, "To Port Range: {first}-{last}/{protocol}\n");
            } else {
                put!(w, 2, "To Port: {first}/{protocol}\n");
            }
        }
        let peers = list(rule, &[direction.peers]);
        if peers.is_empty() {
            put!(w, 2, "{title}: <any> (traffic not restricted by {end})\n");
        }
        for peer in peers {
            put!(w, 2, "{title}:\n");
            other_end(w, peer);
        }
    }
}

fn other_end(w: &mut Writer, peer: &Value<'_>) {
    let mut selected = false;
    for (title, member) in [
        ("NamespaceSelector", "namespaceSelector"),
        ("PodSelector", "podSelector"),
    ] {
        if let Some(selector) = at(peer, &[member]) {
            let selector = Selector::format_label_selector(Some(selector));
            put!(w, 3, "{title}: {selector}\n");
            selected = true;
        }
    }
    if let Some(block) = at(peer, &["ipBlock"]).filter(|_| !selected) {
        put!(w, 3, "IPBlock:\n");
        put!(w, 4, "CIDR: {}\n", text(block, &["cidr"]));
        put!(w, 4, "Except: {}\n", texts(block, &["except"]).join(", "));
    }
}
