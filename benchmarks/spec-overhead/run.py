"""What spec tests cost over an empty xunit project with as many facts: `dotnet test --no-build`, VSTest, warm cache.

Makes both projects in a temporary folder, builds them, and times them in turn as whole processes.
Usage: python3 benchmarks/spec-overhead/run.py [CHECKS] [RUNS] [facts|groups]
"""
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CHECKS = int(sys.argv[1]) if len(sys.argv) > 1 else 200
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
KIND = sys.argv[3] if len(sys.argv) > 3 else "facts"
METRICS = ["accuracy", "balanced_accuracy", "f1", "recall", "specificity", "roc_auc", "average_precision", "brier", "log_loss", "ece"]
LOWER = {"brier", "log_loss", "ece"}

PROJECT = """<Project>
  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
  {props}
  <PropertyGroup>
    <TargetFramework>net10.0</TargetFramework>
    <OutputType>Exe</OutputType>
    <IsTestProject>true</IsTestProject>
    <ImplicitUsings>enable</ImplicitUsings>
    <InvariantGlobalization>true</InvariantGlobalization>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.NET.Test.Sdk" />
    <PackageReference Include="xunit.v3" />
    <PackageReference Include="xunit.runner.visualstudio" />
  </ItemGroup>
  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
  {targets}
</Project>
"""


def checks(metrics):
    """Bounds that every model meets, since time is measured here and not quality."""
    return "".join(f'      {m}: "{"<= 0.999" if m in LOWER else ">= 0.001"}"\n' for m in metrics)


def spec():
    """Ten checks a slice; the slices are predicates (facts), or the values of one group (rows of theories)."""
    lines = ["spec: Overhead", "golden: golden.csv", "label: defaulted", "id: loan_id", "task: binary", "positive: 1", "threshold: 0.30",
             "model: champion.onnx", "inputs: { X: [income, debt_ratio, age, history_months, amount, utilisation] }",
             'outputs: { score: "probabilities[1]" }', "slices:"]
    slices = CHECKS // len(METRICS)
    if KIND == "groups":
        edges = ", ".join(str(100 + 10 * i) for i in range(1, slices))
        lines += ["  age:", "    by: row_band", f"    edges: [{edges}]", "    expect:", checks(METRICS).rstrip()]
    else:
        for i in range(slices):
            lines += [f"  part {i}:", f"    where: age >= {18 + i % 5} and amount > {i}", "    expect:", checks(METRICS).rstrip()]
    return "\n".join(lines) + "\n"


def write(folder, kind):
    """Writes and builds a project."""
    folder.mkdir()
    build = f"{ROOT}/src/ModelSpecs.Xunit/build"
    (folder / "Directory.Build.props").write_text("<Project />\n")
    (folder / "Directory.Packages.props").write_text(f'<Project><Import Project="{ROOT}/Directory.Packages.props" /></Project>\n')
    if kind == "specs":
        imports = [f'<Import Project="{build}/ModelSpecs.Xunit{suffix}.props" />' for suffix in ("", ".InRepository")]
        (folder / "Tests.csproj").write_text(PROJECT.format(props="\n  ".join(imports), targets=f'<Import Project="{build}/ModelSpecs.Xunit.targets" />'))
        (folder / "modelspecs.yaml").write_text("root: true\n")
        (folder / "overhead.spec.yaml").write_text(spec())
        for name in ("golden.csv", "champion.onnx"):
            (folder / name).write_bytes((ROOT / "testdata/loan" / name).read_bytes())
        if KIND == "groups":
            rows = (folder / "golden.csv").read_text().splitlines()
            banded = [rows[0] + ",row_band"] + [f"{row},{100 + i % (10 * (CHECKS // len(METRICS)))}" for i, row in enumerate(rows[1:])]
            (folder / "golden.csv").write_text("\n".join(banded) + "\n")
    else:
        (folder / "Tests.csproj").write_text(PROJECT.format(props="", targets=""))
        facts = "\n".join(f"    [Xunit.Fact] public void Fact_{i}() {{ }}" for i in range(CHECKS))
        (folder / "Facts.cs").write_text(f"public sealed class Facts\n{{\n{facts}\n}}\n")
    run(["dotnet", "build", "-c", "Release", "-v", "q"], folder)


def run(command, folder):
    """Wall and processor seconds of a command and all it starts, and what it printed; a failure ends the benchmark."""
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.returncode != 0:
        sys.exit(f"{command} in {folder} failed:\n{process.stdout}{process.stderr}")
    return (wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), process.stdout


def test(folder):
    """Runs the tests of a built project."""
    times, output = run(["dotnet", "test", "--no-build", "-c", "Release"], folder)
    passed = int(re.search(r"Passed:\s+(\d+)", output).group(1))
    assert passed == CHECKS, f"{passed} of {CHECKS} tests passed in {folder}"
    return times


with tempfile.TemporaryDirectory() as temporary:
    work = pathlib.Path(temporary)
    kinds = ["empty", "specs"]
    for kind in kinds:
        write(work / kind, kind)
        test(work / kind)  # fills the caches
    samples = {kind: [] for kind in kinds}
    for _ in range(RUNS):
        for kind in kinds:
            samples[kind].append(test(work / kind))
    for i, name in enumerate(("wall", "cpu ")):
        times = {kind: [sample[i] for sample in samples[kind]] for kind in kinds}
        for kind in kinds:
            print(f"{name}  {kind:6} {statistics.median(times[kind]):6.2f} s   ({min(times[kind]):.2f} to {max(times[kind]):.2f}), {CHECKS} tests")
        print(f"{name}  ratio  {statistics.median(times['specs']) / statistics.median(times['empty']):6.2f}     (of the fastest runs: {min(times['specs']) / min(times['empty']):.2f})")
    if os.environ.get("KEEP"):
        input(f"kept in {work}; enter ends ")
