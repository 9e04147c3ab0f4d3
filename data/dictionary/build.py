#!/usr/bin/env python3
"""Builds the dictionary that primes the links' compressor: frequent phrases, no one's sentences.

    build.py CORPORA OUT [--size BYTES]

CORPORA is a folder with polnear/train.jsonl and basil/triplets.jsonl. A phrase is 1 to 6 neighbouring tokens (words with the
space before them, punctuation marks, line breaks) that occur in at least five articles of at least two publishers. From these,
the best for their length are taken until the size is reached:

* A phrase is worth the bits that knowing it saves: its document frequency times log2 P(last | all before) / P(last | all
  before but the first), summed over its sub-phrases that are not in the dictionary yet; a single word saves its letters.
* They are ordered by worth, best last, since what a compressor read last it remembers best.
* Within a window of 100 the phrase is put next whose first token most often follows the last token of the one before.

The result depends on the corpora and on this file only. It is frozen once links have been made with it: a better
dictionary is a new one, beside this.
"""

import argparse
import collections
import hashlib
import heapq
import json
import math
import pathlib
import re

LONGEST = 6
ARTICLES, PUBLISHERS = 5, 2
WINDOW = 100
LETTER = 1.4  # bits that a letter of an unknown word costs beyond a known one's
TOKEN = re.compile(r" ?[^\W_]+(?:['’.-][^\W_]+)*| ?[^\w\s]|\n+| +|_")
SAME = {"hpo": "huff-post"}  # one publisher, two names


def articles(corpora):
    """Publisher and text. A fifth of BASIL stays out, to measure on."""
    with open(corpora / "polnear/train.jsonl", encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            yield article["publisher"], article["text"]
    with open(corpora / "basil/triplets.jsonl", encoding="utf-8") as lines:
        for triplet in map(json.loads, lines):
            if not held_out(triplet["triplet"]):
                for article in triplet["articles"]:
                    yield SAME.get(article["outlet"], article["outlet"]), article["text"]


def held_out(name):
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 5 == 0


def phrases(corpora):
    """Articles in which each frequent phrase occurs."""
    count, publishers, bits = collections.Counter(), collections.Counter(), {}
    for publisher, text in articles(corpora):
        bit = 1 << bits.setdefault(publisher, len(bits))
        tokens = TOKEN.findall(text)
        for n in range(1, LONGEST + 1):
            for phrase in set(zip(*(tokens[i:] for i in range(n)))):
                count[phrase] += 1
                publishers[phrase] |= bit
    return {p: n for p, n in count.items() if n >= ARTICLES and publishers[p].bit_count() >= PUBLISHERS}


def parts(phrase):
    return (phrase[i:j] for i in range(len(phrase)) for j in range(i + 1, len(phrase) + 1))


def chosen(count, size):
    """Phrases, best first, to `size` bytes."""

    def likely(phrase):
        return math.log2(count[phrase] / count[phrase[:-1]])

    def gain(phrase):
        if len(phrase) == 1:
            return count[phrase] * (2 + len(phrase[0])) * LETTER
        if len(phrase) == 2:
            return max(0.0, count[phrase] * (likely(phrase) - math.log2(count[phrase[1:]] / total)))
        return max(0.0, count[phrase] * (likely(phrase) - likely(phrase[1:])))

    total = sum(n for phrase, n in count.items() if len(phrase) == 1)
    gains = {phrase: gain(phrase) for phrase in count}
    have = set()

    def worth(phrase):
        return sum(gains[part] for part in parts(phrase) if part not in have) / (len("".join(phrase)) + 1)

    heap = [(-worth(phrase), "".join(phrase), phrase) for phrase in count]
    heapq.heapify(heap)
    while heap and size > 0:
        _, text, phrase = heapq.heappop(heap)
        now = worth(phrase)
        if now <= 0:
            continue
        if heap and now < -heap[0][0] - 1e-9:
            heapq.heappush(heap, (-now, text, phrase))  # parts of it came in since
            continue
        yield phrase
        have.update(parts(phrase))
        size -= len(text.encode())


def joined(ordered, count):
    """The phrases, each followed by one near it that goes on well."""
    pool, rest = ordered[1 : WINDOW + 1], iter(ordered[WINDOW + 1 :])
    last = ordered[0]
    yield last
    while pool:

        def fit(at):
            pair = (last[-1], pool[at][0])
            followed = count[pair] / math.sqrt(count[pool[at][:1]]) if pair in count else 0.0
            return followed + 1e-3 * (WINDOW - at) / WINDOW

        last = pool.pop(max(range(len(pool)), key=fit))
        yield last
        pool.extend(p for p in [next(rest, None)] if p)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", type=pathlib.Path)
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--size", type=int, default=98_304)
    options = parser.parse_args()
    count = phrases(options.corpora)
    ordered = list(chosen(count, options.size))[::-1]
    text = "".join("".join(phrase) for phrase in joined(ordered, count)).encode()[-options.size :]
    text = text.decode("utf-8", errors="ignore").encode()
    options.out.write_bytes(text)
    print(f"{len(count)} frequent phrases, {len(ordered)} taken, {len(text)} bytes")


if __name__ == "__main__":
    main()
