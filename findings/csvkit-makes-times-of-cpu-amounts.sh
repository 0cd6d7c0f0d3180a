#!/usr/bin/env bash
# Software: csvkit 2.2.0 with agate 1.14.2 (PyPI), its csvsort, csvlook and csvjson, without options.
# Expected: `csvsort -c NAME` puts rows in order; what is in the other columns stays, as with sort(1). 100m of a CPU column is 0.1 CPU (Kubernetes' Quantity).
# Instead: each column of which all values look like one type is read and written anew as that type: 100m is 100 minutes and becomes 1:40:00, an AGE of 3d
#   becomes "3 days, 0:00:00", READY 1/1 is 2001-01-01, and RESTARTS with 0 and 1 alone are False and True, in the csv that comes out. With 500u, 0/1
#   or a second restart in the column nothing happens to it: the same report differs from day to day.
#   csvsort -I leaves the values alone; csvformat and csvcut never change them.
# Matters: reports from `kubectl top` and `kubectl get` go through these tools, and 1:40:00 is no amount that anything reads back.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v && v/bin/pip -q install csvkit==2.2.0 agate==1.14.2 2>/dev/null
v/bin/pip list 2>/dev/null | grep -E '^(csvkit|agate) '
cat > pods.csv <<'C'
NAME,READY,RESTARTS,AGE,CPU,MEMORY
web-2,1/1,1,5m,250m,128Mi
web-1,1/1,0,3d,100m,64Mi
C
sed 's/web-1,1\/1,0,3d,100m/web-1,0\/1,2,3d4h,500u/' pods.csv > other.csv
echo "-- csvsort"; v/bin/csvsort -c NAME pods.csv | tee sorted.csv
echo "-- csvjson"; v/bin/csvjson pods.csv | tee pods.json; echo
echo "-- csvsort, other values"; v/bin/csvsort -c NAME other.csv | tee other-sorted.csv
echo "-- csvsort -I"; v/bin/csvsort -I -c NAME pods.csv | tee kept.csv
grep -qx 'web-1,2001-01-01,False,"3 days, 0:00:00",1:40:00,64Mi' sorted.csv
grep -qx 'web-2,2001-01-01,True,0:05:00,4:10:00,128Mi' sorted.csv
grep -q '"CPU": "1:40:00"' pods.json
grep -q '^web-1,0/1,2,.*,500u,64Mi$' other-sorted.csv; grep -q '^web-2,1/1,1,.*,250m,128Mi$' other-sorted.csv
grep -qx 'web-1,1/1,0,3d,100m,64Mi' kept.csv
echo "still so"
