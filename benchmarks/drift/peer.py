"""The same tests with pandas and SciPy: psi, js, chi-squared over frozen bins, Kolmogorov-Smirnov, Wasserstein, null rates, unseen categories, Holm.

    peer.py freeze REFERENCE.csv FROZEN.pickle           # what a team would keep: edges, counts, and the reference's sorted values
    peer.py test FROZEN.pickle ROWS.csv OUT.json rows    # against the values of the reference
    peer.py test FROZEN.pickle ROWS.csv OUT.json knots   # against a thousand quantiles of them, as a profile has
"""
import json
import pickle
import sys

import numpy as np
import pandas as pd
from scipy import stats
from scipy.spatial.distance import jensenshannon

FEW, FLOOR = 20, 1e-4


def is_category(column):
    return column.dtype == object or column.dtype == bool or (column.nunique() <= FEW)


def freeze(frame):
    frozen = {}
    for name in frame.columns.drop(["score", "label"]):
        column, values = frame[name], frame[name].dropna()
        entry = {"nulls": column.isna().mean(), "n": len(values)}
        if is_category(values):
            entry["categories"] = values.astype(str).value_counts()
        else:
            x = np.sort(values.to_numpy(float))
            entry["edges"] = np.unique([x[-(-len(x) * k // 10) - 1] for k in range(1, 10)])
            entry["counts"] = np.bincount(np.searchsorted(entry["edges"], x, side="left"), minlength=len(entry["edges"]) + 1)
            entry["sorted"], entry["knots"], entry["sd"] = x, np.quantile(x, np.linspace(0, 1, 1_001)), x.std()
        frozen[name] = entry
    return frozen


def pooled(e, a):
    share = min(e.sum(), a.sum()) / (e.sum() + a.sum())
    small = (e + a) * share < 5
    if small.any():
        e, a = np.append(e[~small], e[small].sum()), np.append(a[~small], a[small].sum())
    kept = e + a > 0
    return np.array([e[kept], a[kept]])


def test(frozen, frame, against):
    found, p = {}, {}
    for name, reference in frozen.items():
        column = frame[name]
        values = column.dropna()
        result = {"null_rate": abs(column.isna().mean() - reference["nulls"])}
        if "categories" in reference:
            counts = values.astype(str).value_counts()
            a = counts.reindex(reference["categories"].index, fill_value=0).to_numpy(float)
            e, other = reference["categories"].to_numpy(float), counts.sum() - a.sum()
            result["unseen"] = other / counts.sum()
            if other > 0:
                e, a = np.append(e, 0.0), np.append(a, other)
        else:
            x = values.to_numpy(float)
            e, a = reference["counts"].astype(float), np.bincount(np.searchsorted(reference["edges"], x, side="left"), minlength=len(reference["counts"])).astype(float)
            other = reference["sorted" if against == "rows" else "knots"]
            result["ks"] = stats.ks_2samp(other, x, method="asymp").statistic
            result["wasserstein"] = stats.wasserstein_distance(other, x) / reference["sd"]
            n, m = reference["n"], len(x)
            p[name] = stats.kstwobign.sf(result["ks"] * np.sqrt(n * m / (n + m)))
        shares, now = np.maximum(e / e.sum(), FLOOR), np.maximum(a / a.sum(), FLOOR)
        result["psi"] = float(np.sum((now - shares) * np.log(now / shares)))
        result["js"] = float(jensenshannon(e, a, base=2))
        if "categories" in reference:
            table = pooled(e, a)
            chi2 = stats.chi2_contingency(table, correction=False)
            result["chi2"], p[name] = chi2[0], chi2[1]
        found[name] = result
    order, worst = sorted(p, key=p.get), 0.0
    for k, name in enumerate(order):
        worst = max(worst, min(1.0, (len(order) - k) * p[name]))
        found[name]["p_value"] = worst
    return found


if sys.argv[1] == "freeze":
    with open(sys.argv[3], "wb") as out:
        pickle.dump(freeze(pd.read_csv(sys.argv[2])), out)
else:
    with open(sys.argv[2], "rb") as file:
        kept = pickle.load(file)
    result = test(kept, pd.read_csv(sys.argv[3]), sys.argv[5])
    with open(sys.argv[4], "w", encoding="utf-8") as out:
        json.dump(result, out)
