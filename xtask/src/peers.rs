//! Runs other tools on the common case of benches/peers beside ours, where pip can install them.

use crate::goals::{Peers, amount};
use crate::root::{root, shown, target};
use crate::run::{cargo, output, run};
use crate::table;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The script of each peer, `with_<name>.py`, and its pinned packages, `with_<name>.txt`.
const PEERS: &[&str] = &["repyability", "simpy", "availsim4"];

/// The exact unavailability, as an independent solver states it.
const EXACT_UNAVAILABILITY: f64 = 3.335_662_62e-6;

/// The exact number of outages a year, likewise.
const EXACT_OUTAGES: f64 = 1.008_44;

/// What a peer may take, to be installed and to run: three of them stay below ten minutes.
const PATIENCE: Duration = Duration::from_secs(180);

/// Runs of the whole command; the median of their times counts.
const RUNS: usize = 21;

/// Prints a table of the common case, with every tool, what it answers, how far that is from exact
/// and how long it took, and one of the draws of a bill; the answer is what they say to the rows of
/// the one table.
pub fn bench() -> Result<Peers> {
    println!("\nmeasuring the common case of benches/peers in other tools; the first run installs them");
    let ours = output(&mut cargo(["bench", "--quiet", "--bench", "reliability", "--", "common-case"]))?;
    let mut answers = lines(&ours)?;
    answers.push(whole_command()?);
    let mut skipped = Vec::new();
    for peer in PEERS {
        match ask(peer, &[]) {
            Ok(more) => answers.extend(more),
            Err(error) => skipped.push(format!("{peer}: {error:#}")),
        }
    }
    let rows: Vec<[String; 7]> = answers.iter().map(row).collect();
    println!();
    table::print(["tool", "version", "way", "unavailability", "from exact", "outages a year", "time"], &rows);
    println!(
        "\nexact are {EXACT_UNAVAILABILITY:e} and {EXACT_OUTAGES}. Times are of one core. A solution does not count \
         the time to start a program or to build the model, which stands beside it; a simulation does not count \
         what it compiles first; the whole command counts everything from start to end."
    );
    let draws = cost_draws();
    match &draws {
        Ok(answers) => {
            println!("\ndraws of the bill of the reference plan, benches/peers/README.md:");
            let rows: Vec<[String; 7]> = answers.iter().map(draws_row).collect();
            table::print(["tool", "version", "draws", "P10", "P50", "P90", "draws a second"], &rows);
        }
        Err(error) => skipped.push(format!("numpy: {error:#}")),
    }
    match skipped.as_slice() {
        [] => println!("No peer was skipped."),
        _ => println!("Skipped: {}.", skipped.join("; ")),
    }
    Ok(of_rows(&answers, draws.as_deref().unwrap_or_default()))
}

/// What peers say to the rows of the one table, each with its name and version.
fn of_rows(common_case: &[Value], draws: &[Value]) -> Peers {
    let mut rows = Peers::new();
    let mut add = |row: &'static str, answer: &Value, figure: f64| {
        let name = |key: &str| answer[key].as_str().unwrap_or("unknown").to_owned();
        rows.entry(row).or_default().push(format!("{} {} {}", name("tool"), name("version"), amount(figure)));
    };
    for answer in common_case.iter().chain(draws).filter(|answer| answer["tool"] != "Zoneplan") {
        if let Some(each) = answer["us_per_year"].as_f64() {
            add("common-years", answer, 1e6 / each);
        }
        if let Some(each) = answer["solve_us"].as_f64() {
            add("common-exact", answer, each);
        }
        if let Some(each) = answer["draws_per_second"].as_f64() {
            add("cost-draws", answer, each);
        }
    }
    rows
}

/// Draws of the bill of the reference plan: numpy is given the inputs that our law reads, and their
/// dollars.
fn cost_draws() -> Result<Vec<Value>> {
    let model = output(&mut cargo(["bench", "--quiet", "--bench", "goals", "--", "cost-model"]))?;
    let path = target().join("peers").join("cost_draws.json");
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| shown(folder))?;
    }
    std::fs::write(&path, model).with_context(|| shown(&path))?;
    ask("numpy", &[&path])
}

/// Draws of a bill as a row of their table.
fn draws_row(answer: &Value) -> [String; 7] {
    let text = |key: &str| answer[key].as_str().unwrap_or("unknown").to_owned();
    let number = |key: &str| answer[key].as_f64().map_or_else(|| "unknown".to_owned(), amount);
    [
        text("tool"),
        text("version"),
        number("draws"),
        number("p10"),
        number("p50"),
        number("p90"),
        number("draws_per_second"),
    ]
}

/// Our program from its start to its end.
fn whole_command() -> Result<Value> {
    run(&mut cargo(["build", "--quiet", "--release", "--bin", "zoneplan"]))?;
    let program = target().join("release").join(format!("zoneplan{}", std::env::consts::EXE_SUFFIX));
    let model = folder().join("common_case.json");
    let mut times = Vec::new();
    let mut answer = Value::Null;
    for _ in 0..RUNS {
        let mut command = Command::new(&program);
        command.arg("reliability").arg(&model).args(["--format", "json"]);
        let begun = Instant::now();
        let printed = output(&mut command)?;
        times.push(begun.elapsed().as_secs_f64() * 1e3);
        answer = serde_json::from_slice(&printed).context("the answer of zoneplan reliability")?;
    }
    times.sort_by(f64::total_cmp);
    answer["tool"] = "Zoneplan".into();
    answer["version"] = version(&program)?.into();
    answer["way"] = "exact, whole command".into();
    answer["whole_ms"] = times[RUNS / 2].into();
    Ok(answer)
}

