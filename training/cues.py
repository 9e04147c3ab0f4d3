#!/usr/bin/env python3
"""Learn the data of the attribution rules: which words are cues, and what each feature of a candidate weighs.

    training/cues.py words   [--train FILE]      counts the cue words           -> src/attribution/data/cues.tsv
    training/cues.py weights [--train FILE]      weighs the rules' candidates   -> weights.txt, last column of cues.tsv
    training/cues.py check   [--train FILE]      the same on four fifths, F1 on the last fifth; writes nothing

Needs scikit-learn 1.8 and the scorer (`score_attribution.py`, in ../shared/eval) for its definition of a right attribution.
`words` takes, for each annotated cue, the word that is most often part of cues as its head, and counts how often each
form is a head and how often it stands outside of contents. `weights` runs `cargo run --example cue_candidates`
(the rules themselves, so that there is one tokeniser), calls a candidate right if content (Dice >= 0.5) and head of the
source agree with an annotation, and fits a logistic model with an L1 penalty, which leaves about 2,000 weights. They are
written as sixteenths. Only counts and weights are written, no text.
"""
import argparse
import bisect
import collections
import hashlib
import importlib.util
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
DATA = ROOT / "src/attribution/data"
# As in src/attribution/rules/features.rs.
WIDTH, TEMPLATES, PER_CUE = 512, 32, 12
SIZE = 1 << 15
PENALTY, SCALE = 0.4, 16
WORD = re.compile(r"[^\W_]+(?:['\u2019.,\-][^\W_]+)*|''|``|[^\w\s]|_")
# Words that are part of many cues and head of none.
FUNCTION = set("""to of for with on in at that as not is was are were be been being has have had will would can could
should may might do does did a the also by about from he his she her their its they it and or out up no more all so i we
you who what last first week time years year new other one two it's that's there but if than against like most into over
back this these those""".split())


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def words(articles):
    """(form, times the head of a cue, times outside of contents), most informative forms only, sorted"""
    seen, in_cue, read_articles = collections.Counter(), collections.Counter(), []
    for article in articles:
        starts, at = [], 0
        for char in article["text"]:
            starts.append(at)
            at += len(char.encode())
        starts.append(at)
        tokens = [(starts[m.start()], starts[m.end()], m.group().lower().replace("\u2019", "'"))
                  for m in WORD.finditer(article["text"])]
        ends = [t[1] for t in tokens]

        def indices(spans):
            for start, end in spans:
                i = bisect.bisect_right(ends, start)
                while i < len(tokens) and tokens[i][0] < end:
                    yield i
                    i += 1

        cues = [list(indices(a["cue"])) for a in article["attributions"]]
        cue = {i for c in cues for i in c}
        content = {i for a in article["attributions"] for i in indices(a["content"])} - cue
        read_articles.append((tokens, cues))
        for i, token in enumerate(tokens):
            if i not in content:
                seen[token[2]] += 1
                in_cue[token[2]] += i in cue
    rate = {w: (in_cue[w] + 0.2) / (seen[w] + 3) for w in seen}
    heads = collections.Counter()
    for tokens, cues in read_articles:
        for cue in filter(None, cues):
            head = max(cue, key=lambda i: (tokens[i][2][0].isalpha() and tokens[i][2] not in FUNCTION, rate[tokens[i][2]]))
            heads[tokens[head][2]] += 1
    return sorted((w, n, seen[w]) for w, n in heads.items()
                  if n >= 2 and w[0].isalpha() and w not in FUNCTION and n / seen[w] >= 0.04)


class Candidates:
    """The rules' candidates for the articles, and which of them are right."""

    def __init__(self, train, scorer):
        gold = {a["id"]: a for a in read(train)}
        with open(train, encoding="utf-8") as lines:
            out = subprocess.run(["cargo", "run", "-q", "--example", "cue_candidates"], cwd=ROOT, stdin=lines,
                                 capture_output=True, text=True, check=True).stdout
        self.features, self.rows, self.gold = [], [], {}
        for line in out.splitlines():
            record = json.loads(line)
            article = scorer.Article(gold[record["id"]]["text"])
            rows = [(article.span(a["source"]), article.span(a["content"]))
                    for a in gold[record["id"]]["attributions"] if a["content"]]
            self.gold[record["id"]] = len(rows)
            for head, source, content, features in record["candidates"]:
                best, index, right = 0, -1, False
                span, who = article.span(content), article.span(source)
                for i, (gold_source, gold_content) in enumerate(rows):
                    dice = scorer.dice(span, gold_content) if span & gold_content else 0
                    if dice > best:
                        a, b = article.head_of(who), article.head_of(gold_source)
                        same = who == gold_source or (None not in (a, b) and a in gold_source and b in who)
                        best, index, right = dice, i, same
                self.features.append(features)
                self.rows.append((record["id"], head, [tuple(c) for c in content], index, best if right and best >= 0.5 else 0))

    def matrix(self):
        import numpy
        from scipy.sparse import csr_matrix
        indices = [i for f in self.features for i in f]
        pointers = numpy.cumsum([0] + [len(f) for f in self.features])
        return csr_matrix((numpy.ones(len(indices)), indices, pointers), shape=(len(self.features), SIZE))

    def labels(self):
        """Right, and hardly worse than the best alternative of the same cue."""
        import numpy
        best = collections.Counter()
        for article, head, _, _, dice in self.rows:
            best[article, head] = max(best[article, head], dice)
        return numpy.array([d > 0 and d >= best[a, h] - 0.1 for a, h, _, _, d in self.rows])


