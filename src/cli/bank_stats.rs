//! `bank stats`: prints statistics on the contents of a bank and on the learner's answers.

use std::cmp::Ordering;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::bank_list::print_problems;
use super::exit::require_exists;
use super::global_options::GlobalOptions;
use crate::app::App;
use crate::bank::{BankStats, ItemCounts, Positions, SHAPES};
use crate::clock::Clock;
use crate::learn::Chosen;
use crate::model::Question;

/// A question and the learner's answers to it.
type OwnAnswers<'a> = (&'a Question, Chosen);

/// The version of the JSON output. Raise it when a field changes or goes away, and describe the new
/// version in `docs/json.md`.
const VERSION: u32 = 2;

pub fn run(global: GlobalOptions<'_>, with_mine: bool, as_json: bool) -> anyhow::Result<u8> {
    require_exists(global.origin)?;
    let app = super::open::app(global)?;
    let bank = app.bank();
    let mine = if with_mine { Some(mine(&app)?) } else { None };
    let stats = BankStats::of(bank);
    let mut out = io::stdout().lock();
    if as_json {
        writeln!(out, "{:#}", to_json(&stats, mine.as_deref()))?;
    } else {
        print(&mut out, &stats)?;
        if let Some(mine) = mine {
            print_mine(&mut out, &mine)?;
        }
    }
    out.flush()?;
    print_problems(app.problems().len(), bank.questions.len())
}

/// Returns the questions that the learner has ever answered, lowest scores first.
fn mine(app: &App) -> anyhow::Result<Vec<OwnAnswers<'_>>> {
    super::open::require_history(app)?;
    let chosen = app.chosen(&Clock::new().now())?;
    let known = chosen
        .into_iter()
        .filter_map(|(id, chosen)| Some((&**app.bank().question(&id)?, chosen)));
    let mut mine: Vec<_> = known.collect();
    mine.sort_by(|(a, a_chosen), (b, b_chosen)| {
        by_share(a_chosen, b_chosen).then_with(|| a.id.cmp(&b.id))
    });
    Ok(mine)
}

/// Compares two questions by the share of correct answers, in ascending order, and then by the
/// number of answers, in descending order.
fn by_share(a: &Chosen, b: &Chosen) -> Ordering {
    let (a, b) = (a.tally, b.tally);
    (a.right * b.of)
        .cmp(&(b.right * a.of))
        .then(b.of.cmp(&a.of))
}

fn print(out: &mut impl Write, stats: &BankStats) -> io::Result<()> {
    writeln!(out, "{} ({})\n", stats.title, stats.id)?;
    let ids = stats.topics.iter().map(|topic| topic.id.as_str());
    let width = ids.map(str::len).max().unwrap_or(0).max("topic".len());
    writeln!(
        out,
        "{:width$}  all facts terms direct scenario reverse easy mid hard multi not",
        "topic"
    )?;
    let mut row = |name: &str, part: &ItemCounts| {
        let [direct, scenario, reverse] = part.shapes;
        let [easy, medium, hard] = part.difficulty;
        writeln!(
            out,
            "{name:width$} {:>4} {:>5} {:>5} {direct:>6} {scenario:>8} {reverse:>7} {easy:>4} {medium:>3} \
             {hard:>4} {:>5} {:>3}",
            part.questions, part.facts, part.terms, part.multiple_response, part.negated
        )
    };
    for (topic, counts) in stats.topics.iter().zip(&stats.counts) {
        row(topic.id.as_str(), counts)?;
    }
    row("all", &stats.all)?;
    writeln!(out, "\nCorrect options by position in the file")?;
    for Positions {
        options,
        correct,
        counts,
    } in &stats.positions
    {
        let total: usize = counts.iter().sum();
        let shares = counts.iter().enumerate().map(|(at, count)| {
            let share = (100 * count + total / 2) / total.max(1);
            format!("{} {share:>3}%", at + 1)
        });
        let shares: Vec<_> = shares.collect();
        writeln!(
            out,
            "{options} options, {correct} correct: {}   (total: {total})",
            shares.join("   ")
        )?;
    }
    if stats.all.facts == 0 {
        return Ok(());
    }
    if stats.seldom_asked.is_empty() {
        return writeln!(out, "\nEvery fact has enough questions.");
    }
    writeln!(out, "\nFacts that need more questions")?;
    for (fact, count) in &stats.seldom_asked {
        writeln!(out, "{fact}: {count}")?;
    }
    Ok(())
}

fn print_mine(out: &mut impl Write, mine: &[OwnAnswers<'_>]) -> io::Result<()> {
    if mine.is_empty() {
        return writeln!(
            out,
            "\nYou have not answered any questions in this bank yet."
        );
    }
    writeln!(out, "\nYour answers, lowest scores first")?;
    let ids = mine.iter().map(|(question, _)| question.id.as_str().len());
    let width = ids.max().unwrap_or(0);
    for (question, chosen) in mine {
        let tally = chosen.tally;
        let id = question.id.as_str();
        write!(
            out,
            "{id:width$}  {:>3} of {:<3} {:>3}%",
            tally.right,
            tally.of,
            tally.percent().unwrap_or_default()
        )?;
        if let Some((worst, times)) = chosen.worst() {
            let text = question.choice(worst).map_or("", |it| it.text.as_str());
            write!(out, "   {times}× incorrect: {text}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn to_json(stats: &BankStats, mine: Option<&[OwnAnswers<'_>]>) -> Value {
    let part = |part: &ItemCounts| {
        let shapes = SHAPES.iter().zip(part.shapes);
        let shapes: serde_json::Map<_, _> = shapes
            .map(|(shape, count)| (shape.to_string(), json!(count)))
            .collect();
        json!({
            "questions": part.questions, "facts": part.facts, "terms": part.terms, "shapes": shapes,
            "difficulty": part.difficulty, "multiple_response": part.multiple_response, "negated": part.negated,
        })
    };
    let topics = stats
        .topics
        .iter()
        .zip(&stats.counts)
        .map(|(topic, counts)| {
            let mut value = part(counts);
            value["id"] = json!(topic.id.as_str());
            value
        });
    let positions = stats
        .positions
        .iter()
        .map(|it| json!({ "options": it.options, "right": it.correct, "counts": it.counts }));
    let seldom_asked = stats.seldom_asked.iter();
    let seldom_asked =
        seldom_asked.map(|(fact, count)| json!({ "fact": fact.as_str(), "questions": count }));
    let mut value = json!({
        "version": VERSION,
        "bank": stats.id.as_str(),
        "all": part(&stats.all),
        "topics": topics.collect::<Value>(),
        "positions": positions.collect::<Value>(),
        "seldom_asked": seldom_asked.collect::<Value>(),
    });
    if let Some(mine) = mine {
        let mine = mine.iter().map(|(question, chosen)| {
            json!({
                "question": question.id.as_str(),
                "right": chosen.tally.right,
                "answers": chosen.tally.of,
                "wrong": chosen.wrong.iter().map(|(id, times)| (id.to_string(), json!(times)))
                    .collect::<serde_json::Map<_, _>>(),
                "worst": chosen.worst().map(|(id, _)| id.as_str()),
            })
        });
        value["mine"] = mine.collect();
    }
    value
}
