#!/usr/bin/env bash
# Software: iptables-converter 0.9.10 (PyPI, makes input for iptables-restore of a script of iptables commands).
# Expected: by the manual page -F removes the rules of the named chain, or of all chains of the table; policies are set by -P alone and stay.
# Instead: -F empties all chains of the table, also when it names one, and sets every policy to ACCEPT: a script that first says -P INPUT DROP and then -F, as many do, comes
#   out with ACCEPT. With a chain of the script's own it is a KeyError. In comments words with ">" are dropped, and runs of blanks are one.
# Matters: what iptables-restore loads is not what the script set; a look at the counters shows it, the converter says nothing.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v >/dev/null; v/bin/pip -q --disable-pip-version-check install --no-compile iptables-converter==0.9.10 2>/dev/null
v/bin/python -W ignore -c 'from importlib.metadata import version; print("iptables-converter", version("iptables-converter"))'
run() { cat > rules; v/bin/python -W ignore -c 'import sys; sys.argv = ["iptables-converter", "-s", "rules"]
from iptables_conv.iptables_converter import main; sys.exit(main())' | sed -n '/^\*filter/,$p' | sed 's/ *$//' > out; sed 's/^/   /' out; echo; }
echo "policies after -F (before: DROP)"
run <<'R'
iptables -P INPUT DROP
iptables -F
iptables -A INPUT -i lo -j ACCEPT
R
grep -q '^:INPUT ACCEPT' out
echo "policies before which -F stands"
run <<'R'
iptables -F
iptables -P INPUT DROP
iptables -A INPUT -i lo -j ACCEPT
R
grep -q '^:INPUT DROP' out
echo "-F OUTPUT"
run <<'R'
iptables -P FORWARD DROP
iptables -A INPUT -s 10.0.0.0/8 -j ACCEPT
iptables -F OUTPUT
iptables -A OUTPUT -m comment --comment "web -> db  only" -j ACCEPT
R
grep -q '^:FORWARD ACCEPT' out; ! grep -q 10.0.0.0/8 out; grep -q -- '--comment "web db only"' out
echo "still so"
