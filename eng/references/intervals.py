"""Writes what SciPy and plain formulas say about intervals, tests, corrections and DeLong's variance, for IntervalReferenceTests.

    /usr/bin/python3 eng/references/intervals.py     # Debian 12: python3-scipy

The target is tests/ModelSpecs.Metrics.Tests/References/intervals.json. Nothing here is written as ModelSpecs computes it: DeLong's
components come from all pairs, the corrections from their textbook definition, and the powers from sums over the binomial.
"""
import hashlib
import json
import pathlib
import warnings

import numpy as np
import scipy
from scipy import stats

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests" / "ModelSpecs.Metrics.Tests" / "References" / "intervals.json"
LEVELS = [0.5, 0.9, 0.95, 0.99, 0.999]


# ---- normal --------------------------------------------------------------------------------------------------------------

def normal():
    shares = [1e-300, 1e-20, 1e-10, 1e-6, 0.001, 0.025, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.975, 0.999, 1 - 1e-10]
    points = [-37, -20, -8, -5, -1.96, -1, -0.1, 0, 0.1, 1, 1.959963984540054, 3, 8]
    return {
        "quantile": [[p, stats.norm.ppf(p)] for p in shares],
        "cdf": [[z, stats.norm.cdf(z)] for z in points],
        "two_sided": [[z, 2 * stats.norm.sf(abs(z))] for z in points],
    }


# ---- proportions ---------------------------------------------------------------------------------------------------------

def exact(successes, trials, level):
    """Clopper and Pearson's ends by the beta distribution; proportion_ci finds them by a search that stops at 2e-12."""
    tail = (1 - level) / 2
    low = 0.0 if successes == 0 else stats.beta.ppf(tail, successes, trials - successes + 1)
    high = 1.0 if successes == trials else stats.beta.isf(tail, successes + 1, trials - successes)
    searched = stats.binomtest(successes, trials).proportion_ci(level, "exact")
    assert abs(searched.low - low) < 1e-11 and abs(searched.high - high) < 1e-11
    return [low, high]


def proportions():
    rows = []
    counts = [(0, 1), (1, 1), (0, 5), (5, 5), (1, 10), (3, 10), (0, 20), (1, 20), (10, 20), (19, 20), (20, 20), (7, 60), (52, 60),
              (2, 100), (50, 100), (99, 100), (20, 1000), (500, 1000), (981, 1000), (0, 100000), (3, 100000), (40000, 100000),
              (99999, 100000), (1, 1000000), (300000, 1000000)]
    for successes, trials in counts:
        for level in LEVELS:
            test = stats.binomtest(successes, trials)
            wilson = test.proportion_ci(level, "wilson")
            rows.append({"successes": successes, "trials": trials, "confidence": level,
                         "wilson": [wilson.low, wilson.high], "exact": exact(successes, trials, level)})
    return rows


def tests_of_proportions():
    rows = []
    for successes, trials, p0 in [(7, 60, 0.2), (52, 60, 0.95), (0, 20, 0.1), (20, 20, 0.9), (10, 20, 0.5), (981, 1000, 0.99),
                                  (30, 1000, 0.02), (0, 5, 0), (5, 5, 1), (3, 5, 0), (3, 5, 1), (40500, 100000, 0.4), (12, 40, 0.3)]:
        lower, upper = stats.binom.cdf(successes, trials, p0), stats.binom.sf(successes - 1, trials, p0)
        spread = np.sqrt(trials * p0 * (1 - p0))
        score = 1.0 if successes == trials * p0 else 0.0 if spread == 0 else 2 * stats.norm.sf(abs(successes - trials * p0) / spread)
        rows.append({"successes": successes, "trials": trials, "p0": p0, "score": score, "exact": min(1.0, 2 * min(lower, upper))})
    return rows


# ---- DeLong --------------------------------------------------------------------------------------------------------------

def components(positives, negatives):
    """Placements from all pairs: 1 for a pair in order, a half for a tie."""
    pairs = (positives[:, None] > negatives[None, :]) + 0.5 * (positives[:, None] == negatives[None, :])
    return pairs.mean(axis=1), pairs.mean(axis=0)


def covariance(first, second):
    """Of two areas over the same rows; first = second gives the variance."""
    (a10, a01), (b10, b01) = components(*first), components(*second)
    m, n = len(a10), len(a01)
    with np.errstate(all="ignore"):
        return (((a10 - a10.mean()) * (b10 - b10.mean())).sum() / np.float64(m - 1) / m
                + ((a01 - a01.mean()) * (b01 - b01.mean())).sum() / np.float64(n - 1) / n)


def finite(value):
    return float(value) if np.isfinite(value) else None


