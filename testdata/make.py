"""Makes every sample again and writes CHECKSUMS, or, with --check, makes them in a temporary folder and compares.

    python3 testdata/make.py            # Debian 12: python3-sklearn python3-pandas python3-onnx
    python3 testdata/make.py --check    # writes nothing here; exit code 1 where a byte differs
"""
import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# The order of floating-point sums in training may follow the number of threads: one, for everybody.
ENVIRONMENT = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
MADE = (".onnx", ".pb", ".csv", ".tsv", ".gz", ".jsonl", ".npy", ".npz")


def make(folder):
    for script in sorted(folder.glob("*/make.py")):
        print(f"{script.parent.name}:", flush=True)
        subprocess.run([sys.executable, str(script)], check=True, env=ENVIRONMENT)


def checksums(folder):
    made = sorted(path for path in folder.rglob("*") if path.is_file() and path.name.endswith(MADE))
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n" for path in made)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare with CHECKSUMS, write nothing here")
    if not parser.parse_args().check:
        make(HERE)
        (HERE / "CHECKSUMS").write_text(checksums(HERE))
        return 0

    recorded = (HERE / "CHECKSUMS").read_text()
    here = checksums(HERE)
    with tempfile.TemporaryDirectory() as temporary:
        copy = pathlib.Path(temporary) / "testdata"
        shutil.copytree(HERE, copy, ignore=lambda _, names: [name for name in names if name.endswith(MADE)])
        make(copy)
        again = checksums(copy)
    for name, text in (("the files here", here), ("the files made again", again)):
        if text != recorded:
            differing = sorted(set(text.splitlines()) ^ set(recorded.splitlines()))
            print(f"CHECKSUMS and {name} differ:\n  " + "\n  ".join(differing), file=sys.stderr)
    return 0 if here == recorded == again else 1


if __name__ == "__main__":
    sys.exit(main())
