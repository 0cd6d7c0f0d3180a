//! Certificate signing requests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Kind;
use super::common::{date, map, name, object_events};
use super::context::Context;
use super::go_format::without_arguments;
use super::writer::{Writer, put};
use kf_base::Result;
use kf_base::time::human_duration;
use kf_object::Value;
use kf_object::access::{at, text};
use kf_storage::x509_request::CertificateRequest;
use kf_table::{format_labels, signing_state};

pub(super) const KINDS: &[Kind] = &[Kind {
    group: "certificates.k8s.io",
    kind: "CertificateSigningRequest",
    versions: &["v1"],
    related: &[],
    describe: signing_request,
}];

/// `CertificateSigningRequestDescriber`, `describeCertificateSigningRequest`
fn signing_request(w: &mut Writer, object: &Value<'_>, context: &Context<'_, '_>) -> Result<()> {
    let spec = |member: &str| text(object, &["spec", member]);
    let pem = STANDARD.decode(spec("request")).unwrap_or_default();
    let request = CertificateRequest::parse(&pem)?;

    put!(w, 0, "Name:\t{}\n", name(object));
    for (title, member) in [("Labels", "labels"), ("Annotations", "annotations")] {
        let pairs = map(object, &["metadata", member]);
        put!(w, 0, "{title}:\t{}\n", format_labels(pairs));
    }
    let created = date(text(object, &["metadata", "creationTimestamp"]));
    put!(w, 0, "CreationTimestamp:\t{created}\n");
    put!(w, 0, "Requesting User:\t{}\n", spec("username"));
    if !spec("signerName").is_empty() {
        put!(w, 0, "Signer:\t{}\n", spec("signerName"));
    }
    let seconds = at(object, &["spec", "expirationSeconds"]).and_then(Value::as_int);
    if let Some(seconds) = seconds {
        let duration = human_duration(seconds.saturating_mul(1_000_000_000));
        put!(w, 0, "Requested Duration:\t{duration}\n");
    }
    put!(w, 0, "Status:\t{}\n", signing_state(object));

    put!(w, 0, "Subject:\n");
    put!(w, 0, "\tCommon Name:\t{}\n", request.common_name);
    put!(w, 0, "\tSerial Number:\t{}\n", request.serial_number);
    values(w, "Organization", &request.organization);
    values(w, "Organizational Unit", &request.organizational_unit);
    values(w, "Country", &request.country);
    values(w, "Locality", &request.locality);
    values(w, "Province", &request.province);
    values(w, "StreetAddress", &request.street_address);
    values(w, "PostalCode", &request.postal_code);

    let names = [
        ("DNS Names", &request.dns_names),
        ("Email Addresses", &request.email_addresses),
        ("URIs", &request.uris),
        ("IP Addresses", &request.ip_addresses),
    ];
    if names.iter().any(|(_, names)| !names.is_empty()) {
        put!(w, 0, "Subject Alternative Names:\n");
        for (title, names) in names {
            values(w, title, names);
        }
    }
    object_events(w, object, context);
    Ok(())
}

/// `printListHelper`, which takes the values for a format.
fn values(w: &mut Writer, title: &str, values: &[String]) {
    if !values.is_empty() {
        let values = without_arguments(&values.join("\n\t\t"));
        put!(w, 0, "\t{title}:\t{values}\n");
    }
}
