//! Time, of one file and of two side by side.

use super::source::Files;
use super::{LARGE, a, body, browse, cells, has_table, has_text, on, printed};
use crate::support::unpacked;

/// The revisions that changed `prod/my-config` in the fixture, oldest first.
fn revisions(file: &str) -> Vec<String> {
    let table = printed("history cm my-config -n prod", file);
    let rows = table.lines().skip(1);
    rows.map(|row| row.split_whitespace().next().unwrap().to_owned())
        .collect()
}

#[test]
fn time_is_walked_through_in_the_steps_of_what_is_on_the_screen() {
    let file = a();
    let steps = revisions(&file);
    let [.., before, _] = steps.as_slice() else {
        panic!("{steps:?}");
    };
    browse(&file, LARGE, |browser, _| {
        browser.press(":cm prod<enter>/my-config<enter>y").unwrap();
        browser.press(",").unwrap();
        let words = format!("get cm my-config -n prod -o yaml --rev {before}");
        has_text(browser, &words, &file);
        assert!(browser.screen()[0].ends_with(&format!("rev {before}")));
        browser.press("..").unwrap();
        has_text(browser, "get cm my-config -n prod -o yaml", &file);
        assert!(browser.screen()[0].ends_with("now"));
        // The table shows the same state, and the diff against the mark what was in between.
        browser.press("<esc>:rev ").unwrap();
        browser.press(&format!("{before}<enter>M")).unwrap();
        has_table(
            browser,
            &format!("get cm my-config -n prod --rev {before}"),
            &file,
        );
        browser.press(":rev now<enter>y=").unwrap();
        let newest = printed("snapshot status -w json", &file);
        let newest: serde_json::Value = serde_json::from_str(&newest).unwrap();
        let words = format!(
            "diff --rev {before} --rev {} cm my-config -n prod",
            newest["revision"]
        );
        has_text(browser, &words, &file);
    });
}

#[test]
fn changes_that_tell_no_time_have_the_bounds_of_kf_timeline() {
    let file = unpacked("c136-B-flat.zip");
    let want = printed("timeline configmaps -n prod --no-carve", &file);
    // REVISION TIME WITHIN deleted configmaps NAMESPACE/NAME
    let deleted: Vec<Vec<&str>> = want
        .lines()
        .map(|line| line.split_whitespace().collect::<Vec<_>>())
        .filter(|words| words.get(3) == Some(&"deleted"))
        .collect();
    assert!(deleted.len() > 5, "{want}");
    browse(&file, LARGE, |browser, _| {
        browser.press(":cm prod<enter>:timeline<enter>").unwrap();
        let screen = browser.screen();
        let rows = cells(body(&screen).into_iter());
        for words in deleted {
            let row = rows.iter().find(|row| row[0] == words[0]).unwrap();
            assert_eq!(row[5], format!("{} {}", words[1], words[2]), "{row:?}");
        }
        // Where one was stays where it was.
        assert!(screen[4].starts_with('>'), "{}", screen[4]);
    });
}

#[test]
fn the_timeline_has_the_cells_of_kf_history() {
    let file = a();
    browse(&file, LARGE, |browser, _| {
        browser.press(":cm prod<enter>/my-config<enter>t").unwrap();
        let screen = browser.screen();
        let mut shown = cells(body(&screen).into_iter());
        shown[1..].reverse();
        let want = printed("history cm my-config -n prod", &file);
        assert_eq!(shown, cells(want.lines()));
        // Enter leads to the state after the change.
        browser.press("G<enter>").unwrap();
        let oldest = revisions(&file).remove(0);
        assert!(browser.screen()[0].ends_with(&format!("rev {oldest}")));
        has_table(
            browser,
            &format!("get cm my-config -n prod --rev {oldest}"),
            &file,
        );
    });
}

#[test]
fn two_snapshots_stand_side_by_side() {
    let (before, after) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    let files = Files::open(&[&before, &after]);
    on(&files, LARGE, |browser| {
        browser.press(":cm prod<enter>").unwrap();
        let screen = browser.screen();
        let rows = &screen[4..];
        let names = |file: &str| printed("get cm -n prod --no-headers", file);
        let (old, new) = (names(&before), names(&after));
        let named = |text: &str| -> Vec<String> {
            let first = text.lines().filter_map(|l| l.split_whitespace().next());
            first.map(str::to_owned).collect()
        };
        let mut all = [named(&old), named(&new)].concat();
        all.sort();
        all.dedup();
        for name in &all {
            let row = rows
                .iter()
                .find(|row| {
                    row.get(2..)
                        .unwrap_or_default()
                        .starts_with(&format!("{name} "))
                })
                .unwrap();
            let both = named(&old).contains(name) && named(&new).contains(name);
            let mark = row.chars().nth(1).unwrap();
            assert_eq!(both, mark != '+', "{row}");
        }
        // What differs is one key away.
        browser.press("=").unwrap();
        assert!(browser.screen()[2].contains("diff of the files"));
    });
}

