#!/usr/bin/env python3
"""Score who is given as the speaker, apart from how well spans are found.

  score_speakers.py pronouns CASES.jsonl PRED.jsonl  pronouns.jsonl or pronouns2.jsonl, for polnear/dev.jsonl
  score_speakers.py basil TRIPLETS.jsonl PRED.jsonl  BASIL's marked quotes; ids of PRED are TRIPLET-OUTLET
  score_speakers.py acts GOLD.jsonl PRED.jsonl       `speech` of polnear against our speech acts, from `analyze --given`
  score_speakers.py articles TRIPLETS.jsonl          BASIL as articles for `crossread analyze`, to standard output
Add --show to see what went wrong, --json for machines.

PRED: lines {"id", "attributions": [{"source", "cue", "content": [[start, end], ...], "speaker": name or null}]},
from `crossread analyze`, or from `crossread analyze --given polnear/dev.jsonl`, which names the speakers of the gold
attributions: how well sources are resolved, apart from whether they are found. Offsets are bytes of UTF-8.

pronouns  sources that are a pronoun, from polnear dev, resolved by a reader (ids, offsets and names only): 106 that
          the resolution was made with, and 100 drawn by chance among the rest (Python's random.Random(2).sample of
          the sorted ones, relative pronouns left out), labelled before it was changed. right = share of all cases
          that got the reader's speaker; abstained = no attribution with this source, or no speaker; right of
          answered = among the others.
basil     quotes whose speaker is named (not other_*). found = a predicted content covers at least half of the
          marked words; right = one of those that do has the speaker. A person is compared by last name. A label such
          as House_Republicans or Obama_campaign names a side, and the annotators give it to single members as well:
          right is a speaker who is called so ("by that name"), or whom the article introduces as one of them.
acts      on the gold attributions: share where is_speech agrees.
"""
import argparse, json, re


