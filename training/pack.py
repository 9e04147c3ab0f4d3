"""Writes the file of weights that the product reads (the format is described in src/attribution/model/weights.rs).

    pack.py TAGGER.pt LINKERS.npz OUT.bin [--bias B] [--confidence W...] [--least P]"""
import argparse
import struct

import numpy as np
import torch

from network import DILATIONS, SHAPE, SUFFIX

VERSION = 3
SIGNS = 17  # as in src/attribution/model/second.rs


def checksum(data):
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def table(matrix):
    """Rows of int8 with one bfloat16 scale each."""
    scale = np.abs(matrix).max(1) / 127
    bits = (scale.astype(np.float32).view(np.uint32) + 0xFFFF) >> 16  # rounded up, so that no value exceeds 127
    scale = (bits << 16).astype(np.uint32).view(np.float32)
    safe = np.where(scale > 0, scale, 1)
    values = np.clip(np.rint(matrix / safe[:, None]), -127, 127).astype(np.int8)
    return bits.astype("<u2").tobytes() + values.tobytes()


def floats(array):
    return np.asarray(array, "<f4").tobytes()


def linker(weights):
    scale = max(np.abs(weights).max() / 32767, 1e-9)
    return floats([scale]) + np.rint(weights / scale).astype("<i2").tobytes()


def body(saved, linkers, bias, confidence, least):
    state = {k: v.float().numpy() for k, v in saved["state"].items()}
    channels, width = saved["channels"], saved["word"]
    out = struct.pack("<HH", channels, len(DILATIONS)) + struct.pack(f"<{len(DILATIONS)}H", *DILATIONS)
    out += struct.pack("<HHHI", width, SUFFIX, SHAPE, len(saved["hashes"])) + saved["hashes"].astype("<u4").tobytes()
    out += table(state["word.weight"]) + table(state["suffix.weight"]) + table(state["shape.weight"])
    out += floats(state["enter.weight"].T) + floats(state["enter.bias"])
    for i in range(len(DILATIONS)):
        inputs, outputs = (state[name][i] > 0 for name in ("inputs", "outputs"))
        rows, columns = np.tile(outputs, 2), np.tile(inputs, 3)
        gain, offset = state[f"norms.{i}.weight"][inputs], state[f"norms.{i}.bias"][inputs]
        weight, shift = state[f"convolutions.{i}.weight"][rows][:, columns], state[f"convolutions.{i}.bias"][rows]
        out += b"".join(np.packbits(chosen, bitorder="little").tobytes() for chosen in (inputs, outputs))
        # Beyond the text's ends the trainer has zeros after the norm, gain and offset included.
        out += table(weight * np.tile(gain, 3)) + floats(shift + weight @ np.tile(offset, 3))
        out += floats(np.clip(-offset / np.where(np.abs(gain) > 1e-3, gain, 1e-3), -15.9, 15.9))
    gain, offset = state["last.weight"], state["last.bias"]
    out += floats(state["leave.weight"] * gain) + floats(state["leave.bias"] + state["leave.weight"] @ offset)
    moves = np.maximum(state["crf.move"] + state["crf.allowed"], -1e4)
    out += floats(moves) + floats([bias]) + linker(linkers["cue"]) + linker(linkers["source"])
    return out + floats(list(confidence) + [least])


def main():
    options = argparse.ArgumentParser()
    options.add_argument("tagger"), options.add_argument("linkers"), options.add_argument("out")
    options.add_argument("--bias", type=float, default=0.0)
    options.add_argument("--confidence", type=float, nargs=SIGNS, default=(0.0, 1.0) + (0.0,) * (SIGNS - 2))
    options.add_argument("--least", type=float, default=0.0)
    o = options.parse_args()
    data = body(torch.load(o.tagger, weights_only=False), np.load(o.linkers), o.bias, o.confidence, o.least)
    with open(o.out, "wb") as out:
        out.write(b"CRSM" + struct.pack("<HHI", VERSION, 0, checksum(data)) + data)
    print(f"{o.out}: {len(data) + 12} bytes")


if __name__ == "__main__":
    main()
