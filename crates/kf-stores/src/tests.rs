use std::io::{self, Read as _};
use std::sync::Arc;
use std::time::Duration;

use kf_testing::http::{Reply, Request, Server};

use super::*;
use kf_base::error::ErrorKind;

/// Bytes of a part, in these tests.
const PART: usize = 1000;

fn options() -> Options {
    Options {
        part_bytes: PART as u64,
        parts_at_once: 3,
        retries: 3,
        first_pause: Duration::from_millis(1),
    }
}

fn noise(len: usize) -> Arc<Vec<u8>> {
    let mut state = 7_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    Arc::new(std::iter::repeat_with(next).take(len).collect())
}

/// Reads an object of a web server to its end.
fn web(server: &Server) -> io::Result<Vec<u8>> {
    all(
        &format!("{}/etcd.db?X-Signature=secret", server.url()),
        &Environment::default(),
    )
}

fn all(url: &str, environment: &Environment) -> io::Result<Vec<u8>> {
    let place = Place::parse(url).map_err(io::Error::other)?;
    let mut object = open(&place, environment, &options()).map_err(io::Error::other)?;
    let mut bytes = Vec::new();
    object.read_to_end(&mut bytes)?;
    assert_eq!(bytes.len() as u64, object.size());
    Ok(bytes)
}

fn first(request: &Request) -> Option<usize> {
    request.range().map(|(first, _)| first)
}

/// A server with an object, which answers differently where `fault` does.
fn serving(
    bytes: &Arc<Vec<u8>>,
    fault: impl Fn(&Request, Reply) -> Reply + Send + Sync + 'static,
) -> Server {
    let bytes = Arc::clone(bytes);
    Server::start(move |request| fault(request, Reply::object(request, &bytes, "\"one\"")))
}

#[test]
fn an_object_is_read_in_parts_of_one_version() {
    for len in [1, PART - 1, PART, PART + 1, 10 * PART, 10 * PART + 7] {
        let bytes = noise(len);
        let server = serving(&bytes, |_, reply| reply);
        assert_eq!(web(&server).unwrap(), *bytes, "{len}");
        let asked = server.asked();
        assert_eq!(asked.len(), len.div_ceil(PART));
        for request in asked {
            assert_eq!(request.target, "/etcd.db?X-Signature=secret");
            let expected = (first(&request) != Some(0)).then_some("\"one\"");
            assert_eq!(request.header("if-match"), expected);
        }
    }
}

#[test]
fn an_object_without_bytes_is_empty() {
    let server = serving(&noise(0), |_, reply| reply);
    assert_eq!(web(&server).unwrap(), b"");
}

#[test]
fn what_is_busy_cut_or_short_is_asked_for_again() {
    let bytes = noise(10 * PART);
    let busy = serving(&bytes, |request, reply| match request.attempt {
        0 => Reply::status(503),
        1 => Reply::status(500),
        _ => reply,
    });
    assert_eq!(web(&busy).unwrap(), *bytes);
    let cut = serving(&bytes, |request, reply| match request.attempt {
        0 if reply.body.len() == PART => reply.cut(PART / 2),
        _ => reply,
    });
    assert_eq!(web(&cut).unwrap(), *bytes);
    let closed = serving(&bytes, |request, reply| match request.attempt {
        0 => reply.cut(0),
        _ => reply,
    });
    assert_eq!(web(&closed).unwrap(), *bytes);
    // The header says that all of the part comes, the length that less does.
    let short = serving(&bytes, |request, mut reply| {
        if request.attempt < 2 {
            reply.body.truncate(PART - 1);
            reply.length = None;
        }
        reply
    });
    assert_eq!(web(&short).unwrap(), *bytes);
}

