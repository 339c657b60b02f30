"""A seeded table of 50 columns with a label and a score: 36 of numbers (normal, skewed, whole), 4 with few values, 8 of categories, 2 booleans; five have nulls. Usage: make_rows.py ROWS SEED SHIFT FILE"""
import sys

import numpy as np
import pandas as pd

rows, seed, shift, path = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), sys.argv[4]
rng = np.random.default_rng(seed)
columns = {}
for i in range(36):
    kind = i % 3
    values = rng.normal(shift * (i == 0), 1, rows) if kind == 0 else rng.lognormal(8, 0.7, rows) if kind == 1 else rng.integers(0, 5_000, rows)
    values = np.round(values, 4 if kind == 0 else 2)
    if i % 8 == 7:
        values = np.where(rng.random(rows) < 0.03, np.nan, values.astype(float))
    columns[f"n{i:02d}"] = values
for i in range(4):
    columns[f"few{i}"] = rng.integers(0, 5 + 4 * i, rows)
for i in range(8):
    names = np.array([f"c{i}_{k}" for k in range(4 * (i + 1))])
    shares = 1 / np.arange(1, len(names) + 1)
    columns[f"cat{i}"] = rng.choice(names, rows, p=shares / shares.sum())
for i in range(2):
    columns[f"flag{i}"] = np.where(rng.random(rows) < 0.3, "true", "false")
score = np.round(rng.random(rows), 6)
columns["score"] = score
columns["label"] = (rng.random(rows) < score).astype(int)
pd.DataFrame(columns).to_csv(path, index=False)
