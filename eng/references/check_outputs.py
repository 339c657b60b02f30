"""Compares onnx_numpy.py with onnxruntime-node on every sample model: the outputs are to be the same to the last bit (double models: to 1e-13).

    npm install --prefix <folder> --ignore-scripts onnxruntime-node
    python3 eng/references/check_outputs.py <folder>
"""
import base64
import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import onnx
from onnx import helper

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import onnx_numpy  # noqa: E402
from specs_samples import DATA, read  # noqa: E402

TYPES = {"float32": np.float32, "float64": np.float64, "int64": np.int64, "bool": np.bool_}


def cases():
    """Model and feeds of each."""
    loan = read("loan/golden.csv")
    champion = ["income", "debt_ratio", "age", "history_months", "amount", "utilisation"]
    yield "loan/champion.onnx", {"X": loan[champion].to_numpy(np.float32)}
    yield "loan/challenger.onnx", {"X": loan[champion + ["late_payments"]].to_numpy(np.float32)}
    yield "digits/model.onnx", {"image": np.load(DATA / "digits/images.npy")}
    cancer = read("breast_cancer/golden.csv")
    yield "breast_cancer/model.onnx", {"measurements": cancer[list(cancer.columns[1:-1])].to_numpy(np.float64)}
    patients = read("diabetes/golden.tsv", sep="\t")
    yield "diabetes/model.onnx", {"X": patients[list(patients.columns[1:11])].to_numpy(np.float64)}
    tickets = read("tickets/golden.csv.gz")
    kinds = {"channel": str, "product": str, "subscription": str, "is_vip": bool, "failed_logins": np.int64, "words": np.int64, "hours_since_login": np.float32}
    yield "tickets/model.onnx", {name: tickets["plan" if name == "subscription" else name].to_numpy(kind)[:, None] for name, kind in kinds.items()}


def without_zipmap(path, folder):
    """onnxruntime-node has tensors alone: a copy whose output is what the ZipMap reads."""
    model = onnx.load(str(path))
    zipmaps = [node for node in model.graph.node if node.op_type == "ZipMap"]
    for node in zipmaps:
        model.graph.node.remove(node)
        for output in [output for output in model.graph.output if output.name == node.output[0]]:
            model.graph.output.remove(output)
        model.graph.output.append(helper.make_tensor_value_info(node.input[0], onnx.TensorProto.FLOAT, None))
    target = pathlib.Path(folder) / "model.onnx"
    onnx.save(model, str(target))
    return target


def foreign(package, model, feeds):
    with tempfile.TemporaryDirectory() as folder:
        document = {name: {"type": "string" if values.dtype.kind == "U" else values.dtype.name, "dims": values.shape, "data": [str(value) if values.dtype == np.int64 else value for value in values.ravel().tolist()]}
                    for name, values in feeds.items()}
        feeds_path = pathlib.Path(folder) / "feeds.json"
        feeds_path.write_text(json.dumps(document))
        printed = subprocess.run(["node", str(HERE / "outputs.mjs"), package, str(without_zipmap(model, folder)), str(feeds_path)], check=True, capture_output=True, text=True).stdout
    return {name: (np.array(tensor["data"]) if tensor["type"] == "string" else np.frombuffer(base64.b64decode(tensor["base64"]), TYPES[tensor["type"]])).reshape(tensor["dims"])
            for name, tensor in json.loads(printed).items()}


def main():
    package = str(pathlib.Path(sys.argv[1]).resolve())
    same = True
    for name, feeds in cases():
        ours = onnx_numpy.run(DATA / name, feeds, stop_before={"ZipMap"})
        for output, theirs in foreign(package, DATA / name, feeds).items():
            mine = ours[output].astype(theirs.dtype)
            equal = bool((mine == theirs).all()) if theirs.dtype != np.float64 else bool(np.allclose(mine, theirs, rtol=1e-13, atol=1e-13))
            same &= equal
            print(f"{name} {output} {theirs.dtype} {list(theirs.shape)}: {'the same' if equal else 'DIFFERENT'}")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main())
