//! Whether there is memory for what is to come: asked for at once, where its lack can
//! be said or done without.

/// Whether so many bytes are to be had.
pub fn is_free(bytes: usize) -> bool {
    let mut room = Vec::<u8>::new();
    let is_free = room.try_reserve_exact(bytes).is_ok();
    // Else nothing would be asked for that nobody uses.
    std::hint::black_box(&room);
    is_free
}
