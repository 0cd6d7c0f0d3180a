//! Requests over HTTP/2, frame by frame.

use std::io::{Read, Write};

use super::start;

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RESET: u8 = 3;
const SETTINGS: u8 = 4;
const GO_AWAY: u8 = 7;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    let mut frame = length[1..].to_vec();
    frame.extend([kind, flags, 0, 0, 0, stream]);
    frame.extend(payload);
    frame
}

/// Headers as literals without names of tables (RFC 7541, 6.2.2).
fn headers(all: &[(&str, &str)]) -> Vec<u8> {
    let mut block = Vec::new();
    for (name, value) in all {
        block.push(0);
        for text in [name, value] {
            // All of these are shorter than what one byte tells.
            block.push(u8::try_from(text.len()).ok().filter(|n| *n < 127).unwrap());
            block.extend(text.bytes());
        }
    }
    block
}

/// What a body is not asked for, none is sent of: clients end the stream otherwise.
#[test]
fn answers_to_head_have_no_body() {
    let server = start(&[]);
    let host = server.address.to_string();
    let token = format!("Bearer {}", server.token);
    let ask = |fields: &[(&str, &str)]| -> Vec<(u8, u8, usize)> {
        let mut connection = server.connect_for("h2");
        let mut request = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec();
        request.extend(frame(SETTINGS, 0, 0, &[]));
        let flags = END_STREAM | END_HEADERS;
        request.extend(frame(HEADERS, flags, 1, &headers(fields)));
        connection.write_all(&request).unwrap();
        let mut seen = Vec::new();
        loop {
            let mut head = [0; 9];
            connection.read_exact(&mut head).unwrap();
            let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
            let mut payload = vec![0; usize::try_from(length).unwrap()];
            connection.read_exact(&mut payload).unwrap();
            let (kind, flags) = (head[3], head[4]);
            if head[8] == 1 || kind == GO_AWAY {
                seen.push((kind, flags & END_STREAM, payload.len()));
                let ends = matches!(kind, DATA | HEADERS) && flags & END_STREAM != 0;
                if ends || matches!(kind, RESET | GO_AWAY) {
                    return seen;
                }
            }
        }
    };
    let request = |method: &'static str, token: &str| {
        ask(&[
            (":method", method),
            (":scheme", "https"),
            (":authority", &host),
            (":path", "/api/v1/namespaces"),
            ("authorization", token),
        ])
    };
    for token in [token.as_str(), "Bearer wrong"] {
        let seen = request("HEAD", token);
        assert!(
            matches!(seen.as_slice(), [(HEADERS, END_STREAM, _)]),
            "{seen:?}"
        );
    }
    // Others get one.
    for method in ["GET", "DELETE"] {
        let seen = request(method, &token);
        assert_eq!((seen[0].0, seen[0].1), (HEADERS, 0), "{method}: {seen:?}");
        let sent: usize = seen[1..].iter().map(|(_, _, length)| length).sum();
        assert!(
            sent > 0 && seen[1..].iter().all(|s| s.0 == DATA),
            "{seen:?}"
        );
    }
    // Nobody is led on, and the refusal says so in full.
    let seen = ask(&[
        (":method", "CONNECT"),
        (":authority", &host),
        ("authorization", &token),
    ]);
    assert_eq!((seen[0].0, seen[0].1), (HEADERS, 0), "{seen:?}");
    assert!(seen[1..].iter().all(|s| s.0 == DATA), "{seen:?}");
}
