"""All binary metrics of 192 slices with and without their 95 % intervals, whole processes in turn on the same file; and the same bootstrap in NumPy and
scikit-learn on one slice, extrapolated by rows.

Usage: /usr/bin/python3 benchmarks/intervals/run.py [ROWS] [RUNS]   (needs eng/publish-cli.sh first)
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
CLI = ROOT / "artifacts" / "cli" / "modelspecs"
PEER_REPLICATES = 20
REPLICATES = 1000


def timed(command):
    """Wall seconds and peak resident megabytes of one process; a failure ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command} failed: {errors.decode()}")
    return wall, usage.ru_maxrss / 1024


with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    (work / "modelspecs.yaml").write_text("root: true\n")
    spec = work / "rows.spec.yaml"
    spec.write_text((HERE / "rows.spec.yaml").read_text())
    subprocess.run([sys.executable, HERE.parent / "slices" / "make_rows.py", str(ROWS), work / "rows.csv"], check=True)
    base = [str(CLI), "run", str(spec), "--quiet", "--no-cache", "--all-metrics", "--json", str(work / "ours.json")]
    kinds = {"without intervals": [*base, "--intervals", "needed"], "with every interval": [*base, "--intervals", "all"]}
    for command in kinds.values():
        timed(command)
    suite = json.loads((work / "ours.json").read_text())["suites"][0]
    slices = suite["slices"]
    found = [metric for group in slices for metric in group["metrics"]]
    missing = sorted({metric["metric"] for metric in found if metric["interval"] is None and metric["value"] is not None})
    print(f"{len(slices)} slices, {len(slices[0]['metrics'])} metrics, {sum(m['interval'] is not None for m in found)} intervals; without one: {', '.join(missing)}")
    samples = {name: [] for name in kinds}
    for _ in range(RUNS):
        for name, command in kinds.items():
            samples[name].append(timed(command))
    walls = {name: statistics.median(w for w, _ in runs) for name, runs in samples.items()}
    for name, runs in samples.items():
        print(f"{name:22} {walls[name]:7.3f} s   {max(m for _, m in runs):5.0f} MB   {walls[name] / walls['without intervals']:5.2f} x")
    rows, seconds = map(float, subprocess.run(
        [sys.executable, HERE / "peer.py", str(work / "rows.csv"), str(PEER_REPLICATES)], check=True, capture_output=True, text=True).stdout.split())
    # Every row is in the whole and in one group of each of the four slices.
    whole = seconds / PEER_REPLICATES * REPLICATES * 5 * ROWS / rows
    print(f"NumPy and scikit-learn {seconds:7.3f} s for {PEER_REPLICATES} replicates of one slice of {rows:.0f} rows; {whole / 3600:.1f} hours for {REPLICATES} of all slices")
