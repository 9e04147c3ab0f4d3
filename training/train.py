"""Trains the tagger. `train.py WORK OUT.pt --seed 0 --epochs 20 [--all] [--soft MARGINALS ...] [--unlabelled FEATURES]`

WORK holds train.jsonl as written by `export features`; the gold is read from --gold.
Without --all, 60 training articles are held out for decisions. Development articles are never looked at here."""
import argparse
import math
import random
import time

import numpy as np
import torch

from crf import N
from data import PARAGRAPH, Split, Vocabulary, arrays, fast_bfloat16, read
from network import Tagger, word_vectors

LENGTH, BATCH = 256, 16


def strings(rows, gold, vocabulary):
    """A spelling for each word of the vocabulary."""
    texts = {a["id"]: a["text"].encode() for a in read(gold)}
    found = {}
    for row in rows:
        text = texts[row["id"]]
        for word, start, end in zip(row["word"], row["start"], row["end"]):
            if word not in found:
                found[word] = text[start:end].decode().lower().replace("’", "'")
    return [found[int(h)] for h in vocabulary.hashes]


def hard(tags, fresh):
    """Marginals of a tagging that is certain."""
    n = len(tags)
    unary, pairs = np.zeros((n, N), np.float32), np.zeros((n, N + 1, N), np.float32)
    unary[np.arange(n), tags] = 1
    before = np.where(fresh, N, np.concatenate([[N], tags[:-1]]))
    pairs[np.arange(n), before, tags] = 1
    return unary, pairs


class Chunks:
    """Every epoch cuts the articles anew, at random offsets, into pieces of at most LENGTH tokens."""

    def __init__(self, articles, rng):
        self.articles, self.rng = articles, rng

    def batches(self):
        pieces = []
        for k, article in enumerate(self.articles):
            n, at = len(article[0]), 0
            end = self.rng.randint(LENGTH // 2, LENGTH)
            while at < n:
                pieces.append((k, at, min(end, n)))
                at, end = end, end + LENGTH
        pieces.sort(key=lambda p: p[2] - p[1] + self.rng.random() * 40)
        groups = [pieces[i : i + BATCH] for i in range(0, len(pieces), BATCH)]
        self.rng.shuffle(groups)
        for group in groups:
            longest = max(e - s for _, s, e in group)
            rows = []
            for k, s, e in group:
                pad = lambda a: np.pad(a[s:e], ((0, longest - (e - s)),) + ((0, 0),) * (a.ndim - 1))
                *inputs, fresh, unary, pairs = self.articles[k]
                into = pairs[s:e].astype(np.float32).sum(0)
                if not fresh[s]:  # cut within a paragraph: the step into the first token is not scored
                    into = into - pairs[s].astype(np.float32)
                rows.append([pad(a) for a in inputs] + [pad(fresh), pad(unary), into, np.arange(longest) < e - s])
            yield [torch.from_numpy(np.stack(column)) for column in zip(*rows)]


def prepare(rows, vocabulary, soft=None, weight=0.0):
    out = []
    for row in rows:
        fresh = np.array(row["flags"]) & PARAGRAPH > 0
        unary, pairs = hard(row["tags"], fresh) if "tags" in row else (0, 0)
        if soft is not None and row["id"] in soft:
            taught = soft[row["id"]]
            share = weight if "tags" in row else 1.0
            unary = (1 - share) * unary + share * taught[0].astype(np.float32)
            pairs = (1 - share) * pairs + share * taught[1].astype(np.float32)
        out.append((*arrays(row, vocabulary), fresh, np.float32(unary), np.float16(pairs)))
    return out


def train(model, articles, epochs, rate, seed, report=200):
    rng = random.Random(seed)
    chunks = Chunks(articles, rng)
    steps = int(epochs * sum(1 for _ in chunks.batches()))
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=0.01, betas=(0.9, 0.98))
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    step, running, began = 0, None, time.time()
    model.train()
    while step < steps:
        for *inputs, fresh, unary, pairs, mask in chunks.batches():
            if step >= steps:
                break
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 100) * (0.5 + 0.5 * math.cos(math.pi * step / steps))
            with torch.autocast("cpu", torch.bfloat16, enabled=fast_bfloat16()):
                emissions = model(*inputs)
            loss = model.crf.loss(emissions.float(), unary, pairs, fresh, mask)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
            keep = min(0.998, step / (step + 50))
            with torch.no_grad():
                for name, value in model.state_dict().items():
                    average[name].mul_(keep).add_(value, alpha=1 - keep)
            if step % report == 0:
                print(f"{step}/{steps} loss {running:.4f} {time.time() - began:.0f} s", flush=True)
    model.load_state_dict(average)
    return model.eval()


def main():
    options = argparse.ArgumentParser()
    options.add_argument("work"), options.add_argument("out")
    options.add_argument("--gold", default="../shared/data/polnear/train.jsonl")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--epochs", type=float, default=20)
    options.add_argument("--rate", type=float, default=2.5e-3)
    options.add_argument("--channels", type=int, default=112)
    options.add_argument("--word", type=int, default=64)
    options.add_argument("--minimum", type=int, default=3)
    options.add_argument("--dropout", type=float, default=0.15)
    options.add_argument("--word-dropout", type=float, default=0.08)
    options.add_argument("--all", action="store_true")
    options.add_argument("--start", help="go on from this tagger")
    options.add_argument("--soft", nargs="*", default=[])
    options.add_argument("--weight", type=float, default=0.7)
    options.add_argument("--unlabelled", help="features of articles for which there are soft labels alone")
    options.add_argument("--threads", type=int, default=1)
    o = options.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    split = Split(o.work + "/train.jsonl", o.gold)
    rows = split.rows if o.all else split.train
    start = torch.load(o.start, weights_only=False) if o.start else None
    vocabulary = Vocabulary(start["hashes"]) if start else Vocabulary.count(rows, o.minimum)
    soft = None
    if o.soft:
        from teacher import mixture
        soft = mixture(o.soft)
    more = read(o.unlabelled) if o.unlabelled else []
    articles = prepare(rows + more, vocabulary, soft, o.weight)
    model = Tagger(len(vocabulary.hashes) + 1, o.channels, o.word, o.dropout, o.word_dropout)
    if start:
        model.load_state_dict(start["state"], strict=False)
    else:
        model.word.weight.data[1:] = word_vectors(strings(rows, o.gold, vocabulary), o.word)
        model.word.weight.data[0] = 0
    print(f"{sum(p.numel() for p in model.parameters())} parameters, {len(vocabulary.hashes)} words", flush=True)
    train(model, articles, o.epochs, o.rate, o.seed)
    torch.save({"state": model.state_dict(), "hashes": vocabulary.hashes, "channels": o.channels, "word": o.word,
                "options": vars(o)}, o.out)


if __name__ == "__main__":
    main()
