//! What a pod and its containers ask of their node in all (k8s.io/component-helpers `resource/helpers.go`).

use std::collections::{BTreeMap, HashMap};

use kf_object::access::{at, list, text};
use kf_object::quantity::Quantity;
use kf_object::{Map, Value};

/// Amounts by resource.
pub type Amounts = BTreeMap<String, Quantity>;

/// Which amounts are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// What is set aside for the pod.
    Requests,
    /// What it may use at most.
    Limits,
}

impl Which {
    fn member(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Limits => "limits",
        }
    }
}

/// Adds `more` to `all`.
pub fn add(all: &mut Amounts, more: &Amounts) {
    for (name, amount) in more {
        match all.get_mut(name) {
            Some(sum) => sum.add(amount),
            None => {
                all.insert(name.clone(), amount.clone());
            }
        }
    }
}

/// Raises what is less than in `others`.
fn raise(all: &mut Amounts, others: &Amounts) {
    for (name, amount) in others {
        if all.get(name).is_none_or(|known| amount > known) {
            all.insert(name.clone(), amount.clone());
        }
    }
}

fn amounts(holder: &Value<'_>, path: &[&str]) -> Amounts {
    let members = at(holder, path).and_then(Value::as_object);
    let members = members.into_iter().flat_map(Map::iter);
    let parsed = members.filter_map(|(name, amount)| {
        let amount = Quantity::parse(amount.as_str()?).ok()?;
        Some((name.to_owned(), amount))
    });
    parsed.collect()
}

/// Returns the amounts of a whole pod; with `with_status`, those that its containers have by now count
/// too (`PodRequests`, `PodLimits`).
pub fn of_pod(pod: &Value<'_>, which: Which, with_status: bool) -> Amounts {
    let none = Value::Null;
    let spec = pod.get("spec").unwrap_or(&none);
    let mut all = of_containers(pod, spec, which, with_status);
    for (name, amount) in amounts(spec, &["resources", which.member()]) {
        let of_pods = matches!(name.as_str(), "cpu" | "memory") || name.starts_with("hugepages-");
        if of_pods {
            all.insert(name, amount);
        }
    }
    let mut overhead = amounts(spec, &["overhead"]);
    if which == Which::Limits {
        overhead.retain(|name, _| all.get(name).is_some_and(|limit| !limit.is_zero()));
    }
    add(&mut all, &overhead);
    all
}

/// Returns the amounts of a pod's containers, as its spec has them (`AggregateContainerRequests`,
/// `AggregateContainerLimits`).
pub(crate) fn of_spec(spec: &Value<'_>, which: Which) -> Amounts {
    of_containers(&Value::Null, spec, which, false)
}

/// Containers run together; init containers before them, one at a time, but for those that
/// restart always, which go on running (`AggregateContainerRequests`, `...Limits`).
fn of_containers(pod: &Value<'_>, spec: &Value<'_>, which: Which, with_status: bool) -> Amounts {
    let states = if with_status {
        states(pod)
    } else {
        HashMap::new()
    };
    let of = |container: &Value<'_>| container_amounts(container, which, &states);
    let mut all = Amounts::new();
    for container in list(spec, &["containers"]) {
        add(&mut all, &of(container));
    }
    let (mut running, mut starting) = (Amounts::new(), Amounts::new());
    for container in list(spec, &["initContainers"]) {
        let restarts = text(container, &["restartPolicy"]) == "Always";
        let mut needed = if restarts {
            of(container)
        } else {
            amounts(container, &["resources", which.member()])
        };
        if restarts {
            add(&mut all, &needed);
            add(&mut running, &needed);
            raise(&mut starting, &running);
        } else {
            add(&mut needed, &running);
            raise(&mut starting, &needed);
        }
    }
    raise(&mut all, &starting);
    all
}

/// What containers have, by their names, and whether what they are to have cannot be.
type States<'r, 'a> = HashMap<&'r str, (&'r Value<'a>, bool)>;

fn states<'r, 'a>(pod: &'r Value<'a>) -> States<'r, 'a> {
    let mut conditions = list(pod, &["status", "conditions"]).iter();
    let resize = conditions.find(|c| text(c, &["type"]) == "PodResizePending");
    let infeasible = resize.is_some_and(|c| text(c, &["reason"]) == "Infeasible");
    let statuses = |member: &str| list(pod, &["status", member]).iter();
    let all = statuses("containerStatuses").chain(statuses("initContainerStatuses"));
    all.map(|status| (text(status, &["name"]), (status, infeasible)))
        .collect()
}

/// The amounts of a container: those it is to have, has, and was promised
/// (`determineEffectiveRequests`, `determineEffectiveLimits`).
fn container_amounts(container: &Value<'_>, which: Which, states: &States<'_, '_>) -> Amounts {
    let wanted = amounts(container, &["resources", which.member()]);
    let state = states.get(text(container, &["name"]));
    let Some((status, infeasible)) = state.filter(|(s, _)| at(s, &["resources"]).is_some()) else {
        return wanted;
    };
    let mut effective = if *infeasible { Amounts::new() } else { wanted };
    raise(
        &mut effective,
        &amounts(status, &["resources", which.member()]),
    );
    if which == Which::Requests {
        raise(&mut effective, &amounts(status, &["allocatedResources"]));
    }
    effective
}
