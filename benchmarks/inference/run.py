"""Whole processes, in turn: `modelspecs run --no-cache` against a bare loop over the same model with the same binding, batch and threads.
Usage: /usr/bin/python3 benchmarks/inference/run.py [ROWS] [WIDTH] [RUNS]   (needs eng/publish-cli.sh first)"""
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
ROWS, WIDTH, RUNS = (int(sys.argv[i]) if len(sys.argv) > i else d for i, d in ((1, 200_000), (2, 1_024), (3, 3)))
BATCH, THREADS = 1_024, 2
CLI = ROOT / "artifacts" / "cli" / "modelspecs"


def timed(command):
    start = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{command} failed:\n{done.stdout}{done.stderr}")
    return wall


project = HERE / "BareLoop"
subprocess.run(["dotnet", "build", project, "-c", "Release", "-v", "q", "-nologo"], check=True)
bare_loop = project / "bin" / "Release" / "net10.0" / "ModelSpecs.Benchmarks.BareLoop"
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([sys.executable, HERE / "make_model.py", folder, str(ROWS), str(WIDTH)], check=True)
    with open(pathlib.Path(folder) / "mlp.spec.yaml", "a", encoding="utf-8") as spec:
        spec.write(f"run: {{ batch_size: {BATCH}, threads: {THREADS} }}\n")
    bare = [str(bare_loop), f"{folder}/model.onnx", f"{folder}/x.npy", str(BATCH), str(THREADS)]
    ours = [str(CLI), "run", f"{folder}/mlp.spec.yaml", "--no-cache", "--quiet"]
    timed(bare), timed(ours)
    pairs = [(timed(bare), timed(ours)) for _ in range(RUNS)]
    print(f"bare loop       {statistics.median(b for b, _ in pairs):7.2f} s")
    print(f"modelspecs run  {statistics.median(o for _, o in pairs):7.2f} s")
    print(f"overhead        {100 * (statistics.median(o / b for b, o in pairs) - 1):7.1f} %")
