//! The baseline program: a page that resembles a question page. `j` and `k` move the cursor, and
//! `q` quits.

use ratatui::crossterm::event::{self, Event, KeyCode, KeyEventKind};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::Stylize as _;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

const OPTIONS: [&str; 4] = [
    "The first of four options, about as long as options are",
    "The second one, which says something else at the same length",
    "The third one, because a page with fewer would be no page",
    "The last one, so that the cursor has somewhere to go",
];

fn main() -> std::io::Result<()> {
    let mut terminal = ratatui::init();
    let mut at = 0;
    let ended = loop {
        let drawn = terminal.draw(|frame| {
            let [head, stem, options, foot] = Layout::vertical([
                Constraint::Length(2),
                Constraint::Length(4),
                Constraint::Min(8),
                Constraint::Length(1),
            ])
            .areas(frame.area());
            frame.render_widget(Line::from("Floor").bold(), head);
            let text = "A stem of some length, wrapped to the width of the window as stems are, \
                        which asks which of the options below is right.";
            let wrap = ratatui::widgets::Wrap { trim: true };
            frame.render_widget(Paragraph::new(text).wrap(wrap), stem);
            let lines = OPTIONS.iter().enumerate().map(|(number, option)| {
                if number == at {
                    Line::from(format!("▸ ● {option}")).bold()
                } else {
                    Line::from(format!("  ○ {option}"))
                }
            });
            frame.render_widget(Paragraph::new(lines.collect::<Vec<_>>()), options);
            frame.render_widget(Line::from("j down   k up   q quit").dim(), foot);
        });
        if let Err(error) = drawn {
            break Err(error);
        }
        match event::read() {
            Ok(Event::Key(key)) if key.kind == KeyEventKind::Press => match key.code {
                KeyCode::Char('j') => at = (at + 1) % OPTIONS.len(),
                KeyCode::Char('k') => at = (at + OPTIONS.len() - 1) % OPTIONS.len(),
                KeyCode::Char('q') => break Ok(()),
                _ => {}
            },
            Ok(_) => {}
            Err(error) => break Err(error),
        }
    };
    ratatui::restore();
    ended
}
