#!/usr/bin/env bash
# Lists of all pods on all cores and on one, beside one pass over the file, and their own memory.
# usage: benches/lists.sh FILE [KF]   (a file from `cargo xtask generate`)
set -euo pipefail
file=$1
kf=${2:-$(dirname "$0")/../target/release/kf}

cat "$file" > /dev/null
commands=(-n "cat FILE" "cat $file")
for output in "" "-o wide" "-o name" "-o json" "-o yaml"; do
    list="$kf get pods -A $output -s $file"
    commands+=(-n "get pods -A $output" "$list")
    commands+=(-n "get pods -A $output, one thread" "taskset -c 1 $list")
done
hyperfine -N --warmup 1 --runs 5 "${commands[@]}"

# RssAnon: what the process has of its own, without the mapped file.
for output in "" "-o wide" "--sort-by .metadata.name" "-o name" "-o json" "-o yaml"; do
    # shellcheck disable=SC2086
    "$kf" get pods -A $output -s "$file" > /dev/null &
    pid=$!
    peak=0
    while [ -r "/proc/$pid/status" ]; do
        anon=$(awk '/^RssAnon/ { print $2 }' "/proc/$pid/status" 2> /dev/null || true)
        [ -n "$anon" ] || break
        [ "$anon" -le "$peak" ] || peak=$anon
    done
    wait "$pid"
    echo "own memory, get pods -A $output: $((peak / 1024)) MiB"
done
for output in name json yaml; do
    start=$(date +%s%N)
    "$kf" get pods -A -o "$output" -s "$file" 2> /dev/null | head -c 1 > /dev/null || true
    echo "first byte, get pods -A -o $output: $((($(date +%s%N) - start) / 1000000)) ms"
done
