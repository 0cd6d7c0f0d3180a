//! Lists what a namespace has of some types, with what cannot be read: `cargo run --example namespace --
//! etcd.db prod`.

use std::io::Write as _;

use kf::{Error, ReadOptions, Result, Snapshot};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, namespace] = args.as_slice() else {
        return Err(Error::invalid("usage: namespace FILE NAMESPACE"));
    };
    let snapshot = Snapshot::open(file)?;
    let view = snapshot.view()?;
    let mut out = std::io::stdout().lock();
    for kind in ["deployments", "services", "configmaps", "secrets"] {
        for mapping in view.lookup(kind)? {
            // One object after the other: a large namespace takes no more memory than a small one.
            for object in view.list(&mapping, Some(namespace), ReadOptions::default())? {
                let line = match object {
                    Ok(object) => {
                        let name = object.value.str_at(&["metadata", "name"]);
                        format!("{kind} {}", name.unwrap_or_default())
                    }
                    Err(e) => format!("{kind}: {e}"),
                };
                writeln!(out, "{line}").map_err(|e| Error::io("standard output", &e))?;
            }
        }
    }
    Ok(())
}
