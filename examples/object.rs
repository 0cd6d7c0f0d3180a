//! Prints one object as YAML: `cargo run --example object -- etcd.db configmaps prod my-config`.

use std::io::Write as _;

use kf::object::encode::Format;
use kf::{Error, ReadOptions, Result, Snapshot};

fn main() -> Result<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [file, kind, namespace, name] = args.as_slice() else {
        return Err(Error::invalid("usage: object FILE TYPE NAMESPACE NAME"));
    };
    let snapshot = Snapshot::open(file)?;
    let view = snapshot.view()?;
    for mapping in view.lookup(kind)? {
        let object = view.get(&mapping, namespace, name, ReadOptions::default())?;
        let mut text = Vec::new();
        Format::Yaml.write(&mut text, &object.value);
        let printed = std::io::stdout().write_all(&text);
        printed.map_err(|e| Error::io("standard output", &e))?;
    }
    Ok(())
}