#[test]
fn a_server_that_stays_bad_is_given_up() {
    let bytes = noise(10 * PART);
    let busy = serving(&bytes, |request, reply| match first(request) {
        Some(start) if start == 4 * PART => Reply::status(503),
        _ => reply,
    });
    let error = web(&busy).unwrap_err().to_string();
    assert!(error.contains("503"), "{error}");
    let tried = busy
        .asked()
        .iter()
        .filter(|r| first(r) == Some(4 * PART))
        .count();
    assert_eq!(tried, 1 + options().retries);
    let short = serving(&bytes, |request, mut reply| {
        if first(request) == Some(4 * PART) {
            reply.body.push(0);
            reply.length = None;
        }
        reply
    });
    let error = web(&short).unwrap_err().to_string();
    assert!(
        error.contains("fewer or more bytes than it says, 4 times"),
        "{error}"
    );
}

#[test]
fn an_object_that_is_replaced_meanwhile_is_never_mixed() {
    let (old, new) = (noise(10 * PART), Arc::new(vec![0; 10 * PART]));
    // One that heeds the condition, and one that does not know it.
    for heeds in [true, false] {
        let (old, new) = (Arc::clone(&old), Arc::clone(&new));
        let server = Server::start(move |request| {
            let later = first(request).is_some_and(|start| start >= 5 * PART);
            match (later, heeds) {
                (false, _) => Reply::object(request, &old, "\"one\""),
                (true, true) => Reply::object(request, &new, "\"two\""),
                (true, false) => {
                    let mut reply = Reply::object(request, &new, "\"one\"");
                    reply.headers[0].1 = "\"two\"".to_owned();
                    reply
                }
            }
        });
        let error = web(&server).unwrap_err().to_string();
        assert!(error.contains("replaced while it was read"), "{error}");
    }
    // Between the halves of a part that was cut.
    let server = Server::start(move |request| match first(request) {
        Some(start) if start == 4 * PART => Reply::object(request, &old, "\"one\"").cut(PART / 2),
        Some(start) if start % PART != 0 => Reply::object(request, &new, "\"two\""),
        _ => Reply::object(request, &old, "\"one\""),
    });
    assert!(web(&server).is_err());
    // Gone altogether.
    let bytes = noise(10 * PART);
    let server = serving(&bytes, |request, reply| match first(request) {
        Some(start) if start >= 5 * PART => Reply::status(404),
        _ => reply,
    });
    let error = web(&server).unwrap_err().to_string();
    assert!(error.contains("replaced while it was read"), "{error}");
}

#[test]
fn without_a_version_or_ranges_there_is_one_answer() {
    let bytes = noise(10 * PART);
    let no_tag = |_: &Request, mut reply: Reply| {
        reply.headers.retain(|(name, _)| *name != "ETag");
        reply
    };
    let weak = |_: &Request, mut reply: Reply| {
        reply.headers[0].1 = "W/\"one\"".to_owned();
        reply
    };
    for server in [serving(&bytes, no_tag), serving(&bytes, weak)] {
        assert_eq!(web(&server).unwrap(), *bytes);
        assert_eq!(server.asked().len(), 2);
    }
    let whole = Arc::clone(&bytes);
    let no_ranges = Server::start(move |_| Reply {
        body: whole.to_vec(),
        ..Reply::status(200)
    });
    assert_eq!(web(&no_ranges).unwrap(), *bytes);
    // Where it breaks off nobody knows how it went on.
    let whole = Arc::clone(&bytes);
    let cut = Server::start(move |_| {
        let reply = Reply {
            body: whole.to_vec(),
            ..Reply::status(200)
        };
        reply.cut(5 * PART)
    });
    assert!(web(&cut).is_err());
}

#[test]
fn a_refusal_says_why_and_not_what_signs() {
    for (status, what) in [(404, "no such object"), (403, "the store refuses it")] {
        let server = Server::start(move |_| Reply {
            body: b"<Code>Because</Code>".to_vec(),
            ..Reply::status(status)
        });
        let url = format!("{}/etcd.db?X-Signature=secret", server.url());
        let place = Place::parse(&url).unwrap();
        let error = open(&place, &Environment::default(), &options()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Io);
        let text = error.to_string();
        assert!(text.contains(what) && !text.contains("secret"), "{text}");
    }
}

