//! `restore.sh`: the same stack without containers.

use super::Plan;
use super::plan::Side;
use kf_base::escape::shell_word;

/// The whole file, for any POSIX shell.
///
/// Programs run with an empty environment: etcd takes `ETCD_*` for flags, and both take proxies
/// from it.
pub(super) fn text(plan: &Plan<'_>) -> String {
    let tool = plan.tool().program();
    let (etcd_minor, minor) = (plan.etcd_minor, plan.apiserver_minor);
    let mut out = format!(
        "#!/bin/sh\n\
         # Made by kf: etcd 3.{etcd_minor} and kube-apiserver {minor} on a restored copy of a snapshot, without\n\
         # containers. They listen on 127.0.0.1 alone. Ctrl-C stops them; remove the directory data\n\
         # afterwards, and before another start.\n\
         #\n\
         # Needs {tool}, etcdctl and etcd, and kube-apiserver for the second half, in $PATH.\n\
         set -eu\n\
         cd \"$(dirname \"$0\")\"\n\
         umask 077\n\
         if [ -e data ]; then\n\
         \x20 echo \"restore.sh: remove $PWD/data first: it is of an earlier start\" >&2\n\
         \x20 exit 1\n\
         fi\n\
         for program in {tool} etcdctl etcd; do\n\
         \x20 command -v \"$program\" >/dev/null || {{\n\
         \x20   echo \"restore.sh: $program is not in \\$PATH\" >&2\n\
         \x20   exit 1\n\
         \x20 }}\n\
         done\n\
         clean() {{\n\
         \x20 env -i PATH=\"$PATH\" ETCDCTL_API=3 \"$@\"\n\
         }}\n\
         started=\n\
         stop() {{\n\
         \x20 trap - EXIT\n\
         \x20 for pid in $started; do\n\
         \x20   kill \"$pid\" 2>/dev/null || true\n\
         \x20 done\n\
         \x20 wait\n\
         }}\n\
         trap stop EXIT\n\
         trap 'exit 130' INT TERM\n\
         \n\
         # Restore the snapshot, which is only read, once for each member.\n\
         mkdir data\n"
    );
    for index in 0..plan.members {
        out.push_str(&command(tool, &plan.restore(Side::Machine, index)));
    }
    out.push_str("\n# Start etcd.\n");
    for index in 0..plan.members {
        // Not in the function `clean`: a function in the background is a shell of its own, and
        // its process would be killed in etcd's place.
        out.push_str("env -i PATH=\"$PATH\" ");
        out.push_str(&words("etcd", &plan.etcd(Side::Machine, index)));
        out.push_str(" &\nstarted=\"$! $started\"\n");
    }
    out.push_str("\n# Wait until it answers.\n");
    for index in 0..plan.members {
        out.push_str("tries=0\nuntil ");
        out.push_str(&command("etcdctl", &plan.health(Side::Machine, index)));
        out.push_str(
            "do\n\
             \x20 tries=$((tries + 1))\n\
             \x20 if [ \"$tries\" -ge 60 ]; then\n\
             \x20   echo 'restore.sh: etcd does not answer' >&2\n\
             \x20   exit 1\n\
             \x20 fi\n\
             \x20 sleep 1\n\
             done\n",
        );
    }
    out.push_str(&format!(
        "\n# Start the kube-apiserver.\n\
         if command -v kube-apiserver >/dev/null; then\n\
         \x20 env -i PATH=\"$PATH\" {} &\n\
         \x20 started=\"$! $started\"\n\
         \x20 echo \"restore.sh: kubectl --kubeconfig $PWD/kubeconfig get --raw /readyz\" >&2\n\
         else\n\
         \x20 echo 'restore.sh: kube-apiserver is not in $PATH: etcd runs alone' >&2\n\
         fi\n\
         echo 'restore.sh: Ctrl-C stops everything' >&2\n\
         wait\n",
        words("kube-apiserver", &plan.apiserver(Side::Machine)),
    ));
    out
}

/// A line that runs a program with a clean environment.
fn command(program: &str, arguments: &[String]) -> String {
    format!("clean {}\n", words(program, arguments))
}

/// A program and its arguments, one on a line.
fn words(program: &str, arguments: &[String]) -> String {
    let mut out = program.to_owned();
    for argument in arguments {
        out.push_str(" \\\n  ");
        out.push_str(&shell_word(argument));
    }
    out
}
