//! Topics in turn: two questions of one topic stand side by side only where
//! there is no other left.

use std::collections::HashMap;

use super::Planned;
use crate::model::TopicId;
use crate::quiz::Reason;

/// Puts what was missed by someone who was sure first, and both parts so that
/// topics take turns; within a topic the order stays.
pub fn interleave(planned: Vec<Planned>) -> Vec<Planned> {
    let (first, rest): (Vec<_>, Vec<_>) = planned
        .into_iter()
        .partition(|it| it.why == Reason::SureAndWrong);
    let mut ordered: Vec<Planned> = Vec::with_capacity(first.len() + rest.len());
    for part in [first, rest] {
        take_turns(part, &mut ordered);
    }
    ordered
}

fn take_turns(part: Vec<Planned>, ordered: &mut Vec<Planned>) {
    let mut queues: Vec<(TopicId, Vec<Planned>)> = Vec::new();
    let mut at: HashMap<TopicId, usize> = HashMap::new();
    // The next of a queue is its last, so that taking it moves nothing.
    for planned in part.into_iter().rev() {
        let topic = planned.question.topic.clone();
        let at = *at.entry(topic.clone()).or_insert_with(|| {
            queues.push((topic, Vec::new()));
            queues.len() - 1
        });
        queues[at].1.push(planned);
    }
    // Where all else is equal, the topic that came first in the plan goes first.
    queues.reverse();
    loop {
        let last = ordered.last().map(|it| &it.question.topic);
        let open = queues.iter().enumerate();
        let open = open.filter(|(_, (_, queue))| !queue.is_empty());
        // Another topic than the last one, and the fullest, so that none is left over.
        let best = open.max_by_key(|(at, (topic, queue))| {
            (last != Some(topic), queue.len(), std::cmp::Reverse(*at))
        });
        let Some((at, _)) = best else { break };
        ordered.extend(queues[at].1.pop());
    }
}
