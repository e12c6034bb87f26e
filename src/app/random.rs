//! Randomness from the system: ids and seeds. Everything drawn follows from a seed.

use rand::TryRng as _;
use rand::rngs::SysRng;

pub fn random_id() -> [u8; 16] {
    let mut id = [0; 16];
    fill(&mut id);
    id
}

/// A seed from the system. It is kept below 2^53, so that it can be typed,
/// written as JSON and given back exactly.
pub fn random_seed() -> u64 {
    let mut bytes = [0; 8];
    fill(&mut bytes);
    u64::from_le_bytes(bytes) >> 11
}

fn fill(bytes: &mut [u8]) {
    SysRng
        .try_fill_bytes(bytes)
        .expect("the system hands out random bytes");
}
