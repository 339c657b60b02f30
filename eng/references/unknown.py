"""Writes what scikit-learn and SciPy say about telling known rows from unknown ones, and about risk-coverage curves, for UnknownReferenceTests.

    /usr/bin/python3 eng/references/unknown.py     # Debian 12: python3-sklearn, python3-scipy

The target is tests/ModelSpecs.Metrics.Tests/References/unknown.json.
"""
import hashlib
import json
import pathlib

import numpy as np
import scipy
import sklearn
from scipy.special import logsumexp, softmax
from scipy.stats import entropy
from sklearn.metrics import roc_auc_score, roc_curve

HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests" / "ModelSpecs.Metrics.Tests" / "References" / "unknown.json"
random = np.random.default_rng(11)


def scores():
    cases = []
    for classes in [2, 3, 10, 40]:
        for scale in [0.0, 1.0, 30.0]:
            logits = np.round(random.normal(scale=scale, size=classes), 6)
            probabilities = softmax(logits)
            ordered, likely = np.sort(logits), np.sort(probabilities)
            cases.append({"logits": logits.tolist(), "probabilities": probabilities.tolist(), "max_probability": float(likely[-1]), "entropy": float(-entropy(probabilities)),
                          "margin": float(likely[-1] - likely[-2]), "margin_of_logits": float(ordered[-1] - ordered[-2]), "energy": float(logsumexp(logits))})
    return cases


def sets():
    cases = []
    for known, unknown, shift, digits in [(1, 1, 1.0, 6), (20, 7, 0.0, 1), (19, 30, 0.8, 6), (40, 40, 1.5, 0), (100, 60, 2.5, 6), (200, 333, 0.3, 1), (50, 50, 9.0, 6), (60, 20, -1.0, 2)]:
        k, u = np.round(random.normal(shift, 1, size=known), digits), np.round(random.normal(0, 1, size=unknown), digits)
        truth, values = np.r_[np.ones(known), np.zeros(unknown)], np.r_[k, u]
        fpr, tpr, thresholds = roc_curve(truth, values, drop_intermediate=False)
        at = {str(share): [float(fpr[np.argmax(tpr >= share)]), float(thresholds[np.argmax(tpr >= share)])] for share in [0.5, 0.8, 0.95, 1.0]}
        cases.append({"known": k.tolist(), "unknown": u.tolist(), "roc_auc": float(roc_auc_score(truth, values)), "fpr_at": at})
    return cases


def curves():
    """The mean, over n, of the share of errors among the n most confident rows; no confidence occurs twice, so that there is one order."""
    cases = []
    for rows, difficulty in [(1, 0.5), (5, 0.4), (30, 0.2), (200, 0.1), (1000, 0.03)]:
        confidence = np.sort(random.uniform(0.5, 1, size=rows))[::-1]
        wrong = random.uniform(size=rows) < difficulty + 0.5 * (1 - confidence)
        risk = np.cumsum(wrong) / np.arange(1, rows + 1)
        points = {str(c): float(risk[int(np.ceil(c * rows - 1e-9)) - 1]) for c in [0.2, 0.5, 0.8, 1.0]}
        above = {str(t): [float(np.mean(confidence > t)), float(np.mean(wrong[confidence > t])) if np.any(confidence > t) else None] for t in [0.6, 0.9]}
        shuffled = random.permutation(rows)
        cases.append({"confidence": confidence[shuffled].tolist(), "wrong": wrong[shuffled].astype(int).tolist(), "aurc": float(np.mean(risk)), "error_at": points, "above": above})
    return cases


document = {
    "script": "eng/references/unknown.py",
    "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
    "versions": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
    "scores": scores(),
    "sets": sets(),
    "curves": curves(),
}

rows = lambda items: "[\n" + ",\n".join(json.dumps(item, allow_nan=False) for item in items) + "\n]"
TARGET.write_text("{\n" + ",\n".join(f"{json.dumps(key)}: {rows(value) if isinstance(value, list) else json.dumps(value)}" for key, value in document.items()) + "\n}\n", encoding="utf-8")
print(f"{TARGET}: {len(document['scores'])} + {len(document['sets'])} + {len(document['curves'])} cases")
