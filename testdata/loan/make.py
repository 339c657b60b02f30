"""Loan applications: a seeded synthetic book of 20,000 golden rows, a champion, and a challenger with a planted flaw.

The challenger is the better model by every aggregate: it sees one more feature and four times as many rows. But a join
in its (imagined) pipeline lost the defaults of applicants younger than 25, so it learnt that the young never default.
"""
import pathlib
import sys

import numpy as np
import pandas as pd
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import accuracy_score, recall_score, roc_auc_score

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files, graphs  # noqa: E402
from onnx import helper  # noqa: E402

GOLDEN_ROWS = 20_000
TRAINING_ROWS = 24_000
CHAMPION_ROWS = 6_000
THRESHOLD = 0.30

COUNTRIES = {"DE": 0.25, "FR": 0.20, "IT": 0.15, "ES": 0.12, "PL": 0.10, "NL": 0.08, "SE": 0.06, "PT": 0.04}
CHANNELS = {"web": 0.40, "mobile": 0.35, "branch": 0.15, "partner": 0.10}
EMPLOYERS = {"Gov Health": 0.12, "Gov Schools": 0.10, "Northwind": 0.20, "Contoso": 0.18, "Fabrikam": 0.15, "O'Hara & Sons, Ltd.": 0.05, None: 0.20}

CHAMPION_FEATURES = ["income", "debt_ratio", "age", "history_months", "amount", "utilisation"]
CHALLENGER_FEATURES = CHAMPION_FEATURES + ["late_payments"]


def draw(rng, rows):
    """Applications and whether they defaulted."""
    def pick(shares):
        names = list(shares)
        return np.array(names, dtype=object)[rng.choice(len(names), rows, p=list(shares.values()))]

    age = np.clip(np.round(18 + rng.gamma(2.8, 9.2, rows)), 18, 84).astype(int)
    country = pick(COUNTRIES)
    employer = pick(EMPLOYERS)
    experience = np.minimum(age - 18, 30)
    income = np.round(np.exp(rng.normal(10.05 + 0.02 * experience, 0.42, rows)), -1)
    income = np.where(np.isin(country, ["PL", "PT"]), np.round(income * 0.75, -1), income).astype(int)
    debt_ratio = np.round(rng.beta(2.0, 4.5, rows), 3)
    history_months = np.minimum(rng.poisson(rng.gamma(1.4, 32, rows)), (age - 18) * 12 + 3)
    amount = np.round(np.exp(rng.normal(8.9, 0.7, rows)), -2).astype(int)
    utilisation = np.round(rng.beta(1.6, 2.6, rows), 3)
    late_payments = rng.poisson(0.25 + 1.3 * utilisation**2)
    logit = (-3.55 + 3.0 * debt_ratio + 2.1 * (utilisation - 0.38) + 0.6 * late_payments + 1.2 * (age < 25) - 0.9 * np.log(income / 30_000)
             + 0.55 * (history_months < 6) + 0.25 * (amount > 12_000) + 0.15 * np.isin(country, ["IT", "ES"]))
    defaulted = (rng.random(rows) < 1 / (1 + np.exp(-2.2 * (logit + 0.6)))).astype(int)
    days = np.floor(546 * rng.beta(1.2, 1.0, rows)).astype(int)
    return pd.DataFrame({
        "loan_id": [f"L{number:06d}" for number in rng.permutation(rows) + 1],
        "applied_at": (np.datetime64("2024-01-01") + days).astype(str),
        "country": country,
        "postcode": [f"{number:05d}" for number in rng.integers(1_000, 99_999, rows)],
        "channel": pick(CHANNELS),
        "employer": employer,
        "gender": rng.choice(["f", "m", "x"], rows, p=[0.48, 0.50, 0.02]),
        "age": age,
        "income": income,
        "debt_ratio": debt_ratio,
        "history_months": history_months,
        "amount": amount,
        "utilisation": utilisation,
        "late_payments": late_payments,
        "latency_ms": np.round(rng.gamma(3.0, 14.0, rows), 1),
        "defaulted": defaulted,
    })


