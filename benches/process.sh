#!/usr/bin/env bash
# The whole process on a large file in the page cache, beside one pass over it with cat.
# usage: benches/process.sh FILE   (a file from `cargo xtask generate`)
set -euo pipefail
file=$1
cd "$(dirname "$0")/.."
kf=target/release/kf

# Read the file anew: the page cache then holds it in large pieces, as after a copy from a disk.
dd if="$file" iflag=nocache count=0 status=none
cat "$file" > /dev/null

named=$("$kf" keys --prefix /registry/configmaps/ -o name -s "$file" | sed -n 1000p)
namespace=$(echo "$named" | cut -d/ -f4)
name=$(echo "$named" | cut -d/ -f5)

hyperfine -N --warmup 2 --runs 20 --ignore-failure --export-json /tmp/kf-process.json \
    -n "cat FILE" "cat $file" \
    -n "get one configmap" "$kf get configmap $name -n $namespace -o yaml -s $file" \
    -n "get an absent configmap" "$kf get configmap no-such -n $namespace -o yaml -s $file"
hyperfine -N --warmup 1 --runs 5 \
    -n "get pods -A -o json" "$kf get pods -A -o json -s $file" \
    -n "get pods -A -o yaml" "$kf get pods -A -o yaml -s $file" \
    -n "get pods -A" "$kf get pods -A -s $file"
hyperfine -N --warmup 5 --runs 100 -n "version" "$kf version"

echo "JSON written: $("$kf" get pods -A -o json -s "$file" | wc -c) bytes"
for command in "get configmap $name -n $namespace -o yaml" "get configmap no-such -n $namespace"; do
    # RssAnon at the end of the run: what the process has of its own, without the mapped file.
    # shellcheck disable=SC2086
    "$kf" $command -s "$file" > /dev/null 2>&1 &
    pid=$!
    peak=0
    while [ -r "/proc/$pid/status" ]; do
        anon=$(awk '/^RssAnon/ { print $2 }' "/proc/$pid/status" 2> /dev/null || true)
        [ -n "$anon" ] || break
        [ "$anon" -le "$peak" ] || peak=$anon
    done
    wait "$pid" || true
    echo "own memory, kf $command: $peak kB"
done
