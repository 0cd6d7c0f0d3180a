//! Writes protobuf messages as gogo's generated code does: into one buffer, fields in ascending
//! order.

/// A message in the making.
#[derive(Default)]
pub struct Message(pub Vec<u8>);

impl Message {
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value as u8 | 0x80);
            value >>= 7;
        }
        self.0.push(value as u8);
    }

    /// A varint field.
    pub fn int(&mut self, field: u32, value: i64) -> &mut Self {
        self.varint(u64::from(field) << 3);
        self.varint(value as u64);
        self
    }

    /// A string or bytes field.
    pub fn bytes(&mut self, field: u32, value: impl AsRef<[u8]>) -> &mut Self {
        self.varint(u64::from(field) << 3 | 2);
        self.varint(value.as_ref().len() as u64);
        self.0.extend_from_slice(value.as_ref());
        self
    }

    /// A nested message.
    pub fn message(&mut self, field: u32, fill: impl FnOnce(&mut Self)) -> &mut Self {
        self.varint(u64::from(field) << 3 | 2);
        let start = self.0.len();
        fill(self);
        // The length goes before what it counts: written behind it, then turned around.
        let end = self.0.len();
        self.varint((end - start) as u64);
        let length = self.0.len() - end;
        self.0[start..].rotate_right(length);
        self
    }

    /// An entry of a map from strings to strings or bytes.
    pub fn entry(&mut self, field: u32, key: &str, value: impl AsRef<[u8]>) -> &mut Self {
        self.message(field, |m| {
            m.bytes(1, key).bytes(2, value);
        })
    }

    /// An entry of a map from strings to quantities.
    pub fn quantity(&mut self, field: u32, key: &str, value: &str) -> &mut Self {
        self.message(field, |m| {
            m.bytes(1, key).message(2, |m| {
                m.bytes(1, value);
            });
        })
    }

    /// A `metav1.Time`, in seconds since 1970.
    pub fn time(&mut self, field: u32, seconds: i64) -> &mut Self {
        self.message(field, |m| {
            m.int(1, seconds).int(2, 0);
        })
    }
}

/// The stored form of an object: `k8s\0` and a `runtime.Unknown`.
pub fn envelope(api_version: &str, kind: &str, raw: &Message) -> Vec<u8> {
    let mut unknown = Message(b"k8s\0".to_vec());
    unknown
        .message(1, |m| {
            m.bytes(1, api_version).bytes(2, kind);
        })
        .bytes(2, &raw.0)
        .bytes(3, "")
        .bytes(4, "");
    unknown.0
}
