"""The same job as rows.spec.yaml with pandas and scikit-learn: nine metrics on the whole and on 191 slices. Usage: peer.py FILE OUT.json"""
import json
import sys
import warnings

import pandas as pd
from sklearn import metrics as m

warnings.filterwarnings("ignore")


def measure(part):
    y, s = part["label"].to_numpy(), part["score"].to_numpy()
    p = (s >= 0.5).astype(int)
    tn, fp, _, _ = m.confusion_matrix(y, p, labels=[0, 1]).ravel()
    return {
        "n": len(y),
        "accuracy": m.accuracy_score(y, p),
        "precision": m.precision_score(y, p, zero_division=0),
        "recall": m.recall_score(y, p, zero_division=0),
        "f1": m.f1_score(y, p, zero_division=0),
        "specificity": tn / (tn + fp),
        "roc_auc": m.roc_auc_score(y, s),
        "average_precision": m.average_precision_score(y, s),
        "log_loss": m.log_loss(y, s),
        "brier": m.brier_score_loss(y, s),
    }


frame = pd.read_csv(sys.argv[1])
frame["age_band"] = pd.cut(frame["age"], [-1, 25, 35, 45, 55, 65, 200], right=False).astype(str)
found = {"overall": measure(frame)}
for by in (["country"], ["device"], ["age_band"], ["country", "device"]):
    for key, part in frame.groupby(by):
        found[" × ".join(key) if isinstance(key, tuple) else str(key)] = measure(part)
with open(sys.argv[2], "w", encoding="utf-8") as out:
    json.dump(found, out)
print(len(found), "slices")
