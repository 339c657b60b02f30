"""The same bootstrap in NumPy + scikit-learn on one slice: seconds for REPLICATES replicates of the metrics that are bootstrapped.
Usage: peer.py FILE REPLICATES   Prints rows, seconds."""
import sys
import time
import warnings

import numpy as np
import pandas as pd
from sklearn import metrics as m
from sklearn.calibration import calibration_curve
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")


def measure(y, s):
    p = (s >= 0.5).astype(int)
    odds = np.log(s / (1 - s))
    m.f1_score(y, p), m.balanced_accuracy_score(y, p), m.matthews_corrcoef(y, p), m.cohen_kappa_score(y, p)
    m.average_precision_score(y, s), m.log_loss(y, s), m.brier_score_loss(y, s)
    hits, confidence = calibration_curve(y, s, n_bins=15)
    np.abs(hits - confidence).max()
    LogisticRegression(penalty=None).fit(odds[:, None], y)


frame = pd.read_csv(sys.argv[1])
part = frame[(frame["country"] == frame["country"].iloc[0]) & (frame["device"] == frame["device"].iloc[0])]
y, s = part["label"].to_numpy(), np.clip(part["score"].to_numpy(), 1e-6, 1 - 1e-6)
random = np.random.default_rng(1)
start = time.perf_counter()
for _ in range(int(sys.argv[2])):
    rows = random.integers(0, len(y), len(y))
    measure(y[rows], s[rows])
print(len(y), time.perf_counter() - start)
