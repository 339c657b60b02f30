"""Fairlearn's measures on small made-up inputs, by its published formulas over scikit-learn's recall and confusion matrix.

Fairlearn (fairlearn.metrics, user guide "Common fairness metrics"): demographic parity is the spread of the selection rate, equal opportunity that of the
true positive rate, equalized odds the worse of the spreads of the true and the false positive rate; a difference is largest minus smallest, a ratio
smallest over largest. Writes tests/ModelSpecs.Engine.Tests/References/fairness.json; FairnessReferenceTests compares.
"""
import hashlib
import json
import pathlib

import numpy as np
from sklearn.metrics import confusion_matrix, recall_score

ROOT = pathlib.Path(__file__).resolve().parents[2]
OUT = ROOT / "tests/ModelSpecs.Engine.Tests/References/fairness.json"


def rates(truth, predicted, weights):
    tn, fp, _, _ = confusion_matrix(truth, predicted, labels=[0, 1], sample_weight=weights).ravel()
    return {
        "selection_rate": np.average(predicted, weights=weights),
        "recall": recall_score(truth, predicted, sample_weight=weights),
        "fpr": fp / (fp + tn),
    }


def measures(case):
    groups = sorted(set(case["group"]))
    of = {}
    for group in groups:
        rows = [i for i, g in enumerate(case["group"]) if g == group]
        weights = None if case["weight"] is None else [case["weight"][i] for i in rows]
        of[group] = rates([case["truth"][i] for i in rows], [case["predicted"][i] for i in rows], weights)

    def spread(metric):
        values = [of[g][metric] for g in groups]
        return max(values) - min(values), (min(values) / max(values) if max(values) > 0 else None)

    (dpd, dpr), (tprd, tprr), (fprd, fprr) = spread("selection_rate"), spread("recall"), spread("fpr")
    return {
        "demographic_parity_difference": dpd,
        "demographic_parity_ratio": dpr,
        "equalized_odds_difference": max(tprd, fprd),
        "equalized_odds_ratio": None if tprr is None or fprr is None else min(tprr, fprr),
        "equal_opportunity_difference": tprd,
        "equal_opportunity_ratio": tprr,
    }


def case(name, seed, rows, groups, weighted, never=None):
    random = np.random.default_rng(seed)
    group = [groups[i] for i in random.integers(0, len(groups), rows)]
    truth = random.integers(0, 2, rows).tolist()
    # Each group has both classes, so that every rate is defined.
    for i, g in enumerate(groups):
        group[2 * i], group[2 * i + 1] = g, g
        truth[2 * i], truth[2 * i + 1] = 0, 1
    shift = {g: 0.12 * i for i, g in enumerate(groups)}
    score = [0.3 * t + 0.6 * u + shift[g] for t, u, g in zip(truth, random.random(rows), group)]
    predicted = [0 if never == "all" else int(s >= 0.55) for s in score]
    result = {
        "name": name,
        "group": group,
        "truth": truth,
        "predicted": predicted,
        "weight": [round(w, 2) for w in random.uniform(0.2, 3, rows)] if weighted else None,
    }
    result["measures"] = measures(result)
    return result


cases = [
    case("two groups", 1, 80, ["a", "b"], False),
    case("four groups", 2, 200, ["a", "b", "c", "d"], False),
    case("weighted", 3, 120, ["a", "b", "c"], True),
    case("nobody selected", 4, 40, ["a", "b"], False, never="all"),
]
OUT.parent.mkdir(parents=True, exist_ok=True)
script = hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()
OUT.write_text(f'{{"script": "{script}", "cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + "\n]}\n")
