"""Support tickets and the queue they belong to: one ONNX input a column, strings among them, and ZipMap outputs.

The graph is what a scikit-learn pipeline of one-hot encoder, ordinal encoder and random forest becomes when it is exported
with its defaults: a label [N] of strings and a sequence of maps from class name to probability.
"""
import pathlib
import sys

import numpy as np
import pandas as pd
from onnx import TensorProto, ValueInfoProto, helper
from sklearn.ensemble import RandomForestClassifier

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files, graphs  # noqa: E402

GOLDEN_ROWS, TRAINING_ROWS = 5_000, 6_000
QUEUES = ["access", "billing", "outage", "sales"]
CHANNELS = ["chat", "email", "phone", "web form"]
PRODUCTS = ["analytics", "backup", "mail", "vpn"]
PLANS = {"free": 0.0, "team": 1.0, "business": 2.0, "enterprise": 3.0}
LANGUAGES = {"en": 0.55, "de": 0.20, "fr": 0.12, "pl": 0.05, "n/a": 0.08}


def draw(rng, rows):
    """Tickets and the queue that solved them."""
    channel, product = rng.integers(0, 4, rows), rng.integers(0, 4, rows)
    plan = rng.choice(4, rows, p=[0.4, 0.3, 0.2, 0.1])
    is_vip = rng.random(rows) < 0.02 + 0.06 * plan
    words = rng.poisson(18 + 14 * (channel == 1) + 22 * (channel == 3))
    hours = np.round(rng.gamma(1.2, 20, rows), 2)
    failed_logins = rng.poisson(0.4, rows)
    logits = np.stack([
        0.4 + 1.1 * failed_logins + 0.8 * (product == 3) - 0.02 * words,
        0.6 + 0.7 * plan - 1.6 * (plan == 0) + 0.03 * words - 0.3 * (channel == 2),
        0.2 + 1.3 * (channel == 2) + 0.9 * (product == 2) - 0.02 * hours,
        -0.2 + 1.5 * (plan == 0) + 0.9 * (channel == 3) + 0.012 * hours,
    ], axis=1) * 2.2
    queue = (logits + rng.gumbel(size=logits.shape)).argmax(axis=1)
    # The rules that the model is to replace: right on plain cases, blind to all that needs weighing.
    rules = np.select([failed_logins >= 2, (channel == 2) & (product == 2), plan == 0], [0, 2, 3], 1)
    minutes = np.sort(rng.integers(0, 70 * 24 * 60, rows))
    return pd.DataFrame({
        "ticket": np.arange(1, rows + 1) + 410_000,
        "opened_at": pd.Series(np.datetime64("2025-02-24T00:00") + minutes).dt.strftime("%Y-%m-%dT%H:%M:00Z"),
        "channel": np.array(CHANNELS)[channel],
        "product": np.array(PRODUCTS)[product],
        "plan": np.array(list(PLANS))[plan],
        "is_vip": np.where(is_vip, "true", "false"),
        "failed_logins": failed_logins,
        "words": words,
        "hours_since_login": hours,
        "language": rng.choice(list(LANGUAGES), rows, p=list(LANGUAGES.values())),
        "rules": np.array(QUEUES)[rules],
        "queue": np.array(QUEUES)[queue],
    })


def features_of(tickets):
    """The features in the order in which the graph concatenates them."""
    return np.concatenate([
        np.stack([tickets["channel"] == name for name in CHANNELS], axis=1),
        np.stack([tickets["product"] == name for name in PRODUCTS], axis=1),
        tickets["plan"].map(PLANS).to_numpy()[:, None],
        (tickets["is_vip"] == "true").to_numpy()[:, None],
        tickets[["failed_logins", "words", "hours_since_login"]].to_numpy(),
    ], axis=1).astype(np.float32)


def probabilities_by_name():
    """The value info of a ZipMap output: seq(map(string, tensor(float)))."""
    info = ValueInfoProto(name="output_probability")
    entry = info.type.sequence_type.elem_type.map_type
    entry.key_type = TensorProto.STRING
    entry.value_type.tensor_type.elem_type = TensorProto.FLOAT
    return info


def save(forest):
    ml = {"domain": "ai.onnx.ml"}
    # Inputs are named as their columns are, but for `subscription`, which takes the plan.
    columns = ["channel", "product", "subscription", "is_vip", "failed_logins", "words", "hours_since_login"]
    kinds = ["STRING", "STRING", "STRING", "BOOL", "INT64", "INT64", "FLOAT"]
    nodes = [
        helper.make_node("OneHotEncoder", ["channel"], ["channel_hot"], cats_strings=CHANNELS, zeros=1, **ml),
        helper.make_node("Reshape", ["channel_hot", "four_wide"], ["channel_flat"]),
        helper.make_node("OneHotEncoder", ["product"], ["product_hot"], cats_strings=PRODUCTS, zeros=1, **ml),
        helper.make_node("Reshape", ["product_hot", "four_wide"], ["product_flat"]),
        helper.make_node("LabelEncoder", ["subscription"], ["plan_rank"], keys_strings=list(PLANS), values_floats=list(PLANS.values()), default_float=-1.0, **ml),
        helper.make_node("Cast", ["is_vip"], ["is_vip_number"], to=TensorProto.FLOAT),
        helper.make_node("Cast", ["failed_logins"], ["failed_logins_number"], to=TensorProto.FLOAT),
        helper.make_node("Cast", ["words"], ["words_number"], to=TensorProto.FLOAT),
        helper.make_node("Concat", ["channel_flat", "product_flat", "plan_rank", "is_vip_number", "failed_logins_number", "words_number", "hours_since_login"], ["features"], axis=1),
        helper.make_node("TreeEnsembleClassifier", ["features"], ["output_label", "probabilities"],
                         classlabels_strings=QUEUES, post_transform="NONE", **graphs.forest_attributes(forest), **ml),
        helper.make_node("ZipMap", ["probabilities"], ["output_probability"], classlabels_strings=QUEUES, **ml),
    ]
    graphs.save(HERE / "model.onnx", nodes,
                [graphs.value(name, kind, ["N", 1]) for name, kind in zip(columns, kinds)],
                [graphs.value("output_label", "STRING", ["N"]), probabilities_by_name()],
                [graphs.tensor("four_wide", np.array([-1, 4], np.int64))], ml=2,
                infer_shapes=False)  # onnx 1.12 cannot infer the shape of a ZipMap


def main():
    rng = np.random.default_rng(77)
    training, golden = draw(rng, TRAINING_ROWS), draw(rng, GOLDEN_ROWS)
    files.write_csv(golden, HERE / "golden.csv.gz")

    forest = RandomForestClassifier(n_estimators=16, max_depth=8, min_samples_leaf=8, random_state=2, n_jobs=1)
    forest.fit(features_of(training), training["queue"])
    assert list(forest.classes_) == QUEUES
    save(forest)

    scores = graphs.forest_scores(forest, features_of(golden))
    assert np.abs(scores - forest.predict_proba(features_of(golden))).max() < 2e-5
    predicted = np.array(QUEUES)[scores.argmax(axis=1)]
    print(f"model {(predicted == golden['queue']).mean():.4f}, rules {(golden['rules'] == golden['queue']).mean():.4f}, "
          f"shares {golden['queue'].value_counts(normalize=True).round(3).to_dict()}")


if __name__ == "__main__":
    main()
