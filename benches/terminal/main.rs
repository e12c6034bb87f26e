//! Benchmarks of the program in a pseudo-terminal, compared with a minimal ratatui program
//! (`benches/floor`). Both are measured alternately in the same run.
//!
//! `cargo bench --bench terminal` prints the table. The ratios are more reliable than the times.
//! `cargo bench --bench terminal -- --history FILE N` only writes a history of N answers, and `--
//! --bank FOLDER N` only a bank of N questions. `cargo bench --bench terminal -- --growth` prints
//! the cost of banks of 100 to 100,000 questions.

mod growth;
mod history;
mod large;
mod pty;

use std::path::{Path, PathBuf};
use std::process::Command as Process;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use pty::{Command, Running};

const RUNS: usize = 25;
const KEYS: usize = 20;
/// The number of answers in the history.
const ANSWERS: usize = 10_000;

fn main() -> anyhow::Result<()> {
    let args: Vec<_> = std::env::args()
        .skip(1)
        .filter(|it| it != "--bench")
        .collect();
    if let [flag, path, answers] = args.as_slice()
        && flag == "--history"
    {
        return history::write(Path::new(path), answers.parse()?, now_ms());
    }
    if args == ["--growth"] {
        return growth::report();
    }
    if let [flag, folder, questions] = args.as_slice()
        && flag == "--bank"
    {
        let bytes = large::write(Path::new(folder), questions.parse()?)?;
        println!("{questions} questions, {:.1} MB", bytes as f64 / 1e6);
        return Ok(());
    }
    let runs = args.first().and_then(|it| it.parse().ok()).unwrap_or(RUNS);
    let floor_state = tempfile::tempdir()?;
    let state = tempfile::tempdir()?;
    history::write(
        &state.path().join("certdrill/history.db"),
        ANSWERS,
        now_ms(),
    )?;
    let ours = Command {
        program: env!("CARGO_BIN_EXE_certdrill").into(),
        args: Vec::new(),
        state: state.path().to_owned(),
    };
    let floor = Command {
        program: floor()?,
        args: Vec::new(),
        state: floor_state.path().to_owned(),
    };
    // Warm up the disk cache.
    measure(&ours);
    measure(&floor);
    let (mut of_ours, mut of_floor) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        of_ours.push(measure(&ours));
        of_floor.push(measure(&floor));
    }
    println!("history of {ANSWERS} answers, 120 × 40, {runs} runs each in turn, medians\n");
    println!("{:<28}{:>12}{:>12}{:>8}", "", "certdrill", "floor", "ratio");
    for (at, name) in FIGURES.into_iter().enumerate() {
        let (ours, floor) = (median(&of_ours, at), median(&of_floor, at));
        let ratio = if floor > 0.0 {
            format!("{:.2}", ours / floor)
        } else {
            "–".into()
        };
        println!("{name:<28}{ours:>12.2}{floor:>12.2}{ratio:>8}");
    }
    let size = |path: &Path| std::fs::metadata(path).map_or(0.0, |it| it.len() as f64 / 1e6);
    let (ours, floor) = (size(&ours.program), size(&floor.program));
    println!(
        "{:<28}{ours:>12.2}{floor:>12.2}{:>8.2}",
        "binary, MB",
        ours / floor
    );
    println!();
    commands(&state.path().to_owned());
    Ok(())
}

const FIGURES: [&str; 9] = [
    "start, settled, ms",
    "start, bytes",
    "key to last byte, ms",
    "… 99th percentile, ms",
    "bytes per key",
    "100 keys at once, ms",
    "idle, wake-ups per second",
    "resident, MB",
    "quit, ms",
];

fn measure(command: &Command) -> [f64; FIGURES.len()] {
    let mut running = Running::start(command);
    let start = running.settles();
    let mut keys = Vec::new();
    let mut bytes = 0;
    for number in 0..KEYS {
        let burst = running.press(if number % 2 == 0 { "j" } else { "k" });
        keys.push(burst.last);
        bytes += burst.bytes;
    }
    keys.sort_unstable();
    let flood = running.press(&"jk".repeat(50));
    let resident = running.resident();
    let wakes = running.wakes();
    let idle = Duration::from_millis(500);
    std::thread::sleep(idle);
    let woken = running.wakes() - wakes;
    let quit = running.quit();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    [
        ms(start.last),
        start.bytes as f64,
        ms(keys[KEYS / 2]),
        ms(keys[KEYS - 1]),
        bytes as f64 / KEYS as f64,
        ms(flood.last),
        woken as f64 / idle.as_secs_f64(),
        resident as f64 / 1024.0,
        ms(quit),
    ]
}

fn median(runs: &[[f64; FIGURES.len()]], at: usize) -> f64 {
    let mut figures: Vec<_> = runs.iter().map(|run| run[at]).collect();
    figures.sort_unstable_by(f64::total_cmp);
    figures[figures.len() / 2]
}

/// Measures commands that print and exit, and the minimum cost of a process.
fn commands(state: &PathBuf) {
    const TIMES: usize = 30;
    let program = env!("CARGO_BIN_EXE_certdrill");
    println!("{:<28}{:>12}", "command", "median ms");
    let table: [(&str, &[&str]); 4] = [
        ("true", &[]),
        (program, &["--version"]),
        (program, &["stats", "--json"]),
        (program, &["bank", "check"]),
    ];
    for (program, args) in table {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            let began = Instant::now();
            let out = Process::new(program)
                .args(args)
                .env("XDG_STATE_HOME", state)
                .output();
            if out.is_ok_and(|out| out.status.success()) {
                times.push(began.elapsed());
            }
        }
        times.sort_unstable();
        let middle = times.get(times.len() / 2).copied().unwrap_or_default();
        let name = if args.is_empty() {
            program.to_owned()
        } else {
            format!("certdrill {}", args.join(" "))
        };
        println!("{name:<28}{:>12.2}", middle.as_secs_f64() * 1e3);
    }
}

/// Builds the baseline program in release mode, like the program itself.
fn floor() -> anyhow::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/floor");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("floor");
    let built = Process::new(env!("CARGO"))
        .args(["build", "--release", "--quiet", "--manifest-path"])
        .arg(folder.join("Cargo.toml"))
        .arg("--target-dir")
        .arg(&target)
        .status()?;
    anyhow::ensure!(built.success(), "the floor does not build");
    Ok(target.join("release/floor"))
}

fn now_ms() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |it| it.as_millis() as i64)
}
