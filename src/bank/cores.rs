//! Work shared out among the cores, with the results in the order of the work.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::room::is_free;

/// How much of the address space a thread takes for memory that it may come to need.
const OF_THREAD: usize = 128 * 1024 * 1024;

/// Bytes of text that are read before another core has begun to.
const AT_ONCE: usize = 64 * 1024;

/// How many cores there are to work on.
pub fn count() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Does `work` to each of `items`, which hold so many `bytes` of text, several at a
/// time where they are many.
pub fn each_of<T: Sync, R: Send + Sync>(
    items: &[T],
    bytes: usize,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    if bytes <= AT_ONCE {
        return items.iter().map(work).collect();
    }
    each(items, work)
}

/// Does `work` to each of `items`, several at a time.
pub fn each<T: Sync, R: Send + Sync>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if items.len() < 2 {
        return items.iter().map(work).collect();
    }
    let threads = count().min(items.len());
    // What one has room for must not fail because several are at it.
    let threads = if is_free(threads.saturating_mul(OF_THREAD)) {
        threads
    } else {
        1
    };
    let done: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    let next = AtomicUsize::new(0);
    let take = || {
        while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed))
            && let Some(item) = items.get(number)
        {
            done[number].get_or_init(|| work(item));
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            // Where no other thread can be had, this one works alone.
            if thread::Builder::new().spawn_scoped(scope, take).is_err() {
                break;
            }
        }
        take();
    });
    let done = done.into_iter().map(OnceLock::into_inner);
    done.map(|it| it.expect("each item was taken by one of the threads"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::each;

    #[test]
    fn results_stand_in_the_order_of_the_work() {
        for count in [0, 1, 2, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let squares: Vec<_> = items.iter().map(|it| it * it).collect();
            assert_eq!(each(&items, |it| it * it), squares);
        }
    }
}
