"""Writes scikit-learn's values of every metric on every slice of the sample specs, for SampleReferenceTests.

    python3 eng/references/specs.py            # Debian 12: python3-sklearn python3-pandas python3-onnx
    python3 eng/references/specs.py --print    # a table instead of files
"""
import argparse
import json
import pathlib
import sys

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))

import specs_metrics  # noqa: E402
from specs_samples import ROOT, all_samples  # noqa: E402

TARGET = ROOT / "tests" / "ModelSpecs.EndToEnd.Tests" / "References"


def measure(sample, rows):
    result = measure_predictions(sample, rows)
    weights = np.ones(len(rows)) if sample.weights is None else sample.weights
    for name, column in sample.columns.items():
        result[name] = specs_metrics.column(name, column.to_numpy(np.float64)[rows], weights[rows])
    return result


def measure_predictions(sample, rows):
    weights = np.ones(len(sample.truth)) if sample.weights is None else sample.weights
    take = lambda values: None if values is None else values[rows]  # noqa: E731
    if sample.task == "binary":
        return specs_metrics.binary(sample.truth[rows], sample.predicted[rows], take(sample.scores), weights[rows], sample.extra)
    if sample.task == "multiclass":
        return specs_metrics.multiclass(sample.truth[rows], sample.predicted[rows], take(sample.scores), weights[rows], sample.classes, sample.declared, sample.extra)
    if sample.task == "multilabel":
        return specs_metrics.multilabel(sample.truth[rows], sample.predicted[rows], take(sample.scores), weights[rows], sample.classes)
    if sample.task == "ranking":
        return specs_metrics.queries(sample.truth[rows], sample.scores[rows], sample.queries[rows], weights[rows], sample.extra)
    return specs_metrics.regression(sample.truth[rows], sample.predicted[rows], weights[rows], sample.extra)


def reference(sample):
    everything = np.ones(len(sample.truth), bool)
    slices = [{"slice": "overall", "group": None, "metrics": measure(sample, everything)}]
    for name, groups in sample.slices.items():
        slices += [{"slice": name, "group": group, "metrics": measure(sample, rows)} for group, rows in groups.items()]
    return {"spec": sample.spec, "task": sample.task, "slices": slices}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--print", action="store_true", help="print the main metrics, write nothing")
    arguments = parser.parse_args()
    for sample in all_samples():
        result = reference(sample)
        if arguments.print:
            print(f"== {sample.spec}")
            for row in result["slices"]:
                numbers = "  ".join(f"{name} {value if value is None else round(value, 4)}" for name, value in row["metrics"].items() if "class=" not in name)
                print(f"{row['slice']} = {row['group']}: {numbers}")
            continue
        TARGET.mkdir(parents=True, exist_ok=True)
        lines = ",\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False) for row in result["slices"])
        (TARGET / f"{sample.spec}.json").write_text(f'{{"spec":"{sample.spec}","task":"{sample.task}","slices":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
