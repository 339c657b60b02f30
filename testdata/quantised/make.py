"""The breast cancer model with its weights in 8 bits, what it gives as NumPy computes it, and one that was quantised wrongly.

What is recorded does not come from ONNX Runtime: NumPy adds up the same numbers, so that a model that gives something else is wrong.
"""
import pathlib
import sys

import numpy as np
import onnx
import pandas as pd
from onnx import helper, numpy_helper

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files, graphs  # noqa: E402

SETS = 2
ROWS_OF_SET = 4
ARCHIVE_ROWS = 8
SCALE = 2.0**-6


def save(name, weights, constants, features):
    graphs.save(
        HERE / name,
        [helper.make_node("Sub", ["measurements", "mean"], ["centred"]),
         helper.make_node("Div", ["centred", "scale"], ["scaled"]),
         helper.make_node("DequantizeLinear", ["weights", "step"], ["weights_float"]),
         helper.make_node("Cast", ["weights_float"], ["weights_double"], to=onnx.TensorProto.DOUBLE),
         helper.make_node("MatMul", ["scaled", "weights_double"], ["sum"]),
         helper.make_node("Add", ["sum", "intercept"], ["logit"])],
        [graphs.value("measurements", "DOUBLE", ["N", features])],
        [graphs.value("logit", "DOUBLE", ["N", 1])],
        [graphs.tensor("mean", constants["mean"]), graphs.tensor("scale", constants["scale"]), graphs.tensor("weights", weights),
         graphs.tensor("step", np.array(SCALE, np.float32)), graphs.tensor("intercept", constants["intercept"])],
        metadata={"quantised_from": "breast_cancer/model.onnx", "weights": "int8"})


def main():
    original = onnx.load(str(HERE.parent / "breast_cancer" / "model.onnx"))
    constants = {tensor.name: numpy_helper.to_array(tensor) for tensor in original.graph.initializer}
    golden = pd.read_csv(HERE.parent / "breast_cancer" / "golden.csv")
    features = list(golden.columns[1:-1])
    rows = golden[features].to_numpy(np.float64)

    weights = np.clip(np.round(constants["weights"] / SCALE), -128, 127).astype(np.int8)
    # The planted fault: the largest weight is cut to a nibble, as by a wrong bit width.
    wrong = weights.copy()
    largest = np.argmax(np.abs(wrong))
    wrong.flat[largest] = np.clip(wrong.flat[largest], -8, 7)
    save("model.onnx", weights, constants, len(features))
    save("nibble.onnx", wrong, constants, len(features))

    scaled = (rows - constants["mean"]) / constants["scale"]
    logit = scaled @ (weights * SCALE) + constants["intercept"]
    exact = scaled @ constants["weights"] + constants["intercept"]
    print(f"largest difference of the quantised model: {np.abs(logit - exact).max():.4f}; of the wrong one: {np.abs(scaled @ (wrong * SCALE) + constants['intercept'] - exact).max():.4f}")

    golden["recorded logit"] = logit.ravel()
    files.write_csv(golden, HERE / "golden.csv")
    files.write_npy(logit, HERE / "logit.npy")
    files.write_npy(rows[:ARCHIVE_ROWS], HERE / "measurements.npy")
    files.write_npy(logit[:ARCHIVE_ROWS], HERE / "logit-of-measurements.npy")
    files.write_npz({"measurements": rows[-ARCHIVE_ROWS:], "logit": logit[-ARCHIVE_ROWS:]}, HERE / "recorded.npz")
    for number in range(SETS):
        folder = HERE / "recorded" / f"test_data_set_{number}"
        folder.mkdir(parents=True, exist_ok=True)
        part = slice(number * ROWS_OF_SET, (number + 1) * ROWS_OF_SET)
        (folder / "input_0.pb").write_bytes(numpy_helper.from_array(rows[part], "measurements").SerializeToString(deterministic=True))
        # Once with raw_data and once with double_data: both are found in the zoo.
        output = numpy_helper.from_array(logit[part], "logit") if number == 0 else helper.make_tensor("logit", onnx.TensorProto.DOUBLE, logit[part].shape, logit[part].ravel())
        (folder / "output_0.pb").write_bytes(output.SerializeToString(deterministic=True))


if __name__ == "__main__":
    main()
