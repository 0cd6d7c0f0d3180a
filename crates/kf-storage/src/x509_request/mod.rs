//! PKCS#10 certificate requests: who asks for a certificate, and for which names.
//!
//! The rules are those of Go's `encoding/pem`, `encoding/asn1` and `crypto/x509`, as far as they
//! decide what is read. The signature and the public key are passed over.

mod url;

use std::net::{Ipv4Addr, Ipv6Addr};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use der::asn1::AnyRef;
use der::{Decode as _, Reader as _, SliceReader, Tag, Tagged as _};

use kf_base::{Error, Result};

/// The attribute with the extensions asked for, 1.2.840.113549.1.9.14, as DER writes it.
const EXTENSION_REQUEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x0e];

/// The extension with the alternative names, 2.5.29.17.
const ALTERNATIVE_NAMES: &[u8] = &[0x55, 0x1d, 0x11];

/// What a request says of its subject.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct CertificateRequest {
    /// Common name; the last of several.
    pub common_name: String,
    /// Serial number; the last of several.
    pub serial_number: String,
    /// Organizations.
    pub organization: Vec<String>,
    /// Organizational units.
    pub organizational_unit: Vec<String>,
    /// Countries.
    pub country: Vec<String>,
    /// Localities.
    pub locality: Vec<String>,
    /// Provinces.
    pub province: Vec<String>,
    /// Street addresses.
    pub street_address: Vec<String>,
    /// Postal codes.
    pub postal_code: Vec<String>,
    /// Alternative names: DNS names.
    pub dns_names: Vec<String>,
    /// Alternative names: mail addresses.
    pub email_addresses: Vec<String>,
    /// Alternative names: IP addresses, as Go prints them.
    pub ip_addresses: Vec<String>,
    /// Alternative names: URIs, as Go prints them.
    pub uris: Vec<String>,
}

impl CertificateRequest {
    /// Reads the first PEM block of `pem` (kubectl pkg/util/certificate `ParseCSR`).
    ///
    /// # Errors
    ///
    /// When there is no block, when it is of another type, or when its bytes are no request.
    pub fn parse(pem: &[u8]) -> Result<Self> {
        let der = match decode_pem(pem) {
            Some((label, der)) if label == "CERTIFICATE REQUEST" => der,
            _ => return Err(malformed("PEM block type must be CERTIFICATE REQUEST")),
        };
        let mut request = Self::default();
        request.read(&der).map_err(|e| match e {
            Problem::Der(e) => malformed(&format!("asn1: {e}")),
            Problem::Name(message) => malformed(&message),
        })?;
        Ok(request)
    }

    fn read(&mut self, der: &[u8]) -> Result<(), Problem> {
        AnyRef::from_der(der)?.sequence(|request| {
            AnyRef::decode(request)?.sequence(|info| self.read_info(info))?;
            // The signature's algorithm and the signature.
            AnyRef::decode(request)?;
            AnyRef::decode(request)?;
            Ok(())
        })
    }

    fn read_info(&mut self, info: &mut SliceReader<'_>) -> Result<(), Problem> {
        let _version = AnyRef::decode(info)?;
        let subject = AnyRef::decode(info)?;
        let _public_key = AnyRef::decode(info)?;
        subject.sequence(|names| {
            while !names.is_finished() {
                each(AnyRef::decode(names)?, |pair| self.read_name(pair))?;
            }
            Ok::<_, Problem>(())
        })?;
        while !info.is_finished() {
            each(AnyRef::decode(info)?, |attribute| {
                self.read_attribute(attribute)
            })?;
        }
        Ok(())
    }

    /// One type and value of the subject (crypto/x509/pkix `FillFromRDNSequence`).
    fn read_name(&mut self, pair: AnyRef<'_>) -> Result<(), Problem> {
        let (id, value) = pair.sequence(|pair| {
            let id = object_identifier(pair)?;
            Ok::<_, Problem>((id, AnyRef::decode(pair)?))
        })?;
        let Some(value) = string(value) else {
            return Ok(());
        };
        // 2.5.4.N
        let &[0x55, 0x04, attribute] = id else {
            return Ok(());
        };
        match attribute {
            3 => self.common_name = value,
            5 => self.serial_number = value,
            6 => self.country.push(value),
            7 => self.locality.push(value),
            8 => self.province.push(value),
            9 => self.street_address.push(value),
            10 => self.organization.push(value),
            11 => self.organizational_unit.push(value),
            17 => self.postal_code.push(value),
            _ => {}
        }
        Ok(())
    }

