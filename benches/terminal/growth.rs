//! Measures how waiting times grow with the bank: the same tasks on banks of 100 to 100,000
//! questions.

use std::fs::File;
use std::path::Path;
use std::process::{Command as Process, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::large;
use super::pty::{Command, Running, number};

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
/// The number of runs. Only the fastest one is reported, because interference from other processes
/// can only add time.
const RUNS: usize = 3;

pub fn report() -> anyhow::Result<()> {
    println!("best of {RUNS} runs; RSS is the peak, also as a multiple of the bank's files\n");
    println!(
        "{:>9} {:>7} {:>8} {:>8} {:>8} {:>8} {:>9} {:>9} {:>16} {:>16}",
        "questions",
        "files",
        "home",
        "search",
        "letter",
        "study",
        "check",
        "list",
        "RSS of check",
        "RSS at search",
    );
    for count in SIZES {
        let folder = tempfile::tempdir()?;
        let bytes = large::write(folder.path(), count)?;
        let row = Row::measured(folder.path(), count);
        let megabytes = bytes as f64 / 1e6;
        let resident = |kib: u64| {
            let resident = kib as f64 * 1024.0 / 1e6;
            format!("{resident:.0} MB, {:.1} ×", resident / megabytes)
        };
        println!(
            "{count:>9} {megabytes:>4.1} MB {:>8} {:>8} {:>8} {:>8} {:>9} {:>9} {:>16} {:>16}",
            ms(row.home),
            ms(row.search),
            ms(row.letter),
            ms(row.study),
            ms(row.check.0),
            ms(row.list.0),
            resident(row.check.1),
            resident(row.resident),
        );
    }
    Ok(())
}

fn ms(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1e3)
}

/// The waiting times with a bank.
struct Row {
    /// From the start to the complete home screen.
    home: Duration,
    /// From the key that opens the search to the list of all questions.
    search: Duration,
    /// From the first letter to the results.
    letter: Duration,
    /// From the start to the first question of a planned session.
    study: Duration,
    /// `bank check`, with its peak resident memory in KiB.
    check: (Duration, u64),
    list: (Duration, u64),
    /// The peak resident memory in KiB of the interactive program after it has loaded the whole
    /// bank.
    resident: u64,
}

impl Row {
    fn measured(bank: &Path, count: usize) -> Self {
        let best = |measure: &dyn Fn() -> Duration| {
            let times = (0..RUNS).map(|_| measure());
            times.min().unwrap_or_default()
        };
        let best_of = |command: &str| {
            let runs = (0..RUNS).map(|_| told(bank, command));
            runs.min().unwrap_or_default()
        };
        let searched: Vec<_> = (0..RUNS).map(|_| searched(bank, count)).collect();
        Self {
            home: best(&|| with(bank, &[], |running| running.settles().last)),
            search: searched.iter().map(|it| it.0).min().unwrap_or_default(),
            letter: searched.iter().map(|it| it.1).min().unwrap_or_default(),
            study: best(&|| {
                with(bank, &["study"], |running| {
                    running.until(|text| text.contains("How sure?"))
                })
            }),
            check: best_of("check"),
            list: best_of("list"),
            resident: searched.iter().map(|it| it.2).max().unwrap_or_default(),
        }
    }
}

/// Starts the program with `bank` and a separate history, calls `look`, and then terminates the
/// program.
fn with<T>(bank: &Path, args: &[&str], look: impl FnOnce(&mut Running) -> T) -> T {
    let state = tempfile::tempdir().expect("a folder");
    let bank = ["--bank", bank.to_str().expect("the path is UTF-8")];
    let mut running = Running::start(&Command {
        program: env!("CARGO_BIN_EXE_certdrill").into(),
        args: args
            .iter()
            .chain(&bank)
            .map(|it| (*it).to_owned())
            .collect(),
        state: state.path().to_owned(),
    });
    let seen = look(&mut running);
    running.kill();
    seen
}

/// Returns the time until the search opens, the time until it shows results for the first letter,
/// and the peak resident memory in KiB.
fn searched(bank: &Path, count: usize) -> (Duration, Duration, u64) {
    let digits = count.to_string();
    let all = format!("{digits} of {digits} questions");
    let some = format!(" of {digits} questions");
    with(bank, &[], |running| {
        running.until(|text| text.contains("New here?"));
        running.send("/");
        let opened = running.until(|text| text.contains(&all));
        running.send("q");
        let found = running.until(|text| text.contains(&some) && !text.contains(&all));
        (opened, found, running.peak())
    })
}

/// Returns the run time of `certdrill bank COMMAND`, and its peak resident memory in KiB.
fn told(bank: &Path, command: &str) -> (Duration, u64) {
    let began = Instant::now();
    let mut child = Process::new(env!("CARGO_BIN_EXE_certdrill"))
        .args(["bank", command, "--bank"])
        .arg(bank)
        .stdin(Stdio::null())
        .stdout(File::create("/dev/null").expect("it takes all"))
        .spawn()
        .expect("it starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("it is ours").is_none() {
        peak = peak.max(number(Path::new(&status), "VmHWM:"));
        thread::sleep(Duration::from_millis(1));
    }
    (began.elapsed(), peak)
}
