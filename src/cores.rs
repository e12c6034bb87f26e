//! Processes many items on all cores and returns the results in item order.

use std::sync::LazyLock;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::memory::can_allocate;

/// The address space that a thread reserves for its allocator, in bytes.
const PER_THREAD: usize = 128 * 1024 * 1024;

/// The amount of text, in bytes, that one core can process in the time it takes to start another
/// core.
const TOO_SMALL_TO_SHARE: usize = 64 * 1024;

/// The thread pool. `None` if memory or threads are limited, in which case one core does all the
/// work.
static POOL: LazyLock<Option<ThreadPool>> = LazyLock::new(|| {
    let threads = count();
    if threads == 1 || !can_allocate(threads.saturating_mul(PER_THREAD)) {
        return None;
    }
    ThreadPoolBuilder::new().num_threads(threads).build().ok()
});

/// Returns the number of cores.
pub fn count() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Applies `work` to `items`, which contain `bytes` bytes of text. Long texts are processed on
/// several cores.
pub fn each_of<T: Sync, R: Send>(
    items: &[T],
    bytes: usize,
    work: impl Fn(&T) -> R + Sync + Send,
) -> Vec<R> {
    if bytes <= TOO_SMALL_TO_SHARE {
        return items.iter().map(work).collect();
    }
    each(items, work)
}

/// Applies `work` to `items` on all cores.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    match &*POOL {
        Some(pool) if items.len() > 1 => pool.install(|| items.par_iter().map(work).collect()),
        _ => items.iter().map(work).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        for count in [0, 1, 2, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let squares: Vec<_> = items.iter().map(|it| it * it).collect();
            assert_eq!(each(&items, |it| it * it), squares);
        }
    }
}
