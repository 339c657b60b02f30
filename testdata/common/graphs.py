"""ONNX models written node by node: skl2onnx is not needed to make a sample."""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from common.exact import floor_to_float32, leaf_shares


def tensor(name, values):
    """An initializer."""
    return numpy_helper.from_array(np.ascontiguousarray(values), name)


def forest_attributes(forest):
    """Attributes that TreeEnsembleClassifier and a forest of classifiers have in common; shares are exact (see exact.py)."""
    nodes = {key: [] for key in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")}
    leaves = {key: [] for key in ("treeids", "nodeids", "ids", "weights")}
    for number, estimator in enumerate(forest.estimators_):
        tree = estimator.tree_
        thresholds = floor_to_float32(tree.threshold)
        shares = leaf_shares(tree, len(forest.estimators_))
        for node in range(tree.node_count):
            leaf = tree.children_left[node] < 0
            nodes["treeids"].append(number)
            nodes["nodeids"].append(node)
            nodes["featureids"].append(0 if leaf else int(tree.feature[node]))
            nodes["values"].append(0.0 if leaf else float(thresholds[node]))
            nodes["modes"].append("LEAF" if leaf else "BRANCH_LEQ")
            nodes["truenodeids"].append(0 if leaf else int(tree.children_left[node]))
            nodes["falsenodeids"].append(0 if leaf else int(tree.children_right[node]))
            if leaf:
                # Of two classes only the positive one is written, under id 0: that is how ONNX Runtime knows a binary ensemble,
                # implies the other score and gives the right label.
                two = len(forest.classes_) == 2
                for index in range(1 if two else 0, len(forest.classes_)):
                    leaves["treeids"].append(number)
                    leaves["nodeids"].append(node)
                    leaves["ids"].append(0 if two else index)
                    leaves["weights"].append(float(shares[node, index]))
    attributes = {f"nodes_{key}": values for key, values in nodes.items()}
    attributes.update({f"class_{key}": values for key, values in leaves.items()})
    return attributes


def forest_scores(forest, features):
    """What the model made of `forest_attributes` gives for float32 features: [N, classes], exact."""
    features = np.asarray(features, np.float32)
    scores = np.zeros((len(features), len(forest.classes_)))
    for estimator in forest.estimators_:
        scores += leaf_shares(estimator.tree_, len(forest.estimators_))[estimator.apply(features)]
    return scores


def save(path, nodes, inputs, outputs, initializers=(), ml=None, metadata=None, infer_shapes=True):
    """Checks a graph and writes it: opset 15, IR version 8, and ai.onnx.ml where its operators are used."""
    graph = helper.make_graph(list(nodes), path.stem, list(inputs), list(outputs), list(initializers))
    opsets = [helper.make_opsetid("", 15)] + ([helper.make_opsetid("ai.onnx.ml", ml)] if ml else [])
    model = helper.make_model(graph, opset_imports=opsets, producer_name="modelspecs-testdata", producer_version="1")
    model.ir_version = 8
    if metadata:
        helper.set_model_props(model, metadata)
    onnx.checker.check_model(model, full_check=infer_shapes)
    path.write_bytes(model.SerializeToString(deterministic=True))


def value(name, kind, shape):
    """A tensor input or output; kind is a name of TensorProto, e.g. FLOAT."""
    return helper.make_tensor_value_info(name, getattr(TensorProto, kind), shape)
