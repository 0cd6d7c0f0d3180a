//! Commands and flags of kubectl and etcd's tools that kf does not have: why, and what it has instead.

const NOTHING_TO_WATCH: &str =
    "a snapshot does not change: kf history shows what did; kf serve --replay plays it again";

/// Says why there is no command of this name, if another program has one.
pub(super) fn why(name: &str) -> Option<&'static str> {
    Some(match name {
        "logs" => {
            "logs are not in etcd: they were in files on the pod's node. kf events --for pod/NAME and \
             kf describe pod NAME show what the API server knew of it"
        }
        "exec" | "attach" | "cp" | "port-forward" | "debug" => {
            "that needs a running container, and a snapshot has none: kf describe pod NAME shows \
             what was known of it"
        }
        "top" => {
            "usage is measured and never stored in etcd: kf describe node NAME shows what was \
             requested of it"
        }
        "rollout" => {
            "the revisions of a Deployment are its ReplicaSets, kf get rs -o wide; what changed it: \
             kf history deployment NAME -o diff"
        }
        "cluster-info" => {
            "kf info tells what cluster the file is of; kf get nodes,svc -A -o wide shows where it ran"
        }
        "config" => {
            "kf needs no kubeconfig: -s FILENAME or KF_SNAPSHOT names the snapshot. kf serve writes one \
             for kubectl"
        }
        "proxy" => "kf serve answers as the API server did, for kubectl and any other client",
        "wait" | "watch" => NOTHING_TO_WATCH,
        "restore" => {
            "kf verify --keep starts a real etcd and kube-apiserver on a copy, kf verify --compose DIR \
             writes them as files; kf export writes objects for kubectl apply"
        }
        "apply" | "create" | "delete" | "edit" | "patch" | "replace" | "scale" | "autoscale"
        | "set" | "run" | "expose" | "label" | "annotate" | "taint" | "cordon" | "uncordon"
        | "drain" | "certificate" | "put" | "del" | "defrag" | "compact" | "save" => {
            "kf reads snapshots and changes nothing; kf get --export and kf export write objects for \
             kubectl apply"
        }
        "list" | "ls" | "dump" | "extract" => "kf get lists objects, kf keys etcd's keys",
        "who-can" | "whocan" | "can-i" => "kf auth whocan and kf auth can-i judge by RBAC",
        "compare" => "kf diff BEFORE AFTER compares two snapshots",
        "recover" | "undelete" => {
            "kf get TYPE NAME --deleted prints what was deleted, kf export DIR what is there"
        }
        "status" | "hashkv" => {
            "kf snapshot status and kf snapshot hashkv print what etcdutl prints"
        }
        "search" | "grep" | "find" => {
            "kf get all,cm,secret -A -o yaml | grep finds a text; kf get TYPE -A -l and \
             --field-selector select"
        }
        _ => return not_built(name),
    })
}

/// Says how a command is had that this kf was built without.
fn not_built(name: &str) -> Option<&'static str> {
    Some(match name {
        "lake" => {
            "this kf was built without it: in kf's sources, cargo install --path . --locked --features \
             lake builds one that has it"
        }
        "browse" | "serve" | "verify" => {
            "this kf was built without it: cargo install's features browse, serve and verify, which are \
             on unless --no-default-features is given, and a Unix have it"
        }
        _ => return None,
    })
}

/// Says why there is no flag of this name, if `kubectl get` or a flag of all kubectl's commands has it.
pub(super) fn why_no_flag(name: &str) -> Option<&'static str> {
    Some(match name {
        "--kubeconfig"
        | "--context"
        | "--cluster"
        | "--user"
        | "--server"
        | "--token"
        | "--username"
        | "--password"
        | "--certificate-authority"
        | "--client-certificate"
        | "--client-key"
        | "--tls-server-name"
        | "--insecure-skip-tls-verify"
        | "--request-timeout"
        | "--disable-compression"
        | "--cache-dir"
        | "--endpoints"
        | "--cacert" => {
            "kf asks no server: -s FILENAME or KF_SNAPSHOT names the snapshot, and each snapshot is of \
             one cluster"
        }
        "--as" | "--as-group" | "--as-uid" => {
            "kf reads everything that is in the file; kf auth can-i --as USER judges what somebody may do"
        }
        "--watch" | "--watch-only" | "--output-watch-events" => NOTHING_TO_WATCH,
        _ => return None,
    })
}
