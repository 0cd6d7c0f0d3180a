//! What the words of the command line mean before a command has them, and the answer to words that
//! mean nothing.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::complete::takes_word;
use super::exit::ExitStatus;
use super::message::{Head, Message};
use super::streams::Streams;
use super::{again, args, foreign};
use crate::resource::mapper::is_one_edit;

/// What bare `kf` prints.
const WELCOME: &str = "\
kf reads Kubernetes objects straight out of an etcd snapshot, exactly as kubectl prints them.

  kf info -s FILE                     what is in the file?
  kf get pods -n NAMESPACE -s FILE    as kubectl get prints them
  kf get TYPE NAME -n NAMESPACE -o yaml -s FILE
  kf history --op deleted -A -s FILE  what was deleted while the file reaches back
  kf export DIR -n NAMESPACE -s FILE  a namespace, for kubectl apply -R -f DIR
  kf serve -s FILE                    for kubectl, k9s and whatever else asks an API server

export KF_SNAPSHOT=FILE stands in for -s. 'kf --help' lists all commands, 'kf COMMAND --help' has
examples.
";

/// Gives `-l=` the value `=` that it has for kubectl (pflag `parseSingleShortArg`): a variable that is empty must not
/// come out as no selector at all.
pub(super) fn equals_signs_as_values(args: Vec<OsString>) -> Vec<OsString> {
    const SUCH: [&str; 6] = ["-L=", "-f=", "-l=", "-n=", "-o=", "-s="];
    if !args.iter().any(|arg| SUCH.iter().any(|such| arg == such)) {
        return args;
    }
    let mut behind = false;
    let given = args.into_iter().flat_map(|arg| {
        behind |= arg == "--";
        match SUCH.iter().find(|such| arg == **such) {
            Some(such) if !behind => vec![such.trim_end_matches('=').into(), "=".into()],
            _ => vec![arg],
        }
    });
    given.collect()
}

/// Moves `-n NAMESPACE` from before the command behind it, as kubectl takes it in both places.
pub(super) fn namespace_behind_command(args: Vec<OsString>) -> Vec<OsString> {
    let given = |arg: &OsStr| match arg.to_str() {
        Some("-n" | "--namespace") => Some(2),
        Some(arg) if arg.starts_with("--namespace=") => Some(1),
        Some(arg) if arg.starts_with("-n") => Some(1),
        _ => None,
    };
    if args.get(1).is_none_or(|first| !is_flag(first)) || !args.iter().any(|a| given(a).is_some()) {
        return args;
    }
    let definition = args::definition();
    let (mut moved, mut kept) = (Vec::new(), Vec::new());
    let mut rest = args.iter().cloned();
    kept.extend(rest.next());
    let mut rest = rest.peekable();
    while let Some(arg) = rest.next_if(|arg| is_flag(arg)) {
        let (to, words) = match given(&arg) {
            Some(words) => (&mut moved, words),
            None => (&mut kept, if wants_word(&definition, &arg) { 2 } else { 1 }),
        };
        to.push(arg);
        if words == 2 {
            to.extend(rest.next());
        }
    }
    // The flag is one of the innermost command.
    let mut command = &definition;
    while let Some(below) = rest
        .peek()
        .and_then(|word| command.find_subcommand(word.to_str()?))
    {
        kept.extend(rest.next());
        command = below;
    }
    if std::ptr::eq(command, &definition) {
        return args;
    }
    kept.into_iter().chain(moved).chain(rest).collect()
}

fn is_flag(arg: &OsStr) -> bool {
    arg != "--" && arg != "-" && arg.as_encoded_bytes().starts_with(b"-")
}

/// Whether the word behind a flag of all commands is its value.
fn wants_word(definition: &clap::Command, flag: &OsStr) -> bool {
    let mut all = definition.get_arguments();
    let found = match flag.to_str() {
        Some(flag) if flag.starts_with("--") => all.find(|a| a.get_long() == flag.get(2..)),
        Some(flag) => all.find(|a| a.get_short().is_some_and(|c| flag == format!("-{c}"))),
        None => None,
    };
    found.is_some_and(takes_word)
}

