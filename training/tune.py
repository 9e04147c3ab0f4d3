"""Chooses what the tagger's training leaves open, on the held-out training articles: the bias against "no tag", the weights of the
signs of confidence, and the least confidence that is reported (the two latter crosswise, ten parts). Writes the final file of weights.

    tune.py TAGGER.pt LINKERS.npz WORK OUT.bin --export target/release/examples/export --scorer .../score_attribution.py"""
import argparse
import importlib.util
import json
import subprocess
import sys

import numpy as np

from data import Split, read

CUTS = (0.24, 0.26, 0.28, 0.3, 0.32, 0.34, 0.36, 0.38, 0.4, 0.42)


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verdicts(scorer, gold, predicted):
    """For every prediction whether it is right: quote found and source right."""
    out = []
    for article, answer in zip(gold, predicted):
        art = scorer.Article(article["text"])
        roles = lambda rows: [{k: art.span(a[k]) for k in ("source", "content")} for a in rows]
        g, p = roles(article["attributions"]), roles(answer["attributions"])
        right = set()
        for i, j, d in scorer.match([a["content"] for a in g], [a["content"] for a in p]):
            s, t = g[i]["source"], p[j]["source"]
            hs, ht = art.head_of(s), art.head_of(t)
            if d >= 0.5 and (s == t or (hs is not None and ht is not None and hs in t and ht in s)):
                right.add(j)
        out += [j in right for j in range(len(p))]
    return np.array(out, float)


def logistic(signs, right, decay=1.0, steps=50):
    """A weight for each sign (the first is always 1), by Newton's method with an L2 penalty."""
    w = np.zeros(signs.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-signs @ w))
        w += np.linalg.solve((signs.T * (p * (1 - p))) @ signs + decay * np.eye(len(w)), signs.T @ (right - p) - decay * w)
    return w


def crossed(signs, right, article, parts=10):
    """How sure each is by weights learnt on the other articles."""
    sure = np.zeros(len(right))
    for part in range(parts):
        there = article % parts == part
        sure[there] = 1 / (1 + np.exp(-signs[there] @ logistic(signs[~there], right[~there])))
    return sure


def main():
    options = argparse.ArgumentParser()
    options.add_argument("tagger"), options.add_argument("linkers"), options.add_argument("work"), options.add_argument("out")
    options.add_argument("--gold", default="../shared/data/polnear/train.jsonl")
    options.add_argument("--scorer", default="../shared/eval/score_attribution.py")
    options.add_argument("--export", default="target/release/examples/export")
    options.add_argument("--biases", type=float, nargs="+", default=[0.0, 0.05])
    o = options.parse_args()
    scorer = load_scorer(o.scorer)
    held = Split(o.work + "/train.jsonl", o.gold).held_ids
    gold = [a for a in read(o.gold) if a["id"] in held]
    with open(o.work + "/held.jsonl", "w") as out:
        out.writelines(json.dumps({"id": a["id"], "text": a["text"]}) + "\n" for a in gold)
    total = sum(len(a["attributions"]) for a in gold)
    total_indirect = sum(b["kind"] == "indirect" for a in gold for b in a["attributions"])

    def pack(out, bias, weights=None, least=0.0):
        numbers = ["--bias", bias, "--least", least] + (["--confidence", *weights] if weights is not None else [])
        command = [sys.executable, __file__.replace("tune.py", "pack.py"), o.tagger, o.linkers, out, *map(str, numbers)]
        subprocess.run(command, check=True, capture_output=True)

    def found(bias):
        pack(o.work + "/tune.bin", bias)
        command = [o.export, "signs", o.work + "/held.jsonl", o.work + "/signs.jsonl", o.work + "/tune.bin"]
        subprocess.run(command, check=True)
        rows = read(o.work + "/signs.jsonl")
        article = np.repeat(np.arange(len(rows)), [len(r["attributions"]) for r in rows])
        indirect = np.array([a["kind"] == "indirect" for r in rows for a in r["attributions"]])
        return np.array([a["signs"] for r in rows for a in r["attributions"]]), verdicts(scorer, gold, rows), article, indirect

    def f1(right, kept, total):
        return 2 * right[kept].sum() / (kept.sum() + total)

    def worth(right, kept, indirect):
        """Indirect speech, the hardest, counts twice."""
        return (f1(right, kept, total) + f1(right, kept & indirect, total_indirect)) / 2

    best = (0,)
    for bias in o.biases:
        signs, right, article, indirect = found(bias)
        if not len(right):
            sys.exit(f"{o.tagger} finds nothing in the held-out articles: it has not been trained for long enough")
        sure = crossed(signs, right, article)
        for cut in CUTS:
            kept = sure >= cut
            print(f"bias {bias}, cut {cut}: F1 {f1(right, kept, total):.4f}, indirect {f1(right, kept & indirect, total_indirect):.4f}")
            best = max(best, (worth(right, kept, indirect), bias))
    # F1 hardly changes over a wide range of cuts, so the best of them is chance. Where confidence is calibrated, half of the F1 that
    # can be had is the best cut (Lipton et al. 2014).
    reached, bias = best
    least = round(reached / 2, 2)
    signs, right, article, _ = found(bias)
    sure, weights = crossed(signs, right, article), logistic(signs, right)
    pack(o.out, bias, weights, least)
    print(f"bias {bias}, least {least}, weights {np.round(weights, 2).tolist()}")
    for lo in np.arange(0, 1, 0.1):
        part = right[(sure >= lo) & (sure < lo + 0.1)]
        if len(part):
            print(f"confidence {lo:.1f}-{lo + 0.1:.1f}: {len(part)} attributions, {100 * part.mean():.0f}% right")


if __name__ == "__main__":
    main()
