"""Takes channels away that the layers of a tagger hardly read or hardly add to, and leaves learning on to train.py.

    narrow.py TAGGER.pt WORK OUT.pt --outputs 0.6 --inputs 0.75

What a channel is worth is how much the loss would change without it, to first order (Molchanov et al. 2019), over training articles:
the mean over tokens of (value times its gradient), squared. The best over all layers stay, in each layer a multiple of eight, as the
kernel takes them."""
import argparse
import random

import torch

from data import Split, Vocabulary
from network import Tagger
from train import Chunks, prepare

BLOCK = 8  # LANES in src/attribution/model/kernel.rs


def worth(model, batches):
    """Of what each layer reads, and of what it adds: (layers, channels)."""
    seen = {}

    def keep(name, part):
        def hook(_, inputs, out):
            out.retain_grad()
            seen[name, part] = out

        return hook

    hooks = []
    for i, (norm, convolution) in enumerate(zip(model.norms, model.convolutions)):
        hooks.append(norm.register_forward_hook(keep("inputs", i)))
        hooks.append(convolution.register_forward_hook(keep("outputs", i)))
    sums = {name: torch.zeros_like(model.outputs) for name in ("inputs", "outputs")}
    for *inputs, fresh, unary, pairs, mask in batches:
        emissions = model(*inputs)
        model.zero_grad()
        (model.crf.loss(emissions, unary, pairs, fresh, mask) * mask.sum()).backward()
        for (name, i), out in seen.items():
            change = out * out.grad
            if name == "outputs":  # value times its gradient is what is added times its gradient
                change = change.chunk(2, -1)[0]
            sums[name][i] += (change**2 * mask[:, :, None]).sum((0, 1)).detach()
    for hook in hooks:
        hook.remove()
    return sums["inputs"] * model.inputs, sums["outputs"] * model.outputs


def choose(worth, keep):
    """The channels that stay: the best over all layers, rounded to blocks in each."""
    layers, channels = worth.shape
    cut = worth.flatten().sort(descending=True).values[max(0, int(keep * worth.numel()) - 1)]
    kept = torch.zeros_like(worth)
    for i in range(layers):
        count = int((worth[i] >= cut).sum())
        count = min(channels, max(BLOCK, round(count / BLOCK) * BLOCK))
        kept[i, worth[i].sort(descending=True).indices[:count]] = 1
    return kept


def main():
    options = argparse.ArgumentParser()
    options.add_argument("tagger"), options.add_argument("work"), options.add_argument("out")
    options.add_argument("--gold", default="../shared/data/polnear/train.jsonl")
    options.add_argument("--outputs", type=float, default=0.6)
    options.add_argument("--inputs", type=float, default=0.75)
    options.add_argument("--batches", type=int, default=40)
    o = options.parse_args()
    torch.manual_seed(0)
    saved = torch.load(o.tagger, weights_only=False)
    model = Tagger(len(saved["hashes"]) + 1, saved["channels"], saved["word"])
    model.load_state_dict(saved["state"], strict=False)
    model.eval()
    rows = Split(o.work + "/train.jsonl", o.gold).train
    random.Random(0).shuffle(rows)
    articles = prepare(rows[:120], Vocabulary(saved["hashes"]))
    batches = [b for b, _ in zip(Chunks(articles, random.Random(0)).batches(), range(o.batches))]
    inputs, outputs = worth(model, batches)
    model.inputs.copy_(choose(inputs, o.inputs)), model.outputs.copy_(choose(outputs, o.outputs))
    with torch.no_grad():
        for convolution, seen, kept in zip(model.convolutions, model.inputs, model.outputs):
            convolution.weight *= kept.repeat(2)[:, None] * seen.repeat(3)
            convolution.bias *= kept.repeat(2)
    products = (model.inputs.sum(1) * model.outputs.sum(1)).sum() / model.outputs[0].numel() ** 2 / len(model.outputs)
    print("read by each layer:", model.inputs.sum(1).int().tolist())
    print("added to by each layer:", model.outputs.sum(1).int().tolist(), f"products left: {100 * products:.0f}%")
    saved["state"] = model.state_dict()
    torch.save(saved, o.out)


if __name__ == "__main__":
    main()
