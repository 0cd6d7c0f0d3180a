//! The form in which a client wants an answer: what its `Accept` header says.

use super::status::{Reason, Status};

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// JSON.
    #[default]
    Json,
    /// YAML with sorted members.
    Yaml,
    /// Protobuf messages.
    Protobuf,
}

impl Encoding {
    /// The media type, as a server names it in `Content-Type`.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Yaml => "application/yaml",
            Self::Protobuf => "application/vnd.kubernetes.protobuf",
        }
    }
}

/// A version of the group `meta.k8s.io`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetaVersion {
    /// `v1`
    V1,
    /// `v1beta1`
    V1Beta1,
}

impl MetaVersion {
    fn parse(text: &str) -> Option<Self> {
        match text {
            "v1" => Some(Self::V1),
            "v1beta1" => Some(Self::V1Beta1),
            _ => None,
        }
    }

    /// The `apiVersion` of its objects.
    #[must_use]
    pub const fn api_version(self) -> &'static str {
        match self {
            Self::V1 => "meta.k8s.io/v1",
            Self::V1Beta1 => "meta.k8s.io/v1beta1",
        }
    }
}

/// What an answer is made into.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// The objects as they are.
    #[default]
    Whole,
    /// A `Table`.
    Table(MetaVersion),
    /// `PartialObjectMetadata`, of one object.
    Metadata(MetaVersion),
    /// `PartialObjectMetadataList`, of a list.
    MetadataList(MetaVersion),
}

/// What can be had as protobuf.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protobuf {
    /// Nothing.
    Never,
    /// Metadata: what custom resources have in common.
    Metadata,
    /// Objects, too.
    Objects,
}

impl Protobuf {
    fn has(self, shape: Shape) -> bool {
        match shape {
            Shape::Whole => self == Self::Objects,
            Shape::Metadata(_) | Shape::MetadataList(_) => self != Self::Never,
            Shape::Table(_) => false,
        }
    }
}

/// The form of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// How it is written.
    pub encoding: Encoding,
    /// What is written.
    pub shape: Shape,
}

/// The form of a discovery document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DiscoveryForm {
    /// One document for each group version.
    #[default]
    Legacy,
    /// All group versions in one document, `APIGroupDiscoveryList`, in this version of the group
    /// `apidiscovery.k8s.io`.
    Aggregated(&'static str),
}

/// A media range of the header, with what its parameters ask for.
#[derive(Debug, Default)]
struct Clause<'h> {
    media: &'h str,
    as_kind: &'h str,
    group: &'h str,
    version: &'h str,
    /// Thousandths.
    quality: u32,
}

/// The most media ranges that are looked at; clients send five at most.
const MAX_CLAUSES: usize = 32;

fn clauses(header: &str) -> Vec<Clause<'_>> {
    let mut clauses: Vec<Clause<'_>> = header
        .split(',')
        .take(MAX_CLAUSES)
        .filter(|text| !text.trim().is_empty())
        .map(clause)
        .collect();
    clauses.retain(|c| c.quality > 0);
    // Stable: of clauses that are wanted equally, the first one counts.
    clauses.sort_by_key(|c| std::cmp::Reverse(c.quality));
    clauses
}

fn clause(text: &str) -> Clause<'_> {
    let mut parts = text.split(';').map(str::trim);
    let mut clause = Clause {
        media: parts.next().unwrap_or_default(),
        quality: 1000,
        ..Clause::default()
    };
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        match name.trim() {
            "as" => clause.as_kind = value.trim(),
            "g" => clause.group = value.trim(),
            "v" => clause.version = value.trim(),
            "q" => clause.quality = quality(value.trim()),
            _ => {}
        }
    }
    clause
}

/// A quality in thousandths; what is no number counts as wanted (munnerz/goautoneg).
fn quality(text: &str) -> u32 {
    let Some((whole, fraction)) = text.split_once('.') else {
        return text.parse::<u32>().map_or(1000, |n| n.min(1) * 1000);
    };
    let digits: String = fraction.chars().chain("000".chars()).take(3).collect();
    match (whole.parse::<u32>(), digits.parse::<u32>()) {
        (Ok(whole), Ok(digits)) => (whole.min(1) * 1000 + digits).min(1000),
        _ => 1000,
    }
}

impl Form {
    /// Chooses the form of an object or a list (apiserver
    /// pkg/endpoints/handlers/negotiation/negotiate.go): the first clause that can be had. `tables` says whether
    /// a table can.
    ///
    /// # Errors
    /// 406 when none can.
    pub fn negotiate(header: &str, protobuf: Protobuf, tables: bool) -> Result<Self, Status> {
        if header.trim().is_empty() {
            return Ok(Self::default());
        }
        let found = clauses(header).iter().find_map(|clause| {
            let (encoding, shape) = (encoding(clause.media)?, shape(clause)?);
            let can_be_had = (encoding != Encoding::Protobuf || protobuf.has(shape))
                && (tables || !matches!(shape, Shape::Table(_)));
            can_be_had.then_some(Self { encoding, shape })
        });
        found.ok_or_else(|| {
            let mut types = "application/json, application/yaml".to_owned();
            if protobuf == Protobuf::Objects {
                types.push_str(", application/vnd.kubernetes.protobuf");
            }
            Status::new(
                Reason::NotAcceptable,
                format!("only the following media types are accepted: {types}"),
            )
        })
    }
}

fn encoding(media: &str) -> Option<Encoding> {
    match media {
        "*/*" | "application/*" | "application/json" => Some(Encoding::Json),
        "application/yaml" => Some(Encoding::Yaml),
        "application/vnd.kubernetes.protobuf" => Some(Encoding::Protobuf),
        _ => None,
    }
}

