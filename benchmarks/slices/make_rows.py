"""A seeded scoring log: 12 columns, 30 countries, 5 devices, ages 18-89, a label and a score. Usage: make_rows.py ROWS FILE"""
import sys

import numpy as np
import pandas as pd

rows, path = int(sys.argv[1]), sys.argv[2]
rng = np.random.default_rng(20261121)
tenure = rng.integers(0, 240, rows)
signal = rng.normal(size=rows)
label = (rng.random(rows) < 1 / (1 + np.exp(1 - signal))).astype(int)
score = 1 / (1 + np.exp(1 - 0.9 * signal - 0.6 * rng.normal(size=rows)))
pd.DataFrame({
    "id": np.arange(rows),
    "country": rng.choice([f"C{i:02d}" for i in range(30)], rows, p=np.r_[np.full(10, 0.06), np.full(20, 0.02)]),
    "device": rng.choice(["ios", "android", "web", "tv", "other"], rows, p=[0.35, 0.35, 0.2, 0.07, 0.03]),
    "age": rng.integers(18, 90, rows),
    "income": np.round(rng.lognormal(10, 0.6, rows), 2),
    "tenure": tenure,
    "hour": rng.integers(0, 24, rows),
    "new_user": (tenure < 6).astype(int),
    "f1": np.round(signal, 5),
    "f2": np.round(rng.normal(size=rows), 5),
    "label": label,
    "score": np.round(score, 6),
}).to_csv(path, index=False)