def fit(matrix, labels):
    """integer weights and bias, in sixteenths"""
    import numpy
    from sklearn.linear_model import LogisticRegression
    model = LogisticRegression(C=PENALTY, l1_ratio=1, solver="liblinear", max_iter=200, random_state=0).fit(matrix, labels)
    weights = numpy.clip(numpy.round(model.coef_[0] * SCALE), -127, 127).astype(int)
    return weights, int(round(model.intercept_[0] * SCALE))


def write(weights, bias):
    pairs = lambda base, n: " ".join(f"{v}:{weights[base + v]}" for v in range(n) if weights[base + v])
    with open(DATA / "weights.txt", "w") as out:
        print("# From training/cues.py: the bias, then for each template of rules/features.rs value:weight, in sixteenths.", file=out)
        print(f"bias\t{bias}", file=out)
        for template in range(TEMPLATES):
            if line := pairs(template * WIDTH, WIDTH):
                print(f"{template}\t{line}", file=out)
    rows = cue_rows()
    with open(DATA / "cues.tsv", "w") as out:
        print(HEADER, file=out)
        for i, row in enumerate(rows):
            line = pairs(TEMPLATES * WIDTH + (i + 1) * PER_CUE, PER_CUE)
            print("\t".join(row[:3] + ([line] if line else [])), file=out)


HEADER = "# From training/cues.py: cue form, times the head of a cue, times seen outside of contents, weights by surrounding."


def cue_rows():
    with open(DATA / "cues.tsv") as lines:
        return [line.rstrip("\n").split("\t") for line in lines if not line.startswith("#")]


def check(candidates, threshold=0.22):
    """F1 on a fifth of the articles, with the choice among candidates as in rules/select.rs"""
    import numpy
    held = numpy.array([int(hashlib.sha256(r[0].encode()).hexdigest(), 16) % 5 == 0 for r in candidates.rows])
    matrix, labels = candidates.matrix(), candidates.labels()
    weights, bias = fit(matrix[~held], labels[~held])
    score = 1 / (1 + numpy.exp(-(matrix @ weights + bias) / SCALE))
    chosen = collections.defaultdict(list)
    for i in numpy.nonzero(held & (score >= threshold))[0]:
        best, row = chosen[candidates.rows[i][0]], candidates.rows[i]
        if best and candidates.rows[best[-1]][1] == row[1]:
            best[-1] = max(best[-1], i, key=lambda k: score[k])
        else:
            best.append(i)
    found = predicted = 0
    for best in chosen.values():
        rows = [candidates.rows[i] for i in best]
        covers = lambda a, b: any(s <= rows[b][1] < e for s, e in rows[a][2])
        overlap = lambda a, b: any(s < f and t < e for s, e in rows[a][2] for t, f in rows[b][2])
        alive = [True] * len(best)
        for a in range(len(best)):
            for b in range(a + 1, min(a + 12, len(best))):
                if alive[a] and alive[b] and (covers(a, b) or covers(b, a) or overlap(a, b)):
                    outer = covers(a, b) > covers(b, a) or (covers(a, b) == covers(b, a) and score[best[a]] >= score[best[b]])
                    alive[b if outer else a] = False
        kept = [r for r, keep in zip(rows, alive) if keep]
        predicted += len(kept)
        found += len({r[3] for r in kept if r[4]})
    gold = sum(candidates.gold[a] for a in {r[0] for r, h in zip(candidates.rows, held) if h})
    print(f"joint F1 on held-out training articles: P {100 * found / predicted:.1f} R {100 * found / gold:.1f} "
          f"F1 {200 * found / (predicted + gold):.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["words", "weights", "check"])
    parser.add_argument("--train", default=SHARED / "data/polnear/train.jsonl")
    parser.add_argument("--scorer", default=SHARED / "eval/score_attribution.py")
    args = parser.parse_args()
    if args.what == "words":
        rows = words(read(args.train))
        with open(DATA / "cues.tsv", "w") as out:
            print(HEADER, file=out)
            for row in rows:
                print(*row, sep="\t", file=out)
        return
    spec = importlib.util.spec_from_file_location("scorer", args.scorer)
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    candidates = Candidates(args.train, scorer)
    if args.what == "check":
        check(candidates)
    else:
        write(*fit(candidates.matrix(), candidates.labels()))


if __name__ == "__main__":
    main()
