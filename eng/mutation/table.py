#!/usr/bin/env python3
"""What eng/mutation/run.sh has found, as a table by folder; with names of runs: their survivors, one a line."""
import collections
import json
import pathlib
import sys

TESTED = ("Killed", "Timeout", "Survived", "NoCoverage")


NOT_CHOSEN = "Removed by mutate filter"


def mutants(report):
    for path, file in sorted(json.loads(report.read_text(encoding="utf-8"))["files"].items()):
        name = path.replace("\\", "/").rpartition("src/ModelSpecs.Metrics/")[2]
        for mutant in file["mutants"]:
            if mutant["status"] in TESTED or mutant.get("statusReason") == NOT_CHOSEN:
                yield name, mutant, file["source"].split("\n")


def tried(counts):
    return sum(counts[status] for status in TESTED)


def score(counts):
    return (counts["Killed"] + counts["Timeout"]) / tried(counts)


def row(name, counts):
    share = f"{100 * score(counts):.1f} %" if tried(counts) else "–"
    print(f"| {name} | {sum(counts.values())} | {tried(counts)} | " + " | ".join(str(counts[status]) for status in TESTED) + f" | {share} |")


def table(reports):
    print("| folder | mutants | tried | killed | timed out | survived | reached by no test | score |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    folders = collections.defaultdict(collections.Counter)
    for report in reports:
        for name, mutant, _ in mutants(report):
            folders[name.partition("/")[0] if "/" in name else "Root"][mutant["status"]] += 1
    for folder in sorted(folders):
        row(folder, folders[folder])
    row("**all**", sum(folders.values(), collections.Counter()))

    # Samples of folders may differ in size: each counts by all the mutants that it stands for.
    known = [counts for counts in folders.values() if tried(counts)]
    whole = sum(score(counts) * sum(counts.values()) for counts in known) / max(1, sum(sum(counts.values()) for counts in known))
    print(f"\nFolders weighed by all their mutants: {100 * whole:.1f} %.")


def survivors(report):
    for name, mutant, lines in mutants(report):
        if mutant["status"] in ("Survived", "NoCoverage"):
            start, end = mutant["location"]["start"], mutant["location"]["end"]
            line = lines[start["line"] - 1]
            was = line[start["column"] - 1:end["column"] - 1] if start["line"] == end["line"] else "{…}"
            unseen = " (reached by no test)" if mutant["status"] == "NoCoverage" else ""
            print(f"{name}:{start['line']}{unseen}: {line.strip()}   [{was} -> {' '.join(mutant['replacement'].split())[:120]}]")


if __name__ == "__main__":
    out = pathlib.Path(sys.argv[1])
    if len(sys.argv) == 2:
        table(sorted(out.glob("*.json")))
    for chosen in sys.argv[2:]:
        survivors(out / f"{chosen}.json")
