"""Writes what SciPy says about quantiles and their intervals, for LatencyReferenceTests.

    /usr/bin/python3 eng/references/latency.py     # Debian 12: python3-scipy

The target is tests/ModelSpecs.Metrics.Tests/References/latency.json.
"""
import hashlib
import json
import pathlib

import numpy as np
import scipy
from scipy import stats

HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests" / "ModelSpecs.Metrics.Tests" / "References" / "latency.json"
random = np.random.default_rng(7)

SAMPLES = [np.round(random.lognormal(size=n), digits).tolist() for n, digits in [(1, 6), (5, 6), (7, 1), (40, 6), (60, 0), (368, 6), (500, 1), (1000, 4)]]
SHARES = [0.5, 0.9, 0.95, 0.99]
CONFIDENCES = [0.9, 0.95, 0.99]


def tails(values, bound, share):
    """Conover's two-sided test that the quantile is the bound (SciPy 1.11 has it as quantile_test)."""
    n, x = len(values), np.asarray(values)
    return min(1.0, 2 * min(stats.binom.cdf(np.sum(x <= bound), n, share), stats.binom.sf(np.sum(x < bound) - 1, n, share)))


def interval(values, share, confidence):
    """Its inversion; no end where no value is far enough out."""
    n, x, tail = len(values), np.sort(values), (1 - confidence) / 2
    low, high = int(stats.binom.ppf(tail, n, share)) - 1, int(stats.binom.isf(tail, n, share))
    return {"confidence": confidence, "low": float(x[low]) if low >= 0 else None, "high": float(x[high]) if high < n else None}


def quantiles():
    cases = []
    for values in SAMPLES:
        for share in SHARES:
            bound = float(np.quantile(values, 0.8))
            cases.append({"values": values, "share": share, "value": float(np.quantile(values, share, method="inverted_cdf")), "bound": bound,
                          "p": float(tails(values, bound, share)), "intervals": [interval(values, share, confidence) for confidence in CONFIDENCES]})
    return cases


def needed():
    cases = []
    for share in [0.5, 0.9, 0.95, 0.99, 0.999]:
        for confidence in CONFIDENCES:
            tail = (1 - confidence) / 2
            count = 1
            while not (stats.binom.pmf(count, count, share) <= tail and stats.binom.pmf(0, count, share) <= tail):
                count += 1
            cases.append({"share": share, "confidence": confidence, "count": count})
    return cases


document = {
    "script": "eng/references/latency.py",
    "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
    "versions": {"scipy": scipy.__version__, "numpy": np.__version__},
    "quantiles": quantiles(),
    "needed": needed(),
}

rows = lambda items: "[\n" + ",\n".join(json.dumps(item, allow_nan=False) for item in items) + "\n]"
TARGET.write_text("{\n" + ",\n".join(f"{json.dumps(key)}: {rows(value) if isinstance(value, list) else json.dumps(value)}" for key, value in document.items()) + "\n}\n", encoding="utf-8")
print(f"{TARGET}: {len(document['quantiles'])} + {len(document['needed'])} cases")
