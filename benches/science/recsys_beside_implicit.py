"""Fit and recommend CPU of `implicit` beside ours, on the same folders, in turns.

    python3 benches/science/recsys_beside_implicit.py [--rounds N] DIR...

Makes a virtual environment below the target folder and installs `implicit` there on the first run.
Each round runs implicit's cosine (K=200) and ALS (f=64, its defaults otherwise), then ours
(`./bench recsys --costs DIR`), so that a busy machine slows both. Prints one JSON line a method with
medians over the rounds. Costs are processor seconds over all threads; memory is the most that the
process held while it fitted, the set included (and, for implicit, Python with its libraries).

`recommend_us` of implicit counts what a caller pays, the person's row cut out of the matrix included, as
in its documentation; `recommend_cut_us` counts the library alone, with all rows cut beforehand.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
VENV = TARGET / "venv-recsys"


def enter_venv():
    python = VENV / "bin" / "python"
    if Path(sys.prefix) == VENV:
        return
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    have = subprocess.run([python, "-c", "import implicit, scipy"], capture_output=True)
    if have.returncode:
        subprocess.run([VENV / "bin" / "pip", "install", "-q", "implicit", "scipy", "numpy"], check=True)
    os.execv(python, [str(python), *sys.argv])


def read(file):
    import numpy
    from scipy.sparse import csr_matrix

    people, items = [], []
    for line in file.read_text().splitlines():
        ids = [int(word) for word in line.split()]
        people += [ids[0]] * (len(ids) - 1) if ids else []
        items += ids[1:]
    ones = numpy.ones(len(items), dtype=numpy.float32)
    return csr_matrix((ones, (people, items)))


def peak_mb():
    mark = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(mark.split()[1]) * 1024 / 1e6


def implicit_costs(history):
    """CPU seconds of each fit, and CPU microseconds of a recommendation of 20, asked one by one."""
    import time

    import implicit

    models = {
        "implicit cosine K=200": implicit.nearest_neighbours.CosineRecommender(K=200),
        "implicit ALS f=64": implicit.als.AlternatingLeastSquares(factors=64, random_state=1),
    }
    some = range(0, history.shape[0], max(1, history.shape[0] // 2000))
    rows = [history[person] for person in some]
    for name, model in models.items():
        Path("/proc/self/clear_refs").write_text("5")
        begin = time.process_time()
        model.fit(history, show_progress=False)
        fitted = time.process_time()
        peak = peak_mb()
        asking = time.process_time()
        for person in some:
            model.recommend(person, history[person], N=20)
        asked = time.process_time()
        for person, row in zip(some, rows):
            model.recommend(person, row, N=20)
        cut = time.process_time()
        yield name, {
            "fit_cpu_s": fitted - begin,
            "recommend_us": (asked - asking) / len(some) * 1e6,
            "recommend_cut_us": (cut - asked) / len(some) * 1e6,
            "peak_mb": peak,
        }


def our_costs(folder):
    ran = subprocess.run([ROOT / "bench", "recsys", "--costs", folder], capture_output=True, text=True, check=True)
    for line in ran.stdout.splitlines():
        found = json.loads(line)
        yield f"ours {found['method']}", {key: found[key] for key in ("fit_cpu_s", "recommend_us", "peak_mb")}


def main():
    # One BLAS thread beside implicit's own, as its documentation asks; set before the interpreter that
    # loads it starts.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    enter_venv()
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("folders", nargs="+", type=Path)
    asked = parser.parse_args()
    for folder in asked.folders:
        history = read(folder / "train.txt")
        seen = {}
        for _ in range(asked.rounds):
            for name, costs in [*implicit_costs(history), *our_costs(folder)]:
                for key, value in costs.items():
                    seen.setdefault(name, {}).setdefault(key, []).append(value)
        for name, costs in seen.items():
            medians = {key: round(statistics.median(values), 3) for key, values in costs.items()}
            print(json.dumps({"set": folder.name, "method": name, "rounds": asked.rounds, **medians}))


if __name__ == "__main__":
    main()
