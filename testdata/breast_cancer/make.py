"""Tumours, malignant or benign: a logistic regression that stops at the logit, in double precision.

The output `logit` is what `activation: sigmoid` is for. Its label column is text, and its column names contain spaces.
"""
import pathlib
import sys

import numpy as np
import pandas as pd
from sklearn.datasets import load_breast_cancer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files, graphs  # noqa: E402
from onnx import helper  # noqa: E402

GOLDEN_ROWS = 285
FEATURES = 10


def main():
    rng = np.random.default_rng(8)
    data = load_breast_cancer(as_frame=True)
    # The ten means; without the "worst" columns the task is not trivial.
    features = list(data.data.columns[:FEATURES])
    inputs = data.data[features].to_numpy(np.float64)
    malignant = (data.target == 0).to_numpy().astype(int)
    order = rng.permutation(len(inputs))
    golden, training = order[:GOLDEN_ROWS], order[GOLDEN_ROWS:]

    scaler = StandardScaler().fit(inputs[training])
    logistic = LogisticRegression(C=1.0, solver="liblinear", random_state=0).fit(scaler.transform(inputs[training]), malignant[training])

    graphs.save(
        HERE / "model.onnx",
        [helper.make_node("Sub", ["measurements", "mean"], ["centred"]),
         helper.make_node("Div", ["centred", "scale"], ["scaled"]),
         helper.make_node("MatMul", ["scaled", "weights"], ["sum"]),
         helper.make_node("Add", ["sum", "intercept"], ["logit"])],
        [graphs.value("measurements", "DOUBLE", ["N", FEATURES])],
        [graphs.value("logit", "DOUBLE", ["N", 1])],
        [graphs.tensor("mean", scaler.mean_), graphs.tensor("scale", scaler.scale_),
         graphs.tensor("weights", logistic.coef_.reshape(-1, 1)), graphs.tensor("intercept", logistic.intercept_)])

    table = data.data[features].iloc[golden].reset_index(drop=True)
    table.insert(0, "sample", [f"bc{number:03d}" for number in golden])
    table["diagnosis"] = np.where(malignant[golden] == 1, "malignant", "benign")
    files.write_csv(table, HERE / "golden.csv")

    logit = (inputs[golden] - scaler.mean_) / scaler.scale_ @ logistic.coef_.ravel() + logistic.intercept_[0]
    probability = 1 / (1 + np.exp(-logit))
    assert np.abs(probability - logistic.predict_proba(scaler.transform(inputs[golden]))[:, 1]).max() < 1e-12
    predicted = probability >= 0.5
    truth = malignant[golden] == 1
    print(f"malignant {truth.mean():.3f}, accuracy {(predicted == truth).mean():.4f}, recall {predicted[truth].mean():.4f}")


if __name__ == "__main__":
    main()
