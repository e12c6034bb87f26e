//! Checks in advance whether memory can be allocated so that callers can report a shortage or do
//! without the memory.

/// Returns whether `bytes` bytes can be allocated.
pub fn can_allocate(bytes: usize) -> bool {
    let mut space = Vec::<u8>::new();
    let can_allocate = space.try_reserve_exact(bytes).is_ok();
    // Keep the optimizer from removing the unused allocation.
    std::hint::black_box(&space);
    can_allocate
}
