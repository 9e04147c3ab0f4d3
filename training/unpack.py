"""Turns a file of weights back into what it was packed from, so that the file that ships can be tuned or trained further.

    unpack.py IN.bin TAGGER.pt LINKERS.npz

The norms' gains and offsets are folded into the weights when a file is packed (`pack.py`); here the gains are 1 and the offsets
such that the network computes the same."""
import struct
import sys

import numpy as np
import torch

from data import FLAGS, SHAPES, SUFFIXES
from crf import N, allowed
from link import BUCKETS
from pack import SIGNS, VERSION


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def array(self, kind, *shape):
        count = int(np.prod(shape))
        out = np.frombuffer(self.data, kind, count, self.at).reshape(shape)
        self.at += out.nbytes
        return out

    def floats(self, *shape):
        return self.array("<f4", *shape).copy()

    def table(self, rows, width):
        scale = (self.array("<u2", rows).astype(np.uint32) << 16).view(np.float32)
        return self.array("i1", rows, width) * scale[:, None]

    def linker(self):
        scale = self.floats(1)[0]
        return scale * self.array("<i2", BUCKETS).astype(np.float32)


def unpack(data):
    """(what `train.py` saves, the linkers, bias, confidence, least)"""
    if struct.unpack("<H", data[4:6])[0] != VERSION:
        raise SystemExit(f"not of version {VERSION}")
    read = Reader(data[12:])
    channels, layers = (int(v) for v in read.array("<u2", 2))
    read.array("<u2", layers)
    word, suffix, shape = (int(v) for v in read.array("<u2", 3))
    count = struct.unpack("<I", read.array("u1", 4).tobytes())[0]
    hashes = read.array("<u4", count).astype(np.uint32)
    state = {"word.weight": read.table(count + 1, word), "suffix.weight": read.table(SUFFIXES, suffix),
             "shape.weight": read.table(SHAPES, shape)}
    state["enter.weight"] = read.floats(word + suffix + shape + FLAGS, channels).T.copy()
    state["enter.bias"] = read.floats(channels)
    state["inputs"], state["outputs"] = np.zeros((layers, channels)), np.zeros((layers, channels))
    for i in range(layers):
        for name in ("inputs", "outputs"):
            state[name][i] = np.unpackbits(read.array("u1", channels // 8), bitorder="little")
        inputs, outputs = state["inputs"][i] > 0, state["outputs"][i] > 0
        rows, columns = np.tile(outputs, 2), np.tile(inputs, 3)
        packed, bias = read.table(rows.sum(), columns.sum()), read.floats(rows.sum())
        offset = -read.floats(inputs.sum())
        state[f"norms.{i}.weight"], state[f"norms.{i}.bias"] = np.ones(channels, np.float32), np.zeros(channels, np.float32)
        state[f"norms.{i}.bias"][inputs] = offset
        weight, shift = np.zeros((2 * channels, 3 * channels), np.float32), np.zeros(2 * channels, np.float32)
        weight[np.ix_(rows, columns)] = packed
        shift[rows] = bias - packed @ np.tile(offset, 3)
        state[f"convolutions.{i}.weight"], state[f"convolutions.{i}.bias"] = weight, shift
    state["last.weight"], state["last.bias"] = np.ones(channels, np.float32), np.zeros(channels, np.float32)
    state["leave.weight"], state["leave.bias"] = read.floats(N, channels), read.floats(N)
    never = allowed().numpy()
    state["crf.move"] = np.where(never < 0, 0, read.floats(N + 1, N)).astype(np.float32)
    state["crf.allowed"] = never
    bias = read.floats(1)[0]
    linkers = {"cue": read.linker(), "source": read.linker()}
    confidence, least = read.floats(SIGNS), read.floats(1)[0]
    state = {k: torch.from_numpy(np.ascontiguousarray(v, np.float32)) for k, v in state.items()}
    return {"state": state, "hashes": hashes, "channels": channels, "word": word}, linkers, bias, confidence, least


def main():
    source, tagger, linkers = sys.argv[1:4]
    with open(source, "rb") as file:
        saved, link, bias, confidence, least = unpack(file.read())
    torch.save(saved, tagger)
    np.savez(linkers, **link)
    print(f"{len(saved['hashes'])} words, {saved['channels']} channels; bias {bias:.3f}, least {least:.3f}")
    print("confidence", " ".join(f"{w:.4f}" for w in confidence))


if __name__ == "__main__":
    main()
