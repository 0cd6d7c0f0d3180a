//! Many clients at once, well behaved and not.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;

use super::client::Server;
use super::start;

/// A figure of a process out of `/proc`, in kilobytes; `None` where there is none.
fn resident(server: &Server) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", server.child.id())).ok()?;
    let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:"))?;
    line.trim().split(' ').next()?.parse().ok()
}

/// How many files a process has open; sockets are some.
fn open_files(server: &Server) -> Option<usize> {
    let dir = std::fs::read_dir(format!("/proc/{}/fd", server.child.id())).ok()?;
    Some(dir.count())
}

const LISTS: [(&str, &str); 4] = [
    ("/api/v1/pods", "application/json"),
    ("/api/v1/pods", "application/vnd.kubernetes.protobuf"),
    ("/api/v1/events?limit=20", "application/json"),
    (
        "/apis/apps/v1/deployments",
        "application/json;as=Table;v=v1;g=meta.k8s.io",
    ),
];

/// One client's requests, each with the code that it must get.
fn well_behaved(server: &Server) {
    for (url, accept) in LISTS {
        assert_eq!(server.get(url, accept).code, 200, "{url}");
    }
    for (url, code) in [
        ("/api/v1/namespaces/prod/configmaps/my-config", 200),
        ("/api/v1/namespaces/prod/configmaps/nope", 404),
        ("/api/v1/pods?continue=x&limit=1", 400),
        (
            "/api/v1/configmaps?watch=1&timeoutSeconds=1&fieldSelector=metadata.name%3Dx",
            200,
        ),
    ] {
        assert_eq!(server.get(url, "application/json").code, code, "{url}");
    }
}

/// Clients that leave in the middle, and bytes that are no request.
fn badly_behaved(server: &Server) {
    let [host, token] = server.allowed();
    for url in ["/api/v1/pods", "/api/v1/pods?watch=1"] {
        let mut connection = server.connect();
        let request = format!("GET {url} HTTP/1.1\r\n{host}\r\n{token}\r\n\r\n");
        connection.write_all(request.as_bytes()).unwrap();
        // The head, and a little of what follows.
        connection.read_exact(&mut [0; 300]).unwrap();
    }
    for garbage in [
        &b"GET / HTTP/1.1\r\n\r\n"[..],
        b"\x16\x03\x01\xff\xff",
        &[0; 4096],
    ] {
        let mut stream = TcpStream::connect(server.address).unwrap();
        let _closed = stream.write_all(garbage);
    }
    for garbage in [
        "GET\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nxxxxxxxxx",
        "POST /api HTTP/1.1\r\n",
    ] {
        let mut connection = server.connect();
        connection.write_all(garbage.as_bytes()).unwrap();
    }
}

#[test]
fn many_clients_leave_nothing_behind() {
    const CLIENTS: usize = 40;
    let mut server = start(&[]);
    well_behaved(&server);
    let before = (resident(&server), open_files(&server));
    // Connections on which nobody ever says anything.
    let half_open: Vec<TcpStream> = (0..CLIENTS)
        .map(|_| TcpStream::connect(server.address).unwrap())
        .collect();
    thread::scope(|scope| {
        for i in 0..CLIENTS {
            let server = &server;
            scope.spawn(move || {
                if i % 4 == 0 {
                    badly_behaved(server);
                }
                well_behaved(server);
                if i % 4 == 1 {
                    badly_behaved(server);
                }
            });
        }
    });
    drop(half_open);
    well_behaved(&server);
    assert!(server.child.try_wait().unwrap().is_none(), "it ended");
    // What clients left open is closed when it is noticed, within the time for a handshake.
    let wait = || thread::sleep(std::time::Duration::from_millis(100));
    if let (Some(memory), Some(files)) = before {
        let mut rounds = 0;
        while open_files(&server).unwrap() > files + 2 {
            rounds += 1;
            assert!(rounds < 300, "{:?} files are open", open_files(&server));
            wait();
        }
        let now = resident(&server).unwrap();
        assert!(now < memory + (100 << 10), "{memory} kB became {now} kB");
    }
    let (code, said) = server.interrupt();
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("fault of kf"), "{said}");
}
