//! Objects as protobuf: what real servers stored comes out again byte by byte.

use std::num::NonZeroUsize;

use kf::input::{Input, OpenOptions};
use kf::snapshot::{ReadOptions, Snapshot, View, ViewOptions};
use kf::storage::envelope::Envelope;
use kf::storage::{Codec, DecodeOptions, Encoding};

use crate::support::unpacked;

fn with_view<T>(name: &str, run: impl FnOnce(&View<'_>) -> T) -> T {
    let input = Input::open(unpacked(name).as_ref(), &OpenOptions::default()).unwrap();
    let snapshot = Snapshot::new(input);
    let options = ViewOptions {
        threads: NonZeroUsize::MIN,
        ..ViewOptions::default()
    };
    run(&snapshot.view_with(&options).unwrap())
}

/// Every object of a recorded cluster, before anything is done to it on read.
#[test]
fn what_servers_stored_is_encoded_as_it_was() {
    for (name, at_least) in [("c136-A.zip", 700), ("c115-A.db.gz", 250)] {
        with_view(name, |view| {
            let codec = Codec::new(view.kube_version().minor);
            let options = DecodeOptions {
                managed_fields: true,
                on_read: false,
                json_as_stored: true,
                part: None,
                like: None,
            };
            let mut same = 0;
            for resource in view.catalog().resources() {
                let Some(version) = resource.preferred() else {
                    continue;
                };
                let api_version = resource.api_version(version);
                let (group, version) = api_version.split_once('/').unwrap_or(("", &api_version));
                let Some(mapping) = view.mapping_of_kind(group, version, &resource.kind) else {
                    continue;
                };
                let Ok((records, _)) = view.records_of(&mapping, None) else {
                    continue;
                };
                for record in records.iter() {
                    let decoded = codec.decode(record.value, options).unwrap();
                    if decoded.encoding != Encoding::Protobuf || !decoded.built_in {
                        continue;
                    }
                    let entry = kf::schema::kind(decoded.api_version(), decoded.kind()).unwrap();
                    let mut message = Vec::new();
                    codec
                        .write_protobuf(&mut message, entry, &decoded.object)
                        .unwrap();
                    let stored = Envelope::open(record.value).unwrap().unwrap();
                    let key = String::from_utf8_lossy(record.key);
                    assert!(message == stored.raw, "{name}: {key}");
                    same += 1;
                }
            }
            assert!(same >= at_least, "{name}: {same}");
        });
    }
}

/// A server that reads its own objects adds nothing but the revision, so that they need not be made
/// again to be sent.
#[test]
fn what_a_server_sends_is_what_it_stored() {
    with_view("c136-A.zip", |view| {
        for (kind, of) in [
            ("pods", 30),
            ("configmaps", 20),
            ("secrets", 20),
            ("events", 50),
        ] {
            let mapping = view.lookup(kind).unwrap().remove(0);
            let options = ReadOptions {
                managed_fields: true,
                json_as_stored: true,
                part: None,
            };
            let mut same = 0;
            for object in view.list(&mapping, None, options).unwrap() {
                let object = object.unwrap();
                let mut message = Vec::new();
                view.write_protobuf(&mut message, &mapping, &object.value)
                    .unwrap();
                assert_eq!(view.stored_protobuf(&object.record), Some(message));
                same += 1;
            }
            assert!(same >= of, "{kind}: {same}");
        }
    });
}