/// Prints help and version, or says what is wrong with the arguments: wrong usage reads as kubectl's does
/// and has its exit code, 1.
pub(super) fn answer(
    error: &clap::Error,
    given: &[OsString],
    streams: &mut Streams<'_>,
) -> ExitStatus {
    let text = match error.kind() {
        ErrorKind::DisplayHelp => format!("{error}{}", args::SEE_OPTIONS),
        ErrorKind::DisplayVersion => error.to_string(),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
            if given.len() < 2 =>
        {
            WELCOME.to_owned()
        }
        _ => {
            streams.voice().message(&message(error, given));
            return ExitStatus::Failure;
        }
    };
    match write!(streams.out, "{text}").and_then(|()| streams.out.flush()) {
        Err(e) if e.kind() != std::io::ErrorKind::BrokenPipe => {
            let text = format!("standard output: {e}");
            streams.voice().message(&Message::new(Head::Error, text));
            ExitStatus::Failure
        }
        _ => ExitStatus::Success,
    }
}

/// Words what is wrong with the arguments.
fn message(error: &clap::Error, given: &[OsString]) -> Message {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        Some(ContextValue::Strings(texts)) => texts.first().cloned(),
        _ => None,
    };
    let program = program(given);
    let see = format!("See '{program} --help' for usage.");
    let message = match (error.kind(), context(ContextKind::InvalidArg)) {
        (ErrorKind::UnknownArgument, Some(flag)) if flag.starts_with("--") => {
            let name = flag.split('=').next().unwrap_or(&flag);
            let message = Message::new(Head::Error, format!("unknown flag: {name}\n{see}"));
            // Before the likenesses: the parser finds `--kubectl` like `--kubeconfig`.
            if let Some(why) = foreign::why_no_flag(name) {
                return message.hint(why);
            }
            message
        }
        (ErrorKind::UnknownArgument, Some(flag)) if flag.starts_with('-') => {
            let letter: String = flag.chars().skip(1).take(1).collect();
            let text = format!("unknown shorthand flag: '{letter}' in {flag}\n{see}");
            Message::new(Head::Error, text)
        }
        (ErrorKind::UnknownArgument, Some(word)) if again::is_file(OsStr::new(&word)) => {
            let text = format!("unexpected argument {word:?}\n{see}");
            return Message::new(Head::Error, text).hint(too_many_files(&program, given, &word));
        }
        (ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, _) => {
            Message::new(Head::Error, format!("no command given\n{see}"))
        }
        (ErrorKind::InvalidSubcommand, _) => {
            let name = context(ContextKind::InvalidSubcommand).unwrap_or_default();
            let text = format!("unknown command {name:?} for {program:?}");
            let like = context(ContextKind::SuggestedSubcommand).or_else(|| neighbour(&name));
            return Message::new(Head::Error, text).hint(instead_of(&program, &name, like));
        }
        (ErrorKind::InvalidUtf8, _) => {
            return parser_message(error).hint(
                "only -s takes names that are no UTF-8: `ln -s` gives such a file another one, and kf keys \
                 without --prefix lists such keys",
            );
        }
        _ => parser_message(error),
    };
    match context(ContextKind::SuggestedArg) {
        Some(like) => message.hint(format!("did you mean {like}?")),
        None => message,
    }
}

/// Says how a file is given to a command that takes none, or one alone.
fn too_many_files(program: &str, given: &[OsString], word: &str) -> String {
    let definition = args::definition();
    let mut command = Some(&definition);
    for name in program.split(' ').skip(1) {
        command = command.and_then(|command| command.find_subcommand(name));
    }
    let takes_one = |arg: &clap::Arg| arg.get_id() == "file";
    if command.is_some_and(|command| command.get_positionals().any(takes_one)) {
        return format!(
            "it takes one snapshot at a time: for file in *.db; do {program} \"$file\"; done"
        );
    }
    again::instead(given, OsStr::new(word))
}

