"""Topics of news articles, several an article: probabilities of four topics and tags by keywords in columns, no model.

Wire stories are short and marked with fewer topics; economy is the topic that the model confuses with politics.
"""
import pathlib
import sys

import numpy as np
import pandas as pd

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from common import files  # noqa: E402

ROWS = 400
TOPICS = ["politics", "economy", "science", "sport"]


def main():
    rng = np.random.default_rng(808)
    source = rng.choice(["desk", "wire", "blog"], ROWS, p=[0.5, 0.3, 0.2])
    words = np.where(source == "wire", rng.integers(40, 200, ROWS), rng.integers(150, 1200, ROWS))
    share = np.array([0.45, 0.35, 0.25, 0.2])[None] * np.where(source == "wire", 0.8, 1.1)[:, None]
    truth = rng.random((ROWS, 4)) < share
    noise = rng.normal(0, 1.0, (ROWS, 4)) * np.where(source == "blog", 1.5, 1.0)[:, None]
    logit = 3.6 * truth - 2.0 + noise
    logit[:, 1] += 0.8 * truth[:, 0]
    scores = np.round(1 / (1 + np.exp(-logit)), 3)
    frame = pd.DataFrame({"article": [f"a{number:03d}" for number in range(ROWS)], "source": source, "words": words})
    for index, topic in enumerate(TOPICS):
        frame[topic] = truth[:, index].astype(int)
    for index, topic in enumerate(TOPICS):
        frame[f"p_{topic}"] = scores[:, index]
    # The desk's keyword lists: surer of sport and politics than of the others.
    for index, (topic, found, mistaken) in enumerate(zip(TOPICS, [0.85, 0.6, 0.7, 0.9], [0.05, 0.1, 0.05, 0.02])):
        frame[f"tag_{topic}"] = (rng.random(ROWS) < np.where(truth[:, index], found, mistaken)).astype(int)
    files.write_csv(frame, HERE / "golden.csv")
    print(f"rows {ROWS}, labels a row {truth.sum(axis=1).mean():.3f}, all right {((scores >= 0.5) == truth).all(axis=1).mean():.4f}")


if __name__ == "__main__":
    main()
