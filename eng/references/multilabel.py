"""Writes scikit-learn's value of every multi-label metric on small made-up inputs, for KernelReferenceTests.

    /usr/bin/python3 eng/references/multilabel.py     # Debian 12: python3-sklearn

One file, tests/ModelSpecs.Metrics.Tests/References/multilabel.json. Inputs and values are written with all their digits; null is
undefined. Where ModelSpecs departs from scikit-learn (docs/metrics.md lists it), the value is set to null by the rule, not by the result.
"""
import hashlib
import json
import pathlib
import warnings

import numpy as np
import scipy
import sklearn
from metrics import class_calibration, column, latencies, recalibrate  # eng/references/metrics.py
from sklearn import metrics

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests" / "ModelSpecs.Metrics.Tests" / "References" / "multilabel.json"
AVERAGES = ("macro", "micro", "weighted", "samples")


def ratio(numerator, denominator):
    return None if denominator <= 0 else float(numerator) / float(denominator)


class Values:
    """Collects (request, value) pairs."""

    def __init__(self):
        self.all = []

    def add(self, metric, value, **parameters):
        self.all.append({"metric": metric, **parameters, "value": None if value is None else float(value)})


def ratios(truth, predicted, weights):
    """Numerator and denominator of each ratio of counts."""
    tp, fp = weights[truth & predicted].sum(), weights[~truth & predicted].sum()
    fn, tn = weights[truth & ~predicted].sum(), weights[~truth & ~predicted].sum()
    return {"precision": (tp, tp + fp), "recall": (tp, tp + fn), "f1": (2 * tp, 2 * tp + fp + fn), "fbeta": (5 * tp, 5 * tp + 4 * fn + fp),
            "specificity": (tn, tn + fp), "fpr": (fp, tn + fp), "fnr": (fn, tp + fn), "npv": (tn, tn + fn), "jaccard": (tp, tp + fp + fn)}


FUNCTIONS = {"precision": metrics.precision_score, "recall": metrics.recall_score, "f1": metrics.f1_score, "jaccard": metrics.jaccard_score,
             "fbeta": lambda *a, **k: metrics.fbeta_score(*a, beta=2, **k)}


def counted(values, truth, predicted, weights, sample_weight):
    rows, labels = truth.shape
    per_label = [ratios(truth[:, c], predicted[:, c], weights) for c in range(labels)]
    per_row = [ratios(truth[r], predicted[r], np.ones(labels)) for r in range(rows)]
    support = weights @ truth
    for name in per_label[0]:
        extra = {"beta": 2} if name == "fbeta" else {}
        for replacement in (None, 0, 1):
            parameters = extra if replacement is None else {**extra, "zero_division": replacement}
            fill = lambda ones: [(replacement or 0) if one is None else one for one in ones]  # noqa: E731, B023
            for c in range(labels):
                value = ratio(*per_label[c][name])
                if name in FUNCTIONS and value is not None:
                    library = FUNCTIONS[name](truth[:, c], predicted[:, c], sample_weight=sample_weight)
                    assert np.isclose(library, value, rtol=1e-13), (name, c, library, value)
                    value = library
                values.add(name, replacement if value is None else value, **{"class": c}, **parameters)
            ones = [ratio(*of[name]) for of in per_label]
            for average in AVERAGES:
                if average == "micro":
                    value = ratio(sum(of[name][0] for of in per_label), sum(of[name][1] for of in per_label))
                elif average == "macro":
                    value = None if all(one is None for one in ones) else np.mean(fill(ones))
                elif average == "weighted":
                    value = None if all(one is None for one, s in zip(ones, support) if s > 0) else np.average(fill(ones), weights=support)
                else:
                    each = [ratio(*of[name]) for of in per_row]
                    value = None if all(one is None for one, w in zip(each, weights) if w > 0) else np.average(fill(each), weights=weights)
                if value is None:
                    value = replacement
                elif name in FUNCTIONS:
                    library = FUNCTIONS[name](truth, predicted, average=average, sample_weight=sample_weight, zero_division=replacement or 0)
                    assert np.isclose(library, value, rtol=1e-13, atol=1e-15), (name, average, replacement, library, value)
                    value = library
                values.add(name, value, average=average, **parameters)


def ranked(values, truth, scores, weights, sample_weight):
    rows, labels = truth.shape
    own, lacking = weights @ truth, weights @ ~truth
    both = (own > 0) & (lacking > 0)
    for c in range(labels):
        values.add("roc_auc", metrics.roc_auc_score(truth[:, c], scores[:, c], sample_weight=sample_weight) if both[c] else None, **{"class": c})
        values.add("average_precision", metrics.average_precision_score(truth[:, c], scores[:, c], sample_weight=sample_weight)
                   if own[c] > 0 else None, **{"class": c})
    one_sided = truth.all(axis=1) | ~truth.any(axis=1)
    defined = {"macro": both.all(), "weighted": both.all(), "micro": own.sum() > 0 and lacking.sum() > 0, "samples": not one_sided[weights > 0].any()}
    for average in AVERAGES:
        # With a zero weight on a row that has no such area, scikit-learn stops all the same.
        kept = weights > 0 if average == "samples" else np.ones(rows, bool)
        of_kept = None if sample_weight is None else sample_weight[kept]
        values.add("roc_auc", metrics.roc_auc_score(truth[kept], scores[kept], average=average, sample_weight=of_kept) if defined[average] else None, average=average)
        values.add("average_precision", metrics.average_precision_score(truth, scores, average=average, sample_weight=sample_weight)
                   if own.sum() > 0 else None, average=average)
    values.add("lrap", metrics.label_ranking_average_precision_score(truth, scores, sample_weight=sample_weight))
    values.add("coverage_error", metrics.coverage_error(truth, scores, sample_weight=sample_weight))
    values.add("ranking_loss", metrics.label_ranking_loss(truth, scores, sample_weight=sample_weight))
    own_values = []
    for c in range(labels):
        own = Values()
        class_calibration(own, truth[:, c], scores[:, c], sample_weight, **{"class": c})
        recalibrate(own, truth[:, c], scores[:, c], sample_weight, **{"class": c})
        values.all += own.all
        own_values.append({tuple((key, value[key]) for key in ("metric", "bins", "strategy") if key in value): value["value"] for value in own.all})
    for key in own_values[0]:
        if dict(key)["metric"] in ("ece", "mce"):
            over = np.mean if dict(key)["metric"] == "ece" else np.max
            values.all.append({**dict(key), "value": float(over([of[key] for of in own_values]))})
    values.add("log_loss", np.mean([metrics.log_loss(truth[:, c], scores[:, c], labels=[False, True], sample_weight=sample_weight) for c in range(labels)]))
    values.add("brier", np.mean([np.average((scores[:, c] - truth[:, c]) ** 2, weights=sample_weight) for c in range(labels)]))


