"""A shadow run of a fraud model: scores from production, no model at hand, and labels that have not all arrived.

Rows were sampled by amount, so each carries the weight that undoes the sampling.
"""
import pathlib
import sys

import numpy as np
import pandas as pd
from sklearn.metrics import roc_auc_score

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files  # noqa: E402

ROWS = 6_000


def main():
    rng = np.random.default_rng(515)
    amount = np.round(np.exp(rng.normal(3.6, 1.1, ROWS)), 2)
    merchant = rng.choice(["grocer", "fuel", "travel", "electronics", "load-test"], ROWS, p=[0.4, 0.2, 0.15, 0.2, 0.05])
    country = rng.choice(["DE", "FR", "IT", "NL"], ROWS, p=[0.4, 0.3, 0.2, 0.1])
    at_night = rng.random(ROWS) < 0.15
    risk = -4.6 + 0.6 * np.log(amount) + 1.2 * (merchant == "electronics") + 0.8 * (merchant == "travel") + 0.9 * at_night
    fraud = rng.random(ROWS) < 1 / (1 + np.exp(-2.6 * (risk + 0.35)))
    noisy = 2.2 * (risk + 0.35) + rng.normal(0, 0.8, ROWS)
    score = np.round(1 / (1 + np.exp(-noisy)), 6)
    minutes = np.sort(rng.integers(0, 28 * 24 * 60, ROWS))
    known = rng.random(ROWS) < np.where(minutes > 25 * 24 * 60, 0.6, 0.99)
    frame = pd.DataFrame({
        "event": [f"e{number:05d}" for number in range(ROWS)],
        "at": pd.Series(np.datetime64("2025-06-02T00:00") + minutes).dt.strftime("%Y-%m-%dT%H:%M:00Z"),
        "country": country,
        "merchant": merchant,
        "amount": amount,
        "night": at_night,
        "score": score,
        "weight": np.where(amount > 100, 1.0, 2.5),
        "fraud": pd.Series(fraud, dtype=object).where(known, None),
    })
    files.write_jsonl(frame, HERE / "golden.jsonl.gz")
    rows = known & (merchant != "load-test")
    print(f"rows {ROWS}, labelled {known.mean():.4f}, fraud {fraud[rows].mean():.4f}, roc_auc {roc_auc_score(fraud[rows], score[rows], sample_weight=frame['weight'][rows]):.4f}")


if __name__ == "__main__":
    main()
