//! `cargo xtask unicode`: from `xtask/unicode/categories.txt` to the table of `crates/kf-object/src/chars`.
//!
//! The text file holds the general categories of one Unicode version by runs, as `UnicodeData.txt`
//! of the Unicode Character Database has them; `--from` makes it anew from such a file.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use crate::Result;

const USAGE: &str = "usage: cargo xtask unicode [--check | --from UnicodeData.txt --version X.Y.Z]";

/// Characters from `first` to `last`, all of one general category.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Run {
    first: u32,
    last: u32,
    category: String,
}

/// Reads the categories and writes (or checks) the table.
pub(crate) fn run(root: &Path, args: &[String]) -> Result<()> {
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    let path = root.join("xtask/unicode/categories.txt");
    let check = match words[..] {
        [] => false,
        ["--check"] => true,
        ["--from", data, "--version", version] => {
            let runs = read_database(&read(Path::new(data))?)?;
            fs::write(&path, categories(version, &runs)).map_err(|e| e.to_string())?;
            false
        }
        _ => return Err(USAGE.into()),
    };
    let text = read(&path)?;
    let (version, runs) = read_categories(&text)?;
    let files = BTreeMap::from([("table.rs".to_owned(), table(version, &runs))]);
    crate::files::settle(
        &root.join("crates/kf-object/src/chars"),
        "table.rs",
        &files,
        check,
    )
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

/// Reads `UnicodeData.txt`: a line for each assigned character, two for each large range.
fn read_database(text: &str) -> Result<Vec<Run>> {
    let mut runs: Vec<Run> = Vec::new();
    let mut range = None;
    for line in text.lines() {
        let fields: Vec<&str> = line.split(';').collect();
        let [code, name, category, ..] = fields[..] else {
            return Err(format!("no category: {line}"));
        };
        let last = number(code)?;
        let first = range.take().unwrap_or(last);
        if name.ends_with(", First>") {
            range = Some(first);
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.category == category && run.last + 1 == first => run.last = last,
            _ => runs.push(Run {
                first,
                last,
                category: category.to_owned(),
            }),
        }
    }
    Ok(runs)
}

/// Writes what [`read_categories`] reads.
fn categories(version: &str, runs: &[Run]) -> String {
    let mut out = format!(
        "# General categories of Unicode {version}, by runs of characters.\n\
         # Made by `cargo xtask unicode --from UnicodeData.txt --version {version}`.\n"
    );
    for run in runs {
        let _ = if run.first == run.last {
            writeln!(out, "{:x} {}", run.first, run.category)
        } else {
            writeln!(out, "{:x}..{:x} {}", run.first, run.last, run.category)
        };
    }
    out
}

/// Version and runs of `categories.txt`.
fn read_categories(text: &str) -> Result<(&str, Vec<Run>)> {
    let head = text.lines().next().unwrap_or_default();
    let version = head.split(' ').find_map(|word| word.strip_suffix(','));
    let mut runs: Vec<Run> = Vec::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let (range, category) = line.split_once(' ').ok_or_else(|| line.to_owned())?;
        let (first, last) = range.split_once("..").unwrap_or((range, range));
        let run = Run {
            first: number(first)?,
            last: number(last)?,
            category: category.to_owned(),
        };
        if runs.last().is_some_and(|before| before.last >= run.first) || run.last < run.first {
            return Err(format!("out of order: {line}"));
        }
        runs.push(run);
    }
    Ok((version.ok_or("no version in the first line")?, runs))
}

fn number(hex: &str) -> Result<u32> {
    u32::from_str_radix(hex, 16).map_err(|e| format!("{hex}: {e}"))
}

/// What is printed of no character: the number of `Class::Unprinted`.
const UNPRINTED: u32 = 6;

/// The number of a category's `Class` in `crates/kf-object/src/chars`.
fn class(category: &str) -> u32 {
    match category {
        "Lu" => 0,
        "Ll" => 1,
        "Nd" => 3,
        other if other.starts_with('L') => 2,
        other if other.starts_with('N') => 4,
        other if other.starts_with(['M', 'P', 'S']) => 5,
        _ => UNPRINTED,
    }
}

/// Starts of runs of one class, each with the class as its last digit.
fn starts(runs: &[Run]) -> Vec<u32> {
    let mut classes: Vec<(u32, u32)> = Vec::new();
    let mut next = 0;
    for run in runs {
        if run.first > next {
            classes.push((next, UNPRINTED));
        }
        classes.push((run.first, class(&run.category)));
        next = run.last + 1;
    }
    classes.push((next, UNPRINTED));
    classes.dedup_by_key(|(_, class)| *class);
    let packed = classes.iter().map(|(start, class)| start << 4 | class);
    packed.collect()
}

/// The Rust file, as rustfmt leaves it.
fn table(version: &str, runs: &[Run]) -> String {
    let starts = starts(runs);
    let mut out = format!(
        "//! Made by `cargo xtask unicode` from `xtask/unicode/categories.txt`: Unicode {version}.\n\n\
         /// The first character of each run, in order, with the run's class as last digit.\n\
         pub(super) const RUNS: [u32; {}] = [",
        starts.len()
    );
    let mut width = usize::MAX;
    for start in starts {
        let entry = format!("{start:#x},");
        if width.saturating_add(1 + entry.len()) > 100 {
            out.push_str("\n    ");
            width = 4;
        } else {
            out.push(' ');
            width += 1;
        }
        out.push_str(&entry);
        width += entry.len();
    }
    out.push_str("\n];\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_what_the_data_says() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let checked = run(&root, &["--check".to_owned()]);
        assert_eq!(checked, Ok(()), "`cargo xtask unicode` writes it anew");
    }

    const DATA: &str = "0020;SPACE;Zs;0;WS;;;;;N;;;;;\n\
                        0021;EXCLAMATION MARK;Po;0;ON;;;;;N;;;;;\n\
                        0022;QUOTATION MARK;Po;0;ON;;;;;N;;;;;\n\
                        0041;LATIN CAPITAL LETTER A;Lu;0;L;;;;;N;;;;;\n\
                        0061;LATIN SMALL LETTER A;Ll;0;L;;;;;N;;;;;\n\
                        3400;<CJK Ideograph Extension A, First>;Lo;0;L;;;;;N;;;;;\n\
                        4DBF;<CJK Ideograph Extension A, Last>;Lo;0;L;;;;;N;;;;;\n";

    #[test]
    fn the_database_becomes_runs_and_a_table() {
        let runs = read_database(DATA).unwrap();
        let text = categories("1.2.3", &runs);
        let lines: Vec<&str> = text.lines().skip(2).collect();
        assert_eq!(
            lines,
            ["20 Zs", "21..22 Po", "41 Lu", "61 Ll", "3400..4dbf Lo"]
        );
        assert_eq!(read_categories(&text).unwrap(), ("1.2.3", runs.clone()));
        assert_eq!(
            starts(&runs),
            [
                0x6, 0x215, 0x236, 0x410, 0x426, 0x611, 0x626, 0x34002, 0x4dc06
            ]
        );
    }

    #[test]
    fn what_is_out_of_order_is_refused() {
        for lines in ["41 Lu\n41 Lu", "42..41 Lu", "x Lu", "41"] {
            let text = format!("# Unicode 1.2.3, of a test\n{lines}\n");
            read_categories(&text).unwrap_err();
        }
    }
}
