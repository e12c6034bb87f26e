//! Evaluates the passing probability: simulated learners study in various ways, receive an
//! estimate, and take the exam the next day.

use std::ops::Range;

use certdrill::learn::Readiness;
use rand::RngExt as _;
use rand::rngs::Xoshiro256PlusPlus;

use super::person::{Kind, Person, seeded};
use super::study::{Rule, Study, local};
use super::world::{Asked, World};

/// The estimate for a learner, and the outcome.
struct Told {
    kind: Kind,
    ours: f64,
    low: f64,
    high: f64,
    linear: f64,
    /// The learner's true probability of passing.
    true_chance: f64,
    passed: bool,
    /// The number of topics, and the number of topics whose interval contains the true share.
    topics: (usize, usize),
}

type Estimate<'a> = &'a dyn Fn(&Told) -> f64;

const SCORED: usize = 50;
const NEEDED: usize = 34;

pub fn report(world: &World, learners: Range<u64>) {
    let count = learners.end - learners.start;
    let all: Vec<_> = learners.map(|number| learner(world, number)).collect();
    let told: Vec<_> = all.iter().filter_map(|it| it.as_ref().ok()).collect();
    let refused = all.len() - told.len();
    let passed = told.iter().filter(|it| it.passed).count();
    let rate = share(passed, told.len());
    println!(
        "Readiness: {count} learners; {refused} received no estimate, because there was too little evidence."
    );
    println!("{:.0}% of the others passed.\n", rate * 100.0);
    let mark = (NEEDED as f64 - 0.5) / SCORED as f64;
    let estimates: [(&str, Estimate<'_>); 6] = [
        ("chance of passing (ours)", &|it| it.ours),
        ("plain average, read as a chance", &|it| it.linear),
        ("plain average, pass or not", &|it| {
            f64::from(u8::from(it.linear >= mark))
        }),
        ("plain average, with luck", &|it| with_luck(it.linear, mark)),
        ("everybody's pass rate", &|_| rate),
        ("the true chance (the best there is)", &|it| it.true_chance),
    ];
    by_kind(&all);
    println!("estimate                              Brier   calibration error");
    for (name, estimate) in estimates {
        let pairs: Vec<_> = told.iter().map(|it| (estimate(it), it.passed)).collect();
        println!(
            "{name:<36}  {:.3}   {:.3}",
            brier(&pairs),
            calibration(&pairs)
        );
    }
    println!("\ntold          ours: learners, passed    average with luck: learners, passed");
    for bin in 0..10 {
        let cell = |estimate: &dyn Fn(&Told) -> f64| {
            let here = told.iter().filter(|it| bin_of(estimate(it)) == bin);
            let (of, passed) = here.fold((0, 0), |(of, passed), it| {
                (of + 1, passed + usize::from(it.passed))
            });
            format!("{of:>6}  {:>4.0} %", share(passed, of) * 100.0)
        };
        println!(
            "{:>3} to {:>3} %          {}                    {}",
            bin * 10,
            bin * 10 + 10,
            cell(&|it| it.ours),
            cell(&|it| with_luck(it.linear, mark)),
        );
    }
    // Round as the program does: to whole percentages, but never to 0 or 100.
    let percent = |chance: f64| ((chance * 100.0).round() as i32).clamp(1, 99);
    let held =
        |it: &&&Told| (percent(it.low)..=percent(it.high)).contains(&percent(it.true_chance));
    let intervals = share(told.iter().filter(held).count(), told.len());
    let topics = told
        .iter()
        .fold((0, 0), |sum, it| (sum.0 + it.topics.0, sum.1 + it.topics.1));
    println!(
        "\n80% intervals: {:.0}% of them contain the true probability, and {:.0}% the true share of a topic.\n",
        intervals * 100.0,
        share(topics.1, topics.0) * 100.0
    );
}

/// Prints the estimates for each kind of learner along with the true probabilities.
fn by_kind(all: &[Result<Told, Kind>]) {
    println!("learners who   refused   told   mean told   mean true chance   most told");
    for (name, kind) in [
        ("read", Kind::Reads),
        ("skim", Kind::Skims),
        ("guess", Kind::Guesses),
    ] {
        let refused = all.iter().filter(|it| matches!(it, Err(it) if *it == kind));
        let told = all.iter().filter_map(|it| it.as_ref().ok());
        let told: Vec<_> = told.filter(|it| it.kind == kind).collect();
        let mean = |of: Estimate<'_>| {
            told.iter().map(|it| of(it)).sum::<f64>() * 100.0 / told.len().max(1) as f64
        };
        println!(
            "{name:<12}  {:>8}  {:>5}   {:>7.1} %          {:>7.1} %   {:>7.1} %",
            refused.count(),
            told.len(),
            mean(&|it| it.ours),
            mean(&|it| it.true_chance),
            told.iter().map(|it| it.ours).fold(0.0, f64::max) * 100.0,
        );
    }
    println!();
}

