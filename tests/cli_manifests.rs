//! `kf get -f` of objects that are not in the snapshot.

use crate::support::{Output, kf, temporary, unpacked};

fn c136(words: &str, more: &[&str]) -> Output {
    let snapshot = unpacked("c136-A.zip");
    let more: Vec<&str> = more.iter().copied().chain(["-s", &snapshot]).collect();
    kf(words, &more)
}

/// As kubectl 1.33 prints them: of one file all objects or the errors alone, of several what there is.
#[test]
fn manifests_of_objects_that_are_not_there() {
    let object = |name| {
        format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: {name}, namespace: prod}}\n")
    };
    let (there, gone) = (object("my-config"), object("nope"));
    let both = temporary(format!("{there}---\n{gone}").as_bytes());
    let (there, gone) = (temporary(there.as_bytes()), temporary(gone.as_bytes()));
    let [both, there, gone] = [&both, &there, &gone].map(|file| file.path().to_str().unwrap());
    let missing = "Error from snapshot (NotFound): configmaps \"nope\" not found\n";
    for form in [
        "name",
        "yaml",
        "json",
        "jsonpath={.kind}",
        "custom-columns=N:.kind",
    ] {
        let get = |paths: &[&str]| c136(&format!("get -o {form}"), paths);
        get(&["-f", both]).fails(missing);
        // What is passed over is no error, and one object that is left stands alone.
        let one = get(&["-f", there]);
        assert_eq!(
            (one.code, get(&["-f", both, "--ignore-not-found"])),
            (0, one),
            "{form}"
        );
        let some = get(&["-f", there, "-f", gone]);
        assert_eq!((some.code, some.stderr.as_str()), (1, missing), "{form}");
        assert!(!some.text().is_empty(), "{form}");
    }
    let table = c136("get", &["-f", both]);
    assert_eq!((table.code, table.stderr.as_str()), (1, missing));
    assert!(table.text().contains("my-config"), "{}", table.text());
    let empty = c136("get -o yaml", &["-f", gone, "-f", gone]);
    assert_eq!(empty.stderr, missing.repeat(2));
    assert_eq!(
        empty.text(),
        "apiVersion: v1\nitems: []\nkind: List\nmetadata:\n  resourceVersion: \"\"\n"
    );
}
