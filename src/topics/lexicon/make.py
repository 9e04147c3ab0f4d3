#!/usr/bin/env python3
"""Makes words.txt: for each frequent English word its usual part of speech and how common it is in news.

  python3 make.py TAGGED-LEXICON TEXTS.jsonl... > words.txt

TAGGED-LEXICON: Eric Brill's `word TAG` list (en-lexicon.txt of the MIT-licensed TextBlob package).
TEXTS: JSON Lines with "text", or with "articles" that have "text". Only counts of documents leave them.
"""
import collections, json, math, re, sys

WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]|[A-Za-z]")
AT_LEAST = 5  # documents
NAMES_AT_LEAST = 12
# Inverse document frequency ln(N/df) in steps of half a nat: 0 is in every document.
STEP = 0.5

FUNCTION = set("""a an the this that these those each every either neither some any no all both half many much few
several most more less least enough such what which whose who whom whoever whatever i me my mine myself you your
yours yourself he him his himself she her hers herself it its itself we us our ours ourselves they them their theirs
themselves one ones oneself there here where when why how and or but nor so yet if unless while although though because
since until till after before as than whether that of in on at by for with without within about against between among
into onto through during above below over under up down out off from to toward towards upon across along around behind
beside besides beyond near per via despite except like unlike amid regarding concerning not n't never ever be am is are
was were been being do does did doing done have has had having will would shall should can could may might must ought
cannot just only also too very even still already again once then now else rather quite almost nearly perhaps maybe
however therefore moreover meanwhile instead otherwise thus hence indeed anyway somehow somewhat whenever wherever
something anything nothing everything someone anyone everyone somebody anybody nobody everybody none other others
another same own first second third last next former latter mr mrs ms dr vs etc ok yes oh well""".split())


# Where the tagged list is wrong.
CORRECTED = {"briefly": "R"}


def tag_class(word, tag):
    """N noun, J adjective, R adverb, V verb, G -ing, D participle or past, F closed class, P name"""
    if word in FUNCTION or "'" in word:
        return "F"
    if word in CORRECTED:
        return CORRECTED[word]
    if tag is None:
        if word.endswith("ly"):
            return "R"
        if word.endswith("ing"):
            return "G"
        if word.endswith("ed"):
            return "D"
        if re.search(r"(ous|ful|ive|able|ible|less|ical|ish|ary)$", word):
            return "J"
        return "N"
    if tag.startswith("NN") and word.endswith("ing") and len(word) > 5:
        return "G"
    if tag.startswith("NNP"):
        return "N"
    for start, cls in (("NN", "N"), ("JJ", "J"), ("RB", "R"), ("VBG", "G"), ("VBN", "D"), ("VBD", "D"), ("VB", "V"), ("RP", "F"),
                       ("IN", "F"), ("DT", "F"), ("PRP", "F"), ("CC", "F"), ("W", "F"), ("MD", "F"), ("CD", "C"), ("UH", "F")):
        if tag.startswith(start):
            return cls
    return "N"


def texts(paths):
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                for article in row.get("articles", [row]):
                    yield article["text"]


def main():
    tags = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            parts = line.split()
            if len(parts) == 2 and not line.startswith(";;;"):
                tags.setdefault(parts[0], parts[1])
    documents, lower, upper, n = collections.Counter(), collections.Counter(), collections.Counter(), 0
    for text in texts(sys.argv[2:]):
        n += 1
        seen = set()
        for m in WORD.finditer(text):
            word = re.sub(r"'s$", "", m.group().replace("’", "'"))
            low = word.lower()
            seen.add(low)
            if word == low:
                lower[low] += 1
            elif m.start() > 2 and text[m.start() - 1] == " " and text[m.start() - 2].isalpha():
                upper[low] += 1  # a capital that no sentence start explains
        documents.update(seen)
    groups = collections.defaultdict(list)
    for word, df in documents.items():
        name = upper[word] > lower[word] and word not in FUNCTION and "'" not in word
        if df < (NAMES_AT_LEAST if name else AT_LEAST) and word not in FUNCTION or len(word) < 2 and word not in FUNCTION:
            continue
        cls = "P" if name else tag_class(word, tags.get(word))
        level = min(9, round(math.log(n / df) / STEP))
        groups[cls + str(level)].append(word)
    print("# Made by make.py; see README.md. First the class and the level, then the words.")
    print("#", n, "documents")
    for key in sorted(groups):
        print(key, *sorted(groups[key]))


if __name__ == "__main__":
    main()