/// The revision that the first line of the screen ends with.
fn shown_revision(screen: &[String]) -> &str {
    screen[0].rsplit("rev ").next().unwrap_or_default()
}

#[test]
fn steps_lead_to_changes_of_what_filters_leave() {
    let file = unpacked("c136-B-flat.zip");
    let of = |words: &str| -> Vec<i64> {
        let table = printed(&format!("history {words} --no-headers"), &file);
        let first = table.lines().filter_map(|l| l.split_whitespace().next());
        let mut revisions: Vec<i64> = first.map(|r| r.parse().unwrap()).collect();
        revisions.sort_unstable();
        revisions.dedup();
        revisions
    };
    let dns = of("pods -n kube-system");
    let all = of("pods -A");
    assert!(dns.len() > 5 && all.len() > dns.len());
    browse(&file, LARGE, |browser, _| {
        // By a text that a cell has: pods of one namespace among all.
        let mut walked = |keys: &str| -> Vec<i64> {
            browser.press(keys).unwrap();
            let mut seen = Vec::new();
            loop {
                browser.press(",").unwrap();
                let screen = browser.screen();
                if screen.last().unwrap().starts_with("no earlier change") {
                    return seen;
                }
                seen.push(shown_revision(&screen).parse().unwrap());
            }
        };
        let by_text = walked(":pods<enter>/kube-system<enter>");
        let mut want: Vec<i64> = dns.iter().rev().skip(1).copied().collect();
        // Before the first change of the file lies what was there at the compaction.
        let before = by_text.last().copied().unwrap();
        assert!(before < dns[0], "{before}");
        want.push(before);
        assert_eq!(by_text, want);
        // By labels: a subset, of which each one changed a pod of the labels.
        let by_label = walked(":rev now<enter>:pods -l k8s-app=kube-dns -A<enter>");
        assert!(by_label.len() > 1 && by_label.len() < by_text.len());
        let last = by_label.len() - 1;
        assert!(
            by_label[..last].iter().all(|r| dns.contains(r)),
            "{by_label:?}"
        );
        // By the owner: what it owns changes, and others do not.
        let owned = walked(":rev now<enter>:deploy kube-system<enter>/coredns<enter>o");
        assert!(!owned.is_empty());
        let sets = of("replicasets -n kube-system");
        let last = owned.len() - 1;
        assert!(owned[..last].iter().all(|r| sets.contains(r)), "{owned:?}");
    });
}

#[test]
fn two_snapshots_have_their_own_times_and_deleted_objects() {
    let (before, after) = (unpacked("c136-A.zip"), unpacked("c136-B-flat.zip"));
    let files = Files::open(&[&before, &after]);
    on(&files, LARGE, |browser| {
        browser.press(":cm prod<enter>").unwrap();
        let first = browser.screen();
        // The second file goes back, and the first one stays.
        browser.press("<tab>,").unwrap();
        let screen = browser.screen();
        let revision = shown_revision(&screen).to_owned();
        let right = |screen: &[String]| -> Vec<Vec<String>> {
            let rows = body(screen).into_iter().skip(1);
            let there = rows.filter_map(|row| {
                let (left, right) = row.split_once('│')?;
                let name = left.split_whitespace().next()?;
                let cells = right.split_whitespace().next()?;
                (cells != "-").then(|| vec![name.to_owned(), cells.to_owned()])
            });
            there.collect()
        };
        let then = printed(
            &format!("get cm -n prod --no-headers --rev {revision}"),
            &after,
        );
        let want: Vec<Vec<String>> = then
            .lines()
            .map(|line| line.split_whitespace().take(2).map(str::to_owned).collect())
            .collect();
        assert_eq!(right(&screen), want);
        browser.press("y").unwrap();
        assert!(browser.screen()[0].ends_with(&format!("rev {revision}")));
        browser.press("<esc><tab>").unwrap();
        assert!(browser.screen()[0].ends_with("now"));
        browser.press("<tab>:rev now<enter><tab>").unwrap();
        assert_eq!(body(&browser.screen()), body(&first));
        // Deleted objects of either file.
        browser.press(":cm -A<enter>D").unwrap();
        let deleted = printed("get cm -A --deleted --no-headers", &after);
        let live: Vec<String> = [&before, &after]
            .map(|file| printed("get cm -A --no-headers", file))
            .to_vec();
        let screen = browser.screen();
        let struck = browser.struck_through();
        for line in deleted.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let is = |line: &str| {
                line.split_whitespace()
                    .take(2)
                    .eq(words[..2].iter().copied())
            };
            let rows: Vec<&String> = screen
                .iter()
                .filter(|row| is(row.get(2..).unwrap_or_default()))
                .collect();
            assert_eq!(rows.len(), 1, "{words:?}");
            if live.iter().any(|table| table.lines().any(is)) {
                assert!(rows[0].contains("deleted"), "{rows:?}");
            } else {
                assert!(struck.iter().any(|row| row.contains(words[1])), "{words:?}");
            }
        }
    });
}
