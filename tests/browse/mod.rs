//! `kf browse`: what is on the screen is what kf prints.

mod source;
mod terminal;
mod time;

use kf::browse::{Headless, Settings};

use crate::hostile;
use crate::support::{kf_args, unpacked};
use source::{Files, Seen};

/// A wide screen on which everything fits.
const LARGE: (u16, u16) = (400, 400);

/// Runs `look` on a browser over a file.
fn browse(file: &str, size: (u16, u16), look: impl FnOnce(&mut Headless<'_, '_>, &Files)) {
    let files = Files::open(&[file]);
    on(&files, size, |browser| look(browser, &files));
}

fn on(files: &Files, size: (u16, u16), look: impl FnOnce(&mut Headless<'_, '_>)) {
    let settings = Settings {
        word: "pods".to_owned(),
        ..Settings::default()
    };
    let seen = Seen::of(files);
    let mut browser = Headless::new(&seen, &settings, size).unwrap();
    look(&mut browser);
}

fn a() -> String {
    unpacked("c136-A.zip")
}

/// What kf prints.
fn printed(words: &str, file: &str) -> String {
    let words = words.split_whitespace();
    let output = kf_args(words.chain(["--snapshot", file]), b"");
    output.text().to_owned()
}

/// The cells of aligned lines.
fn cells<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<Vec<&'t str>> {
    lines
        .map(|line| {
            let cells = line.split("  ").map(str::trim);
            cells.filter(|cell| !cell.is_empty()).collect()
        })
        .collect()
}

/// The lines of a table on the screen, without what stands before them and above.
fn body(screen: &[String]) -> Vec<&str> {
    let lines = screen[3..screen.len() - 1].iter();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with("! "));
    lines
        .map(|line| line.get(2..).unwrap_or_default())
        .collect()
}

/// Sees that the screen has the table that kf prints.
#[track_caller]
fn has_table(browser: &mut Headless<'_, '_>, words: &str, file: &str) {
    let want = printed(words, file);
    let screen = browser.screen();
    assert!(!want.is_empty(), "kf {words}");
    assert_eq!(
        cells(body(&screen).into_iter()),
        cells(want.lines()),
        "kf {words}"
    );
}

/// A line with spaces up to the tab stops in place of tabs.
fn without_tabs(line: &str) -> String {
    line.split('\t')
        .fold(String::new(), |line, piece| match line.is_empty() {
            true => piece.to_owned(),
            false => format!("{line:width$}{piece}", width = (line.len() / 8 + 1) * 8),
        })
}

/// Sees that the screen has the text that kf prints.
#[track_caller]
fn has_text(browser: &mut Headless<'_, '_>, words: &str, file: &str) {
    let want = printed(words, file);
    let screen = browser.screen();
    let shown: Vec<&str> = screen[3..].iter().map(String::as_str).collect();
    // What does not fit is scrolled to.
    let fits = |line: &str| without_tabs(line).chars().take(400).collect::<String>();
    let want: Vec<String> = want.lines().map(fits).take(300).collect();
    let want: Vec<&str> = want.iter().map(|line| line.trim_end()).collect();
    assert!(!want.is_empty(), "kf {words}");
    assert_eq!(shown[..want.len()], want, "kf {words}");
}

#[test]
fn a_table_on_the_screen_has_the_cells_of_kf_get() {
    let file = a();
    browse(&file, LARGE, |browser, _| {
        for word in [
            "pods",
            "po",
            "deploy",
            "nodes",
            "services",
            "configmaps",
            "secrets",
            "pvc",
            "crd",
            "cronjobs",
            "clusterroles",
            "storageclasses",
            "flowschemas",
        ] {
            browser.press(&format!(":{word}<enter>")).unwrap();
            has_table(browser, &format!("get {word} -A"), &file);
        }
        for (alias, word) in [("dp", "deployments"), ("sec", "secrets"), ("jo", "jobs")] {
            browser.press(&format!(":{alias}<enter>")).unwrap();
            has_table(browser, &format!("get {word} -A"), &file);
        }
        browser.press("w:pods<enter>").unwrap();
        has_table(browser, "get pods -A -o wide", &file);
    });
}