/// `None` for a kind that a server does not make of objects: its clause is skipped.
fn shape(clause: &Clause<'_>) -> Option<Shape> {
    if clause.as_kind.is_empty() {
        return Some(Shape::Whole);
    }
    if clause.group != "meta.k8s.io" {
        return None;
    }
    let version = MetaVersion::parse(clause.version)?;
    match clause.as_kind {
        "Table" => Some(Shape::Table(version)),
        "PartialObjectMetadata" => Some(Shape::Metadata(version)),
        "PartialObjectMetadataList" => Some(Shape::MetadataList(version)),
        _ => None,
    }
}

impl DiscoveryForm {
    /// Chooses the form of `/api` and `/apis`.
    ///
    /// Without a clause that can be had, the legacy form is sent all the same: clients ask for
    /// discovery in many ways, and what they cannot read tells them no less than a refusal.
    #[must_use]
    pub fn negotiate(header: &str) -> Self {
        let wanted = clauses(header);
        let found = wanted.iter().find_map(|clause| {
            if encoding(clause.media) != Some(Encoding::Json) {
                return None;
            }
            match (clause.as_kind, clause.group, clause.version) {
                ("", ..) => Some(Self::Legacy),
                ("APIGroupDiscoveryList", "apidiscovery.k8s.io", "v2") => {
                    Some(Self::Aggregated("v2"))
                }
                ("APIGroupDiscoveryList", "apidiscovery.k8s.io", "v2beta1") => {
                    Some(Self::Aggregated("v2beta1"))
                }
                _ => None,
            }
        });
        found.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(header: &str) -> Result<(Encoding, Shape), u16> {
        let form = Form::negotiate(header, Protobuf::Never, true);
        form.map(|f| (f.encoding, f.shape))
            .map_err(|status| status.reason.code())
    }

    #[test]
    fn what_clients_send() {
        use Encoding::{Json, Yaml};
        use MetaVersion::{V1, V1Beta1};
        for (header, want) in [
            ("", Ok((Json, Shape::Whole))),
            ("*/*", Ok((Json, Shape::Whole))),
            ("application/json, */*;q=0.8", Ok((Json, Shape::Whole))),
            ("application/yaml", Ok((Yaml, Shape::Whole))),
            ("text/html, application/*;q=0.1", Ok((Json, Shape::Whole))),
            (
                "application/json;q=0.5,application/yaml",
                Ok((Yaml, Shape::Whole)),
            ),
            (
                "application/vnd.kubernetes.protobuf,application/json",
                Ok((Json, Shape::Whole)),
            ),
            (
                "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;\
                 g=meta.k8s.io,application/json",
                Ok((Json, Shape::Table(V1))),
            ),
            (
                "application/json;as=Table;v=v2;g=meta.k8s.io, \
                 application/json;as=Table;v=v1beta1;g=meta.k8s.io",
                Ok((Json, Shape::Table(V1Beta1))),
            ),
            (
                "application/vnd.kubernetes.protobuf;as=PartialObjectMetadataList;g=meta.k8s.io;\
                 v=v1,application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,\
                 application/json",
                Ok((Json, Shape::MetadataList(V1))),
            ),
            ("application/json;as=Poem;g=meta.k8s.io;v=v1", Err(406)),
            ("application/vnd.kubernetes.protobuf", Err(406)),
            ("application/json;q=0", Err(406)),
        ] {
            assert_eq!(form(header), want, "{header}");
        }
    }

    #[test]
    fn what_can_be_had_as_protobuf() {
        use Protobuf::{Metadata, Never, Objects};
        const MEDIA: &str = "application/vnd.kubernetes.protobuf";
        let whole = format!("{MEDIA},application/json");
        let partial = format!("{MEDIA};as=PartialObjectMetadata;g=meta.k8s.io;v=v1,{MEDIA}");
        let table = format!("{MEDIA};as=Table;g=meta.k8s.io;v=v1,application/json;q=0.1");
        for (header, protobuf, want) in [
            (&*whole, Never, Ok(Encoding::Json)),
            (&*whole, Metadata, Ok(Encoding::Json)),
            (&*whole, Objects, Ok(Encoding::Protobuf)),
            (MEDIA, Metadata, Err("application/json, application/yaml")),
            (&*partial, Never, Err("application/json, application/yaml")),
            (&*partial, Metadata, Ok(Encoding::Protobuf)),
            (&*table, Objects, Ok(Encoding::Json)),
            ("*/*", Objects, Ok(Encoding::Json)),
            (
                "text/html",
                Objects,
                Err("application/json, application/yaml, application/vnd.kubernetes.protobuf"),
            ),
        ] {
            let form = Form::negotiate(header, protobuf, true);
            match (form, want) {
                (Ok(form), Ok(want)) => assert_eq!(form.encoding, want, "{header}"),
                (Err(status), Err(want)) => assert!(status.message.ends_with(want), "{header}"),
                (got, want) => panic!("{header}: {got:?}, and not {want:?}"),
            }
        }
    }

    #[test]
    fn discovery() {
        use DiscoveryForm::{Aggregated, Legacy};
        let v2 = "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";
        let beta = "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList";
        for (header, want) in [
            ("application/json, */*".to_owned(), Legacy),
            (
                format!("{v2};profile=nopeer,{beta},application/json"),
                Aggregated("v2"),
            ),
            (format!("{beta},application/json"), Aggregated("v2beta1")),
            ("text/plain".to_owned(), Legacy),
        ] {
            assert_eq!(DiscoveryForm::negotiate(&header), want, "{header}");
        }
    }
}