/// The variables of somebody whose store is this server.
fn of_s3(server: &Server) -> Environment {
    let variables = [
        ("AWS_ENDPOINT_URL", server.url()),
        ("AWS_ACCESS_KEY_ID", "the-id".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "the-secret".to_owned()),
    ];
    Environment {
        variables: variables
            .map(|(name, value)| (name.to_owned(), value))
            .into(),
        home: None,
    }
}

fn with_date(mut reply: Reply) -> Reply {
    let date = "Sun, 01 Mar 2026 00:00:00 GMT".to_owned();
    reply.headers.push(("Last-Modified", date));
    reply
}

#[test]
fn s3_is_asked_with_the_keys_of_the_environment() {
    let bytes = noise(3 * PART + 1);
    let server = serving(&bytes, |_, reply| with_date(reply));
    let url = "s3://backups/prod eu/a%20b.db";
    assert_eq!(all(url, &of_s3(&server)).unwrap(), *bytes);
    for request in server.asked() {
        assert_eq!(request.target, "/backups/prod%20eu/a%2520b.db");
        let signed = request.header("authorization").unwrap();
        assert!(
            signed.starts_with("AWS4-HMAC-SHA256 Credential=the-id/"),
            "{signed}"
        );
    }
}

#[test]
fn google_and_azure_are_asked_at_their_emulators() {
    let bytes = noise(3 * PART + 1);
    let server = serving(&bytes, |_, reply| with_date(reply));
    let with = |variables: &[(&str, &str)]| Environment {
        variables: variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect(),
        home: None,
    };
    let google = with(&[("STORAGE_EMULATOR_HOST", &server.url())]);
    assert_eq!(all("gs://backups/a.db", &google).unwrap(), *bytes);
    let text = format!(
        "BlobEndpoint={};AccountName=acc;AccountKey=a2V5",
        server.url()
    );
    let azure = with(&[("AZURE_STORAGE_CONNECTION_STRING", &text)]);
    assert_eq!(all("az://backups/a.db", &azure).unwrap(), *bytes);
    let asked = server.asked();
    let targets = asked.iter().map(|r| r.target.replace("%2E", "."));
    assert!({ targets }.all(|target| target.ends_with("/backups/a.db")));
    let signed = asked.iter().filter_map(|r| r.header("authorization"));
    assert!(signed.clone().count() > 0);
    assert!({ signed }.all(|text| text.starts_with("SharedKey acc:")));
}

#[test]
fn a_bucket_is_listed_over_several_pages() {
    let page = |keys: &str, next: &str| {
        let text = format!(
            "<ListBucketResult><Name>backups</Name>{next}{}</ListBucketResult>",
            keys.split(' ')
                .map(|key| format!(
                    "<Contents><Key>prod/{key}</Key><Size>{}</Size><ETag>\"{key}\"</ETag>\
                     <LastModified>2026-03-01T00:00:00.000Z</LastModified></Contents>",
                    if key.ends_with('/') { 0 } else { 7 }
                ))
                .collect::<String>()
        );
        Reply {
            body: text.into_bytes(),
            ..Reply::status(200)
        }
    };
    let server = Server::start(move |request| {
        assert!(
            request.target.contains("prefix=prod%2F") || request.target.contains("prefix=prod/")
        );
        match request.target.contains("continuation-token=more") {
            false => page(
                "b.db dir/",
                "<NextContinuationToken>more</NextContinuationToken>",
            ),
            true => page("a.db", ""),
        }
    });
    let place = Place::parse("s3://backups/prod/").unwrap();
    let found = list(&place, &of_s3(&server), &options()).unwrap();
    let urls: Vec<&str> = found.iter().map(|f| f.url.as_str()).collect();
    assert_eq!(urls, ["s3://backups/prod/a.db", "s3://backups/prod/b.db"]);
    assert_eq!(found[0].version.as_deref(), Some("\"a.db\""));
    assert_eq!(found[0].size, 7);
    let web = Place::parse("https://host/prod/").unwrap();
    let error = list(&web, &Environment::default(), &options()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unsupported);
}
