"""The sample specs in pandas: rows, truth, predictions and slices of each, written a second time by hand.

A slice here must pick the rows that the spec's own text picks; nothing is parsed from the specs.
"""
import pathlib
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

import onnx_numpy
from specs_slices import by, cross, edges, every, where

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "testdata"


@dataclass
class Sample:
    """One spec: what scikit-learn needs to measure it."""
    spec: str
    task: str
    truth: np.ndarray
    slices: dict
    predicted: np.ndarray = None
    scores: np.ndarray = None
    weights: np.ndarray = None
    queries: np.ndarray = None
    classes: list = field(default_factory=list)
    declared: bool = False
    extra: list = field(default_factory=list)
    columns: dict = field(default_factory=dict)  # "p95(of=latency_ms)": the column


def read(name, **options):
    return pd.read_csv(DATA / name, float_precision="round_trip", **{"keep_default_na": False, "na_values": [""], **options})


def softmax(logits):
    exponentials = np.exp(logits - logits.max(axis=1, keepdims=True))
    return exponentials / exponentials.sum(axis=1, keepdims=True)


def loan(spec, model, features):
    golden = read("loan/golden.csv", dtype={"postcode": str})
    inputs = golden[features].to_numpy(np.float32)
    scores = onnx_numpy.run(DATA / f"loan/{model}.onnx", {"X": inputs})["probabilities"][:, 1].astype(np.float64)
    confidence = np.maximum(scores, 1 - scores)
    country, income = by(golden["country"]), edges(golden["income"], 20_000, 50_000)
    return Sample(spec, "binary", golden["defaulted"].to_numpy() == 1, predicted=scores >= 0.30, scores=scores, slices={
        "young": where(golden["age"] < 25),
        "thin file": where((golden["history_months"] < 6) & golden["employer"].notna()),
        "public sector": where(golden["employer"].str.startswith("Gov ", na=False)),
        "stretched": where((golden["debt_ratio"] * golden["income"] > 12_000) | ((golden["late_payments"] >= 2) & (golden["utilisation"] > 0.7))),
        "recent": where(golden["applied_at"].between("2025-04-01", "2025-06-30") & golden["channel"].isin(["web", "mobile"])),
        "near the line": where((scores >= 0.2) & (scores <= 0.4)),
        "country": country,
        "channel": by(golden["channel"]),
        "employer": by(golden["employer"]),
        "gender": by(golden["gender"]),
        "income": income,
        "country x income": cross(country, income),
        "quarter": every(golden["applied_at"], "quarter"),
        "sure": where(confidence >= 0.95),
    }, extra=[("ece(bins=10, strategy=quantile)", {"bins": 10, "strategy": "quantile"}), ("fbeta(beta=2)", {"beta": 2}), ("lift(at_top=0.05)", {"at_top": 0.05}),
              ("cost(false_positive=150, false_negative=2400, true_positive=40, true_negative=-120)", {"stated": [[-120, 150], [2400, 40]]}),
              ("cost(false_positive=150, total=true)", {"stated": [[0, 150], [0, 0]], "total": True})],
        columns={f"{name}(of=latency_ms)": golden["latency_ms"] for name in ("p95", "p99")})


def loan_part(spec, slices, features):
    golden = read("loan/golden.csv", dtype={"postcode": str})
    scores = onnx_numpy.run(DATA / "loan/champion.onnx", {"X": golden[features].to_numpy(np.float32)})["probabilities"][:, 1].astype(np.float64)
    return Sample(spec, "binary", golden["defaulted"].to_numpy() == 1, predicted=scores >= 0.30, scores=scores, slices=slices(golden))


def loan_confidence(golden, model, features):
    scores = onnx_numpy.run(DATA / f"loan/{model}.onnx", {"X": golden[features].to_numpy(np.float32)})["probabilities"][:, 1].astype(np.float64)
    return np.maximum(scores, 1 - scores)