def train(rows, features, trees, leaf):
    """A forest on float32 features, as the ONNX model sees them."""
    forest = RandomForestClassifier(n_estimators=trees, max_depth=9, min_samples_leaf=leaf, random_state=7, n_jobs=1)
    return forest.fit(rows[features].to_numpy(np.float32), rows["defaulted"].to_numpy())


def save(forest, features, name):
    """label [N] int64 and probabilities [N, 2], as a scikit-learn classifier is commonly exported."""
    node = helper.make_node(
        "TreeEnsembleClassifier", ["X"], ["label", "probabilities"], domain="ai.onnx.ml", name="forest",
        classlabels_int64s=[0, 1], post_transform="NONE", **graphs.forest_attributes(forest))
    graphs.save(HERE / f"{name}.onnx", [node], [graphs.value("X", "FLOAT", ["N", len(features)])],
                [graphs.value("label", "INT64", ["N"]), graphs.value("probabilities", "FLOAT", ["N", 2])], ml=1)


def numbers(golden, scores, rows):
    """Accuracy, ROC AUC and recall at the operating point."""
    truth, score = golden["defaulted"][rows], scores[rows]
    predicted = score >= THRESHOLD
    return accuracy_score(truth, predicted), roc_auc_score(truth, score), recall_score(truth, predicted)


def main():
    rng = np.random.default_rng(20240607)
    book = draw(rng, TRAINING_ROWS)
    golden = draw(rng, GOLDEN_ROWS).sort_values(["applied_at", "loan_id"], kind="stable").reset_index(drop=True)
    files.write_csv(golden, HERE / "golden.csv")

    champion = train(book[:CHAMPION_ROWS], CHAMPION_FEATURES, trees=16, leaf=24)
    flawed = book.assign(defaulted=np.where(book["age"] < 25, 0, book["defaulted"]))
    challenger = train(flawed, CHALLENGER_FEATURES, trees=16, leaf=30)
    save(champion, CHAMPION_FEATURES, "champion")
    save(challenger, CHALLENGER_FEATURES, "challenger")

    scores = {}
    for name, forest, features in (("champion", champion, CHAMPION_FEATURES), ("challenger", challenger, CHALLENGER_FEATURES)):
        inputs = golden[features].to_numpy(np.float32)
        scores[name] = graphs.forest_scores(forest, inputs)[:, 1]
        assert np.abs(scores[name] - forest.predict_proba(inputs)[:, 1]).max() < 1e-5, name

    everyone = np.ones(GOLDEN_ROWS, bool)
    young = (golden["age"] < 25).to_numpy()
    print(f"rows {GOLDEN_ROWS}, defaults {golden['defaulted'].mean():.4f}, young {young.mean():.4f}, defaults of the young {golden['defaulted'][young].mean():.4f}")
    for name in scores:
        for part, rows in (("all", everyone), ("young", young), ("not young", ~young)):
            print("{:<11}{:<10} accuracy {:.4f}  roc_auc {:.4f}  recall {:.4f}".format(name, part, *numbers(golden, scores[name], rows)))

    old, new = numbers(golden, scores["champion"], everyone), numbers(golden, scores["challenger"], everyone)
    assert 0 < new[0] - old[0] < 0.02 and 0 < new[1] - old[1] < 0.02, "the challenger's aggregates are to be slightly better"
    assert numbers(golden, scores["champion"], young)[2] > 0.70 and numbers(golden, scores["challenger"], young)[2] < 0.30, "the flaw is to be plain"
    assert numbers(golden, scores["challenger"], ~young)[2] > numbers(golden, scores["champion"], ~young)[2] - 0.02, "the flaw is to be on the young alone"


if __name__ == "__main__":
    main()
