"""The mean of two taggers of which one went on from the other: between the two F1 is as high and more even (Izmailov et al. 2018).
average.py A.pt B.pt OUT.pt"""
import sys

import torch


def main(first, second, out):
    saved, other = (torch.load(path, weights_only=False) for path in (first, second))
    state = saved["state"]
    for name, value in state.items():
        state[name] = (value + other["state"][name]) / 2
    torch.save(saved, out)


if __name__ == "__main__":
    main(*sys.argv[1:])
