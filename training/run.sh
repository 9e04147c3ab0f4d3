#!/usr/bin/env bash
# Makes static/model/attribution.bin from the corpus: features, two taggers, soft labels, the small tagger, linkers, weights, confidence.
# usage: training/run.sh WORK [POLNEAR] [SCORER] [MORE]     some four hours on two quiet cores, most of it training
# MORE: articles without annotations, for which the teachers' opinions are learnt alone.
# REHEARSAL=0.1 training/run.sh WORK     every step with so much of its epochs, into WORK: shows in half an hour whether all still fits together
set -euo pipefail
cd "$(dirname "$0")/.."
work=${1:?a folder for what is made on the way}
corpus=${2:-../shared/data/polnear}
scorer=${3:-../shared/eval/score_attribution.py}
more=${4:-../shared/data/kpcrowd/dev.jsonl}
python=${PYTHON:-python3}
gold=(--gold "$corpus/train.jsonl")
share=${REHEARSAL:-1}
model=static/model/attribution.bin
fixture=src/attribution/model/fixture.json
if [ "$share" != 1 ]; then
  model=$work/attribution.bin
  fixture=$work/fixture.json
fi
epochs() { awk "BEGIN { print $1 * $share }"; }
mkdir -p "$work"

cargo build --release --bin crossread --example export
export=target/release/examples/export
"$export" features "$corpus/train.jsonl" "$work/train.jsonl"

# The linkers, from the gold spans.
"$python" training/link.py tags "$work" "$work/tags.jsonl" "${gold[@]}"
"$export" links "$work/tags.jsonl" "$work/links.jsonl"
"$python" training/link.py train "$work/links.jsonl" "$work" "$work/linkers.npz" "${gold[@]}"

# Two taggers, and the mean of what they believe about every article.
"$python" training/train.py "$work" "$work/first.pt" --seed 0 --epochs "$(epochs 12)" "${gold[@]}"
"$python" training/train.py "$work" "$work/second.pt" --seed 1 --epochs "$(epochs 10)" --channels 128 --minimum 2 --dropout 0.2 "${gold[@]}"
for name in first second; do
  "$python" training/teacher.py marginals "$work" "$work/$name.npz" "$work/$name.pt" "${gold[@]}"
done

# The tagger that ships goes on from the second, learning from both the annotators and the two.
"$python" training/train.py "$work" "$work/student.pt" --start "$work/second.pt" --channels 128 --seed 2 --epochs "$(epochs 6)" --rate 1.2e-3 \
  --soft "$work/first.npz" "$work/second.npz" --weight 0.7 --dropout 0.25 --word-dropout 0.12 "${gold[@]}"
"$python" training/train.py "$work" "$work/student2.pt" --start "$work/student.pt" --channels 128 --seed 3 --epochs "$(epochs 3.5)" --rate 1e-3 \
  --soft "$work/first.npz" "$work/second.npz" --weight 0.6 --dropout 0.3 --word-dropout 0.15 "${gold[@]}"
"$python" training/prune.py "$work/student2.pt" "$work" "$work/wide.pt" "${gold[@]}"

# Half of its products are hardly needed: what is left learns from the wide one and from a transformer that is far too big for a page.
"$python" training/teacher.py train "$work" "$work/teacher.pt" --epochs "$(epochs 1.5)" "${gold[@]}"
"$export" features "$more" "$work/more.jsonl"
for name in wide teacher; do
  "$python" training/teacher.py marginals "$work" "$work/$name.npz" "$work/$name.pt" --unlabelled "$work/more.jsonl" "$more" "${gold[@]}"
done
"$python" training/narrow.py "$work/wide.pt" "$work" "$work/cut1.pt" --outputs 0.6 --inputs 0.75 "${gold[@]}"
"$python" training/train.py "$work" "$work/narrow1.pt" --start "$work/cut1.pt" --channels 128 --seed 4 --epochs "$(epochs 4)" --rate 1e-3 \
  --soft "$work/wide.npz" --weight 0.6 --dropout 0.2 --word-dropout 0.1 "${gold[@]}"
"$python" training/narrow.py "$work/narrow1.pt" "$work" "$work/cut2.pt" --outputs 0.52 --inputs 0.6 "${gold[@]}"
"$python" training/train.py "$work" "$work/narrow2.pt" --start "$work/cut2.pt" --channels 128 --seed 6 --epochs "$(epochs 3)" --rate 1e-3 \
  --soft "$work/wide.npz" --weight 0.6 --dropout 0.2 --word-dropout 0.1 "${gold[@]}"
"$python" training/train.py "$work" "$work/narrow3.pt" --start "$work/narrow2.pt" --channels 128 --seed 7 --epochs "$(epochs 4)" --rate 1e-3 \
  --soft "$work/wide.npz" "$work/teacher.npz" --weight 0.7 --dropout 0.2 --word-dropout 0.1 --unlabelled "$work/more.jsonl" "${gold[@]}"
"$python" training/average.py "$work/narrow2.pt" "$work/narrow3.pt" "$work/tagger.pt"

"$python" training/tune.py "$work/tagger.pt" "$work/linkers.npz" "$work" "$model" --scorer "$scorer" \
  --export "$export" --biases 0 0.05 "${gold[@]}"
"$export" features training/sentences.jsonl "$work/sentences.jsonl"
"$python" training/fixture.py "$work/tagger.pt" "$work/sentences.jsonl" "$fixture"
