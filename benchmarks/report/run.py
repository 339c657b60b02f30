"""The page of a run of a million rows: its size, and how long it takes to open in Chromium beside an empty page on the same machine.

Prints medians in milliseconds and the ratio to the empty page; no number is worth much without it.
Usage: /usr/bin/python3 benchmarks/report/run.py [ROWS] [RUNS]   (needs eng/publish-cli.sh, chromium and node)
"""
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
CLI = ROOT / "artifacts" / "cli" / "modelspecs"
MOST_BYTES = 5_000_000

with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    (work / "modelspecs.yaml").write_text("root: true\n")
    (work / "rows.spec.yaml").write_text((ROOT / "benchmarks/slices/rows.spec.yaml").read_text())
    subprocess.run([sys.executable, ROOT / "benchmarks/slices/make_rows.py", str(ROWS), work / "rows.csv"], check=True)
    run = subprocess.run([CLI, "run", work / "rows.spec.yaml", "--quiet", "--no-cache", "--report", work / "out"], env=dict(os.environ, MODELSPECS_CACHE=str(work / "cache")))
    page = work / "out" / "report.html"
    if run.returncode not in (0, 1) or not page.exists():
        sys.exit(f"the run failed with {run.returncode}")
    (work / "empty.html").write_text("<!doctype html><title>empty</title><p>nothing</p>")
    size = page.stat().st_size
    print(f"{ROWS} rows, page {size} bytes")
    if size > MOST_BYTES:
        sys.exit(f"the page is larger than {MOST_BYTES} bytes")
    subprocess.run(["node", HERE / "open.mjs", work / "empty.html", page, str(RUNS)], check=True)