def digits(spec, slices, extra=(), only=None):
    golden = read("digits/golden.csv")
    images = np.load(DATA / "digits/images.npy")
    if only is not None:
        kept = (golden["corruption"] == only).to_numpy()
        golden, images = golden[kept].reset_index(drop=True), images[kept]
    scores = softmax(onnx_numpy.run(DATA / "digits/model.onnx", {"image": images.astype(np.float32)})["logits"].astype(np.float64))
    return Sample(spec, "multiclass", golden["digit"].to_numpy(), predicted=scores.argmax(axis=1), scores=scores,
                  classes=[str(digit) for digit in range(10)], slices=slices(golden), extra=extra)


def tickets(spec, slices, rules=False):
    golden = read("tickets/golden.csv.gz", na_values=["", "n/a"])
    classes = ["access", "billing", "outage", "sales"]
    truth = golden["queue"].map(classes.index).to_numpy()
    if rules:
        return Sample(spec, "multiclass", truth, predicted=golden["rules"].map(classes.index).to_numpy(), classes=classes, declared=True, slices=slices(golden, None))
    kinds = {"channel": str, "product": str, "subscription": str, "is_vip": bool, "failed_logins": np.int64, "words": np.int64, "hours_since_login": np.float32}
    feeds = {name: golden["plan" if name == "subscription" else name].to_numpy(kind)[:, None] for name, kind in kinds.items()}
    scores = onnx_numpy.run(DATA / "tickets/model.onnx", feeds, stop_before={"ZipMap"})["probabilities"].astype(np.float64)
    return Sample(spec, "multiclass", truth, predicted=scores.argmax(axis=1), scores=scores, classes=classes, slices=slices(golden, scores),
                  extra=[("ece(bins=10)", {"bins": 10}), ("precision(class=sales, zero_division=1)", {}),
                         ("cost(matrix=access>billing 1, outage>access 5, outage>billing 8, outage>sales 8)", {"stated": [[0, 1, 0, 0], [0, 0, 0, 0], [5, 8, 0, 8], [0, 0, 0, 0]]})])


def breast_cancer(spec, slices, folder="breast_cancer"):
    golden = read(f"{folder}/golden.csv")
    features = list(golden.columns[1:11])
    logit = onnx_numpy.run(DATA / folder / "model.onnx", {"measurements": golden[features].to_numpy(np.float64)})["logit"][:, 0]
    scores = 1 / (1 + np.exp(-logit))
    return Sample(spec, "binary", (golden["diagnosis"] == "malignant").to_numpy(), predicted=scores >= 0.5, scores=scores, slices=slices(golden, scores))


def diabetes(spec, rival, few=False):
    golden = read("diabetes/golden.tsv", sep="\t")
    features = ["age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6"]
    predicted = golden["rival"].to_numpy(np.float64) if rival else \
        onnx_numpy.run(DATA / "diabetes/model.onnx", {"X": golden[features].to_numpy(np.float64)})["progression"][:, 0]
    error = predicted - golden["progression"]
    slices = {"sex": by(golden["sex"]), "age": edges(golden["age"], 40, 60), "too low": where(error < 0), "far off": where(error.abs() > 100)}
    if few:
        return Sample(spec, "regression", golden["progression"].to_numpy(np.float64), predicted=predicted, slices={name: slices[name] for name in ("sex", "age")})
    if not rival:
        slices["bmi and pressure"] = where((golden["bmi"] >= 30) & (golden["bp"] >= 100))
        slices["sex x age"] = cross(slices["sex"], slices["age"])
    return Sample(spec, "regression", golden["progression"].to_numpy(np.float64), predicted=predicted, slices=slices,
                  extra=[] if rival else [("mape(epsilon=50)", {"epsilon": 50}), ("pinball(alpha=0.9)", {"alpha": 0.9})],
                  columns={} if rival else {f"{name}(of=bmi)": golden["bmi"] for name in ("mean", "std", "min", "max", "median")})


