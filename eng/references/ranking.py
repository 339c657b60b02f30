"""Writes the value of every metric of queries on small made-up inputs, for KernelReferenceTests.

    /usr/bin/python3 eng/references/ranking.py     # Debian 12: python3-sklearn

One file, tests/ModelSpecs.Metrics.Tests/References/ranking.json. ndcg and dcg are scikit-learn's ndcg_score and dcg_score, map its
average_precision_score of each query; mrr, hit_rate and map with k, which it does not have, are looked up in the order that stands worst
among all orders of equal scores. A query without a relevant row is left out, as docs/metrics.md says, except where zero_division is said.
"""
import hashlib
import json
import pathlib
import warnings

import numpy as np
import scipy
import sklearn
from metrics import column, latencies  # eng/references/metrics.py
from sklearn import metrics

warnings.filterwarnings("ignore")
HERE = pathlib.Path(__file__).resolve()
TARGET = HERE.parents[2] / "tests" / "ModelSpecs.Metrics.Tests" / "References" / "ranking.json"


def worst(gains, scores):
    """Relevance of the rows from the highest score down, the irrelevant first among equals."""
    return gains[np.lexsort((gains > 0, -scores))] > 0


def reciprocal_rank(gains, scores, k):
    first = np.flatnonzero(worst(gains, scores)[:k])
    return 1 / (first[0] + 1) if len(first) else 0.0


def hit(gains, scores, k):
    return float(worst(gains, scores)[:k].any())


def average_precision(gains, scores, k):
    if k is None:
        return metrics.average_precision_score(gains > 0, scores)
    relevant = worst(gains, scores)[:k]
    top = np.sort(-scores)[:k]
    # scikit-learn's steps over the first k: precision behind each run of equal scores that the cut leaves.
    ends = np.append(np.flatnonzero(np.diff(top)), len(top) - 1)
    found = np.cumsum(relevant)[ends]
    return float(np.sum(np.diff(found, prepend=0) * found / (ends + 1)) / min((gains > 0).sum(), len(top)))


def gain(function, gains, scores, k):
    # A query of one row, which scikit-learn refuses, has the value of the same query with an irrelevant row below.
    if len(gains) == 1:
        gains, scores = np.append(gains, 0), np.append(scores, scores[0] - 1)
    return function([gains], [scores], k=k)


def mean(each, weights, replacement):
    """Of (value or None, weight): those without a value are left out or replaced."""
    pairs = [(replacement if value is None else value, weight) for value, weight in zip(each, weights)]
    pairs = [(value, weight) for value, weight in pairs if value is not None]
    total = sum(weight for _, weight in pairs)
    return None if total <= 0 else float(np.average([value for value, _ in pairs], weights=[weight for _, weight in pairs]))


def measure(queries, weights):
    """Of a list of (gains, scores)."""
    values = []
    relevant = [bool((gains > 0).any()) for gains, _ in queries]

    def add(metric, value, **parameters):
        values.append({"metric": metric, **parameters, "value": None if value is None else float(value)})

    add("n", sum(len(gains) for gains, _ in queries))
    add("queries", len(queries))
    add("irrelevant_queries", relevant.count(False))
    for k in (None, 1, 2, 3, 5, 10, 100):
        cut = {} if k is None else {"k": k}
        add("dcg", mean([gain(metrics.dcg_score, gains, scores, k) for gains, scores in queries], weights, None), **cut)
        each = {
            "ndcg": [gain(metrics.ndcg_score, gains, scores, k) for gains, scores in queries],
            "map": [average_precision(gains, scores, k) if has else None for (gains, scores), has in zip(queries, relevant)],
            "mrr": [reciprocal_rank(gains, scores, k) for gains, scores in queries],
            "hit_rate": [hit(gains, scores, 10 if k is None else k) for gains, scores in queries],
        }
        for name, found in each.items():
            of_relevant = [value if has else None for value, has in zip(found, relevant)]
            for replacement in (None, 0, 1):
                extra = {} if replacement is None else {"zero_division": replacement}
                value = mean(of_relevant, weights, replacement)
                if name == "ndcg" and replacement == 0:
                    # Of several queries of one length scikit-learn itself takes the mean, 0 for those without a relevant row.
                    if {len(gains) for gains, _ in queries} == {8} and sum(weights) > 0:
                        library = metrics.ndcg_score([g for g, _ in queries], [s for _, s in queries], k=k, sample_weight=weights)
                        assert np.isclose(library, value, rtol=1e-13), (library, value)
                        value = library
                add(name, value, **cut, **extra)
    return values


