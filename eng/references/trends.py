#!/usr/bin/python3
"""Trends and change points as SciPy and brute force have them, for tests/ModelSpecs.Metrics.Tests/Trends. Run with Debian's python3-scipy.

The Nile's flow at Aswan, 1871-1970, is the series on which change points are usually shown (Cobb 1978; in R as `Nile`): it fell after 1898, the 28th year, from a mean of
1097.75 to one of 849.97.
"""
import hashlib
import itertools
import json
import pathlib

import numpy as np
import scipy
from scipy import stats

HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests/ModelSpecs.Metrics.Tests/References/trends.json"
NILE = [1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030,
        1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744,
        796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797,
        923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740]
rng = np.random.default_rng(20261121)
SERIES = [[0.9, 0.88, 0.87, 0.85, 0.8], [0.9, 0.91, 0.9, 0.92, 0.91], [1, 2, 3, 4, 5, 6], [0.5] * 6] + [list(map(float, rng.normal(size=n).round(3))) for n in (5, 8, 12, 20, 33, 60)] \
    + [list(map(float, (rng.normal(size=n) + np.linspace(0, 2, n)).round(1))) for n in (7, 15, 40)] + [list(map(float, NILE))]


def trend(values):
    n = len(values)
    t = np.arange(n)
    slope = stats.theilslopes(values, t).slope
    distinct = len(set(values)) == n
    return {"values": values, "slope": float(slope), "tau": float(np.nan_to_num(stats.kendalltau(t, values).statistic)),
            "exact": float(stats.kendalltau(t, values, method="exact").pvalue) if distinct and n <= 33 else None}


def surplus(values):
    n = len(values)
    return [sum(np.sign(values[i] - values[j]) for i in range(k) for j in range(k, n)) for k in range(1, n)]


def change(values, sides):
    pick = {"fall": max, "rise": lambda u: max(-x for x in u),"both": lambda u: max(abs(x) for x in u)}[sides]
    statistic = pick(surplus(values))
    p = None
    if len(values) <= 7:
        all_orders = list(itertools.permutations(values))
        p = sum(pick(surplus(order)) >= statistic for order in all_orders) / len(all_orders) if statistic > 0 else 1.0
    after = 0
    if statistic > 0:
        after = 1 + next(i for i, u in enumerate(surplus(values)) if {"fall": u, "rise": -u, "both": abs(u)}[sides] == statistic)
    return {"values": values, "sides": sides, "statistic": int(max(0, statistic)), "after": after, "p": p}


document = {
    "script": "eng/references/trends.py",
    "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
    "versions": {"scipy": scipy.__version__, "numpy": np.__version__},
    "trends": [trend(values) for values in SERIES],
    "changes": [change(values, sides) for values in SERIES if len(values) != 60 for sides in ("fall", "rise", "both")],
}
rows = lambda items: "[\n" + ",\n".join(json.dumps(item, allow_nan=False) for item in items) + "\n]"
TARGET.write_text("{\n" + ",\n".join(f"{json.dumps(key)}: {rows(value) if isinstance(value, list) else json.dumps(value)}" for key, value in document.items()) + "\n}\n", encoding="utf-8")
print(f"{TARGET}: {len(document['trends'])} trends, {len(document['changes'])} changes")
