//! `--kms-socket` with a plugin at the other end that is made here.

use std::fs;
use std::os::unix::net::UnixListener;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use aes_gcm::aead::{Aead as _, KeyInit as _};
use aes_gcm::{Aes256Gcm, Nonce};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use h2::server::SendResponse;
use http::{HeaderMap, Request, Response};
use tempfile::TempDir;

use crate::encryption::{silent_about, state_db};
use crate::support::{Output, fixture, kf, unpacked};

/// What a plugin is asked: the method and the fields of the message by their numbers.
#[derive(Debug)]
struct Asked {
    method: String,
    fields: Vec<(u64, Vec<u8>)>,
}

impl Asked {
    fn field(&self, number: u64) -> &[u8] {
        let found = self.fields.iter().find(|(n, _)| *n == number);
        found.map_or(&[], |(_, bytes)| bytes)
    }
}

enum Answer {
    Plain(Vec<u8>),
    Status(&'static str, &'static str),
    Silence,
    HangUp,
    Raw(&'static [u8]),
}

struct Plugin {
    dir: TempDir,
    asked: Arc<AtomicUsize>,
    connections: Arc<AtomicUsize>,
}

impl Plugin {
    /// Serves in a thread of its own until the tests end.
    fn new(answer: impl Fn(&Asked) -> Answer + Send + 'static) -> Self {
        let dir = TempDir::new().unwrap();
        let listener = UnixListener::bind(dir.path().join("kms.sock")).unwrap();
        listener.set_nonblocking(true).unwrap();
        let (asked, connections) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let plugin = Self {
            dir,
            asked: Arc::clone(&asked),
            connections: Arc::clone(&connections),
        };
        thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .unwrap();
            runtime.block_on(async {
                let listener = tokio::net::UnixListener::from_std(listener).unwrap();
                loop {
                    let (stream, _) = listener.accept().await.unwrap();
                    connections.fetch_add(1, Ordering::SeqCst);
                    serve(stream, &asked, &answer).await;
                }
            });
        });
        plugin
    }

    fn socket(&self) -> PathBuf {
        self.dir.path().join("kms.sock")
    }

    fn flag(&self) -> String {
        format!("unix://{}", self.socket().display())
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// One connection, until it ends.
async fn serve(
    stream: tokio::net::UnixStream,
    count: &AtomicUsize,
    answer: &impl Fn(&Asked) -> Answer,
) {
    let mut connection = h2::server::handshake(stream).await.unwrap();
    let mut held = Vec::new();
    while let Some(Ok((request, respond))) = connection.accept().await {
        // The connection must be driven while the body comes: an unary one is there in a moment.
        let mut reading = Box::pin(read(request));
        let asked = loop {
            tokio::select! {
                biased;
                asked = &mut reading => break asked,
                more = connection.accept() => if more.is_none() { return },
            }
        };
        count.fetch_add(1, Ordering::SeqCst);
        match answer(&asked) {
            Answer::HangUp => return,
            Answer::Silence => held.push(respond),
            answer => send(respond, &answer),
        }
    }
}

async fn read(request: Request<h2::RecvStream>) -> Asked {
    let (head, mut body) = request.into_parts();
    assert_eq!(head.headers["content-type"], "application/grpc");
    assert_eq!(head.headers["te"], "trailers");
    let mut message = Vec::new();
    while let Some(chunk) = body.data().await {
        let chunk = chunk.unwrap();
        body.flow_control().release_capacity(chunk.len()).unwrap();
        message.extend_from_slice(&chunk);
    }
    let mut fields = Vec::new();
    let mut rest = kf::bytes::Bytes::new(&message[5..]);
    while !rest.is_empty() {
        let tag = rest.varint().unwrap();
        fields.push((tag >> 3, rest.length_delimited().unwrap().to_vec()));
    }
    Asked {
        method: head.uri.path().to_owned(),
        fields,
    }
}

fn send(mut respond: SendResponse<Bytes>, answer: &Answer) {
    let head = Response::builder().header("content-type", "application/grpc");
    let body = match answer {
        Answer::Status(code, message) => {
            // Trailers alone, as grpc-go answers.
            let head = head
                .header("grpc-status", *code)
                .header("grpc-message", *message);
            respond.send_response(head.body(()).unwrap(), true).unwrap();
            return;
        }
        Answer::Plain(plain) => {
            let message = [&[0x0a, plain.len().try_into().unwrap()], plain.as_slice()].concat();
            let length = u32::try_from(message.len()).unwrap().to_be_bytes();
            [&[0][..], &length, &message].concat()
        }
        Answer::Raw(body) => body.to_vec(),
        Answer::Silence | Answer::HangUp => return,
    };
    let mut stream = respond
        .send_response(head.body(()).unwrap(), false)
        .unwrap();
    stream.send_data(Bytes::from(body), false).unwrap();
    let mut trailers = HeaderMap::new();
    trailers.insert("grpc-status", "0".parse().unwrap());
    stream.send_trailers(trailers).unwrap();
}

/// As the plugin of the cluster did it: nonce, AES-256-GCM with its own key.
fn toy(asked: &Asked) -> Answer {
    assert_eq!(asked.method, "/v2.KeyManagementService/Decrypt");
    assert!(!asked.field(2).is_empty(), "uid");
    assert!(!asked.field(3).is_empty(), "key_id");
    let key = fs::read(fixture("encryption/kms-kek.bin")).unwrap();
    let (nonce, sealed) = asked.field(1).split_at(12);
    let nonce = Nonce::try_from(nonce).unwrap();
    let cipher = Aes256Gcm::new_from_slice(&key).unwrap();
    Answer::Plain(cipher.decrypt(&nonce, sealed).unwrap())
}

fn get(words: &str, socket: &str) -> Output {
    let snapshot = unpacked("enc-kms-A.db.gz");
    kf(words, &["-s", &snapshot, "--kms-socket", socket])
}

#[test]
fn a_plugin_opens_the_snapshot() {
    let plugin = Plugin::new(toy);
    let output = get("get secrets,configmaps,tenants -A -o name", &plugin.flag());
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_eq!(output.text().lines().count(), 45);
    // One seed serves them all, over one connection.
    assert_eq!(plugin.asked(), 1);
    assert_eq!(plugin.connections.load(Ordering::SeqCst), 1);
    let named = format!("toy-kms={}", plugin.socket().display());
    let output = get("get secret s-01 -o jsonpath={.data.password}", &named);
    output.prints("cHcgMQo=");
    // Another plugin's socket is not asked.
    let other = format!("other={}", plugin.flag());
    let output = get("get secret s-01", &other);
    assert_eq!(output.code, 1);
    assert!(
        output
            .stderr
            .ends_with("not among those given: kms \"other\"\n")
    );
    assert_eq!(plugin.asked(), 2);
}

#[test]
fn without_a_plugin_its_key_is_named() {
    let output = kf("get secret s-00 -s", &[&unpacked("enc-kms-A.db.gz")]);
    assert_eq!(output.code, 1);
    let said = "encrypted at rest by provider kms (v2), KMS plugin \"toy-kms\", key id \"";
    assert!(output.stderr.contains(said), "{}", output.stderr);
}

#[test]
fn the_first_api_is_spoken_for_values_of_the_first_envelope() {
    let text = fs::read(fixture("encryption/vectors.json")).unwrap();
    let made: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let bytes = |v: &serde_json::Value| STANDARD.decode(v.as_str().unwrap()).unwrap();
    let vectors = made["vectors"].as_array().unwrap();
    let of_v1: Vec<_> = vectors
        .iter()
        .filter(|v| bytes(&v["value"]).starts_with(b"k8s:enc:kms:v1:"))
        .collect();
    assert!(!of_v1.is_empty());
    for vector in of_v1 {
        let secret = bytes(&vector["secret"]);
        let plugin = Plugin::new(move |asked| {
            assert_eq!(asked.method, "/v1beta1.KeyManagementService/Decrypt");
            assert_eq!(asked.field(1), b"v1beta1");
            assert!(!asked.field(2).is_empty());
            Answer::Plain(secret.clone())
        });
        let dir = TempDir::new().unwrap();
        let key = made["etcdKey"].as_str().unwrap();
        let state = state_db(dir.path(), &[(key, bytes(&vector["value"]))]);
        let output = kf(
            "get secret s -n ns -o name -s",
            &[state.to_str().unwrap(), "--kms-socket", &plugin.flag()],
        );
        output.prints("secret/s\n");
    }
}

#[test]
fn a_plugin_that_refuses() {
    let plugin = Plugin::new(|_| Answer::Status("5", "no key %22k1%22%1b[31m"));
    let output = get("get ns,secrets -A -o name", &plugin.flag());
    assert_eq!((output.code, output.text().lines().count()), (1, 4));
    let said = format!(
        "encrypted at rest by provider kms (v2), KMS plugin \"toy-kms\", does not open: KMS plugin \
         at {}: it refuses: NOT_FOUND: no key \"k1\"\\x1b[31m\n",
        plugin.socket().display()
    );
    assert_eq!(
        output.stderr.matches(&said).count(),
        20,
        "{}",
        output.stderr
    );
    assert!(
        output
            .stderr
            .contains("hint: the plugin must be the one of that cluster")
    );
    assert_eq!(plugin.connections.load(Ordering::SeqCst), 1);
}

#[test]
fn a_plugin_that_gives_a_wrong_key() {
    let plugin = Plugin::new(|_| Answer::Plain(vec![7; 32]));
    let output = get("get secret s-00", &plugin.flag());
    assert_eq!(output.code, 1);
    assert!(
        output
            .stderr
            .contains("the data key that the plugin gave does not open it (key id")
    );
    silent_about(&output.stderr, &["\u{7}", "pw 0"]);
}

#[test]
fn answers_that_are_none() {
    for (body, said) in [
        (&b"\0\0\0\0\0"[..], "it answers with no key"),
        (b"\0\0\0\0\x02\x0a\x09", "its answer is no DecryptResponse"),
        (b"\0\0\0\0", "the answer has no message"),
        (b"\0\0\0\0\x01", "the answer is not one message"),
        (b"\x01\0\0\0\0", "the answer is compressed"),
    ] {
        let plugin = Plugin::new(move |_| Answer::Raw(body));
        let output = get("get secret s-00", &plugin.flag());
        assert_eq!(output.code, 1);
        assert!(output.stderr.contains(said), "{said}: {}", output.stderr);
    }
}

#[test]
fn a_plugin_that_hangs_or_hangs_up_is_asked_no_more() {
    let hanging = Plugin::new(|_| Answer::Silence);
    let output = get("get ns,secrets -A -o name", &hanging.flag());
    assert_eq!((output.code, output.text().lines().count()), (1, 4));
    assert_eq!(output.stderr.matches("no answer within 3 s").count(), 20);
    assert!(
        output
            .stderr
            .contains("hint: is the plugin running, and may you use its socket?")
    );
    assert_eq!(hanging.asked(), 1);
    let leaving = Plugin::new(|_| Answer::HangUp);
    let output = get("get ns,secrets -A -o name", &leaving.flag());
    assert_eq!((output.code, output.text().lines().count()), (1, 4));
    assert_eq!(
        output.stderr.matches(": HTTP/2: ").count(),
        20,
        "{}",
        output.stderr
    );
    assert_eq!(leaving.asked(), 1);
}

#[test]
fn a_socket_that_is_none() {
    let dir = TempDir::new().unwrap();
    let missing = dir.path().join("none.sock");
    get("get ns", missing.to_str().unwrap()).fails(&format!(
        "error: KMS plugin at {}: No such file or directory (os error 2)\n\
         hint: --kms-socket names the socket that the plugin listens on: the endpoint in the \
         cluster's EncryptionConfiguration\n",
        missing.display()
    ));
    // One that nobody listens on any more.
    let dead = dir.path().join("dead.sock");
    drop(UnixListener::bind(&dead).unwrap());
    let output = get("get secret s-00", dead.to_str().unwrap());
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains("cannot connect: Connection refused"),
        "{}",
        output.stderr
    );
    let output = get("get ns", "tcp://127.0.0.1:1");
    assert_eq!(output.code, 1);
    assert!(
        output.stderr.contains("expected a unix socket such as"),
        "{}",
        output.stderr
    );
}
