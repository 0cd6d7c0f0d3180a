#!/usr/bin/env bash
# Software: xlsx 0.18.5 (SheetJS, the last version on npm), reading CSV; exceljs 4.4.0 and papaparse 5.7.1 with dynamicTyping keep the same values.
# Expected: READY of `kubectl get pods` is ready/wanted containers: 1/1 or 0/2. 0/2 is no date in any order of day and month; Excel itself leaves it as text.
# Instead: read() makes dates of them: 1/1 is the number 36892 (2001-01-01), and 0/2, with a month zero, is 36557 (2000-02-01). sheet_to_json gives
#   the numbers, sheet_to_csv 1/1/01 and 2/1/00, so a pod with none of two containers ready looks like two of one. `1-2`, a chart's or a zone's
#   name, is a date as well; 1/40 stays text.
# Matters: no error; the column is a mixture of numbers and texts, and nothing in the file tells 1/1 from a real date. {raw: true} keeps the texts.
set -euo pipefail; export TZ=UTC
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
npm init -y >/dev/null && npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5 exceljs@4.4.0 papaparse@5.7.1 >/dev/null 2>&1
cat > t.mjs <<'J'
import fs from 'fs'; import assert from 'assert'; import { Readable } from 'stream'; import X from 'xlsx'; import Excel from 'exceljs'; import Papa from 'papaparse';
for (const n of ['xlsx', 'exceljs', 'papaparse']) console.log(n, JSON.parse(fs.readFileSync(`node_modules/${n}/package.json`)).version);
const rows = [['web-1', '1/1'], ['web-2', '0/2'], ['web-3', '1/2'], ['web-4', '1/40']];
const csv = [['NAME', 'READY'], ...rows].map((r) => r.join(',')).join('\n') + '\n', want = rows.map((r) => r[1]);
const read = (o) => X.read(csv, { type: 'string', ...o }).Sheets.Sheet1;
const got = X.utils.sheet_to_json(read()).map((r) => r.READY), again = X.utils.sheet_to_csv(read()).trim().split('\n').slice(1).map((l) => l.split(',')[1]);
const dates = X.utils.sheet_to_json(read({ cellDates: true })).map((r) => r.READY);
const raw = X.utils.sheet_to_json(read({ raw: true })).map((r) => r.READY);
const book = new Excel.Workbook(), sheet = await book.csv.read(Readable.from([csv])), kept = []; sheet.eachRow((r, i) => { if (i > 1) kept.push(r.values[2]) });
const papa = Papa.parse(csv.trim(), { header: true, dynamicTyping: true }).data.map((r) => r.READY);
console.log({ want, got, again, dates: dates.map(String), raw, exceljs: kept, papa });
assert.deepEqual(got, [36892, 36557, 36893, '1/40']); assert.deepEqual(again, ['1/1/01', '2/1/00', '1/2/01', '1/40']);
for (const x of [raw, kept, papa]) assert.deepEqual(x, want);
J
node t.mjs
echo "still so"
