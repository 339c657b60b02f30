"""Results of a shop's search: graded relevance and a ranker's score in columns, no model.

Long queries are harder, one market has noisier scores, and a few queries have no relevant result at all.
"""
import pathlib
import sys

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files  # noqa: E402

QUERIES = 150


def main():
    rng = np.random.default_rng(909)
    lengths = rng.integers(4, 16, QUERIES)
    query = np.repeat(np.arange(QUERIES), lengths)
    market = rng.choice(["de", "fr", "nl"], QUERIES, p=[0.5, 0.3, 0.2])[query]
    words = rng.integers(1, 7, QUERIES)[query]
    rows = len(query)
    relevance = rng.choice(4, rows, p=[0.6, 0.2, 0.13, 0.07])
    relevance[np.isin(query, rng.choice(QUERIES, 6, replace=False))] = 0
    noise = rng.normal(0, 1.0, rows) * np.where(words >= 4, 1.2, 0.8) * np.where(market == "nl", 1.3, 1.0)
    # Scores of one decimal: ties are part of the sample.
    score = np.round(1.3 * relevance + noise, 1)
    frame = pd.DataFrame({
        "hit": [f"h{number:04d}" for number in range(rows)], "query_id": [f"q{number:03d}" for number in query], "market": market, "words": words,
        "kind": rng.choice(["product", "guide"], rows, p=[0.8, 0.2]), "relevance": relevance, "score": score,
    })
    files.write_csv(frame.iloc[rng.permutation(rows)], HERE / "golden.csv")
    print(f"rows {rows}, queries {QUERIES}, relevant {(relevance > 0).mean():.3f}")


if __name__ == "__main__":
    main()
