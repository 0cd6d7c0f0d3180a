#!/usr/bin/env bash
# Commands on a file that does not fit the page cache, beside one pass over it with cat: each in a
# memory cgroup of 3 GB (version 1 of cgroups, root), with nothing of the file in the cache before.
# usage: benches/cold.sh FILE [KF [SECONDS]]
#   FILE from `cargo xtask generate --revisions 1600000 --size 4GiB`
set -euo pipefail
file=$1
kf=${2:-$(dirname "$0")/../target/release/kf}
most=${3:-300}
group=/sys/fs/cgroup/memory/kf-cold

mkdir -p "$group"
trap 'rmdir "$group"' EXIT
echo 3000000000 > "$group/memory.limit_in_bytes"
device=$(lsblk -no PKNAME,KNAME "$(df --output=source "$file" | tail -n 1)" | awk '{ print $NF; exit }')
sectors() { awk -v device="$device" '$3 == device { print $6 }' /proc/diskstats; }

first=$("$kf" get configmaps -A --no-headers -s "$file" | head -n 1 || true)
read -r namespace name _ <<< "$first"
for command in "cat" "get configmap $name -n $namespace -o yaml -s" "get configmap no-such -n $namespace -s" \
    "get configmaps -A -s" "get pods -A -s" "get pods -A -o json -s" "history -n $namespace -s" "check"; do
    [ "$command" = cat ] || command="$kf $command"
    dd if="$file" iflag=nocache count=0 status=none
    before=$(sectors)
    start=$(date +%s%N)
    # shellcheck disable=SC2086
    (echo "$BASHPID" > "$group/cgroup.procs"; exec timeout "$most" $command "$file") > /dev/null 2>&1 || true
    took=$((($(date +%s%N) - start) / 100000000))
    echo "$((took / 10)).$((took % 10)) s, $((($(sectors) - before) / 2048)) MiB read: ${command//"$kf"/kf}"
done
