//! SHA-256 (FIPS 180-4), to say which text a table was made from. Sixty lines instead of eight crates; not on
//! any path where secrets matter.

const PRIMES: [u32; 64] = {
    let (mut primes, mut n, mut found) = ([0; 64], 2, 0);
    while found < 64 {
        let (mut d, mut prime) = (2, true);
        while d * d <= n {
            prime = prime && n % d != 0;
            d += 1;
        }
        if prime {
            primes[found] = n;
            found += 1;
        }
        n += 1;
    }
    primes
};

/// The first 32 bits of the fraction of the `root`-th root of `n`, by bisection in whole numbers.
const fn root_fraction(n: u32, root: u32) -> u32 {
    let (mut low, mut high) = (0_u128, 1_u128 << 40);
    while high - low > 1 {
        let middle = (low + high) / 2;
        let (power, scaled) = match root {
            2 => (middle * middle, (n as u128) << 64),
            _ => (middle * middle * middle, (n as u128) << 96),
        };
        if power <= scaled {
            low = middle;
        } else {
            high = middle;
        }
    }
    low as u32
}

const ROUND: [u32; 64] = {
    let (mut table, mut i) = ([0; 64], 0);
    while i < 64 {
        table[i] = root_fraction(PRIMES[i], 3);
        i += 1;
    }
    table
};

const START: [u32; 8] = {
    let (mut table, mut i) = ([0; 8], 0);
    while i < 8 {
        table[i] = root_fraction(PRIMES[i], 2);
        i += 1;
    }
    table
};

/// The digest of some bytes.
pub fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut state = START;
    let mut blocks = bytes.chunks_exact(64);
    for block in &mut blocks {
        compress(&mut state, block);
    }
    let rest = blocks.remainder();
    let mut tail = [0; 128];
    tail[..rest.len()].copy_from_slice(rest);
    tail[rest.len()] = 0x80;
    let length = if rest.len() < 56 { 64 } else { 128 };
    tail[length - 8..length].copy_from_slice(&(bytes.len() as u64 * 8).to_be_bytes());
    for block in tail[..length].chunks_exact(64) {
        compress(&mut state, block);
    }
    let mut out = [0; 32];
    for (to, word) in out.chunks_exact_mut(4).zip(state) {
        to.copy_from_slice(&word.to_be_bytes());
    }
    out
}

/// The digest in hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    sha256(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn compress(state: &mut [u32; 8], block: &[u8]) {
    let mut w = [0_u32; 64];
    for (word, bytes) in w.iter_mut().zip(block.chunks_exact(4)) {
        *word = bytes.iter().fold(0, |word, &byte| word << 8 | u32::from(byte));
    }
    for i in 16..64 {
        let (a, b) = (w[i - 15], w[i - 2]);
        let a = a.rotate_right(7) ^ a.rotate_right(18) ^ a >> 3;
        let b = b.rotate_right(17) ^ b.rotate_right(19) ^ b >> 10;
        w[i] = w[i - 16].wrapping_add(a).wrapping_add(w[i - 7]).wrapping_add(b);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = *state;
    for (round, word) in ROUND.iter().zip(w) {
        let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
        let choice = (e & f) ^ (!e & g);
        let t1 = h.wrapping_add(s1).wrapping_add(choice).wrapping_add(*round).wrapping_add(word);
        let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
        let majority = (a & b) ^ (a & c) ^ (b & c);
        (h, g, f, e) = (g, f, e, d.wrapping_add(t1));
        (d, c, b, a) = (c, b, a, t1.wrapping_add(s0).wrapping_add(majority));
    }
    for (old, new) in state.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *old = old.wrapping_add(new);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_of_the_standard_hold() {
        let cases = [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
            ),
        ];
        for (text, digest) in cases {
            assert_eq!(sha256_hex(text.as_bytes()), digest);
        }
        let million = "a".repeat(1_000_000);
        assert!(sha256_hex(million.as_bytes()).starts_with("cdc76e5c9914fb92"));
    }
}
