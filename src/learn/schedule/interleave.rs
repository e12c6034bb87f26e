//! Interleaves topics so that consecutive questions share a topic only if no other topic is left.

use std::collections::HashMap;

use super::Planned;
use crate::model::TopicId;
use crate::quiz::Reason;

/// Moves questions about facts that the learner answered incorrectly while sure to the front and
/// interleaves the topics within both groups. The order within a topic is preserved.
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
    // Reverse each queue so that removing its next question is a cheap `pop`.
    for planned in part.into_iter().rev() {
        let topic = planned.question.topic.clone();
        let at = *at.entry(topic.clone()).or_insert_with(|| {
            queues.push((topic, Vec::new()));
            queues.len() - 1
        });
        queues[at].1.push(planned);
    }
    // Restore the order of the plan, which is used to break ties.
    queues.reverse();
    let last = ordered.last().map(|it| &it.question.topic);
    let mut last = queues.iter().position(|(topic, _)| Some(topic) == last);
    loop {
        let open = queues.iter().enumerate();
        let open = open.filter(|(_, (_, queue))| !queue.is_empty());
        // Prefer a topic other than the last one, and then the longest queue so that no queue is
        // left over at the end.
        let best = open.max_by_key(|(at, (_, queue))| {
            (last != Some(*at), queue.len(), std::cmp::Reverse(*at))
        });
        let Some((at, _)) = best else { break };
        last = Some(at);
        ordered.extend(queues[at].1.pop());
    }
}