def measure(truth, predicted, scores, sample_weight):
    values = Values()
    weights = np.ones(len(truth)) if sample_weight is None else sample_weight
    values.add("n", len(truth))
    values.add("positives", None)
    for c in range(truth.shape[1]):
        values.add("positives", truth[:, c].sum(), **{"class": c})
        values.add("prevalence", np.average(truth[:, c], weights=weights), **{"class": c})
        values.add("selection_rate", np.average(predicted[:, c], weights=weights), **{"class": c})
    values.add("accuracy", metrics.accuracy_score(truth, predicted, sample_weight=sample_weight))
    values.add("hamming_loss", metrics.hamming_loss(truth, predicted, sample_weight=sample_weight))
    counted(values, truth, predicted, weights, sample_weight)
    if scores is not None:
        ranked(values, truth, scores, weights, sample_weight)
    return values.all


def inputs(rng):
    def scored(rows, shares, digits):
        truth = rng.random((rows, len(shares))) < shares
        return truth, np.round(1 / (1 + np.exp(-(truth * 2 - 1 + rng.normal(size=truth.shape)))), digits)

    yield "distinct scores", *scored(90, [.4, .5, .3, .2], 12), True
    yield "ties", *scored(90, [.4, .5, .3, .2], 1), True
    yield "a rare label", *scored(60, [.5, .03, .4], 2), True
    truth, scores = scored(40, [.5, .6, .3, .4], 2)
    truth[:, 0], truth[:, 1] = ~truth[:, 2] | truth[:, 3], ~truth[:, 3] | truth[:, 2]
    truth[truth.all(axis=1), 0] = False
    truth[~truth.any(axis=1), 1] = True
    yield "no row without labels or with all", truth, scores, True
    yield "all scores equal", scored(30, [.4, .5, .3], 2)[0], np.full((30, 3), .5), True
    yield "nothing predicted", scored(20, [.4, .5, .3], 2)[0], np.round(rng.random((20, 3)) * .4, 2), False
    yield "everything predicted", scored(20, [.4, .5, .3], 2)[0], np.round(.5 + rng.random((20, 3)) * .5, 2), False
    yield "a label on no row", *scored(25, [.4, 0, .3], 2), True
    yield "a label on every row", *scored(25, [.4, 1, .3], 2), False
    yield "no label on any row", *scored(12, [0, 0, 0], 2), False
    yield "every label on every row", *scored(12, [1, 1, 1], 2), False
    truth, _ = scored(15, [.4, .5, .3], 2)
    yield "perfect and certain", truth, truth.astype(float), False
    yield "one row", np.array([[True, False, True]]), np.array([[.7, .2, .1]]), False
    yield "many labels", *scored(30, np.linspace(.05, .9, 25), 2), True


def cases():
    rng = np.random.default_rng(20240301)
    for name, truth, scores, weighted in inputs(rng):
        rows = len(truth)
        weightings = {"": None, " weighted": rng.random(rows) * 3, " whole weights": rng.integers(1, 5, rows).astype(float),
                      " some weights zero": np.where(rng.random(rows) < 0.3, 0.0, rng.random(rows) + 0.1)}
        for suffix, weights in weightings.items():
            if not suffix or weighted:
                predicted = scores >= 0.5
                yield {"name": name + suffix, "classes": truth.shape[1], "declared": False, "truth": truth.astype(int).ravel().tolist(),
                       "predicted": predicted.astype(int).ravel().tolist(), "scores": scores.ravel().tolist(),
                       "weights": None if weights is None else weights.tolist(), "values": measure(truth, predicted, scores, weights)}


def main():
    header = {
        "script": "eng/references/multilabel.py",
        "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
    }
    found = list(cases())
    for index, case in enumerate(found):
        latency = latencies(np.random.default_rng(1000 + index), len(case["truth"]) // case["classes"], index % 7)
        case["latency"] = [None if np.isnan(value) else value for value in latency.tolist()]
        case["values"] += column(latency, None if case["weights"] is None else np.array(case["weights"]))
    lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in found)
    text = json.dumps({**header, "task": "multilabel"}, indent=2)[:-2] + ',\n  "cases": [\n' + lines + "\n  ]\n}\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"multilabel: {len(found)} cases, {sum(len(case['values']) for case in found)} values, {len(text)} bytes")


if __name__ == "__main__":
    main()
