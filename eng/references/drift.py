"""Writes what SciPy says about distances between samples, and published examples, for DriftReferenceTests.

    /usr/bin/python3 eng/references/drift.py     # Debian 12: python3-scipy

The target is tests/ModelSpecs.Metrics.Tests/References/drift.json.
"""
import hashlib
import json
import pathlib

import numpy as np
import scipy
from scipy import stats
from scipy.spatial.distance import jensenshannon

HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests" / "ModelSpecs.Metrics.Tests" / "References" / "drift.json"
random = np.random.default_rng(7)

BINS = [([10, 20, 30, 40], [10, 20, 30, 40]), ([10, 20, 30, 40], [40, 30, 20, 10]), ([100, 0, 50], [80, 20, 50]), ([1, 1], [1, 0]), ([5, 0], [0, 5]),
        ([3.5, 2.25, 4.25], [1, 7, 2]), ([1000] * 10, [900, 1100, 950, 1050, 1000, 1000, 980, 1020, 1200, 800]), ([7], [12]), ([50, 30, 20, 0], [50, 30, 20, 0]),
        ([400, 300, 200, 100], [1, 2, 3, 4]), ([0, 12, 0, 88], [3, 9, 0, 88])]

SAMPLES = [([1.0], [1.0]), ([1.0], [2.0]), ([1.0, 2.0, 3.0], [1.0, 2.0, 3.0]), ([0.0, 0.0, 1.0], [0.0, 1.0, 1.0]), ([1.5, 2.5, 3.5, 4.5], [2.0, 3.0]),
           ([-3.0, 7.0, 1e6], [-2.0, 1e6]), ([1.0, 1.0, 1.0, 2.0, 2.0], [1.0, 2.0, 2.0, 3.0, 3.0, 3.0, 3.0])]
for n, m, shift, digits in [(30, 40, 0.0, 6), (50, 50, 0.5, 6), (200, 150, 0.2, 1), (500, 700, 0.0, 0), (100, 1000, 1.0, 6)]:
    SAMPLES.append((np.round(random.normal(size=n), digits).tolist(), np.round(random.normal(shift, 1.2, size=m), digits).tolist()))

SERIES = [[1, 2, 3, 4, 5], [5, 4, 3, 2, 1], [1, 1, 1, 1], [0.9, 0.91, 0.9, 0.88, 0.87, 0.88, 0.85], [2.0], [], [3, 1], [4, 4, 1, 2, 2, 2, 9, 0],
          np.round(random.normal(size=60) - 0.01 * np.arange(60), 2).tolist()]


def binned():
    cases = []
    for expected, actual in BINS:
        e, a = np.asarray(expected, float), np.asarray(actual, float)
        floored_e, floored_a = np.maximum(e / e.sum(), 1e-4), np.maximum(a / a.sum(), 1e-4)
        kept = (e + a) > 0
        case = {
            "expected": expected, "actual": actual,
            "psi": float(np.sum((floored_a - floored_e) * np.log(floored_a / floored_e))),
            "kl": float(max(0, np.sum(scipy.special.rel_entr(a / a.sum(), floored_e)) / np.log(2))),
            "js": float(np.nan_to_num(jensenshannon(e, a, base=2))),
        }
        if kept.sum() > 1:
            result = stats.chi2_contingency(np.array([e[kept], a[kept]]), correction=False)
            case.update(chi2=result[0], dof=result[2], p=result[1])
        else:
            case.update(chi2=0.0, dof=0, p=1.0)
        cases.append(case)
    return cases


def samples():
    cases = []
    for first, second in SAMPLES:
        d = stats.ks_2samp(first, second).statistic
        n, m = len(first), len(second)
        cases.append({"first": sorted(first), "second": sorted(second), "ks": d, "p": float(stats.kstwobign.sf(d * np.sqrt(n * m / (n + m)))),
                      "exact": float(stats.ks_2samp(first, second, method="exact").pvalue) if n * m < 5_000 else None,
                      "wasserstein": stats.wasserstein_distance(first, second)})
    return cases


def series():
    cases = []
    for values in SERIES:
        x = np.asarray(values, float)
        n = len(x)
        s = int(sum(np.sign(x[j] - x[i]) for i in range(n) for j in range(i + 1, n)))
        ties = np.unique(x, return_counts=True)[1]
        variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in ties)) / 18
        tau = stats.kendalltau(np.arange(n), x).statistic if n > 1 else 0.0
        z = (s - np.sign(s)) / np.sqrt(variance) if variance > 0 else 0.0
        cases.append({"values": values, "s": s, "variance": float(variance), "tau": float(np.nan_to_num(tau)), "falling": float(stats.norm.cdf(z)), "rising": float(stats.norm.sf(z))})
    return cases


def edges():
    cases = []
    for _, values in SAMPLES + [([], [5.0] * 8), ([], [0.0] * 60 + list(range(1, 41))), ([], np.round(random.lognormal(size=997), 3).tolist())]:
        x = np.sort(np.asarray(values, float))
        # In whole numbers: k / 10 of a float would round some ranks up.
        cut = np.unique([x[-(-len(x) * k // 10) - 1] for k in range(1, 10)])
        if len(x) % 10:
            assert (cut == np.unique(np.quantile(x, np.arange(1, 10) / 10, method="inverted_cdf"))).all()
        cases.append({"values": x.tolist(), "edges": cut.tolist(), "counts": np.bincount(np.searchsorted(cut, x, side="left"), minlength=len(cut) + 1).tolist()})
    return cases


document = {
    "script": "eng/references/drift.py",
    "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
    "versions": {"scipy": scipy.__version__, "numpy": np.__version__},
    "binned": binned(),
    "samples": samples(),
    "series": series(),
    "edges": edges(),
    "kolmogorov": [{"x": x, "survival": float(stats.kstwobign.sf(x))} for x in [1e-3, 0.05, 0.2, 0.4, 0.7, 0.99, 1.0, 1.01, 1.36, 1.63, 2.5, 5.0]],
}

rows = lambda items: "[\n" + ",\n".join(json.dumps(item, allow_nan=False) for item in items) + "\n]"
TARGET.write_text("{\n" + ",\n".join(f"{json.dumps(key)}: {rows(value) if isinstance(value, list) else json.dumps(value)}" for key, value in document.items()) + "\n}\n", encoding="utf-8")
print(f"{TARGET}: {len(document['binned'])} + {len(document['samples'])} + {len(document['series'])} cases")
