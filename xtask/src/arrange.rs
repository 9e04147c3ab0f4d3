//! Puts functions of a program that look alike next to each other. Compression then names a repeated stretch by a short
//! distance: 2% of what is fetched, and nothing of what runs is another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::fs;
use std::path::Path;

use crate::Result;
use crate::run::{command, step};
use crate::squeeze::{HEAD, IMPORTS, Reader, number};

/// The sections with the functions' code and with whatever else (WebAssembly core specification, 5.5).
const CODE: u8 = 10;
const CUSTOM: u8 = 0;
/// Stretches of so many bytes are compared.
const STRETCH: usize = 6;
/// What more functions than these have says nothing about two of them.
const COMMON: usize = 200;

/// Rewrites a program with its functions in another order.
pub fn arrange(program: &Path) -> Result {
    let named = |e: std::io::Error| format!("{}: {e}", program.display());
    let wasm = fs::read(program).map_err(named)?;
    let wasm = numbered(&wasm).ok_or_else(|| format!("{} can't be read", program.display()))?;
    fs::write(program, wasm).map_err(named)?;
    step(
        &format!("arrange {}", program.display()),
        command("wasm-opt").arg(program).args(["--reorder-functions-by-name", "-o"]).arg(program),
    )
}

/// A program whose functions are named by their place in the [`order`], which is how wasm-opt can be told it. Nothing if
/// it is none.
fn numbered(wasm: &[u8]) -> Option<Vec<u8>> {
    let mut out = wasm.get(..HEAD).filter(|head| head.starts_with(b"\0asm"))?.to_vec();
    let (mut imports, mut bodies) = (0, Vec::new());
    let mut rest = Reader(wasm.get(HEAD..)?);
    while let Some(id) = rest.byte() {
        let size = rest.number()?;
        let section = rest.take(size)?;
        match id {
            IMPORTS => imports = imported(section)?,
            CODE => bodies = functions(section)?,
            _ => {}
        }
        if id != CUSTOM || !section.starts_with(b"\x04name") {
            out.push(id);
            number(section.len(), &mut out);
            out.extend(section);
        }
    }
    let mut names = Vec::new();
    number(bodies.len(), &mut names);
    let mut places = vec![0; bodies.len()];
    for (place, function) in order(&bodies).into_iter().enumerate() {
        places[function] = place;
    }
    for (function, place) in places.into_iter().enumerate() {
        let name = format!("f{place:06}");
        number(imports + function, &mut names);
        number(name.len(), &mut names);
        names.extend(name.bytes());
    }
    let mut section = b"\x04name\x01".to_vec();
    number(names.len(), &mut section);
    section.extend(names);
    out.push(CUSTOM);
    number(section.len(), &mut out);
    out.extend(section);
    Some(out)
}

/// How many functions are imported: they are counted first.
fn imported(section: &[u8]) -> Option<usize> {
    let mut rest = Reader(section);
    let mut functions = 0;
    for _ in 0..rest.number()? {
        rest.name()?;
        rest.name()?;
        functions += usize::from(rest.kind()?.first() == Some(&0));
    }
    Some(functions)
}

fn functions(section: &[u8]) -> Option<Vec<&[u8]>> {
    let mut rest = Reader(section);
    (0..rest.number()?).map(|_| rest.name()).collect()
}

/// The functions so that each stands beside those it has most in common with: of all pairs the likest are joined first,
/// as ends of chains; those that are like no other come last.
fn order(bodies: &[&[u8]]) -> Vec<usize> {
    let in_common = |((a, b), stretches): ((usize, usize), u64)| {
        let bytes = (bodies[a].len() + bodies[b].len()) as u64;
        (Reverse(stretches * stretches * 1_000 / bytes), a, b)
    };
    let mut pairs: Vec<_> = shared(bodies).into_iter().map(in_common).collect();
    pairs.sort_unstable();
    let mut chains: Vec<Vec<usize>> = (0..bodies.len()).map(|f| vec![f]).collect();
    let mut chain_of: Vec<usize> = (0..bodies.len()).collect();
    for (_, a, b) in pairs {
        let (into, from) = (chain_of[a], chain_of[b]);
        let is_end = |chain: &[usize], f| chain.first() == Some(&f) || chain.last() == Some(&f);
        if into == from || !is_end(&chains[into], a) || !is_end(&chains[from], b) {
            continue;
        }
        let mut more = std::mem::take(&mut chains[from]);
        if chains[into].last() != Some(&a) {
            chains[into].reverse();
        }
        if more.first() != Some(&b) {
            more.reverse();
        }
        for &f in &more {
            chain_of[f] = into;
        }
        chains[into].extend(more);
    }
    chains.sort_unstable();
    let (long, short): (Vec<_>, Vec<_>) = chains.into_iter().partition(|chain| chain.len() > 1);
    [long, short].concat().concat()
}

/// How many stretches two functions share, for all pairs that share any.
fn shared(bodies: &[&[u8]]) -> BTreeMap<(usize, usize), u64> {
    let mut holders: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
    for (function, body) in bodies.iter().enumerate() {
        for stretch in body.windows(STRETCH).collect::<HashSet<_>>() {
            holders.entry(stretch).or_default().push(function);
        }
    }
    let mut shared = HashMap::new();
    for functions in holders.into_values().filter(|f| f.len() <= COMMON) {
        for (i, &a) in functions.iter().enumerate() {
            for &b in &functions[i + 1..] {
                *shared.entry((a, b)).or_insert(0) += 1;
            }
        }
    }
    shared.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_that_look_alike_stand_beside_each_other() {
        let bodies: [&[u8]; 5] =
            [b"one two three", b"1234567890", b"one two four", b"0987654321", b"and one two three"];
        assert_eq!(order(&bodies), [4, 0, 2, 1, 3]);
    }

    #[test]
    fn functions_are_named_by_their_place_behind_what_is_imported() {
        let wasm = b"\0asm\x01\0\0\0\x02\x07\x01\x01m\x01f\x00\x00\x0a\x07\x02\x02\0\x0b\x02\0\x0b\x00\x06\x04name\x07";
        let numbered = numbered(wasm).unwrap();
        let (before, names) = numbered.split_at(wasm.len() - 8);
        assert_eq!(before, &wasm[..wasm.len() - 8]);
        assert_eq!(names, b"\x00\x1a\x04name\x01\x13\x02\x01\x07f000000\x02\x07f000001");
        assert!(super::numbered(b"not a program").is_none());
    }
}
