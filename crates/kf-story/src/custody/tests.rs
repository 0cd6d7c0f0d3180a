//! Records that are whole, and records that are not.

use super::*;

fn file(content: &[u8]) -> FileState {
    FileState {
        path: "etcd.db".to_owned(),
        digest: Digest::of(content).unwrap(),
        inode: Some((1, 2)),
        modified: None,
        changed: None,
        accessed: None,
        keeps_access_time: true,
    }
}

/// The lines of a run that leaves its input so.
fn run(pen: &mut Pen, after: &[u8]) -> Vec<Vec<u8>> {
    let events = [
        Event::Start(Run::default()),
        Event::Before(file(b"evidence")),
        Event::Output(
            "standard output".to_owned(),
            Digest::of(&b"out"[..]).unwrap(),
        ),
        Event::After(Ok(file(after))),
        Event::End(0),
    ];
    let line = |event| pen.line("2026-01-01T00:00:00Z", event);
    events.iter().map(line).collect()
}

fn faults(lines: &[Vec<u8>]) -> Vec<String> {
    let chain = verify(lines.concat().as_slice()).unwrap();
    let shown = chain
        .faults
        .iter()
        .map(|f| format!("{}: {}", f.line, f.what));
    shown.collect()
}

fn two_runs() -> Vec<Vec<u8>> {
    let mut pen = Pen::after(&verify(&b""[..]).unwrap());
    let mut lines = run(&mut pen, b"evidence");
    let chain = verify(lines.concat().as_slice()).unwrap();
    let mut again = Pen::after(&chain);
    assert_eq!(again, pen);
    lines.extend(run(&mut again, b"evidence"));
    lines
}

#[test]
fn a_whole_record_is_whole() {
    let lines = two_runs();
    let chain = verify(lines.concat().as_slice()).unwrap();
    assert!(chain.is_whole(), "{:?}", chain.faults);
    assert_eq!((chain.lines, chain.runs), (10, 2));
    let names: Vec<&str> = chain.files.iter().map(|file| file.path.as_str()).collect();
    assert_eq!(names, ["etcd.db", "standard output"]);
    assert_eq!(
        chain.files[1].digest.sha256,
        "762069bc07a6e1b5df123a5ae7bd91c10daa04694fbaa17fba0cd6a8dcce8f22"
    );
}

#[test]
fn what_was_done_to_a_record_shows() {
    let broken = "the line before it is not the one that it was written after";
    let mut lines = two_runs();
    lines.remove(2);
    let found = faults(&lines);
    assert_eq!(found[0], format!("3: {broken}"));
    assert_eq!(found[1], "3: its number is not that of the line");

    let mut lines = two_runs();
    let changed = String::from_utf8(lines[1].clone())
        .unwrap()
        .replace("etcd.db", "other.db");
    lines[1] = changed.into_bytes();
    assert_eq!(faults(&lines)[0], format!("3: {broken}"));

    let mut lines = two_runs();
    lines.swap(3, 4);
    assert!(faults(&lines)[0].starts_with("4: "));

    let mut lines = two_runs();
    lines.truncate(8);
    assert_eq!(faults(&lines), ["8: the last run has no end"]);
    lines[7].pop();
    assert_eq!(
        faults(&lines)[0],
        "8: the line does not end: it was cut off"
    );

    let mut pen = Pen::after(&verify(&b""[..]).unwrap());
    let lines = run(&mut pen, b"other");
    assert_eq!(faults(&lines), ["4: etcd.db changed during the run"]);
    assert_eq!(
        faults(&[b"x\n".to_vec()]),
        ["1: no line of a record of custody"]
    );
}

/// Nothing that is not a record is read on and on.
#[test]
fn what_has_no_end_is_not_waited_for() {
    for piece in [&b"{}\n"[..], b"\n", b"\0", b"x"] {
        let endless = std::io::BufReader::new(Endless(piece));
        let chain = verify(endless).unwrap();
        let last = chain.faults.last().unwrap();
        assert!(last.what.contains("was read"), "{last:?}");
        assert!(chain.faults.len() <= 101 && chain.lines <= 101, "{chain:?}");
    }
}

/// The same bytes without end.
struct Endless(&'static [u8]);

impl std::io::Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        for place in buffer.chunks_mut(self.0.len()) {
            place.copy_from_slice(&self.0[..place.len()]);
        }
        Ok(buffer.len() / self.0.len() * self.0.len())
    }
}