/// What the program says its version is.
fn version(program: &Path) -> Result<String> {
    let printed = output(Command::new(program).arg("--version"))?;
    let printed = String::from_utf8_lossy(&printed);
    Ok(printed.split_whitespace().last().unwrap_or_default().to_owned())
}

/// Installs a peer, once, and has it answer.
fn ask(peer: &str, arguments: &[&Path]) -> Result<Vec<Value>> {
    let until = Instant::now() + PATIENCE;
    let python = python(peer, until)?;
    println!("{peer}: running");
    let script = folder().join(format!("with_{peer}.py"));
    let done = patiently(Command::new(python).arg(script).args(arguments).current_dir(root()), until)?;
    lines(&done.stdout)
}

/// The Python in which a peer is installed. What it was installed from is kept beside it: changed
/// packages are installed anew.
fn python(peer: &str, until: Instant) -> Result<PathBuf> {
    let home = target().join("peers").join(peer);
    let python = if cfg!(windows) { home.join("Scripts/python.exe") } else { home.join("bin/python") };
    let packages = folder().join(format!("with_{peer}.txt"));
    let wanted = std::fs::read_to_string(&packages).with_context(|| shown(&packages))?;
    let installed = home.join("installed.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|text| text == wanted) {
        return Ok(python);
    }
    println!("{peer}: installing into {}", shown(&home));
    patiently(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&home), until)?;
    let pip =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "-r"];
    patiently(Command::new(&python).args(pip).arg(&packages), until)?;
    std::fs::write(&installed, wanted).with_context(|| shown(&installed))?;
    Ok(python)
}

/// Runs a command and ends it when its time is over; what it says of a failure is the error.
fn patiently(command: &mut Command, until: Instant) -> Result<Output> {
    let name = command.get_program().to_string_lossy().into_owned();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("{name} cannot be started"))?;
    while child.try_wait()?.is_none() {
        if Instant::now() > until {
            child.kill()?;
            child.wait()?;
            bail!("stopped: not done within {} s", PATIENCE.as_secs());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let done = child.wait_with_output()?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        bail!(
            "{}",
            said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("failed without a word")
        );
    }
    Ok(done)
}

/// The answers among what was printed: one line of JSON each.
fn lines(printed: &[u8]) -> Result<Vec<Value>> {
    let printed = String::from_utf8_lossy(printed);
    let answers: Vec<Value> = printed
        .lines()
        .filter(|line| line.starts_with('{'))
        .map(|line| serde_json::from_str(line).with_context(|| format!("no JSON: {line}")))
        .collect::<Result<_>>()?;
    if answers.is_empty() {
        bail!("it answered nothing");
    }
    Ok(answers)
}

/// An answer as a row of the table.
fn row(answer: &Value) -> [String; 7] {
    let text = |key: &str| answer[key].as_str().unwrap_or("unknown").to_owned();
    let number = |key: &str| answer[key].as_f64();
    let unavailability = number("unavailability");
    let error = number("standard_error").map(|error| format!(" ± {error:.1e}")).unwrap_or_default();
    let way = match number("years") {
        Some(years) => format!("{}, {} years", text("way"), table::grouped(years as u64)),
        None => text("way"),
    };
    [
        text("tool"),
        text("version"),
        way,
        unavailability.map_or_else(|| "unknown".to_owned(), |it| format!("{it:.8e}{error}")),
        unavailability
            .map_or_else(|| "unknown".to_owned(), |it| format!("{:+.1e}", it / EXACT_UNAVAILABILITY - 1.0)),
        number("outages_per_year").map_or_else(|| "unknown".to_owned(), |it| format!("{it:.5}")),
        time(answer),
    ]
}

/// How long an answer took, in the words of the table.
fn time(answer: &Value) -> String {
    let parts = [
        ("whole_ms", "ms in all"),
        ("solve_us", "µs to solve"),
        ("us_per_year", "µs a system-year"),
        ("build_ms", "ms to build"),
        ("compile_ms", "ms to compile first"),
    ];
    let shown = |(key, unit): (&str, &str)| answer[key].as_f64().map(|it| format!("{} {unit}", amount(it)));
    parts.into_iter().filter_map(shown).collect::<Vec<_>>().join(", ")
}

/// The folder of the peers' scripts and of the model.
fn folder() -> PathBuf {
    root().join("benches").join("peers")
}

#[cfg(test)]
mod tests {
    use super::{lines, row};
    use serde_json::json;

    #[test]
    fn answers_are_found_among_other_lines() {
        let printed = b"a warning\n{\"tool\":\"A\"}\n{\"tool\":\"B\"}\n";
        assert_eq!(lines(printed).expect("two answers"), [json!({"tool": "A"}), json!({"tool": "B"})]);
        assert!(lines(b"nothing").is_err());
        assert!(lines(b"{broken").is_err());
    }

    #[test]
    fn a_row_says_how_far_from_exact_an_answer_is_and_what_is_unknown() {
        let answer = json!({
            "tool": "A", "version": "1", "way": "simulation", "years": 2000, "unavailability": 3.669_228_882e-6,
            "us_per_year": 7108.1,
        });
        // 3.669228882e-6 ÷ 3.33566262e-6 is 1.1.
        let expected = [
            "A",
            "1",
            "simulation, 2 000 years",
            "3.66922888e-6",
            "+1.0e-1",
            "unknown",
            "7 108 µs a system-year",
        ];
        assert_eq!(row(&answer), expected.map(str::to_owned));
    }
}
