"""A wide MLP and rows for it, sized so that inference takes about ten seconds on two cores.
Usage: make_model.py FOLDER ROWS WIDTH"""
import pathlib
import sys

import numpy as np
from onnx import TensorProto, checker, helper, numpy_helper, save

folder, rows, width = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
features = 64
rng = np.random.default_rng(11)
nodes, weights, last, size = [], [], "x", features
for i, out in enumerate([width, width, width, 1]):
    weights += [
        numpy_helper.from_array((rng.normal(size=(size, out)) / np.sqrt(size)).astype(np.float32), f"w{i}"),
        numpy_helper.from_array(np.zeros(out, np.float32), f"b{i}"),
    ]
    nodes.append(helper.make_node("Gemm", [last, f"w{i}", f"b{i}"], [f"h{i}"]))
    last, size = f"h{i}", out
    if i < 3:
        nodes.append(helper.make_node("Relu", [last], [f"r{i}"]))
        last = f"r{i}"
nodes.append(helper.make_node("Sigmoid", [last], ["score"]))
graph = helper.make_graph(
    nodes, "mlp",
    [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["N", features])],
    [helper.make_tensor_value_info("score", TensorProto.FLOAT, ["N", 1])],
    weights,
)
model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 15)])
model.ir_version = 8
checker.check_model(model)
save(model, str(folder / "model.onnx"))
np.save(folder / "x.npy", rng.normal(size=(rows, features)).astype(np.float32))
label = rng.integers(0, 2, rows)
(folder / "golden.csv").write_text("id,label\n" + "".join(f"{i},{label[i]}\n" for i in range(rows)))
(folder / "modelspecs.yaml").write_text("root: true\n")
(folder / "mlp.spec.yaml").write_text(
    "spec: A wide MLP\nmodel: model.onnx\ngolden: golden.csv\nlabel: label\nid: id\ntask: binary\n"
    "inputs: { x: { npy: x.npy } }\noutputs: { score: score }\nexpect: { roc_auc: \">= 0.4\", brier: \"<= 0.5\" }\n"
)
