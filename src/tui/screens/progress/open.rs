//! Opens the session or starts the practice that belongs to the row under the cursor.

use super::Progress;
use super::tab::Tab;
use crate::app::{ActiveSession, QuestionSource, Selection};
use crate::model::TopicId;
use crate::tui::screen::{Context, Flow};
use crate::tui::screens::question::Question;
use crate::tui::screens::result::ResultPage;

impl Progress {
    /// Performs the Enter action for the row under the cursor.
    pub(super) fn open(&self, cx: &mut Context) -> Flow {
        let practiced = match self.tab {
            Tab::Sessions => {
                let past = self.sessions().get(self.at).map(|past| past.id);
                return match past.and_then(|id| cx.app.sat(id).ok()) {
                    Some(sat) => Flow::Push(Box::new(ResultPage::of_stored(&sat, cx))),
                    None => Flow::Stay,
                };
            }
            Tab::Domains | Tab::Topics => {
                let part = match self.tab {
                    Tab::Domains => self.insight.domains.get(self.at).cloned(),
                    _ => self
                        .groups
                        .lines()
                        .get(self.at)
                        .map(|line| self.part(*line)),
                };
                part.and_then(|part| self.study(part.topics, cx))
            }
            Tab::Readiness => {
                let parts = self.ready_parts();
                let topics = parts.get(self.at).map(|(part, _)| part.topics.clone());
                topics.and_then(|topics| self.study(topics, cx))
            }
            Tab::Items => {
                let item = self.insight.items.get(self.at);
                item.and_then(|it| cx.app.practice_on(&it.item, &self.overview, &cx.now))
            }
            Tab::MixUps => {
                let mix_up = self.insight.mix_ups.get(self.at);
                mix_up.and_then(|it| cx.app.practice_on(&it.component, &self.overview, &cx.now))
            }
            _ => None,
        };
        Question::start(practiced, cx)
    }

    /// Starts a study session on `topics`, with due items first. If `topics` is empty, all topics
    /// are included.
    fn study(&self, topics: Vec<TopicId>, cx: &mut Context) -> Option<ActiveSession> {
        let selection = Selection {
            topics,
            which: QuestionSource::Due,
            ..Selection::default()
        };
        cx.app.practice(&selection, &self.overview, &cx.now)
    }

    pub(super) fn begin(cx: &mut Context) -> Flow {
        let overview = cx.app.overview(&cx.now).unwrap_or_default();
        let selection = Selection::default();
        Question::start_instead(cx.app.practice(&selection, &overview, &cx.now), cx)
    }
}
