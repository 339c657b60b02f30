"""Writes what SciPy and plain searches say about tests and intervals of paired answers, for PairedReferenceTests.

    /usr/bin/python3 eng/references/paired.py     # Debian 12: python3-scipy

The target is tests/ModelSpecs.Metrics.Tests/References/paired.json. Nothing here is written as ModelSpecs computes it: the most likely chances
under a supposed difference come from a search for the largest likelihood and not from the root of a quadratic, and chances of tables from sums over all of them.
"""
import hashlib
import json
import pathlib

import numpy as np
import scipy
from scipy import optimize, stats

HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests" / "ModelSpecs.Metrics.Tests" / "References" / "paired.json"

# Gained, lost, rows.
COUNTS = [(0, 0, 10), (1, 0, 10), (0, 3, 10), (10, 0, 10), (5, 5, 10), (1, 7, 21), (6, 16, 161), (25, 28, 618), (40, 20, 160), (0, 0, 1000),
          (2, 9, 1000), (30, 10, 300), (150, 86, 1600), (0, 12, 50), (700, 650, 20000), (3, 1, 4)]


def mcnemar():
    rows = []
    for gained, lost, _ in COUNTS:
        changed = gained + lost
        exact = stats.binomtest(gained, changed).pvalue if changed else 1.0
        rows.append({"gained": gained, "lost": lost, "exact": exact,
                     "mid": 1.0 if gained == lost else exact - stats.binom.pmf(gained, changed, 0.5)})
    return rows


def loss_under(gained, lost, rows, difference):
    """The most likely chance q of a loss where that of a gain is q + difference."""
    def against(q):
        p, rest = q + difference, 1 - 2 * q - difference
        with np.errstate(divide="ignore"):
            return -(stats_xlogy(gained, p) + stats_xlogy(lost, q) + stats_xlogy(rows - gained - lost, rest))

    low, high = max(0.0, -difference), (1 - difference) / 2
    # Golden section by hand: SciPy's bounded search stops too early for ten digits.
    ratio = (np.sqrt(5) - 1) / 2
    for _ in range(200):
        a, b = high - ratio * (high - low), low + ratio * (high - low)
        low, high = (low, b) if against(a) <= against(b) else (a, high)
    return (low + high) / 2


def stats_xlogy(count, chance):
    return 0.0 if count == 0 else count * np.log(chance) if chance > 0 else -np.inf


def statistic(gained, lost, rows, difference):
    q = loss_under(gained, lost, rows, difference)
    variance = rows * (2 * q + difference - difference ** 2)
    return (gained - lost - rows * difference) / np.sqrt(variance)


def score():
    cases = []
    for gained, lost, rows in COUNTS:
        estimate = (gained - lost) / rows
        for level in [0.5, 0.9, 0.95, 0.99]:
            z = stats.norm.ppf(0.5 + level / 2)
            end = 1 - 1e-9
            low = -1.0 if estimate == -1 else optimize.brentq(lambda d: statistic(gained, lost, rows, d) - z, -end, estimate - 1e-12, xtol=1e-13)
            high = 1.0 if estimate == 1 else optimize.brentq(lambda d: statistic(gained, lost, rows, d) + z, estimate + 1e-12, end, xtol=1e-13)
            cases.append({"gained": gained, "lost": lost, "rows": rows, "confidence": level, "interval": [low, high]})
    return cases


def tests():
    cases = []
    for gained, lost, rows in COUNTS:
        for difference in [-0.3, -0.1, -0.02, -0.005, 0.01, 0.05, 0.4]:
            z = statistic(gained, lost, rows, difference)
            cases.append({"gained": gained, "lost": lost, "rows": rows, "difference": difference, "p": 2 * stats.norm.sf(abs(z))})
    return cases


def tails():
    """Twice the smaller chance of a difference as far out, summed over every table, at the most likely chances."""
    cases = []
    for gained, lost, rows in COUNTS:
        if rows > 700:
            continue
        for difference in [-0.1, -0.02, 0.01, 0.05]:
            loss = loss_under(gained, lost, rows, difference)
            gain = max(0.0, loss + difference)
            counts = np.arange(rows + 1)
            table = stats.binom.pmf(counts, rows, gain)[:, None] * np.array(
                [stats.binom.pmf(counts, rows - count, min(1.0, loss / (1 - gain))) for count in counts])
            changes = counts[:, None] - counts[None, :]
            lower, upper = table[changes <= gained - lost].sum(), table[changes >= gained - lost].sum()
            cases.append({"gained": gained, "lost": lost, "rows": rows, "difference": difference, "p": min(1.0, 2 * min(lower, upper))})
    return cases


document = {
    "script": "eng/references/paired.py",
    "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
    "versions": {"scipy": scipy.__version__, "numpy": np.__version__},
    "mcnemar": mcnemar(),
    "score": score(),
    "tests": tests(),
    "tails": tails(),
}


def lines(value, depth=0):
    """One line a case: readable in a diff, and not a line a number."""
    if depth < 3 and isinstance(value, dict):
        return "{\n" + ",\n".join(json.dumps(key) + ": " + lines(item, depth + 1) for key, item in value.items()) + "\n}"
    if depth < 3 and isinstance(value, list):
        return "[\n" + ",\n".join(json.dumps(item, allow_nan=False) for item in value) + "\n]"
    return json.dumps(value, allow_nan=False)


TARGET.write_text(lines(document) + "\n", encoding="utf-8")
print(f"{TARGET}: {len(document['score'])} intervals")
