"""From a save to its verdict in `modelspecs watch`, against a fresh `modelspecs run` of the same edit, in turn on a copy of specs/loan.spec.yaml (20,000 rows).

The clock starts before the file is written and stops when the verdict line is read. Each edit is one line: a bound, then the threshold, which changes every
prediction. Whether both say the same is checked by their verdict lines; that the results are the same to the byte is a test's business
(tests/ModelSpecs.Engine.Tests/Running/RememberedRunTests.cs).

Usage: /usr/bin/python3 benchmarks/watch/run.py [ROUNDS] [CLI]   (needs eng/publish-cli.sh first, unless CLI names another build's modelspecs.dll)
"""
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 10
CLI = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "artifacts" / "cli" / "modelspecs"
COMMAND = ["dotnet", str(CLI)] if CLI.suffix == ".dll" else [str(CLI)]
VERDICT = re.compile(r"^(Passed|Failed|Not judged|Nothing judged)")
EDITS = {
    "another bound": (r'^  recall: ">= 0\.\d+"', lambda i: f'  recall: ">= 0.{40 + i % 4}"'),
    "another threshold": (r"^threshold: 0\.\d+", lambda i: f"threshold: 0.{3000 + 7 * (i + 1)}"),
}


def verdict(stream):
    """The next verdict line, without the time that `run` adds."""
    for line in stream:
        if VERDICT.match(line):
            return re.sub(r", [0-9.]+ s\.$", ".", line.strip())
    sys.exit("the process ended without a verdict")


with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder).resolve()
    shutil.copytree(ROOT / "testdata" / "loan", work / "testdata" / "loan")
    shutil.copytree(ROOT / "specs" / "shared", work / "specs" / "shared")
    (work / "modelspecs.yaml").write_text("root: true\n")
    spec = work / "specs" / "loan.spec.yaml"
    shutil.copy(ROOT / "specs" / "loan.spec.yaml", spec)
    if (ROOT / "specs" / "modelspecs.yaml").exists():
        shutil.copy(ROOT / "specs" / "modelspecs.yaml", work / "specs" / "modelspecs.yaml")
    watch = subprocess.Popen([*COMMAND, "watch", str(spec)], cwd=work, stdout=subprocess.PIPE, text=True)
    verdict(watch.stdout)
    for name, (pattern, replacement) in EDITS.items():
        saved, fresh = [], []
        for i in range(ROUNDS + 2):
            text, edits = re.subn(pattern, replacement(i), spec.read_text(), count=1, flags=re.MULTILINE)
            assert edits == 1, name
            start = time.perf_counter()
            spec.write_text(text)
            of_watch = verdict(watch.stdout)
            saved.append(time.perf_counter() - start)
            start = time.perf_counter()
            run = subprocess.run([*COMMAND, "run", str(spec)], cwd=work, stdout=subprocess.PIPE, text=True)
            fresh.append(time.perf_counter() - start)
            of_run = verdict(iter(run.stdout.splitlines(keepends=True)))
            if of_watch != of_run:
                sys.exit(f"{name}: watch says {of_watch!r}, run says {of_run!r}")
        # The first two rounds compile what runs from then on.
        saved, fresh = saved[2:], fresh[2:]
        ratio = statistics.median(f / s for s, f in zip(saved, fresh))
        print(f"{name:18} save to verdict {1000 * statistics.median(saved):5.0f} ms (most {1000 * max(saved):.0f})   fresh run {1000 * statistics.median(fresh):5.0f} ms   {ratio:.1f} x")
    watch.send_signal(signal.SIGINT)
    if watch.wait() != 130:
        sys.exit(f"the watch ended with {watch.returncode}; expected 130")