    /// One attribute of the request; all but the requested extensions are passed over
    /// (crypto/x509 `parseCSRExtensions`).
    fn read_attribute(&mut self, attribute: AnyRef<'_>) -> Result<(), Problem> {
        let (id, values) = attribute.sequence(|attribute| {
            let id = object_identifier(attribute)?;
            Ok::<_, Problem>((id, AnyRef::decode(attribute)?))
        })?;
        if id != EXTENSION_REQUEST {
            return Ok(());
        }
        let mut values = SliceReader::new(values.value())?;
        if values.is_finished() {
            return Ok(());
        }
        each(AnyRef::decode(&mut values)?, |extension| {
            self.read_extension(extension)
        })
    }

    fn read_extension(&mut self, extension: AnyRef<'_>) -> Result<(), Problem> {
        let (id, value) = extension.sequence(|extension| {
            let id = object_identifier(extension)?;
            let mut value = AnyRef::decode(extension)?;
            if value.tag() == Tag::Boolean {
                value = AnyRef::decode(extension)?;
            }
            Ok::<_, Problem>((id, value))
        })?;
        if id == ALTERNATIVE_NAMES {
            let names = AnyRef::from_der(value.value())?;
            each(names, |name| self.read_alternative_name(name))?;
        }
        Ok(())
    }

    /// One general name; kinds that Go's type has no list for are passed over
    /// (crypto/x509 `parseSANExtension`).
    fn read_alternative_name(&mut self, name: AnyRef<'_>) -> Result<(), Problem> {
        let Tag::ContextSpecific { number, .. } = name.tag() else {
            return Ok(());
        };
        match number.value() {
            1 => self.email_addresses.push(ascii(name, "rfc822Name")?),
            2 => self.dns_names.push(ascii(name, "dNSName")?),
            6 => {
                let uri = ascii(name, "uniformResourceIdentifier")?;
                self.uris.push(url::reprinted(&uri));
            }
            7 => self.ip_addresses.push(address(name.value())?),
            _ => {}
        }
        Ok(())
    }
}

/// Why a request cannot be read.
enum Problem {
    Der(der::Error),
    Name(String),
}

impl From<der::Error> for Problem {
    fn from(error: der::Error) -> Self {
        Self::Der(error)
    }
}

/// The bytes of an object identifier, of any length.
fn object_identifier<'d>(from: &mut SliceReader<'d>) -> Result<&'d [u8], Problem> {
    let id = AnyRef::decode(from)?;
    id.tag().assert_eq(Tag::ObjectIdentifier)?;
    Ok(id.value())
}

fn malformed(why: &str) -> Error {
    Error::corrupt(format!("Error parsing CSR: {why}"))
}

/// Goes over the elements of a sequence or set.
fn each<'d>(
    list: AnyRef<'d>,
    mut of: impl FnMut(AnyRef<'d>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let mut elements = SliceReader::new(list.value())?;
    while !elements.is_finished() {
        of(AnyRef::decode(&mut elements)?)?;
    }
    Ok(())
}

/// The text of a value that Go takes for a string (encoding/asn1 `parseField`); others of the
/// subject are passed over.
fn string(value: AnyRef<'_>) -> Option<String> {
    let bytes = value.value();
    match value.tag() {
        Tag::PrintableString | Tag::NumericString | Tag::Ia5String | Tag::Utf8String => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
        // Read as Latin-1.
        Tag::TeletexString => Some(bytes.iter().copied().map(char::from).collect()),
        Tag::BmpString => {
            let (units, _) = bytes.as_chunks::<2>();
            let mut units: Vec<u16> = units.iter().map(|u| u16::from_be_bytes(*u)).collect();
            units.pop_if(|last| *last == 0);
            Some(String::from_utf16_lossy(&units))
        }
        _ => None,
    }
}