def inputs(rng):
    def graded(lengths, digits, share=.4):
        queries = []
        for length in lengths:
            gains = np.where(rng.random(length) < share, rng.integers(1, 5, length), 0).astype(float)
            queries.append((gains, np.round(.5 * gains + rng.normal(size=length), digits)))
        return queries

    yield "distinct scores", graded(rng.integers(2, 25, 12), 12), True
    yield "ties", graded(rng.integers(2, 25, 12), 0), True
    yield "one length", graded([8] * 10, 1, .15), True
    yield "rarely relevant", graded(rng.integers(1, 30, 15), 1, .04), True
    yield "all scores equal", [(gains, np.zeros(len(gains))) for gains, _ in graded(rng.integers(2, 20, 8), 0)], True
    yield "single rows", [(np.array([gain]), np.array([.3])) for gain in (2., 0., 1., 0.)], True
    yield "one row", [(np.array([3.]), np.array([-1.]))], False
    yield "one row, not relevant", [(np.array([0.]), np.array([-1.]))], False
    yield "nothing relevant", [(np.zeros(len(gains)), scores) for gains, scores in graded([3, 7, 1], 1)], False
    yield "everything relevant", [(gains + 1, scores) for gains, scores in graded([3, 7, 1, 14], 0)], False
    yield "perfect", [(gains, gains) for gains, _ in graded([3, 7, 5, 14], 1, .5)], False
    yield "worst", [(gains, -gains) for gains, _ in graded([3, 7, 5, 14], 1, .5)], False
    yield "0 or 1", [((gains > 0).astype(float), scores) for gains, scores in graded(rng.integers(2, 25, 12), 1)], True
    yield "gains that are no whole numbers", [(gains * rng.random(len(gains)) * 1e3, scores) for gains, scores in graded([6, 9, 12], 3)], False
    yield "one long query", graded([300], 1), False


def cases():
    rng = np.random.default_rng(20240309)
    for name, queries, weighted in inputs(rng):
        count = len(queries)
        weightings = {"": None, " weighted": rng.random(count) * 3, " whole weights": rng.integers(1, 5, count).astype(float),
                      " some weights zero": np.where(rng.random(count) < .4, 0., rng.random(count) + .1)}
        of_row = np.repeat(np.arange(count), [len(gains) for gains, _ in queries])
        mixed = rng.permutation(len(of_row))
        gains, scores = (np.concatenate([query[part] for query in queries])[mixed] for part in (0, 1))
        for suffix, weights in weightings.items():
            if suffix and not weighted:
                continue
            row_weights = None if weights is None else weights[of_row][mixed]
            latency = latencies(rng, len(of_row), 3)
            yield {"name": name + suffix, "trueValues": gains.tolist(), "scores": scores.tolist(), "queries": of_row[mixed].tolist(),
                   "weights": None if weights is None else row_weights.tolist(),
                   "latency": [None if np.isnan(value) else value for value in latency.tolist()],
                   "values": measure(queries, np.ones(count) if weights is None else weights) + column(latency, row_weights)}


def main():
    header = {
        "script": "eng/references/ranking.py",
        "sha256": hashlib.sha256(HERE.read_bytes()).hexdigest(),
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
    }
    found = list(cases())
    lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in found)
    text = json.dumps({**header, "task": "ranking"}, indent=2)[:-2] + ',\n  "cases": [\n' + lines + "\n  ]\n}\n"
    TARGET.write_text(text, encoding="utf-8", newline="\n")
    print(f"ranking: {len(found)} cases, {sum(len(case['values']) for case in found)} values, {len(text)} bytes")


if __name__ == "__main__":
    main()
