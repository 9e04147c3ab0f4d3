"""Scores of a few invented sentences, for the test that the product computes what the trainer does.

    fixture.py TAGGER.pt FEATURES.jsonl OUT.json     FEATURES from `export features training/sentences.jsonl`"""
import json
import sys

import numpy as np
import torch

from data import Vocabulary, arrays, read
from network import Tagger
from pack import table


def rounded(matrix):
    """A matrix after its passage through int8."""
    packed, rows = table(matrix), matrix.shape[0]
    scale = (np.frombuffer(packed[: 2 * rows], "<u2").astype(np.uint32) << 16).view(np.float32)
    return np.frombuffer(packed[2 * rows :], np.int8).reshape(matrix.shape) * scale[:, None]


def main(tagger, features, out):
    saved = torch.load(tagger, weights_only=False)
    state = saved["state"]
    for name, value in state.items():
        if name in ("word.weight", "suffix.weight", "shape.weight"):
            state[name] = torch.from_numpy(rounded(value.numpy()))
        if name.startswith("convolutions") and name.endswith("weight"):
            gain = np.tile(state[f"norms.{name.split('.')[1]}.weight"].numpy(), 3)
            state[name] = torch.from_numpy(rounded(value.numpy() * gain) / gain)
    model = Tagger(len(saved["hashes"]) + 1, saved["channels"], saved["word"]).eval()
    model.load_state_dict(state)
    row = read(features)[0]
    with torch.no_grad():
        scores = model(*[torch.from_numpy(a)[None] for a in arrays(row, Vocabulary(saved["hashes"]))])[0]
    with open(out, "w") as file:
        json.dump({"scores": [[round(v, 4) for v in r] for r in scores.tolist()]}, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
