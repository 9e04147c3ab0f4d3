"""Drops the rarest words of a tagger, to keep the file small.  prune.py TAGGER.pt WORK OUT.pt [--minimum 3]"""
import argparse

import numpy as np
import torch

from data import Split, Vocabulary


def main():
    options = argparse.ArgumentParser()
    options.add_argument("tagger"), options.add_argument("work"), options.add_argument("out")
    options.add_argument("--gold", default="../shared/data/polnear/train.jsonl")
    options.add_argument("--minimum", type=int, default=3)
    o = options.parse_args()
    saved = torch.load(o.tagger, weights_only=False)
    kept = Vocabulary.count(Split(o.work + "/train.jsonl", o.gold).train, o.minimum).hashes
    stay = np.isin(saved["hashes"], kept)
    saved["state"]["word.weight"] = saved["state"]["word.weight"][torch.from_numpy(np.concatenate([[True], stay]))]
    saved["hashes"] = saved["hashes"][stay]
    torch.save(saved, o.out)


if __name__ == "__main__":
    main()
