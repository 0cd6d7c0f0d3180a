"""Runs the SQL of a page on DuckDB over a lake and compares with what the page says comes out.

Each block of `sql` that is a query has a block of `text` behind it. `--update` writes those anew.
"""

import re
import sys

import duckdb

page, lake = sys.argv[1:3]
markdown = open(page).read()
connection = duckdb.connect()
connection.execute("SET TimeZone = 'UTC'")


def table(relation):
    rows = [[name for name, *_ in relation.description]] + relation.fetchall()
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells)]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in cells]
    return "\n".join(lines)


asked = 0


def run(match):
    global asked
    sql, told = match.group(1), match.group(2)
    connection.execute(sql.replace("'lake/v1/", f"'{lake}/v1/"))
    if told is None and sql.startswith("CREATE"):
        return match.group(0)
    asked += 1
    got = table(connection)
    assert got.count("\n") > 0, f"no rows:\n{sql}"
    if "--update" not in sys.argv:
        assert told == got, f"{sql}\nprints\n{got}\nand not\n{told}"
    return f"```sql\n{sql}\n```\n\n```text\n{got}\n```\n"


new = re.sub(r"```sql\n(.*?)\n```\n(?:\n```text\n(.*?)\n```\n)?", run, markdown, flags=re.S)
if "--update" in sys.argv:
    open(page, "w").write(new)
print(f"{asked} questions")
