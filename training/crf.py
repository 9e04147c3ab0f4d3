"""A linear-chain conditional random field over the seven tags; each paragraph is a chain of its own."""
import torch
import torch.nn as nn

from data import TAGS

N = len(TAGS)
NEVER = -1e4


def allowed():
    """0 where tag b may follow tag a, NEVER where not: "inside" only follows the same role."""
    table = torch.zeros(N + 1, N)  # the last row: first of a paragraph
    for b, tag in enumerate(TAGS):
        if tag[0] == "I":
            table[:, b] = NEVER
            table[b, b] = table[b - 1, b] = 0
    return table


class LogPartition(torch.autograd.Function):
    """Log of the sum over all taggings; its gradient is the expected counts, by forward-backward. `fresh`: first of a
    paragraph; `mask`: a token, not padding. A sequence that begins within a paragraph may begin with any tag."""

    @staticmethod
    def forward(ctx, emissions, table, fresh, mask):
        length = emissions.shape[1]
        top = emissions.max(-1, keepdim=True).values
        emit = (emissions - top).exp() * mask[:, :, None] + (~mask)[:, :, None].float()
        inner, begin = table[:N].exp(), table[N].exp()
        starts = fresh[:, :, None]
        forward, scale = [], []
        row = torch.where(starts[:, 0], begin, torch.ones(N)) * emit[:, 0]
        for i in range(length):
            if i:
                row = torch.where(starts[:, i], begin.expand(len(row), N), row @ inner) * emit[:, i]
                row = torch.where(mask[:, i, None], row, forward[-1])
            sums = row.sum(-1, keepdim=True)
            row = row / sums
            forward.append(row), scale.append(sums)
        ctx.save_for_backward(emit, torch.stack(forward, 1), inner, begin, fresh, mask)
        return (torch.cat(scale, 1).log() + top[:, :, 0] * mask).sum(1)

    @staticmethod
    def backward(ctx, grad):
        emit, forward, inner, begin, fresh, mask = ctx.saved_tensors
        batch, length, _ = emit.shape
        backward = [torch.ones(batch, N)]
        ones = torch.ones(batch, N)
        for i in range(length - 1, 0, -1):
            row = (emit[:, i] * backward[-1]) @ inner.T
            row = row / row.sum(-1, keepdim=True)
            row = torch.where(fresh[:, i, None], ones, row)
            backward.append(torch.where(mask[:, i, None], row, ones))
        backward = torch.stack(backward[::-1], 1)
        unary = forward * backward
        unary = unary / unary.sum(-1, keepdim=True) * mask[:, :, None]
        steps = (mask & ~fresh)[:, 1:, None, None]
        pairs = forward[:, :-1, :, None] * inner * (emit * backward)[:, 1:, None, :]
        pairs = pairs / pairs.sum((2, 3), keepdim=True) * steps
        moves = torch.cat([pairs.sum(1), (unary * fresh[:, :, None]).sum(1, keepdim=True)], 1)
        return unary * grad[:, None, None], (moves * grad[:, None, None]).sum(0), None, None


class Crf(nn.Module):
    """Scores of going from tag to tag; row N holds the scores of beginning a paragraph."""

    def __init__(self):
        super().__init__()
        self.move = nn.Parameter(torch.zeros(N + 1, N))
        self.register_buffer("allowed", allowed())

    def table(self):
        return self.move + self.allowed

    def loss(self, emissions, unary, pairs, fresh, mask):
        """Cross-entropy a token against a distribution over taggings given by its marginals: `unary`
        (batch, length, tag) and `pairs` (batch, tag or beginning, tag), summed over the sequence. With hard labels this is
        the usual negative log-likelihood; with a teacher's marginals it is distillation."""
        expected = (emissions * unary).sum((1, 2)) + (self.move * pairs).sum((1, 2))
        total = LogPartition.apply(emissions, self.table(), fresh, mask)
        return (total - expected).sum() / mask.sum()


@torch.no_grad()
def marginals(emissions, table, fresh):
    """Forward-backward over one article: unary (n, tag) and pairwise (n, tag or beginning, tag) probabilities, where entry i of
    the latter is about the step into token i."""
    n = len(emissions)
    inner = table[:N]
    forward, backward = torch.zeros(n, N), torch.zeros(n, N)
    for i in range(n):
        before = table[N] if fresh[i] else torch.logsumexp(forward[i - 1][:, None] + inner, 0)
        forward[i] = before + emissions[i]
    for i in range(n - 2, -1, -1):
        if not fresh[i + 1]:
            backward[i] = torch.logsumexp(inner + emissions[i + 1] + backward[i + 1], 1)
    unary = torch.softmax(forward + backward, -1)
    pairs = torch.zeros(n, N + 1, N)
    inside = ~fresh
    inside[0] = False
    at = inside.nonzero()[:, 0]
    if len(at):
        joint = forward[at - 1][:, :, None] + inner + (emissions[at] + backward[at])[:, None]
        pairs[at, :N] = torch.softmax(joint.flatten(1), -1).view(-1, N, N)
    begins = (~inside).nonzero()[:, 0]
    pairs[begins, N] = unary[begins]
    return unary, pairs


def viterbi(emissions, table, fresh, bias=0.0):
    """The best tagging of one article (numpy in, list out); `bias` is taken from the score of O."""
    import numpy as np

    e = emissions.copy()
    e[:, 0] -= bias
    n, back = len(e), []
    score = table[N] + e[0]
    for i in range(1, n):
        if fresh[i]:
            best = score.argmax()
            back.append(np.full(N, best))
            score = score[best] + table[N] + e[i]
        else:
            joint = score[:, None] + table[:N]
            back.append(joint.argmax(0))
            score = joint.max(0) + e[i]
    tags = [int(score.argmax())]
    for row in reversed(back):
        tags.append(int(row[tags[-1]]))
    return tags[::-1]