#[test]
fn namespaces_filters_and_selectors_narrow_it() {
    let file = a();
    browse(&file, LARGE, |browser, _| {
        browser.press(":cm prod<enter>").unwrap();
        has_table(browser, "get cm -n prod", &file);
        browser.press(":ns kube-system<enter>").unwrap();
        has_table(browser, "get cm -n kube-system", &file);
        browser
            .press("0:pods<enter>/-l k8s-app=kube-dns<enter>")
            .unwrap();
        has_table(browser, "get pods -A -l k8s-app=kube-dns", &file);
        browser.press("/<c-u><enter>").unwrap();
        has_table(browser, "get pods -A", &file);
        let all = body(&browser.screen()).len();
        browser.press("/RUNNING").unwrap();
        let screen = browser.screen();
        let running = body(&screen);
        assert!(running.len() > 1 && running[1..].iter().all(|line| line.contains("Running")));
        browser.press("<c-u>!running<enter>").unwrap();
        let screen = browser.screen();
        let others = body(&screen).len();
        assert_eq!(running.len() + others, all + 1);
        browser.press("<esc>").unwrap();
        assert_eq!(body(&browser.screen()).len(), all);
        // A text that no column has.
        browser.press("/-g oomkilled<enter>").unwrap();
        let screen = browser.screen();
        assert_eq!(body(&screen).len(), 2, "{screen:?}");
        browser.press("/<c-u><enter>").unwrap();
        assert_eq!(body(&browser.screen()).len(), all);
        // The number of a namespace.
        let screen = browser.screen();
        let prod = screen[1].split(' ').find(|w| w.ends_with(":prod")).unwrap();
        browser.press(prod.split(':').next().unwrap()).unwrap();
        has_table(browser, "get pods -n prod", &file);
    });
}

#[test]
fn texts_are_those_of_kf() {
    let file = a();
    browse(&file, LARGE, |browser, _| {
        let open = ":cm prod<enter>/my-config<enter>";
        browser.press(open).unwrap();
        for (key, words) in [
            ("y", "get cm my-config -n prod -o yaml"),
            ("d", "describe cm my-config -n prod"),
            ("Hg", "history cm my-config -n prod -o diff"),
        ] {
            browser.press(key).unwrap();
            has_text(browser, words, &file);
            browser.press("<esc>").unwrap();
        }
        for (command, words) in [
            (":info", "info"),
            (":check", "check"),
            (":findings", "suspects"),
        ] {
            browser.press(&format!("{command}<enter>")).unwrap();
            has_text(browser, words, &file);
            browser.press("<esc>").unwrap();
        }
        browser.press("yc").unwrap();
        let line = browser.screen().last().unwrap().clone();
        let want = format!("kf get cm my-config -o yaml -n prod --snapshot {file}");
        assert_eq!(line, want);
    });
}

#[test]
fn deleted_objects_are_struck_through_and_saved_as_they_were() {
    let file = unpacked("c136-B-flat.zip");
    let deleted = printed("get cm -A --deleted --no-headers", &file);
    let words: Vec<&str> = deleted.lines().last().unwrap().split_whitespace().collect();
    let (namespace, name) = (words[0], words[1]);
    browse(&file, LARGE, |browser, files| {
        browser.press(":cm<enter>D").unwrap();
        let struck = browser.struck_through();
        assert_eq!(struck.len(), deleted.lines().count());
        assert!(struck.iter().any(|row| row.contains(name)));
        browser
            .press(&format!(":cm {namespace}<enter>/{name}<enter>"))
            .unwrap();
        browser.press("<c-s>/some/where<enter>").unwrap();
        let screen = browser.screen();
        assert!(
            screen.last().unwrap().starts_with("saved /some/where/"),
            "{screen:?}"
        );
        let words = format!("get cm {name} -n {namespace} --deleted -o yaml");
        let want = printed(&words, &file);
        let saved = files.saved.lock().unwrap();
        assert_eq!(saved.len(), 1);
        assert_eq!(String::from_utf8_lossy(&saved[0].bytes), want);
    });
}