/// Simulates a learner's studies and exam. Returns only the kind of learner if the program does not
/// give an estimate.
fn learner(world: &World, number: u64) -> Result<Told, Kind> {
    let mut rng = seeded(1, number);
    let rule = match number / 2 % 5 {
        0 => Rule::Ours,
        1 => Rule::OursUndated,
        2 => Rule::Random,
        3 => Rule::Due,
        _ => Rule::MissedFirst,
    };
    let days = rng.random_range(4..36);
    let pause = [0, 0, 0, 1, 2, 4, 7, 14, 21][rng.random_range(0..9_usize)];
    let exam = days + pause;
    let minutes = rng.random_range(4.0..22.0);
    let diligence = rng.random_range(0.4..1.0);
    let mut study = Study::new(world, Person::new(number, world), seeded(2, number));
    for day in 0..days {
        if rng.random::<f64>() < diligence {
            study.session(rule, day, exam, minutes);
        }
    }
    let readiness = Readiness::of(&world.bank, &study.knowledge, local(exam - 1));
    let kind = study.person.kind;
    let passing = readiness.passing.map_err(|_| kind)?;
    let at = f64::from(exam) + 0.4;
    let passes =
        |rng: &mut Xoshiro256PlusPlus| study.person.take(&drawn(world, rng), at, rng) >= NEEDED;
    let times = 400;
    let often = (0..times).filter(|_| passes(&mut rng)).count();
    let mut topics = (0, 0);
    for topic in &readiness.topics {
        let Some(likely) = topic.share else { continue };
        let questions = world.bank.questions.iter().zip(&world.questions);
        let here =
            questions.filter(|(it, _)| it.topic == topic.topic && world.bank.is_in_scope(it));
        let shares: Vec<_> = here
            .map(|(_, asked)| study.person.right_on_new(asked, at))
            .collect();
        let truth = shares.iter().sum::<f64>() / shares.len() as f64;
        topics.0 += 1;
        topics.1 += usize::from((likely.low..=likely.high).contains(&truth));
    }
    Ok(Told {
        kind,
        ours: passing.pass,
        low: passing.low,
        high: passing.high,
        linear: share(study.answers.0, study.answers.1),
        true_chance: share(often, times),
        passed: passes(&mut rng),
        topics,
    })
}

/// Draws questions as for an exam, in proportion to the weights of the exam's parts.
fn drawn<'a>(world: &'a World, rng: &mut Xoshiro256PlusPlus) -> Vec<&'a Asked> {
    let parts = world.parts.iter().zip(world.shares(SCORED));
    let mut drawn = Vec::with_capacity(SCORED);
    for ((questions, _), count) in parts {
        drawn.extend((0..count).map(|_| {
            let place = questions[rng.random_range(0..questions.len())];
            &world.questions[place]
        }));
    }
    drawn
}

/// Returns the probability that a learner with this share of correct answers reaches the mark,
/// including luck.
fn with_luck(share: f64, mark: f64) -> f64 {
    let spread = (share * (1.0 - share) / SCORED as f64).sqrt().max(1e-6);
    // Use a logistic curve, which differs from the normal distribution by less than 0.01.
    1.0 / (1.0 + (-1.702 * (share - mark) / spread).exp())
}

fn share(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}

fn bin_of(chance: f64) -> usize {
    ((chance * 10.0) as usize).min(9)
}

fn brier(pairs: &[(f64, bool)]) -> f64 {
    let square = |(told, passed): &(f64, bool)| (told - f64::from(u8::from(*passed))).powi(2);
    pairs.iter().map(square).sum::<f64>() / pairs.len().max(1) as f64
}

/// Returns the mean difference between estimates and outcomes over ten bins.
fn calibration(pairs: &[(f64, bool)]) -> f64 {
    let mut bins = [(0.0, 0.0); 10];
    for (told, passed) in pairs {
        let bin = &mut bins[bin_of(*told)];
        bin.0 += told;
        bin.1 += f64::from(u8::from(*passed));
    }
    let off: f64 = bins
        .iter()
        .map(|(told, passed)| (told - passed).abs())
        .sum();
    off / pairs.len().max(1) as f64
}
