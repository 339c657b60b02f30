"""Writes what pandas says of nulls, duplicates, leaked rows, joins and delays of small messy sets, for HealthReferenceTests.

    python3 eng/references/health.py            # Debian 12: python3-pandas
"""
import hashlib
import io
import json
import pathlib

import numpy as np
import pandas as pd

ROOT = pathlib.Path(__file__).resolve().parents[2]
TARGET = ROOT / "tests" / "ModelSpecs.Engine.Tests" / "References" / "health.json"
FEATURES = ["amount", "count", "kind"]


def messy(rng, rows, prefix):
    """Few values, so that rows repeat; nulls everywhere but in the id; times with and without a label."""
    at = pd.Timestamp("2026-06-01") + pd.to_timedelta(rng.integers(0, 30 * 24 * 60, rows), unit="min")
    frame = pd.DataFrame({
        "id": [f"{prefix}{number}" for number in range(rows)], "customer": rng.integers(0, rows, rows), "amount": rng.integers(0, 6, rows) / 4, "count": pd.array(rng.integers(0, 4, rows), dtype="Int64"),
        "kind": rng.choice(["a", "A", "b c"], rows), "at": at.strftime("%Y-%m-%dT%H:%M"), "labelled_at": (at + pd.to_timedelta(rng.integers(1, 40_000, rows), unit="min")).strftime("%Y-%m-%dT%H:%M"),
        "score": np.round(rng.random(rows), 3), "y": pd.array(rng.integers(0, 2, rows), dtype="Int64"),
    })
    for column in FEATURES + ["customer", "labelled_at", "y"]:
        frame[column] = frame[column].astype(object).where(rng.random(rows) > 0.1, None)
    frame["customer"] = frame["customer"].astype("Int64")
    return frame


def read(text):
    return pd.read_csv(io.StringIO(text), keep_default_na=False, na_values=[""])


def case(seed):
    rng = np.random.default_rng(seed)
    golden, train = messy(rng, int(rng.integers(20, 60)), "g"), messy(rng, int(rng.integers(20, 60)), "t")
    served = golden.sample(frac=0.9, random_state=seed).copy()
    moved = rng.random(len(served)) < 0.2
    served["amount"] = [value if value is None or not move else value * (1 + 1e-3) + 1e-3 for value, move in zip(served["amount"], moved)]
    served["kind"] = [value if move is None or rng.random() < 0.9 else "z" for value, move in zip(served["kind"], moved)]
    served = pd.concat([served, messy(rng, 3, "x")])
    texts = {name: frame.to_csv(index=False, lineterminator="\n") for name, frame in (("golden", golden), ("train", train), ("served", served))}
    golden, train, served = (read(text) for text in texts.values())
    both = golden.merge(served, on="id", suffixes=("", "_there"))
    a, b = both["amount"], both["amount_there"]
    differs = pd.DataFrame({
        "amount": ~(np.isclose(a, b, rtol=1e-4, atol=0, equal_nan=True)), "count": ~((both["count"] == both["count_there"]) | (both["count"].isna() & both["count_there"].isna())),
        "kind": ~((both["kind"] == both["kind_there"]) | (both["kind"].isna() & both["kind_there"].isna())),
    })
    # A merge of rows with nulls joins null with null, as equality of rows does here.
    leaked = golden[FEATURES].merge(train[FEATURES].drop_duplicates(), on=FEATURES, how="left", indicator=True)["_merge"] == "both"
    delays = ((pd.to_datetime(golden["labelled_at"]) - pd.to_datetime(golden["at"])) / pd.Timedelta(days=1)).dropna()
    times = pd.to_datetime(golden["at"]).sort_values()
    labels = golden["y"].dropna().astype(int)
    return {
        "name": f"seed {seed}", **texts,
        "values": {
            **{f"nulls({name})": float(golden[name].isna().mean()) for name in FEATURES + ["customer", "labelled_at"]},
            "duplicates": float(golden[FEATURES].duplicated(keep="first").mean()),
            "leakage(rows)": float(leaked.mean()), "leakage(keys)": float((golden["customer"].isin(train["customer"].dropna()) & golden["customer"].notna()).mean()),
            "skew": float(differs.any(axis=1).mean()), **{f"skew({name})": float(differs[name].mean()) for name in FEATURES}, "matched": float(golden["id"].isin(served["id"]).mean()),
            "label_balance": float(min((labels == value).mean() for value in (0, 1))), "label_balance(ratio)": float(labels.value_counts().min() / labels.value_counts().max()),
            "labels_received": float(golden["y"].notna().mean()), **{f"label_delay({name})": float(np.quantile(delays, q)) for name, q in (("p50", .5), ("p90", .9), ("p95", .95), ("p99", .99), ("max", 1))},
            "freshness": float((pd.Timestamp("2026-07-31") - times.max()) / pd.Timedelta(days=1)), "freshness(gap)": float(times.diff().max() / pd.Timedelta(days=1)),
        },
    }


def main():
    script = hashlib.sha256(pathlib.Path(__file__).read_bytes()).hexdigest()
    cases = ",\n".join(json.dumps(case(seed), ensure_ascii=False, allow_nan=False) for seed in range(1, 21))
    TARGET.write_text(f'{{"script": "{script}", "cases": [\n{cases}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    main()