def shadow():
    golden = pd.read_json(DATA / "shadow/golden.jsonl.gz", lines=True, convert_dates=False)
    golden = golden[(golden["merchant"] != "load-test") & golden["fraud"].notna()].reset_index(drop=True)
    scores = golden["score"].to_numpy(np.float64)
    return Sample("fraud-shadow", "binary", golden["fraud"].to_numpy(float) == 1, predicted=scores >= 0.25, scores=scores, weights=golden["weight"].to_numpy(np.float64), slices={
        "merchant": by(golden["merchant"]),
        "night": where(golden["night"]),
        "large": where(golden["amount"] >= 150),
        "week": every(golden["at"], "week"),
        "day": every(golden["at"], "day"),
        "flagged": where(scores >= 0.25),
    }, extra=[("recall(at_fpr=0.01)", {"at_fpr": 0.01}), ("recall(at_precision=0.5)", {"at_precision": 0.5}),
              ("precision(at_prevalence=0.001)", {"at_prevalence": 0.001}), ("alerts_per_million(at_prevalence=0.001)", {"at_prevalence": 0.001})],
        columns={"sum(of=amount)": golden["amount"]})


def intake():
    golden = read("intake/golden.csv", dtype={"postcode": str})
    golden = golden[golden["defaulted"].notna()].reset_index(drop=True)  # labels_missing: drop
    scores = golden["score"].to_numpy(np.float64)
    return Sample("intake-health", "binary", golden["defaulted"].to_numpy() == 1, predicted=scores >= 0.5, scores=scores, slices={"country": by(golden["country"]), "young": where(golden["age"] < 30)})


def wine():
    golden = pd.read_json(DATA / "wine/golden.jsonl", lines=True, precise_float=True)
    golden = golden[~golden["bottle"].isin(["w062", "w121", "w130"])].reset_index(drop=True)  # golden.quarantine
    classes = ["barolo", "grignolino", "barbera"]
    scores = golden[[f"p_{name}" for name in classes]].to_numpy(np.float64)
    return Sample("wine", "multiclass", golden["cultivar"].map(classes.index).to_numpy(), predicted=scores.argmax(axis=1), scores=scores, classes=classes, declared=True, slices={
        "cultivar": by(golden["cultivar"]),
        "strong": where(golden["alcohol"] >= 13.5),
        "pale": where(golden["color_intensity"] < 4),
    }, columns={f"{name}(of=alcohol{q})": golden["alcohol"] for name, q in (("p90", ""), ("quantile", ", q=0.1"))})


TOPICS = ["politics", "economy", "science", "sport"]


def article_tags():
    golden = read("articles/golden.csv")
    truth, tagged = golden[TOPICS].to_numpy() == 1, golden[[f"tag_{topic}" for topic in TOPICS]].to_numpy() == 1
    return Sample("article-tags", "multilabel", truth, predicted=tagged, classes=TOPICS, slices={"source": by(golden["source"]), "long": where(golden["words"] >= 600)})


def articles():
    golden = read("articles/golden.csv")
    topics = TOPICS
    truth, scores = golden[topics].to_numpy() == 1, golden[[f"p_{topic}" for topic in topics]].to_numpy(np.float64)
    return Sample("articles", "multilabel", truth, predicted=scores >= 0.5, scores=scores, classes=topics, slices={
        "source": by(golden["source"]),
        "short": where(golden["words"] < 200),
        "all right": where(((scores >= 0.5) == truth).all(axis=1)),
    })


def search():
    golden = read("search/golden.csv")
    return Sample("search", "ranking", golden["relevance"].to_numpy(np.float64), scores=golden["score"].to_numpy(np.float64), queries=golden["query_id"].to_numpy(), slices={
        "market": by(golden["market"]),
        "long": where(golden["words"] >= 4),
        "guides": where(golden["kind"] == "guide"),
        "sure": where(golden["score"] >= 2),
    }, extra=[("ndcg", {"k": 10}), ("ndcg", {"k": 5, "zero_division": 0}), ("hit_rate", {"k": 3})])


CHAMPION = ["income", "debt_ratio", "age", "history_months", "amount", "utilisation"]
CHALLENGER = [*CHAMPION, "late_payments"]