#[test]
fn deleted_objects_are_asked_for_type_by_type() {
    let file = unpacked("c136-B-flat.zip");
    browse(&file, LARGE, |browser, _| {
        browser.press(":cm<enter>D").unwrap();
        assert!(browser.screen()[2].contains("+deleted"));
        assert!(!browser.struck_through().is_empty());
        // Another namespace is the same type, and another type is another question.
        browser.press(":cm prod<enter>").unwrap();
        assert!(browser.screen()[2].contains("+deleted"));
        browser.press("0:pods<enter>").unwrap();
        let head = browser.screen()[2].clone();
        assert!(!head.contains("deleted"), "{head}");
        assert!(browser.struck_through().is_empty());
        // Back where it was asked for, it is as it was.
        browser.press("[").unwrap();
        assert!(browser.screen()[2].contains("+deleted"));
        assert!(!browser.struck_through().is_empty());
        browser.press("D]").unwrap();
        assert!(!browser.screen()[2].contains("deleted"));
        browser.press("[y<esc>").unwrap();
        assert!(browser.screen()[2].contains("deleted alone"));
        browser.press(":types<enter>D").unwrap();
        assert!(browser.screen().last().unwrap().starts_with("D shows"));
    });
}

#[test]
fn a_mistyped_type_says_which_one_was_meant() {
    let file = a();
    browse(&file, LARGE, |browser, _| {
        for (typed, meant) in [("deplyo", "deploy"), ("podz", "pods")] {
            browser.press(&format!(":{typed}<enter>")).unwrap();
            let screen = browser.screen().join("\n");
            let hint = format!("did you mean \"{meant}\"?");
            assert!(screen.contains(&hint), "{screen}");
        }
    });
}

#[test]
fn messages_of_events_are_seen() {
    let file = a();
    browse(&file, (120, 40), |browser, _| {
        browser.press(":events<enter>").unwrap();
        let screen = browser.screen();
        let titles = &screen[3];
        let at = titles.find("MESSAGE").unwrap();
        assert!(at <= 80, "{titles}");
    });
}

#[test]
fn marked_objects_are_saved_together_as_kubectl_apply_takes_them() {
    let file = a();
    browse(&file, LARGE, |browser, files| {
        browser
            .press(":cm prod<enter>g  <c-s><tab>out<enter>")
            .unwrap();
        let saved = files.saved.lock().unwrap();
        assert_eq!(saved.len(), 2);
        for file_saved in saved.iter() {
            let words = format!("get cm {} -n prod -o yaml --export", file_saved.name);
            let want = printed(&words, &file);
            assert_eq!(String::from_utf8_lossy(&file_saved.bytes), want);
        }
    });
}

#[test]
fn a_secret_is_masked_until_its_values_are_asked_for() {
    let file = a();
    let secrets = printed("get secrets -A --no-headers", &file);
    let opaque = secrets.lines().find(|l| l.contains("Opaque")).unwrap();
    let words: Vec<&str> = opaque.split_whitespace().collect();
    let (namespace, name) = (words[0], words[1]);
    browse(&file, LARGE, |browser, _| {
        browser
            .press(&format!(":secrets {namespace}<enter>/{name}<enter>x"))
            .unwrap();
        let masked = browser.screen().join("\n");
        assert!(masked.contains("bytes, x shows them>"), "{masked}");
        browser.press("x").unwrap();
        let words = format!("get secrets {name} -n {namespace} --decode -o yaml");
        has_text(browser, &words, &file);
        browser.press(":cm<enter>x").unwrap();
        assert_eq!(browser.screen().last().unwrap(), "x decodes Secrets alone");
    });
}

#[test]
fn owners_and_what_they_own_are_a_key_away() {
    let file = a();
    browse(&file, LARGE, |browser, _| {
        browser.press(":deploy<enter>/web<enter>o").unwrap();
        let screen = browser.screen();
        let owned = body(&screen);
        assert!(
            owned.iter().any(|l| l.contains("replicasets.apps")),
            "{owned:?}"
        );
        // Under the names of today alone, without a word about those that no server has any more.
        let all = screen.join("\n");
        assert!(!all.contains(".extensions"), "{all}");
        assert!(!all.contains("did not serve"), "{all}");
        browser.press("G<enter>").unwrap();
        let pods = browser.screen();
        assert!(pods[2].contains("pods of replicaset"), "{}", pods[2]);
        browser.press("J").unwrap();
        let owner = browser.screen().join("\n");
        assert!(owner.contains("kind: ReplicaSet"), "{owner}");
        browser.press("J").unwrap();
        let owner = browser.screen().join("\n");
        assert!(owner.contains("kind: Deployment"), "{owner}");
    });
}

