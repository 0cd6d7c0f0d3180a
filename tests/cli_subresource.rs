//! `kf get --subresource`.

use crate::support::{Output, kf, temporary, unpacked};

fn c136(words: &str, more: &[&str]) -> Output {
    let snapshot = unpacked("c136-A.zip");
    let more: Vec<&str> = more.iter().copied().chain(["-s", &snapshot]).collect();
    kf(words, &more)
}

/// As kubectl 1.33 prints them of what a server answers.
#[test]
fn subresources_of_objects_that_are_named() {
    let get = |words: &str| c136(&format!("get {words} -n prod"), &[]);
    get("deploy api --subresource=scale -o yaml").prints(
        "apiVersion: autoscaling/v1\nkind: Scale\nmetadata:\n  creationTimestamp: \"2026-11-22T18:21:54Z\"\n  \
         name: api\n  namespace: prod\n  resourceVersion: \"1856\"\n  uid: 88f6b2de-9819-4140-91f9-2ef1a4e8c82f\n\
         spec:\n  replicas: 3\nstatus:\n  replicas: 4\n  selector: app=api,app,track notin (canary)\n",
    );
    let status = get("deploy/api svc/api --subresource=status -o yaml");
    assert_eq!(status, get("deploy/api svc/api -o yaml"));
    let replicas = get("deploy api --subresource scale -o jsonpath={.status.replicas}");
    replicas.prints("4");
    let none = "Error from snapshot (NotFound): the server could not find the requested resource\n";
    for words in [
        "cm my-config --subresource=status -o yaml",
        "deploy api --subresource=foo -o yaml",
        "deploy nope --subresource=foo",
        "svc api --subresource=scale -o yaml",
    ] {
        get(words).fails(none);
    }
    let missing = "Error from snapshot (NotFound): deployments.apps \"nope\" not found\n";
    get("deploy nope --subresource=scale -o yaml").fails(missing);
    get("deploy --subresource=status")
        .fails("error: subresource cannot be used when bulk resources are specified\n");
    let scale = "NAME   DESIRED   AVAILABLE   AGE\napi    3         4           ";
    let table = get("deploy api --subresource=scale");
    assert!(table.text().starts_with(scale), "{}", table.block());
    // Servers before 1.24 made no tables of subresources, so that kubectl has columns of its own.
    for sub in ["scale", "status"] {
        let old = get(&format!(
            "deploy api --kube-version 1.23 --subresource={sub}"
        ));
        assert!(
            old.text().starts_with("NAME   AGE\napi    "),
            "{}",
            old.block()
        );
    }
    let status = get("deploy api --kube-version 1.24 --subresource=status");
    assert!(
        status.text().starts_with("NAME   READY"),
        "{}",
        status.block()
    );
    // A path is none, and neither is what a snapshot has no such thing of.
    let path = "invalid subresource \"a/b%\": [may not contain '/' may not contain '%']\n";
    get("deploy api --subresource=a/b%").fails(&format!("error: {path}"));
    get("deploy api nope --subresource=a/b%").fails(&format!("{path}{path}"));
    get("deploy api --subresource=..")
        .fails("error: invalid subresource \"..\": [may not be '..']\n");
    get("pod x --subresource=log").fails(
        "Error from snapshot (BadRequest): a snapshot of etcd holds objects and no running containers: there is no \
         \"log\"\n",
    );
    get("deploy nope other --subresource=foo").fails(&none.repeat(2));
}

/// kubectl looks at a subresource for objects that are named on the command line alone.
#[test]
fn a_subresource_means_nothing_to_paths_and_manifests() {
    let url = "/api/v1/namespaces/prod/configmaps/my-config";
    let plain = c136("get --raw", &[url]);
    assert_eq!(
        (plain.code, c136("get --subresource=foo --raw", &[url])),
        (0, plain)
    );
    let file = temporary(
        b"apiVersion: v1\nkind: ConfigMap\nmetadata: {name: my-config, namespace: prod}\n",
    );
    let path = file.path().to_str().unwrap();
    for words in ["get -f", "get -o yaml -f"] {
        let plain = c136(words, &[path]);
        assert_eq!(plain.code, 0);
        assert_eq!(
            c136(&format!("{words} {path} --subresource=scale"), &[]),
            plain
        );
    }
}
