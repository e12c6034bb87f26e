//! Checks in advance whether memory can be allocated, so that callers can report a shortage or do
//! without.

/// Returns whether `bytes` bytes can be allocated.
pub fn is_free(bytes: usize) -> bool {
    let mut room = Vec::<u8>::new();
    let is_free = room.try_reserve_exact(bytes).is_ok();
    // Keeps the optimizer from removing the unused allocation.
    std::hint::black_box(&room);
    is_free
}
