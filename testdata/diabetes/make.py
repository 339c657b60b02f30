"""Disease progression one year on: a ridge regression in double precision, and a nearest-neighbour rival's predictions.

The model's one input [N, 10] is double and its metadata lists the features, so a spec need not name them.
"""
import json
import pathlib
import sys

import numpy as np
import pandas as pd
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Ridge
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files, graphs  # noqa: E402
from onnx import helper  # noqa: E402

GOLDEN_ROWS = 200


def main():
    rng = np.random.default_rng(3)
    data = load_diabetes(as_frame=True, scaled=False)
    features = list(data.data.columns)
    order = rng.permutation(len(data.data))
    golden, training = order[:GOLDEN_ROWS], order[GOLDEN_ROWS:]
    inputs, truth = data.data.to_numpy(np.float64), data.target.to_numpy(np.float64)

    scaler = StandardScaler().fit(inputs[training])
    ridge = Ridge(alpha=5.0, solver="cholesky").fit(scaler.transform(inputs[training]), truth[training])
    rival = make_pipeline(StandardScaler(), KNeighborsRegressor(15)).fit(inputs[training], truth[training])

    graphs.save(
        HERE / "model.onnx",
        [helper.make_node("Sub", ["X", "mean"], ["centred"]),
         helper.make_node("Div", ["centred", "scale"], ["scaled"]),
         helper.make_node("MatMul", ["scaled", "weights"], ["sum"]),
         helper.make_node("Add", ["sum", "intercept"], ["progression"])],
        [graphs.value("X", "DOUBLE", ["N", len(features)])],
        [graphs.value("progression", "DOUBLE", ["N", 1])],
        [graphs.tensor("mean", scaler.mean_), graphs.tensor("scale", scaler.scale_),
         graphs.tensor("weights", ridge.coef_.reshape(-1, 1)), graphs.tensor("intercept", np.array([ridge.intercept_]))],
        metadata={"features": json.dumps(features)})

    table = data.data.iloc[golden].reset_index(drop=True)
    for name in ("age", "sex", "s1"):
        table[name] = table[name].astype(int)
    table.insert(0, "patient", [f"p{number:03d}" for number in range(GOLDEN_ROWS)])
    table["progression"] = truth[golden].astype(int)
    table["rival"] = np.round(rival.predict(inputs[golden]), 3)
    files.write_csv(table, HERE / "golden.tsv", separator="\t")

    forward = (inputs[golden] - scaler.mean_) / scaler.scale_ @ ridge.coef_ + ridge.intercept_
    assert np.abs(forward - ridge.predict(scaler.transform(inputs[golden]))).max() < 1e-9
    for name, predicted in (("ridge", forward), ("rival", table["rival"])):
        print(f"{name}: mae {np.abs(predicted - truth[golden]).mean():.2f}, r2 {1 - ((predicted - truth[golden])**2).sum() / ((truth[golden] - truth[golden].mean())**2).sum():.3f}")


if __name__ == "__main__":
    main()
