//! The browser over real files, opened with flags.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use clap::FromArgMatches as _;

use super::*;
use crate::browse::{Headless, Source};
use crate::cli::args::{self, Cli};
use crate::cli::ui::Screen;
use crate::object::Value;
use crate::object::parse::json;

/// The snapshot's flags on a command line.
fn flags(words: &[&str]) -> SnapshotArgs {
    let words = [&["kf", "browse"][..], words].concat();
    let matches = args::command().try_get_matches_from(words).unwrap();
    Cli::from_arg_matches(&matches).unwrap().snapshot
}

/// Runs `look` on what a browser with these flags looks at.
fn on(words: &[&str], look: impl FnOnce(&Opened<'_>)) {
    let flags = flags(words);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut streams = Streams {
        input: &mut io::empty(),
        out: &mut out,
        progress: false,
        err: &mut err,
        screen: Screen::default(),
    };
    let shared = opened(&flags, &mut streams).unwrap();
    look(&Opened::new(&shared, &flags, false));
}

fn command(words: &str) -> browse::Command {
    browse::Command {
        words: words.split(' ').map(str::to_owned).collect(),
        ..browse::Command::default()
    }
}

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/snapshots/c136-A.zip");

/// The values of all Secrets of the fixture, decoded and as they are stored.
fn secrets() -> Vec<String> {
    let mut values = Vec::new();
    on(&["-s", FILE], |source| {
        let list = source.print(&command("get secrets -A -o json"));
        let list = json::parse(&list.out).unwrap();
        let items = list.at(&["items"]).and_then(Value::as_array).unwrap();
        for item in items {
            let data = item.at(&["data"]).and_then(Value::as_object);
            for (_, value) in data.into_iter().flat_map(|data| data.iter()) {
                let encoded = value.as_str().unwrap();
                let decoded = STANDARD.decode(encoded).unwrap();
                let decoded = String::from_utf8_lossy(&decoded);
                // Short ones stand in other words; of long ones a line is on the screen.
                let line = decoded.lines().next().unwrap_or_default();
                values
                    .extend([encoded, line].map(|text| text.chars().take(60).collect::<String>()));
            }
        }
    });
    // Shorter texts stand in others, and names are no secrets.
    values.retain(|value| value.len() >= 12 && !value.starts_with("-----BEGIN"));
    values.sort();
    values.dedup();
    assert!(values.len() > 8, "{}", values.len());
    values
}

#[test]
fn a_command_line_has_the_flags_and_no_secrets() {
    let words = [
        "-s",
        FILE,
        "--redact",
        "--redact-salt",
        "0123456789abcdef0",
        "--k3s-token",
        "@token",
        "--no-mmap",
        "--max-unpacked",
        "40Gi",
        "--kms-socket",
        "p=/run/kms.sock",
    ];
    let flags = flags(&words);
    let shared = Shared::default();
    let line = Opened::new(&shared, &flags, false).line(&command("get pods -A"));
    assert_eq!(
        line,
        "kf get pods -A --snapshot '' --kms-socket p=/run/kms.sock --k3s-token @token \
         --redact-salt '<not shown>' --max-unpacked 42949672960 --no-mmap --redact"
    );
}

/// Keys for every view that may show a Secret.
const VIEWS: &[&str] = &[
    ":secrets prod<enter>/db-cred<enter>",
    "w",
    "y",
    "<esc>d",
    "<esc>x",
    "x",
    "<esc>H",
    "<esc>e",
    "<esc>t",
    "y",
    "<esc><esc>M,=",
    "<esc>:rev now<enter>:timeline<enter>",
    ":timeline<enter><enter>",
    ":rev now<enter>:diff<enter>",
    "<esc>D",
    ":du<enter><enter>",
    ":findings<enter>",
    ":info<enter>",
    ":all<enter>",
    ":cm<enter>y",
    ":events<enter>",
];

#[test]
fn redaction_masks_in_every_view() {
    let secrets = secrets();
    let settings = Settings {
        word: "secrets".to_owned(),
        ..Settings::default()
    };
    let seen = |words: &[&str]| -> usize {
        let mut shown = 0;
        on(words, |source| {
            let mut browser = Headless::new(source, &settings, (160, 80)).unwrap();
            for keys in VIEWS {
                browser.press(keys).unwrap();
                let screen = browser.screen().join("\n");
                let values = secrets.iter();
                shown += values.filter(|v| screen.contains(v.as_str())).count();
            }
        });
        shown
    };
    assert!(seen(&["-s", FILE]) > 0);
    assert_eq!(seen(&["--redact", "-s", FILE]), 0);
    assert_eq!(seen(&["--redact=strict", "-s", FILE]), 0);
    // What is looked for is looked for in what is shown.
    on(&["--redact", "-s", FILE], |source| {
        let mut browser = Headless::new(source, &settings, (200, 60)).unwrap();
        let value = secrets
            .iter()
            .find(|v| v.bytes().all(|b| b.is_ascii_alphanumeric()));
        let value = value.unwrap();
        browser.press(&format!("/-g {value}<enter>")).unwrap();
        let screen = browser.screen().join("\n");
        assert!(screen.contains("[0]"), "{screen}");
        let line = source.line(&command("get secrets -A"));
        assert_eq!(
            line,
            format!("kf get secrets -A --snapshot {FILE} --redact")
        );
    });
}