#[test]
fn sorting_shows_the_first_rows() {
    let file = a();
    browse(&file, LARGE, |browser, _| {
        browser.press(":pods<enter>GT").unwrap();
        let restarts = |screen: &[String]| -> Vec<u64> {
            let rows = body(screen);
            let at = rows[0].find("RESTARTS").unwrap();
            let cells = rows[1..]
                .iter()
                .filter_map(|row| row.get(at..)?.split(' ').next());
            cells.filter_map(|cell| cell.parse().ok()).collect()
        };
        let screen = browser.screen();
        let most_first = restarts(&screen);
        assert!(most_first.len() > 10 && most_first[0] > 0, "{most_first:?}");
        assert!(most_first.is_sorted_by(|a, b| a >= b), "{most_first:?}");
        assert!(screen[4].starts_with('>'), "{}", screen[4]);
        browser.press("GT").unwrap();
        assert!(restarts(&browser.screen()).is_sorted());
    });
}

#[test]
fn the_end_of_a_text_is_counted() {
    let file = a();
    browse(&file, (120, 20), |browser, _| {
        browser.press("?G").unwrap();
        let head = browser.screen()[..3].join("\n");
        let range = head
            .split_once("help [")
            .unwrap()
            .1
            .split_once(',')
            .unwrap()
            .0;
        let (lines, all) = range.split_once(" of ").unwrap();
        assert!(lines.ends_with(&format!("-{all}")), "{head}");
        assert!(lines.len() < 10, "{head}");
    });
}

#[test]
fn space_is_a_tree_to_walk_into() {
    let file = a();
    browse(&file, LARGE, |browser, _| {
        browser.press(":du<enter>").unwrap();
        let objects = |screen: &[String]| -> u64 {
            let table = body(screen).join("\n");
            let rows = table.lines().skip(1);
            let counts = rows.map(|row| row.split_whitespace().nth(1).unwrap().parse::<u64>());
            counts.map(Result::unwrap).sum()
        };
        let total = printed("du", &file);
        let total = total.lines().find(|l| l.starts_with("[total]")).unwrap();
        let total: u64 = total.split_whitespace().nth(1).unwrap().parse().unwrap();
        // What all keys share is no choice, so the types stand there at once.
        let types = browser.screen();
        assert!(types.iter().any(|l| l.contains("/pods/")), "{types:?}");
        assert_eq!(objects(&types), total);
        browser.press("/pods<enter>g").unwrap();
        let pods = objects(&browser.screen());
        browser.press("<enter>").unwrap();
        let below = browser.screen();
        assert!(below.iter().any(|l| l.contains("prod/")), "{below:?}");
        assert_eq!(objects(&below), pods);
    });
}

#[test]
fn every_key_of_the_help_does_something() {
    let file = a();
    browse(&file, (100, 60), |browser, _| {
        browser.press(":pods<enter>?").unwrap();
        let help = browser.screen();
        let mut keys = 0;
        for line in help.iter().filter(|l| l.starts_with("  ")) {
            let words = line.get(2..17).unwrap().split_whitespace();
            for key in
                words.filter(|k| !k.starts_with(':') && !k.contains("..") && !k.starts_with('['))
            {
                let key = match key {
                    "enter" | "esc" | "tab" => format!("<{key}>"),
                    "space" => " ".to_owned(),
                    ctrl if ctrl.starts_with("ctrl-") => ctrl.replace("ctrl-", "<c-") + ">",
                    // After a type that is not the first of two keys.
                    other => other.to_owned(),
                };
                // A text has matches to go to.
                let start = if key == "n" { "?" } else { ":pods<enter>" };
                browser.press(start).unwrap();
                browser.press(&key).unwrap();
                let screen = browser.screen();
                let said = screen.last().unwrap();
                assert!(!said.contains("is no key here"), "{key}: {said}");
                keys += 1;
                browser.press("<esc><esc>").unwrap();
            }
        }
        assert!(keys > 30, "only {keys}");
        browser.press("Z").unwrap();
        assert!(browser.screen().last().unwrap().contains("is no key here"));
        browser.press(":q<enter>").unwrap();
        assert!(browser.has_ended());
    });
}

