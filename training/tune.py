"""Chooses what is not learnt by gradient, on the held-out training articles: the bias against "no tag", the least confidence that
is reported, and the confidence's calibration. Writes the final file of weights.

    tune.py TAGGER.pt LINKERS.npz WORK OUT.bin --program target/release/crossread --scorer .../score_attribution.py"""
import argparse
import importlib.util
import json
import subprocess
import sys

import numpy as np

from data import Split, read


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def verdicts(scorer, gold, predicted):
    """(confidence, right) of every prediction: quote found and source right."""
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
        out += [(a["confidence"], j in right) for j, a in enumerate(answer["attributions"])]
    return out


def logistic(odds, right, steps=300):
    """Intercept and slope by Newton's method."""
    w, x = np.zeros(2), np.stack([np.ones_like(odds), odds], 1)
    for _ in range(steps):
        p = 1 / (1 + np.exp(-x @ w))
        w += np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + 1e-6 * np.eye(2), x.T @ (right - p))
    return w


def main():
    options = argparse.ArgumentParser()
    options.add_argument("tagger"), options.add_argument("linkers"), options.add_argument("work"), options.add_argument("out")
    options.add_argument("--gold", default="../shared/data/polnear/train.jsonl")
    options.add_argument("--scorer", default="../shared/eval/score_attribution.py")
    options.add_argument("--program", default="target/release/crossread")
    options.add_argument("--biases", type=float, nargs="+", default=[0.0, 0.3, 0.6, 0.9, 1.2])
    o = options.parse_args()
    scorer = load_scorer(o.scorer)
    held = Split(o.work + "/train.jsonl", o.gold).held_ids
    gold = [a for a in read(o.gold) if a["id"] in held]
    articles = "".join(json.dumps({"id": a["id"], "text": a["text"]}) + "\n" for a in gold)

    def run(bias, confidence=(0.0, 1.0), least=0.0, out=o.work + "/tune.bin"):
        numbers = ["--bias", bias, "--confidence", *confidence, "--least", least]
        pack = [sys.executable, __file__.replace("tune.py", "pack.py"), o.tagger, o.linkers, out, *map(str, numbers)]
        subprocess.run(pack, check=True, capture_output=True)
        done = subprocess.run([o.program, "analyze", "-j1", "--alone", "--model", out], input=articles, text=True, check=True, capture_output=True)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def f1(predicted, least=0.0):
        kept = [{"id": p["id"], "attributions": [a for a in p["attributions"] if a["confidence"] >= least]} for p in predicted]
        report = scorer.score(gold, kept)["joint"]["head"]
        return report["f1"], {k: round(v["f1"], 3) for k, v in report["by_kind"].items()}

    tried = []
    for bias in o.biases:
        predicted = run(bias)
        for least in (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6):
            tried.append((*f1(predicted, least), bias, least, predicted))
        top = max(tried[-7:], key=lambda t: t[0])
        print(f"bias {bias}: F1 {tried[-7][0]:.4f}, {top[0]:.4f} without those under {top[3]} {top[1]}", flush=True)
    _, _, bias, least, predicted = max(tried, key=lambda t: t[0])
    pairs = np.array([v for v in verdicts(scorer, gold, predicted)], float)
    sure = pairs[:, 0].clip(1e-4, 0.9999)
    a, b = logistic(np.log(sure / (1 - sure)), pairs[:, 1])
    cut = float(1 / (1 + np.exp(-(a + b * np.log(least / (1 - least)))))) if least else 0.0
    final = run(bias, (a, b), cut, o.out)
    print(f"bias {bias}, confidence {a:.3f} {b:.3f}, least {cut:.3f}: F1 {f1(final)}")
    checked = np.array(verdicts(scorer, gold, final), float)
    for lo in np.arange(0, 1, 0.1):
        part = checked[(checked[:, 0] >= lo) & (checked[:, 0] < lo + 0.1)]
        if len(part):
            print(f"confidence {lo:.1f}-{lo + 0.1:.1f}: {len(part)} attributions, {100 * part[:, 1].mean():.0f}% right")


if __name__ == "__main__":
    main()
