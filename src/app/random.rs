//! Random IDs and seeds from the operating system. All random choices are derived from a seed.

use rand::TryRng as _;
use rand::rngs::SysRng;

pub fn random_id() -> [u8; 16] {
    let mut id = [0; 16];
    fill(&mut id);
    id
}

/// Returns a random seed below 2^53, which is easy to type and survives a round trip through JSON
/// numbers.
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