def all_samples():
    """The samples in the order of their files."""
    return [
        article_tags(),
        articles(),
        breast_cancer("breast-cancer", lambda golden, scores: {
            "small": where((golden["mean radius"] < 13) & (golden["mean texture"] >= 18)),
            "radius": edges(golden["mean radius"], 11, 15),
            "size to area": where((golden["mean area"] / golden["mean radius"] > 50) & ~(golden["mean smoothness"] > 0.11)),
            "doubtful": where(np.maximum(scores, 1 - scores) < 0.8),
        }),
        breast_cancer("breast-cancer-int8", lambda golden, _: {"radius": edges(golden["mean radius"], 11, 15)}, folder="quantised"),
        breast_cancer("breast-cancer-snapshot", lambda golden, _: {"small": where(golden["mean radius"] < 13), "radius": edges(golden["mean radius"], 11, 15)}),
        breast_cancer("breast-cancer-sure", lambda golden, _: {"large": where(golden["mean radius"] >= 14)}),
        diabetes("diabetes", rival=False),
        diabetes("diabetes-rival", rival=True),
        diabetes("diabetes-champion", rival=False, few=True),
        digits("digits", lambda golden: {
            "corruption": by(golden["corruption"]),
            "ink": edges(golden["ink"], 3, 5),
            "digit": by(golden["digit"]),
            "corruption x ink": cross(by(golden["corruption"]), edges(golden["ink"], 3, 5)),
        }, extra=[("top_k_accuracy(k=3)", {"k": 3})]),
        digits("digits-archive", lambda golden: {"corruption": by(golden["corruption"]), "faint": where(golden["ink"] < 3)}),
        digits("digits-unknown", lambda golden: {"corruption": by(golden["corruption"]), "faint": where(golden["ink"] < 3)}),
        digits("digits-robust", lambda golden: {"digit": by(golden["digit"]), "faint": where(golden["ink"] < 5)}, only="clean"),
        digits("digits-pixels", lambda golden: {
            "altered": where(golden["corruption"] != "clean"), "faint": where(golden["ink"] < 3),
            "dark middle": where(pixels()[["px27", "px28", "px35", "px36"]].sum(axis=1) / 4 >= 12)}),
        shadow(),
        intake(),
        loan("loan", "champion", CHAMPION),
        loan_part("loan-fairness", lambda golden: {"gender": by(golden["gender"]), "country": by(golden["country"])}, CHAMPION),
        loan_part("loan-champion", lambda golden: {
            "young": where(golden["age"] < 25), "country": by(golden["country"]), "sure": where(loan_confidence(golden, "challenger", CHALLENGER) >= 0.9)}, CHAMPION),
        loan_part("loan-robust", lambda golden: {"young": where(golden["age"] < 25), "income": edges(golden["income"], 20_000, 50_000)}, CHAMPION),
        loan_part("loan-noise", lambda golden: {"young": where(golden["age"] < 25), "country": by(golden["country"])}, CHAMPION),
        loan_part("loan-drift", lambda golden: {"young": where(golden["age"] < 25), "country": by(golden["country"])}, CHAMPION),
        search(),
        tickets("tickets", ticket_slices),
        tickets("tickets-rules", lambda golden, _: {"channel": by(golden["channel"]), "plan": by(golden["plan"]), "month": every(golden["opened_at"], "month")}, rules=True),
        wine(),
    ]


def pixels():
    return read("digits/pixels.csv.gz")


def ticket_slices(golden, scores):
    classes = np.array(["access", "billing", "outage", "sales"])
    predicted, confidence = classes[scores.argmax(axis=1)], scores.max(axis=1)
    plan, channel = by(golden["plan"]), by(golden["channel"])
    return {
        "vip": where(golden["is_vip"]),
        "locked out": where(golden["failed_logins"].between(2, 9)),
        "web form, long": where(golden["channel"].str.fullmatch("web.*") & (golden["words"] > 45)),
        "language": by(golden["language"]),
        "channel": channel,
        "plan": plan,
        "channel x plan": cross(channel, plan),
        "week": every(golden["opened_at"], "week"),
        "month": every(golden["opened_at"], "month"),
        "year": every(golden["opened_at"], "year"),
        "sent to": by(predicted),
        "sure and wrong": where((confidence >= 0.9) & (predicted != golden["queue"])),
        "sure": where(confidence >= 0.9),
    }
