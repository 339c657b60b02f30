"""Whole processes, in turn, on the same file: `modelspecs run` with a drift guard against a profile, and the same tests with pandas + SciPy.

Prints wall and processor seconds (which a busy machine does not stretch), peak memory and the ratios peer / ours; checks first that both found the same numbers. The peer has its edges, counts and sorted reference frozen in a pickle, as ours has its profile;
it is run twice, against all values of the reference and against a thousand of their quantiles, which is what a profile has.
Usage: /usr/bin/python3 benchmarks/drift/run.py [ROWS] [RUNS]   (needs eng/publish-cli.sh first)
"""
import json
import math
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
REFERENCE = 200_000
CLI = pathlib.Path(os.environ.get("MODELSPECS_CLI", ROOT / "artifacts" / "cli" / "modelspecs"))
MEASURES = ["psi", "js", "ks", "chi2", "wasserstein", "null_rate", "unseen"]


def timed(command, env=None):
    """Wall seconds, processor seconds and peak resident megabytes of one process; a failure ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    output, errors = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command} failed: {output.decode()[-2000:]}{errors.decode()[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def same_numbers(ours, theirs):
    """The worst column's value of each measure: exactly for what is over bins, ks within what a profile may be off by, wasserstein within 1 %."""
    values = {value["measure"]: value["value"] for value in json.loads(ours.read_text())["suites"][0]["guards"][0]["values"]}
    peer = json.loads(theirs.read_text())
    for measure in MEASURES:
        worst = max(result[measure] for result in peer.values() if measure in result)
        here = values[measure]
        near = {"ks": {"rel_tol": 0, "abs_tol": 0.002}, "wasserstein": {"rel_tol": 0.02}}.get(measure, {"rel_tol": 1e-9, "abs_tol": 1e-12})
        assert math.isclose(here, worst, **near), (measure, here, worst)
    print(f"the same worst column of {len(peer)} in {len(MEASURES)} measures: " + ", ".join(f"{measure} {values[measure]:.4g}" for measure in MEASURES))


with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    (work / "modelspecs.yaml").write_text("root: true\n")
    (work / "rows.spec.yaml").write_text((HERE / "rows.spec.yaml").read_text())
    env = dict(os.environ, MODELSPECS_CACHE=str(work / "cache"))
    for rows, seed, shift, name in ((REFERENCE, 1, 0.0, "reference.csv"), (ROWS, 2, 0.02, "rows.csv")):
        subprocess.run([sys.executable, HERE / "make_rows.py", str(rows), str(seed), str(shift), work / name], check=True)
    print(f"rows.csv: {ROWS} rows, {(work / 'rows.csv').stat().st_size / 1e6:.0f} MB; reference of {REFERENCE} rows")
    timed([sys.executable, HERE / "peer.py", "freeze", work / "reference.csv", work / "frozen.pickle"])
    timed([CLI, "profile", work / "reference.csv", "-o", work / "reference.profile.json"], env)
    print(f"profile {(work / 'reference.profile.json').stat().st_size / 1e3:.0f} kB, pickle {(work / 'frozen.pickle').stat().st_size / 1e3:.0f} kB")
    peer = [sys.executable, HERE / "peer.py", "test", work / "frozen.pickle", work / "rows.csv", work / "peer.json"]
    ours = [CLI, "run", work / "rows.spec.yaml", "--quiet", "--json", work / "ours.json"]
    timed([*peer, "rows"])
    timed([*ours, "--no-cache"], env)
    same_numbers(work / "ours.json", work / "peer.json")
    timed(ours, env)  # fills the cache
    samples = {"pandas + SciPy, all values": [], "pandas + SciPy, 1,001 quantiles": [], "modelspecs, no cache": [], "modelspecs, columns cached": []}
    for _ in range(RUNS):
        for name, command in zip(samples, ([*peer, "rows"], [*peer, "knots"], [*ours, "--no-cache"], ours)):
            samples[name].append(timed(command, env))
    walls, processor = ({name: statistics.median(run[part] for run in runs) for name, runs in samples.items()} for part in (0, 1))
    print(f"{'':34} {'wall':>9}   {'processor':>9}   {'memory':>9}   peer / ours, wall and processor")
    for name, runs in samples.items():
        ratios = "   ".join(f"{times[peer_name] / times[name]:5.1f} x" for peer_name in list(samples)[:2] for times in (walls, processor))
        print(f"{name:34} {walls[name]:7.2f} s   {processor[name]:7.2f} s   {max(run[2] for run in runs):6.0f} MB   {ratios}")
