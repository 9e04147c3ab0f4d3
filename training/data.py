"""Articles as arrays: the features that the product writes, and BIO labels from the gold byte offsets."""
import json
import random

import numpy as np

TAGS = ["O", "B-S", "I-S", "B-C", "I-C", "B-Q", "I-Q"]  # source, cue, content ("quotation")
ROLES = (("content", 5), ("source", 1), ("cue", 3))  # later ones win where spans overlap
PARAGRAPH = 1 << 5  # flag::PARAGRAPH in src/attribution/model/features.rs
FLAGS, SHAPES, SUFFIXES = 16, 32, 2048


def fast_bfloat16():
    """Whether the processor has instructions for bfloat16; where they are imitated, training takes eight times as long."""
    import torch

    return torch.cpu._is_avx512_bf16_supported()


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def labels(row, gold):
    """One tag a token. A span that runs over a paragraph's end begins anew there: paragraphs are decoded alone."""
    n = len(row["start"])
    start, end = np.array(row["start"]), np.array(row["end"])
    role, owner = np.zeros(n, np.int64), np.full(n, -1)
    for name, tag in ROLES:
        for k, attribution in enumerate(gold["attributions"]):
            for s, e in attribution[name]:
                lo, hi = np.searchsorted(end, s, "right"), np.searchsorted(start, e, "left")
                for i in range(lo, hi):
                    if role[i] == 0 or tag != 5:
                        role[i], owner[i] = tag, k
    tags = role.copy()
    fresh = np.array(row["flags"]) & PARAGRAPH > 0
    for i in range(1, n):
        if role[i] and role[i] == role[i - 1] and owner[i] == owner[i - 1] and not fresh[i]:
            tags[i] = role[i] + 1
    return tags


def held_out(ids, count=60, seed=7):
    """The articles that are kept from training, for decisions."""
    order = sorted(ids)
    random.Random(seed).shuffle(order)
    return set(order[:count])


class Split:
    """Training articles, and those of them that are held out for decisions."""

    def __init__(self, features, gold):
        golds = {a["id"]: a for a in read(gold)}
        self.rows = read(features)
        for row in self.rows:
            row["tags"] = labels(row, golds[row["id"]])
        self.held_ids = held_out([row["id"] for row in self.rows])
        self.train = [r for r in self.rows if r["id"] not in self.held_ids]
        self.held = [r for r in self.rows if r["id"] in self.held_ids]


class Vocabulary:
    """Word hashes seen at least `minimum` times, sorted; id 0 is every other word."""

    def __init__(self, hashes):
        self.hashes = np.array(sorted(hashes), np.uint32)

    @classmethod
    def count(cls, rows, minimum):
        hashes, counts = np.unique(np.concatenate([np.array(r["word"], np.uint32) for r in rows]), return_counts=True)
        return cls(hashes[counts >= minimum])

    def ids(self, words):
        words = np.asarray(words, np.uint32)
        at = np.searchsorted(self.hashes, words).clip(max=len(self.hashes) - 1)
        return np.where(self.hashes[at] == words, at + 1, 0).astype(np.int64)


def arrays(row, vocabulary):
    """(words, suffixes, shapes, flags) of an article, as numpy arrays."""
    flags = (np.array(row["flags"], np.int64)[:, None] >> np.arange(FLAGS) & 1).astype(np.float32)
    return vocabulary.ids(row["word"]), np.array(row["suffix"], np.int64), np.array(row["shape"], np.int64), flags