/// Finds a command whose name is one edit away: two swapped letters are no likeness to the parser.
fn neighbour(name: &str) -> Option<String> {
    let definition = args::definition();
    let commands = definition.get_subcommands().filter(|c| !c.is_hide_set());
    let mut names = commands.map(clap::Command::get_name);
    names.find(|n| is_one_edit(n, name)).map(str::to_owned)
}

/// Says what to do instead of a command that there is not.
fn instead_of(program: &str, name: &str, like: Option<String>) -> String {
    if program != "kf" {
        return match like {
            Some(like) => format!("did you mean {like:?}?"),
            None => format!("'{program} --help' lists its commands"),
        };
    }
    if let Some(why) = foreign::why(name) {
        return why.to_owned();
    }
    // Before the likenesses: the parser finds `check` like `/check/backups/x.db`.
    if Path::new(name).is_file() {
        return "that is a file: kf info FILENAME tells what is in it".to_owned();
    }
    if let Some(like) = like.filter(|_| !name.contains(std::path::is_separator)) {
        return format!("did you mean {like:?}?");
    }
    "'kf --help' lists the commands".to_owned()
}

/// The program with the commands that the arguments name.
fn program(given: &[OsString]) -> String {
    let command = args::command().ignore_errors(true);
    let mut program = "kf".to_owned();
    let Ok(found) = command.try_get_matches_from(given) else {
        return program;
    };
    let mut found = Some(&found);
    while let Some((name, below)) = found.and_then(|matches| matches.subcommand()) {
        program.push(' ');
        program.push_str(name);
        found = Some(below);
    }
    program
}

/// The words of the argument parser, whose head is kf's as well.
fn parser_message(error: &clap::Error) -> Message {
    let text = error.to_string();
    let text = text.strip_suffix('\n').unwrap_or(&text);
    match text.strip_prefix("error: ") {
        Some(text) => Message::new(Head::Error, text),
        None => Message::new(Head::None, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(words: &str) -> String {
        let args = words.split(' ').map(OsString::from).collect();
        let args = namespace_behind_command(args);
        let words: Vec<&str> = args.iter().filter_map(|a| a.to_str()).collect();
        words.join(" ")
    }

    #[test]
    fn an_equals_sign_alone_is_a_value() {
        let given = |words: &str| {
            let args = words.split(' ').map(OsString::from).collect();
            let args = equals_signs_as_values(args);
            let words: Vec<&str> = args.iter().filter_map(|a| a.to_str()).collect();
            words.join(" ")
        };
        for (words, want) in [
            ("kf get pods -l= -n=", "kf get pods -l = -n ="),
            ("kf get pods -l=a=b -A=", "kf get pods -l=a=b -A="),
            ("kf serve -- sh -n=", "kf serve -- sh -n="),
        ] {
            assert_eq!(given(words), want);
        }
    }

    #[test]
    fn a_namespace_may_stand_before_the_command() {
        for (given, want) in [
            ("kf -n prod get cm", "kf get -n prod cm"),
            ("kf -nprod get cm", "kf get -nprod cm"),
            ("kf --namespace=prod get cm", "kf get --namespace=prod cm"),
            ("kf -s x.db -n prod get cm", "kf -s x.db get -n prod cm"),
            (
                "kf --snapshot x.db --namespace prod get cm",
                "kf --snapshot x.db get --namespace prod cm",
            ),
            ("kf --salvage -n prod get cm", "kf --salvage get -n prod cm"),
            (
                "kf -n prod auth can-i get pods",
                "kf auth can-i -n prod get pods",
            ),
            ("kf get cm -n prod", "kf get cm -n prod"),
            ("kf -s -n get cm", "kf -s -n get cm"),
            ("kf -n get", "kf -n get"),
            ("kf -n prod nonsense", "kf -n prod nonsense"),
            ("kf -- -n prod get", "kf -- -n prod get"),
        ] {
            assert_eq!(moved(given), want);
        }
    }
}
