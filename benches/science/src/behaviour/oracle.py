"""One question to DuckDB over a Parquet file of events, on two threads.

Arguments: file, then `retention OFFSET_S LAST` or `funnel STEPS WINDOW_S`.
Prints {"seconds": ..., "rows": [[...], ...]}.
"""
import json
import sys
import time

import duckdb

file, question, first, second = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])


def retention(offset_s, last):
    # Of five forms tried (join, window, list, bitstring, narrow types) the join was the fastest.
    return f"""
        with days as (
            select distinct user_id, (ts + {offset_s}) // 86400 as day from '{file}'
        ), firsts as (
            select user_id, min(day) as cohort from days group by user_id
        )
        select cohort, day - cohort as n, count(*) as people
        from days join firsts using (user_id)
        where day - cohort between 0 and {last}
        group by all order by all"""


def funnel(steps, window_s):
    # start_k: the latest first step from which a chain leads to step k at or before this event.
    inner = f"select user_id, ts, ev, max(case when ev = 0 then ts end) over w as start_0 from '{file}' where ev < {steps}"
    over = "window w as (partition by user_id order by ts, ev rows unbounded preceding)"
    query = f"{inner} {over}"
    for step in range(1, steps):
        before = f"start_{step - 1}"
        chained = f"case when ev = {step} and ts - {before} <= {window_s} then {before} end"
        query = f"select *, max({chained}) over w as start_{step} from ({query}) {over}"
    counts = ", ".join(f"count(distinct case when start_{step} is not null then user_id end)" for step in range(steps))
    return f"select {counts} from ({query})"


query = {"retention": retention, "funnel": funnel}[question](first, second)
connection = duckdb.connect()
connection.execute("set threads = 2")
connection.execute("set enable_progress_bar = false")  # it would print into the answer
connection.execute("select 1").fetchall()
start = time.perf_counter()
rows = connection.execute(query).fetchall()
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "rows": [[int(cell) for cell in row] for row in rows]}))
