//! `README.md` beside the files.

use super::Plan;
use crate::arguments::apiserver::knows;
use kf_base::escape::shell_word;
use kf_schema::Change;

/// The whole file.
pub(super) fn text(plan: &Plan<'_>) -> String {
    let snapshot = &plan.snapshot;
    let (port, minor) = (plan.ports.apiserver, plan.apiserver_minor);
    let mut out = format!(
        "# A snapshot, running\n\
         \n\
         These files start a real etcd and a real kube-apiserver {minor} on a restored copy of\n\
         {name} (revision {revision}), so that `kubectl` can look at the state that is in it. There are no\n\
         controllers, no scheduler and no nodes: nothing acts on what the objects say.\n\
         \n\
         - The snapshot is mounted or opened for reading; etcd works on a copy.\n\
         - Nothing contacts the original cluster. The containers are in a network without a way\n\
         \x20 out, and only a relay to the kube-apiserver is reachable, on 127.0.0.1:{port}.\n\
         - Certificates and keys in `certs` were made for this stack alone. None is the cluster's.\n\
         - **The data holds the cluster's Secrets.** So do the copies, the volumes, and whatever is\n\
         \x20 read through the port. `kubeconfig` opens all of it; remove everything when done.\n\
         \n\
         ## Start\n\
         \n\
         With docker, or `podman-compose` in place of `docker compose`:\n\
         \n\
         ```sh\n\
         docker compose up -d\n\
         kubectl --kubeconfig kubeconfig get --raw /readyz\n\
         kubectl --kubeconfig kubeconfig get pods -A\n\
         ```\n\
         \n\
         It begins with the restore, and the server answers after ten seconds or more. The images are\n\
         \n\
         - {etcd}\n\
         - {apiserver}\n\
         \n\
         Without containers, with the programs of etcd and kube-apiserver in `$PATH`: `./restore.sh`,\n\
         and `kubectl` in another terminal.\n\
         \n\
         ## Look\n\
         \n\
         ```sh\n\
         docker compose ps -a\n\
         docker compose logs kube-apiserver\n\
         docker compose exec etcd-0 etcdctl --endpoints=https://127.0.0.1:2379 --cacert=/certs/ca.crt \\\n\
         \x20 --cert=/certs/etcd-client.crt --key=/certs/etcd-client.key get {prefix} --prefix --keys-only\n\
         ```\n\
         \n\
         Objects can be changed and deleted, in the copy. A kube-apiserver writes some by itself when\n\
         it starts: its own APIServices, FlowSchemas, PriorityClasses and the like. Objects with a\n\
         lease (Events, above all) end when their time is over, counted from the start. APIs of\n\
         other servers, such as metrics.k8s.io, do not answer.\n\
         \n\
         ## Remove\n\
         \n\
         ```sh\n\
         docker compose down -v      # containers, networks and the volumes with the data\n\
         rm -rf data                 # of restore.sh\n\
         ```\n\
         \n\
         Then remove this directory. To begin again from the snapshot, remove and start: a second\n\
         `up` without `down -v` stops at the restore, which overwrites nothing. (podman starts the\n\
         restore once more when etcd starts: that its log ends with an existing data directory is no\n\
         error.)\n",
        name = code(&snapshot.name),
        revision = snapshot.revision,
        etcd = code(&plan.etcd_image),
        apiserver = code(&plan.apiserver_image),
        prefix = shell_word(plan.prefix()),
    );
    if !minor.has(Change::EGRESS_FLAG) {
        out.push_str(&format!(
            "\n\
             A kube-apiserver {minor} cannot be told to call nobody: it asks aggregated API servers that\n\
             the snapshot registers, at their addresses in the cluster. In containers it does not get\n\
             there. Run `restore.sh` only where the cluster's network cannot be reached.\n"
        ));
    }
    if let Some(inspected) = plan.inspected {
        out.push_str("\n## Arguments of the original server\n\nKept:\n\n");
        for (name, value) in &inspected.kept {
            let but = if knows(minor, name) {
                String::new()
            } else {
                format!(", but {minor} has no such argument, and it is not given")
            };
            out.push_str(&format!("- {}{but}\n", code(&format!("--{name}={value}"))));
        }
        if inspected.kept.is_empty() {
            out.push_str("- none\n");
        }
        if let Some(path) = &inspected.encryption_config {
            out.push_str(&format!(
                "\nObjects are encrypted by {}; {}.\n",
                code(path),
                match plan.encryption {
                    Some(_) => "the configuration that was given is in `certs/encryption.yaml`",
                    None => "it was not given, and those objects cannot be read",
                }
            ));
        }
        out.push_str("\nDropped:\n\n");
        for (name, why) in &inspected.dropped {
            out.push_str(&format!("- {}: {why}\n", code(name)));
        }
        if inspected.dropped.is_empty() {
            out.push_str("- none\n");
        }
    }
    out
}

/// A text of somebody else's in Markdown's backticks, on one line.
fn code(text: &str) -> String {
    let clean: String = text
        .chars()
        .map(|c| if c.is_control() || c == '`' { ' ' } else { c })
        .collect();
    format!("`{clean}`")
}