def lines(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def words(name):
    name = re.sub(r"[’']s\b", "", (name or "").lower().replace("_", " "))
    return re.findall(r"[^\W_]+(?:-[^\W_]+)*", name)


def same(gold, speaker):
    """whether a speaker's name is the one a reader gave: "Lee", "Ann Lee", "Lee and Smith", "International Fund" """
    got = words(speaker)
    if " and " in gold and all(len(words(part)) == 1 for part in gold.split(" and ")):
        return all(words(part)[0] in got for part in gold.split(" and "))
    want = words(gold)
    if not got or want[-1] not in got:
        return False
    # "Bill Clinton" is not "Hillary Clinton", "Clinton" can be either.
    return len(want) == 1 or len(got) == 1 or want[0] in got or want[-1] != got[-1]


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def pronouns(a):
    pred = {p["id"]: p for p in lines(a.files[1])}
    right = answered = total = 0
    for case in lines(a.files[0]):
        total += 1
        span = (case["start"], case["end"])
        hits = [x for x in pred.get(case["article"], {}).get("attributions", [])
                if any(overlap(s, span) for s in x["source"]) and x.get("speaker")]
        if not hits:
            if a.show:
                print("  none:", case)
            continue
        answered += 1
        # The narrowest source that holds the pronoun is the one that stands for it.
        hit = min(hits, key=lambda x: sum(e - s for s, e in x["source"]))
        ok = any(same(g, hit["speaker"]) for g in case["speaker"])
        right += ok
        if a.show and not ok:
            print("  wrong:", case, "got", hit["speaker"])
    return {"cases": total, "right": right / total, "right of answered": right / max(1, answered),
            "abstained": 1 - answered / total}


SIDES = {"campaign", "lawmakers", "democrats", "republicans", "party", "naacp", "catholics", "companies", "officials",
         "plaintiffs", "buzzfeed"}


def person(label):
    return not SIDES & set(words(label))


def named(label, attribution):
    """the speaker is the person of the label, or is called what the side is called"""
    speaker = attribution.get("speaker")
    if not speaker:
        return False
    if person(label):
        last = words(label)[-1]  # "Felipe_Calder": the labels have lost what follows an accent
        return any(w == last or len(last) > 5 and w.startswith(last) for w in words(speaker))
    known = {stem(w) for w in words(" ".join([speaker, *attribution.get("speaker_aliases", [])]))}
    return required(label) <= known


def stem(word):
    return re.sub(r"(ic)?s?$", "", word)


def required(label):
    """what must be said of a speaker who is on a side: "House_Republicans" -> republican; "Obama_campaign" -> both words"""
    all_ = [stem(w) for w in words(label) if w != "and"]
    return {w for w in all_ if w not in {"house", "senate", "lawmaker", "official"}} or set(all_)


def member(label, attribution, text):
    """the speaker is a person whom the article introduces as one of the side, within 100 letters of the last name:
    "Lis Smith, a spokeswoman for the Obama campaign", "Rep. Ann Lee (D-Ohio)"; of two states, one is enough"""
    name = words(attribution.get("speaker"))
    if person(label) or not name or len(name[-1]) < 3:
        return False
    want = required(label)
    for m in re.finditer(r"\b%s\b" % re.escape(name[-1]), text, re.I):
        near = text[max(0, m.start() - 100):m.end() + 100]
        have = {stem(w) for w in words(near)} | {"democrat" for _ in re.findall(r"\bD-", near)} \
            | {"republican" for _ in re.findall(r"\bR-", near)}
        if want <= have or "_and_" in label and want & have:
            return True
    return False


def basil(a):
    pred = {p["id"]: p for p in lines(a.files[1])}
    count = {k: [0, 0, 0, 0] for k in ("person", "side")}
    for triplet in lines(a.files[0]):
        for article in triplet["articles"]:
            text = article["text"].encode()
            found_in = pred.get(f"{triplet['triplet']}-{article['outlet']}", {}).get("attributions", [])
            for quote in article["quotes"]:
                if not quote["speaker"] or quote["speaker"].startswith("other_"):
                    continue
                n = count["person" if person(quote["speaker"]) else "side"]
                n[0] += 1
                span = quote["span"]
                hits = [x for x in found_in if 2 * sum(overlap(c, span) for c in x["content"]) >= span[1] - span[0]]
                strict = any(named(quote["speaker"], x) for x in hits)
                ok = strict or any(member(quote["speaker"], x, article["text"]) for x in hits)
                n[1] += bool(hits)
                n[2] += ok
                n[3] += strict
                if a.show and not ok:
                    near = text[max(0, span[0] - 120):span[0]].decode(errors="ignore") + "[[" + quote["text"][:80]
                    after = text[span[1]:span[1] + 80].decode(errors="ignore")
                    print("  wrong:" if hits else "  not found:", quote["speaker"], [x.get("speaker") for x in hits],
                          (near + "]]" + after).replace("\n", " / "))
    all_ = [sum(n[i] for n in count.values()) for i in range(4)]
    out = {}
    for name, n in (("", all_), (" (persons)", count["person"]), (" (sides)", count["side"])):
        out |= {"quotes" + name: n[0], "found" + name: n[1] / max(1, n[0]), "right" + name: n[2] / max(1, n[0]),
                "right of found" + name: n[2] / max(1, n[1]), "by that name" + name: n[3] / max(1, n[0])}
    return out


def acts(a):
    pred = {p["id"]: p for p in lines(a.files[1])}
    n = agree = 0
    for article in lines(a.files[0]):
        for x, y in zip(article["attributions"], pred[article["id"]]["attributions"]):
            n += 1
            agree += x["speech"] == (y["act"] not in {"thinks", "wants", "supports", "ruled"})
    return {"attributions": n, "agree": agree / n}


def articles(a):
    for triplet in lines(a.files[0]):
        for article in triplet["articles"]:
            print(json.dumps({"id": f"{triplet['triplet']}-{article['outlet']}", "text": article["text"]}))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", choices=["pronouns", "basil", "acts", "articles"])
    ap.add_argument("files", nargs="+")
    ap.add_argument("--show", action="store_true")
    ap.add_argument("--json", action="store_true")
    a = ap.parse_args()
    out = {"pronouns": pronouns, "basil": basil, "acts": acts, "articles": articles}[a.what](a)
    if a.json:
        print(json.dumps(out))
    elif out:
        print(" ".join(f"{k}={v:.3f}" if isinstance(v, float) else f"{k}={v}" for k, v in out.items()))


if __name__ == "__main__":
    main()