fn ascii(name: AnyRef<'_>, what: &str) -> Result<String, Problem> {
    match std::str::from_utf8(name.value()) {
        Ok(text) if text.is_ascii() => Ok(text.to_owned()),
        _ => Err(Problem::Name(format!("x509: SAN {what} is malformed"))),
    }
}

/// An address as Go's `net.IP` prints it: IPv4 in IPv6 as IPv4.
fn address(bytes: &[u8]) -> Result<String, Problem> {
    if let Ok(four) = <[u8; 4]>::try_from(bytes) {
        return Ok(Ipv4Addr::from(four).to_string());
    }
    let Ok(sixteen) = <[u8; 16]>::try_from(bytes) else {
        let length = bytes.len();
        let message = format!("x509: cannot parse IP address of length {length}");
        return Err(Problem::Name(message));
    };
    let six = Ipv6Addr::from(sixteen);
    Ok(six
        .to_ipv4_mapped()
        .map_or_else(|| six.to_string(), |four| four.to_string()))
}

/// The type and the bytes of the first PEM block that is whole (encoding/pem `Decode`).
fn decode_pem(pem: &[u8]) -> Option<(String, Vec<u8>)> {
    let text = String::from_utf8_lossy(pem);
    let mut lines = text.lines();
    loop {
        let begin = lines.find_map(|line| {
            let label = line.trim_end().strip_prefix("-----BEGIN ")?;
            label.strip_suffix("-----")
        })?;
        let end = format!("-----END {begin}-----");
        let mut body = String::new();
        // Looked at ahead: a block that is not whole may hold the beginning of the next.
        let mut ahead = lines.clone();
        let closed = loop {
            match ahead.next().map(str::trim_end) {
                None => break false,
                Some(line) if line == end => break true,
                Some(line) if line.starts_with("-----") => break false,
                // A header.
                Some(line) if body.is_empty() && line.contains(':') => {}
                Some(line) => body.extend(line.chars().filter(|c| !c.is_ascii_whitespace())),
            }
        };
        if closed && let Ok(bytes) = STANDARD.decode(&body) {
            return Some((begin.to_owned(), bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by openssl: a subject of several parts and one alternative name of every kind.
    const REQUEST: &str = include_str!("../../../../fixtures/csr/request.pem");

    #[test]
    fn subject_and_names_are_read() {
        let request = CertificateRequest::parse(REQUEST.as_bytes()).unwrap();
        let list = |texts: &[&str]| texts.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        let expected = CertificateRequest {
            common_name: "system:node:n1".into(),
            serial_number: "42".into(),
            organization: list(&["system:nodes", "100% caf\u{e9}"]),
            organizational_unit: list(&["ops"]),
            country: list(&["DE"]),
            locality: list(&["Berlin"]),
            province: list(&["BE"]),
            street_address: list(&["Platz 1"]),
            postal_code: list(&["10115"]),
            dns_names: list(&["n1", "n1.corp.example"]),
            email_addresses: list(&["a@corp.example"]),
            ip_addresses: list(&["10.0.0.1", "fd00::1"]),
            uris: list(&["spiffe://corp.example/ns/a%20b"]),
        };
        assert_eq!(request, expected);
    }

    #[test]
    fn what_is_no_request_is_refused() {
        let refusal = |pem: &str| {
            CertificateRequest::parse(pem.as_bytes())
                .unwrap_err()
                .to_string()
        };
        for pem in [
            "",
            "x",
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        ] {
            let text = refusal(pem);
            assert!(
                text.contains("PEM block type must be CERTIFICATE REQUEST"),
                "{text}"
            );
        }
        let broken =
            "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----\n";
        assert!(refusal(broken).contains("Error parsing CSR: asn1: "));
    }

    #[test]
    fn text_around_the_block_is_passed_over() {
        let whole = format!("note\n-----BEGIN X-----\n{REQUEST}trailer");
        assert!(CertificateRequest::parse(whole.as_bytes()).is_ok());
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_survived(at in 0_usize..600, byte: u8) {
            let (_, mut der) = decode_pem(REQUEST.as_bytes()).unwrap();
            let at = at % der.len();
            der[at] = byte;
            let _ = CertificateRequest::default().read(&der);
            let _ = CertificateRequest::parse(&der);
        }
    }
}