#[test]
fn it_fits_on_a_small_screen_and_stands_a_change_of_size() {
    let file = a();
    browse(&file, (80, 24), |browser, _| {
        browser.press(":pods<enter>").unwrap();
        let screen = browser.screen();
        assert_eq!(screen.len(), 24);
        assert!(
            screen[3].contains("NAMESPACE") && screen[3].contains("NAME"),
            "{screen:?}"
        );
        assert!(screen[23].starts_with("? help"), "{screen:?}");
        browser.press("G").unwrap();
        let at_the_end = browser.screen();
        assert!(
            at_the_end.iter().any(|l| l.starts_with("> ")),
            "{at_the_end:?}"
        );
        for (width, height) in [(40, 10), (10, 3), (1, 1), (200, 60), (80, 24)] {
            browser.resize(width, height);
            let screen = browser.screen();
            assert_eq!(screen.len(), usize::from(height));
        }
        // Columns that do not fit are a key away; the name stays.
        browser.press("llllllllll").unwrap();
        let screen = browser.screen();
        assert!(
            screen[3].contains("NAME") && screen[3].contains("AGE"),
            "{screen:?}"
        );
    });
}

#[test]
fn escape_sequences_of_the_file_are_harmless() {
    let file = hostile::escapes();
    let path = file.path().to_str().unwrap();
    browse(path, (120, 50), |browser, _| {
        let harmless = |browser: &mut Headless<'_, '_>, keys: &str| {
            browser.press(keys).unwrap();
            let screen = browser.screen().join("");
            let bad = |c: char| {
                c.is_control()
                    || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
                        | '\u{2066}'..='\u{2069}')
            };
            assert!(!screen.contains(bad), "{keys}: {screen:?}");
            screen
        };
        for word in ["cm", "events", "gadgets", "crd"] {
            let screen = harmless(browser, &format!(":{word}<enter>"));
            assert!(screen.contains("[1]"), "{word}: {screen}");
            for key in [
                "y",
                "d",
                "e",
                "H",
                "t",
                "ty",
                "o",
                "J",
                "c",
                "yc",
                "x",
                "!",
                "?",
                "<enter>",
                "M,=",
                "t<enter>",
                ":timeline<enter>",
            ] {
                harmless(browser, key);
                harmless(browser, "<esc>");
                browser.press(":rev now<enter>").unwrap();
            }
            for keys in ["D", "D", "DwlllO"] {
                harmless(browser, keys);
            }
            harmless(browser, "<c-s>");
            harmless(browser, "<esc>");
        }
        let screen = harmless(browser, ":cm<enter>");
        assert!(
            screen.contains("\\x1b]0;t\\x07\\x1b[2J") || screen.contains("^[]0;t"),
            "{screen}"
        );
        for command in [
            ":du<enter>",
            ":info<enter>",
            ":check<enter>",
            ":findings<enter>",
            ":all<enter>",
            ":diff<enter>",
            "<c-a>",
        ] {
            harmless(browser, command);
            harmless(browser, "<enter>");
            harmless(browser, "<esc>");
        }
        harmless(browser, ":\u{1b}[2J\u{202e}<enter>");
    });
}

#[test]
fn escape_sequences_of_two_files_are_harmless() {
    let (one, two) = (hostile::escapes(), hostile::escapes());
    let paths = [one.path(), two.path()].map(|path| path.to_str().unwrap());
    let files = Files::open(&paths);
    on(&files, (120, 50), |browser| {
        for keys in [
            ":cm<enter>",
            "D",
            "=",
            "<esc><tab>y",
            "<esc>c",
            "<esc>,",
            ".",
        ] {
            browser.press(keys).unwrap();
            let screen = browser.screen().join("");
            assert!(!screen.contains(char::is_control), "{keys}: {screen:?}");
            assert!(!screen.contains('\u{202e}'), "{keys}: {screen:?}");
        }
    });
}

#[test]
fn what_is_wrong_is_said_and_stands_in_a_list() {
    let file = a();
    browse(&file, (100, 30), |browser, _| {
        browser.press(":nonsense<enter>").unwrap();
        let screen = browser.screen().join("\n");
        assert!(screen.contains("nonsense"), "{screen}");
        browser.press("<esc>:rev 99999<enter>").unwrap();
        let said = browser.screen().last().unwrap().clone();
        assert!(said.starts_with("the file holds the states "), "{said}");
        browser.press("!").unwrap();
        assert!(browser.screen().join("\n").contains("nothing to warn of"));
    });
    // Without keys, encrypted objects are named in the list, and the rest is shown.
    let encrypted = unpacked("enc-aescbc-A.db.gz");
    browse(&encrypted, (100, 30), |browser, _| {
        browser.press(":secrets<enter>").unwrap();
        let screen = browser.screen();
        assert!(screen[28].starts_with("! "), "{screen:?}");
        browser.press("!").unwrap();
        assert!(browser.screen().join("\n").contains("encrypted"));
    });
}
