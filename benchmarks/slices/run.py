"""Whole processes, in turn, on the same file: `modelspecs run` against pandas + scikit-learn.

Prints wall seconds, peak memory and the ratios peer / ours; checks first that both found the same numbers.
Usage: /usr/bin/python3 benchmarks/slices/run.py [ROWS] [RUNS]   (needs eng/publish-cli.sh first)
"""
import json
import math
import os
import pathlib
import re
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


def timed(command, env=None):
    """Wall seconds and peak resident megabytes of one process; a failure ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=env)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{command} failed: {errors.decode()}")
    return wall, usage.ru_maxrss / 1024


def same_numbers(ours, theirs):
    """Every metric of every slice to 1e-9 relative."""
    suite = json.loads(ours.read_text())["suites"][0]
    peer = json.loads(theirs.read_text())
    groups = suite["slices"]
    assert len(groups) == len(peer) == 192 or ROWS < 100_000, (len(groups), len(peer))
    compared = 0
    for group in groups:
        name = {"(-inf, 25)": "[-1, 25)", "[65, inf)": "[65, 200)"}.get(group.get("group"), group.get("group") or "overall")
        reference = peer[name]
        assert group["n"] == reference["n"], group["group"]
        for metric in group["metrics"]:
            if metric["metric"] in reference:
                assert math.isclose(metric["value"], reference[metric["metric"]], rel_tol=1e-9), (group["group"], metric)
                compared += 1
    print(f"the same {compared} numbers to 1e-9")


with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    (work / "modelspecs.yaml").write_text("root: true\n")
    spec = work / "rows.spec.yaml"
    text = (HERE / "rows.spec.yaml").read_text()
    spec.write_text(text)
    subprocess.run([sys.executable, HERE / "make_rows.py", str(ROWS), work / "rows.csv"], check=True)
    env = dict(os.environ, MODELSPECS_CACHE=str(work / "cache"))
    peer = [sys.executable, str(HERE / "peer.py"), str(work / "rows.csv"), str(work / "peer.json")]
    ours = [str(CLI), "run", str(spec), "--quiet", "--json", str(work / "ours.json")]
    timed(peer)
    timed([*ours, "--no-cache"], env)
    same_numbers(work / "ours.json", work / "peer.json")
    timed(ours, env)  # fills the cache
    samples = {"peer": [], "first run, no cache": [], "second run, thresholds changed": []}
    for i in range(RUNS):
        samples["peer"].append(timed(peer))
        spec.write_text(text)
        samples["first run, no cache"].append(timed([*ours, "--no-cache"], env))
        spec.write_text(re.sub(r'accuracy: ">= [0-9.]+"', f'accuracy: ">= 0.{5000 + i}"', text))
        samples["second run, thresholds changed"].append(timed(ours, env))
    walls = {name: statistics.median(w for w, _ in runs) for name, runs in samples.items()}
    for name, runs in samples.items():
        print(f"{name:32} {walls[name]:7.3f} s   {max(m for _, m in runs):6.0f} MB   {walls['peer'] / walls[name]:5.1f} x")
