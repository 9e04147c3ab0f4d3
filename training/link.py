"""Learns the two linkers: a softmax over a content's candidate cues ("none" among them), and over a cue's candidate sources.

    link.py tags WORK OUT.jsonl [--gold ...]          gold tags, for `export links`
    link.py train LINKS.jsonl WORK OUT.npz            from what `export links` wrote"""
import argparse
import json

import numpy as np
import torch

from data import Split, read

BUCKETS = 4096
NAMES = ("source", "cue", "content")


def owners(row, gold, role):
    """For each token the attributions that have it in this role (several only where annotators overlap)."""
    out = [set() for _ in row["start"]]
    start, end = np.array(row["start"]), np.array(row["end"])
    for k, attribution in enumerate(gold["attributions"]):
        for s, e in attribution[role]:
            for i in range(np.searchsorted(end, s, "right"), np.searchsorted(start, e, "left")):
                out[i].add(k)
    return out


def best(owner, first, last):
    """The attributions that own most of the span's tokens, if they own at least half."""
    counts = {}
    for i in range(first, last):
        for k in owner[i]:
            counts[k] = counts.get(k, 0) + 1
    top = max(counts.values(), default=0)
    return {k for k, n in counts.items() if n == top} if 2 * top >= last - first else set()


def groups(links, row, gold):
    """(candidate bucket lists, right ones) for contents and for cues."""
    owner = [owners(row, gold, name) for name in NAMES]
    owned = [best(owner[role], first, last) for role, first, last in links["spans"]]
    for span, candidates in links["cues"]:
        right = [bool(c is not None and owned[span] & owned[c]) for c, _ in candidates]
        yield "cue", [b for _, b in candidates], right
    for span, candidates in links["sources"]:
        if owned[span]:
            right = [bool(c is not None and owned[span] & owned[c]) for c, _ in candidates]
            yield "source", [b for _, b in candidates], right


def fit(rows, decay=2e-6, epochs=12, seed=0):
    """Multinomial logistic regression on bucket lists, by Adam."""
    torch.manual_seed(seed)
    width, depth = max(len(c) for c, _ in rows), max(len(b) for c, _ in rows for b in c)
    index = np.full((len(rows), width, depth), BUCKETS, np.int64)
    right = np.zeros((len(rows), width), np.float32)
    for i, (candidates, good) in enumerate(rows):
        for j, buckets in enumerate(candidates):
            index[i, j, : len(buckets)] = buckets
        if not any(good):
            good = good[:-1] + [True]
        right[i, : len(good)] = np.array(good) / sum(good)
    index, right = torch.from_numpy(index), torch.from_numpy(right)
    absent = (index == BUCKETS).all(-1)
    weights = torch.nn.Parameter(torch.zeros(BUCKETS + 1))
    optimiser = torch.optim.Adam([weights], lr=0.02)
    for epoch in range(epochs):
        for group in optimiser.param_groups:
            group["lr"] = 0.02 * (1 - epoch / epochs)
        for part in torch.randperm(len(rows)).split(256):
            scores = (weights * (torch.arange(BUCKETS + 1) < BUCKETS))[index[part]].sum(-1)
            scores = scores.masked_fill(absent[part], -1e9)
            loss = -(right[part] * torch.log_softmax(scores, -1).clamp(min=-50)).sum(-1).mean()
            loss = loss + decay * weights.square().sum()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    with torch.no_grad():
        scores = weights[:BUCKETS].new_zeros(len(rows), width)
        full = torch.cat([weights[:BUCKETS], torch.zeros(1)])
        scores = full[index].sum(-1).masked_fill(absent, -1e9)
        hit = right.gather(1, scores.argmax(1, keepdim=True)).gt(0).float().mean().item()
    return full[:BUCKETS].numpy(), hit


def accuracy(weights, rows):
    hits = 0
    for candidates, good in rows:
        if not any(good):
            good = good[:-1] + [True]
        hits += good[int(np.argmax([weights[b].sum() for b in candidates]))]
    return hits / max(1, len(rows))


def main():
    options = argparse.ArgumentParser()
    options.add_argument("what", choices=("tags", "train"))
    options.add_argument("first"), options.add_argument("second"), options.add_argument("third", nargs="?")
    options.add_argument("--gold", default="../shared/data/polnear/train.jsonl")
    o = options.parse_args()
    torch.set_num_threads(1)
    golds = {a["id"]: a for a in read(o.gold)}
    if o.what == "tags":
        with open(o.second, "w") as out:
            for row in Split(o.first + "/train.jsonl", o.gold).rows:
                out.write(json.dumps({"id": row["id"], "text": golds[row["id"]]["text"], "tags": row["tags"].tolist()}) + "\n")
        return
    split = Split(o.second + "/train.jsonl", o.gold)
    rows = {row["id"]: row for row in split.rows}
    found = {(kind, held): [] for kind in ("cue", "source") for held in (False, True)}
    for links in read(o.first):
        for kind, candidates, right in groups(links, rows[links["id"]], golds[links["id"]]):
            found[kind, links["id"] in split.held_ids].append((candidates, right))
    out = {}
    for kind in ("cue", "source"):
        out[kind], hit = fit(found[kind, False])
        print(f"{kind}: {len(found[kind, False])} choices, right {hit:.4f} in training, "
              f"{accuracy(out[kind], found[kind, True]):.4f} on {len(found[kind, True])} held out")
    np.savez(o.third, **out)


if __name__ == "__main__":
    main()