def delong():
    random = np.random.default_rng(1988)
    inputs = {
        "smooth": (random.normal(1, 1, 30), random.normal(0, 1, 50)),
        "ties": (np.round(random.normal(1, 1, 40)), np.round(random.normal(0, 1, 25))),
        "near one": (random.normal(4, 1, 20), random.normal(0, 1, 200)),
        "below a half": (random.normal(-1, 1, 15), random.normal(0, 1, 12)),
        "two and two": (np.array([0.9, 0.4]), np.array([0.5, 0.1])),
        "separated": (np.array([3.0, 4.0, 5.0]), np.array([1.0, 2.0])),
        "reversed": (np.array([1.0, 2.0]), np.array([3.0, 4.0, 5.0])),
        "all equal": (np.zeros(4), np.zeros(3)),
        "one positive": (np.array([2.0]), np.array([1.0, 3.0, 0.0])),
        "infinite": (np.array([np.inf, 1.0, 0.0]), np.array([-np.inf, 0.0, 2.0])),
        "large": (np.round(random.normal(0.8, 1, 700), 2), np.round(random.normal(0, 1, 900), 2)),
    }
    single = []
    for name, (positives, negatives) in inputs.items():
        single.append({
            "name": name, "positives": numbers(positives), "negatives": numbers(negatives),
            "auc": float(components(positives, negatives)[0].mean()),
            "variance": finite(covariance((positives, negatives), (positives, negatives)))})

    paired = []
    for name, noise in [("alike", 0.2), ("unlike", 3.0)]:
        first = (np.round(random.normal(1, 1, 45), 1), np.round(random.normal(0, 1, 60), 1))
        second = tuple(np.round(scores + random.normal(0, noise, len(scores)), 1) for scores in first)
        paired.append({
            "name": name, "first": [numbers(scores) for scores in first], "second": [numbers(scores) for scores in second],
            "covariance": float(covariance(first, second))})
    return {"single": single, "paired": paired}


def numbers(values):
    return [str(float(value)) if np.isinf(value) else float(value) for value in values]


# ---- corrections ---------------------------------------------------------------------------------------------------------

def holm(p):
    order = sorted(p)
    steps = [min(1.0, (len(p) - i) * value) for i, value in enumerate(order)]
    return [max(steps[:order.index(value) + order.count(value)]) for value in p]


def benjamini_hochberg(p):
    order = sorted(p)
    steps = [len(p) * value / (i + 1) for i, value in enumerate(order)]
    return [min(1.0, min(steps[order.index(value):])) for value in p]


def corrections():
    random = np.random.default_rng(1995)
    families = {
        # Benjamini and Hochberg (1995), section 4.
        "Benjamini and Hochberg 1995": [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
                                        0.6528, 0.7590, 1.0000],
        "one": [0.03],
        "ties": [0.01, 0.04, 0.01, 0.5, 0.04, 0.04, 1.0],
        "zeros": [0.0, 0.0, 0.2],
        "uniform": random.uniform(size=60).tolist(),
        "small": (random.uniform(size=40) ** 4).tolist(),
    }
    return [{"name": name, "p": p, "holm": holm(p), "benjamini_hochberg": benjamini_hochberg(p)} for name, p in families.items()]


# ---- power ---------------------------------------------------------------------------------------------------------------

def power():
    """The drop at which the binomial chance of a rejection reaches the power, by bisection."""
    rows = []
    for p0, trials in [(0.9, 20), (0.9, 100), (0.9, 1000), (0.5, 60), (0.99, 500), (1.0, 30), (0.02, 1000), (0.02, 100), (0.7, 4000)]:
        for level, wanted in [(0.95, 0.8), (0.9, 0.9)]:
            z = stats.norm.ppf(0.5 + level / 2)
            rejected = [k for k in range(trials + 1) if k < trials * p0 - z * np.sqrt(trials * p0 * (1 - p0))]
            drop = None
            if rejected:
                low, high = 0.0, p0
                for _ in range(200):
                    middle = (low + high) / 2
                    low, high = (low, middle) if stats.binom.cdf(rejected[-1], trials, middle) < wanted else (middle, high)
                drop = p0 - (low + high) / 2
            rows.append({"p": p0, "trials": trials, "confidence": level, "power": wanted, "drop": drop})
    return rows


def rows_needed():
    """Counted up one by one."""
    rows = []
    for p, p0 in [(0.87, 0.9), (0.95, 0.9), (0.5, 0.4), (0.02, 0.03), (0.0, 0.1), (1.0, 0.97), (0.3, 0.0), (0.3, 1.0)]:
        z = stats.norm.ppf(0.975)
        trials = 1
        while abs(p - p0) * trials <= z * np.sqrt(trials * p0 * (1 - p0)):
            trials += 1
        rows.append({"p": p, "p0": p0, "confidence": 0.95, "rows": trials})
    return rows


document = {
    "script": "eng/references/intervals.py",
    "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
    "versions": {"scipy": scipy.__version__, "numpy": np.__version__},
    "normal": normal(),
    "proportions": proportions(),
    "tests": tests_of_proportions(),
    "delong": delong(),
    "corrections": corrections(),
    "power": power(),
    "rows_needed": rows_needed(),
}


def lines(value, depth=0):
    """One line a case: readable in a diff, and not a line a number."""
    if depth < 3 and isinstance(value, dict):
        return "{\n" + ",\n".join(json.dumps(key) + ": " + lines(item, depth + 1) for key, item in value.items()) + "\n}"
    if depth < 3 and isinstance(value, list):
        return "[\n" + ",\n".join(json.dumps(item, allow_nan=False) for item in value) + "\n]"
    return json.dumps(value, allow_nan=False)


TARGET.write_text(lines(document) + "\n", encoding="utf-8", newline="\n")
print(TARGET)
