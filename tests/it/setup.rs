//! Setup: tasks, order, calendar, skills, odds.

use proptest::prelude::*;
use zoneplan::engine::catalogue::{Date, Method};
use zoneplan::engine::effort::Origin;
use zoneplan::engine::plan::{LawInputs, Met, laws, solve_model, verdicts};
use zoneplan::engine::report::to_json;

use crate::support::{aws, catalogue, outcome, parse, report_of};

const EVERY_PLATFORM: [&str; 10] = [
    "provider = \"aws\"",
    "provider = \"azure\"",
    "provider = \"gcp\"",
    "provider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"aws\" }",
    "provider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"azure\" }",
    "provider = \"openshift\"\nopenshift = { flavour = \"okd\", host = \"gcp\" }",
    "provider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"on-prem\" }",
    "provider = \"openshift\"\nopenshift = { flavour = \"rosa-hcp\" }",
    "provider = \"openshift\"\nopenshift = { flavour = \"rosa-classic\" }",
    "provider = \"openshift\"\nopenshift = { flavour = \"aro\", host = \"azure\" }",
];

#[track_caller]
fn faults(text: &str) -> Vec<String> {
    parse(text).expect_err("a faulty plan").iter().map(ToString::to_string).collect()
}

#[track_caller]
fn fault(rest: &str, parts: &[&str]) {
    let found = faults(&aws(rest));
    assert_eq!(found.len(), 1, "{found:#?}");
    for part in parts {
        assert!(found[0].contains(part), "{part:?} in {}", found[0]);
    }
}

#[test]
fn faults_name_the_task_and_what_is_allowed() {
    fault("[[tasks]]\nid = \"audit\"\nhours = 0\n", &["line 5, tasks.0.hours: found 0", "from 0.01"]);
    fault("[[tasks]]\nid = \"audit\"\nhours = -3\n", &["tasks.0.hours: found -3"]);
    fault("[[tasks]]\nid = \"audit\"\n", &["tasks.0.hours: found nothing", "no task of this id"]);
    fault("[[tasks]]\nhours = 3\n", &["tasks.0.id: found nothing", "a short name"]);
    fault("[[tasks]]\nid = \"an audit\"\nhours = 3\n", &["tasks.0.id: found \"an audit\""]);
    fault(
        "[[tasks]]\nid = \"audit\"\nhours = 3\n[[tasks]]\nid = \"audit\"\nhours = 4\n",
        &["line 7, tasks.1.id: found \"audit\"", "no other"],
    );
    fault(
        "[[tasks]]\nid = \"audit\"\nhours = 3\nafter = [\"monitorin\"]\n",
        &["line 6, tasks.0.after: found \"monitorin\"", "the nearest is monitoring"],
    );
    // A task of another platform is no task of this plan.
    fault("[[tasks]]\nid = \"audit\"\nhours = 3\nafter = [\"odf-install\"]\n", &["\"odf-install\""]);
    fault("[[tasks]]\nid = \"audit\"\nhours = 3\nkind = \"rest\"\n", &["effort | elapsed | wait"]);
    fault("[[tasks]]\nid = \"audit\"\nhours = 3\nwho = \"me\"\n", &["tasks.0.who: found an unknown key"]);
    fault("tasks = 3\n", &["platform.tasks"]);
}

#[test]
fn a_circle_is_named() {
    fault(
        "[[tasks]]\nid = \"audit\"\nhours = 3\nafter = [\"velero\"]\n[[tasks]]\nid = \"cluster\"\nafter = [\"audit\"]\n",
        &["tasks.", ".after: found a circle: ", "cluster", "velero", "audit", " → "],
    );
    fault("[[tasks]]\nid = \"audit\"\nhours = 3\nafter = [\"audit\"]\n", &["a circle: audit → audit"]);
}

#[test]
fn faults_of_the_team_name_what_is_allowed() {
    fault(
        "[team]\nproductive_hours_per_day = 25\n",
        &["team.productive_hours_per_day: found 25", "0.5 to 24"],
    );
    fault("[team]\nengineers = 0\n", &["team.engineers: found 0", "1 to 100"]);
    fault(
        "[team]\nstart_date = \"2027-02-30\"\n",
        &["line 4, team.start_date: found \"2027-02-30\"", "YYYY-MM-DD"],
    );
    fault("[team]\nstart_date = \"2027-02\"\n", &["team.start_date"]);
    fault("[team]\nholidays = [\"2027-01-06\", \"6 January\"]\n", &["team.holidays: found \"6 January\""]);
    fault("[team]\nholidays = \"2027-01-06\"\n", &["team.holidays", "a list of texts"]);
    fault(
        "[team]\nskills = { kubernetes = \"expert\" }\n",
        &["team.skills.kubernetes: found \"expert\"", "advanced"],
    );
    fault("[team]\nskills = { kubernets = \"basic\" }\n", &["the nearest is kubernetes"]);
    fault("[team]\nramp_up_hours_per_level = 0\n", &["team.ramp_up_hours_per_level: found 0"]);
    fault("[team]\ncoordination_pct = 120\n", &["team.coordination_pct: found 120"]);
}

/// Every weekday of a year and more is off: there is no day to begin on.
#[test]
fn holidays_that_leave_no_working_day_are_refused() {
    let first = Date::parse("2027-01-04").expect("a day").day_number();
    let list = |n: i64| -> String {
        let days = (first..first + n).map(|day| format!("\"{}\"", Date::from_day_number(day)));
        days.collect::<Vec<_>>().join(", ")
    };
    let team = |n| format!("[team]\nstart_date = \"2027-01-04\"\nholidays = [{}]\n", list(n));
    fault(&team(366), &["team.holidays: found 366 days that leave none", "within a year of 2027-01-04"]);
    // A year off and then a working day: late, and not refused.
    let late = outcome(&aws(&team(364)));
    assert_eq!(late.effort.setup.schedule.slots[6].task_idx, 6);
    assert!(late.effort.setup.schedule.finish.year() == 2028);
}

/// The first working day of the start month: 1 January 2027 is a Friday, 1 May 2027 a Saturday.
#[test]
fn setup_begins_on_the_first_working_day_of_the_start_month() {
    for (rest, expected) in [
        ("", "2027-01-01"),
        ("[team]\nholidays = [\"2027-01-01\"]\n", "2027-01-04"),
        ("[team]\nstart_date = \"2027-03-06\"\n", "2027-03-06"),
    ] {
        assert_eq!(parse(&aws(rest)).expect("sound").team.start_date.to_string(), expected, "{rest}");
    }
    let may = parse("start_month = \"2027-05\"\n[platform]\nprovider = \"aws\"\n").expect("sound");
    assert_eq!(may.team.start_date.to_string(), "2027-05-03");
}

#[test]
fn a_known_id_changes_a_task_and_stays_stated() {
    let plan =
        aws("[[tasks]]\nid = \"velero\"\nhours = 10\n[[tasks]]\nid = \"audit\"\nhours = \"4 to 12\"\n");
    let setup = outcome(&plan).effort.setup.setup;
    let stated = setup.stated.expect("stated tasks");
    // 13 to 26 h with 2 to 4 taken out and 10 put in.
    assert!((stated.low - 21.0).abs() < 1e-9 && (stated.high - 32.0).abs() < 1e-9, "{stated:?}");
    let velero = setup.tasks.iter().find(|task| task.id == "velero").expect("there");
    assert_eq!((velero.origin, velero.provenance.is_none()), (Origin::Stated, true));
    let audit = setup.tasks.iter().find(|task| task.id == "audit").expect("there");
    assert_eq!(audit.origin, Origin::Own);
    let before = outcome(&aws("")).effort.setup.setup.extra.expect("extra");
    assert!((setup.extra.expect("extra").mean - before.mean - 8.0).abs() < 1e-9);
}

/// What a team lacks is learnt before the tasks that need it, and is warned of.
#[test]
fn a_missing_skill_takes_hours_and_is_warned_of() {
    let without = outcome(&aws(""));
    assert!(without.effort.setup.setup.gaps.is_empty());
    let text = "[team]\nramp_up_hours_per_level = 10\nskills = { kubernetes = \"none\", helm = \"advanced\", postgresql = \"none\" }\n";
    let with = outcome(&aws(text));
    let gaps: Vec<(&str, u32)> =
        with.effort.setup.setup.gaps.iter().map(|gap| (gap.asked.skill.name(), gap.levels())).collect();
    assert_eq!(gaps, [("kubernetes", 2), ("postgresql", 1)]);
    let extra =
        |outcome: &zoneplan::engine::plan::Outcome| outcome.effort.setup.setup.extra.expect("extra").mean;
    assert!((extra(&with) - extra(&without) - 30.0).abs() < 1e-9);
    let codes = with.warnings.iter().filter(|warning| warning.code == "skill-gap");
    assert_eq!(
        codes.map(|warning| warning.path.as_str()).collect::<Vec<_>>(),
        ["team.skills.kubernetes", "team.skills.postgresql"]
    );
    let setup = &with.effort.setup;
    let slot = |id: &str| {
        let task = setup.setup.tasks.iter().position(|task| task.id == id).expect("a task");
        setup.schedule.slots.iter().find(|slot| slot.task_idx == task).expect("a slot")
    };
    assert!(slot("ramp-up-kubernetes").end_hour <= slot("cluster").start_hour);
    assert!(slot("ramp-up-postgresql").end_hour <= slot("postgresql").start_hour);
    // By default the hours are an assumption with its source.
    let default = outcome(&aws("[team]\nskills = { helm = \"none\" }\n"));
    let task = default.effort.setup.setup.tasks.iter().find(|task| task.id == "ramp-up-helm").expect("there");
    assert_eq!(task.provenance.as_ref().map(|provenance| provenance.method), Some(Method::Assumed));
}

/// Each platform adds its own: waits for quotas in a cloud, servers on premises, an installation
/// where the user runs OpenShift, one machine run of the cluster on each.
#[test]
fn every_platform_plans_with_what_it_adds() {
    for platform in EVERY_PLATFORM {
        let outcome = outcome(&format!("[platform]\n{platform}\n"));
        let setup = &outcome.effort.setup;
        let count = |id: &str| setup.setup.tasks.iter().filter(|task| task.id == id).count();
        let is_self_managed = platform.contains("\"ocp\"") || platform.contains("\"okd\"");
        let on_premises = platform.contains("on-prem");
        assert_eq!(count("cluster-run"), 1, "{platform}");
        assert_eq!(count("openshift-install"), usize::from(is_self_managed), "{platform}");
        assert_eq!(count("odf-install"), usize::from(on_premises), "{platform}");
        assert_eq!(count("quota-wait"), usize::from(!on_premises), "{platform}");
        assert_eq!(count("servers"), usize::from(on_premises), "{platform}");
        assert_eq!(count("network"), 0, "{platform}");
        let mut ids: Vec<&str> = setup.setup.tasks.iter().map(|task| task.id.as_str()).collect();
        ids.sort_unstable();
        assert!(ids.windows(2).all(|pair| pair[0] != pair[1]), "{platform}: {ids:?}");
        assert_eq!(setup.schedule.slots.len(), setup.setup.tasks.len(), "nothing is left out: {platform}");
        // What the vendor states is the same everywhere.
        assert!((setup.setup.stated.expect("stated").mean - 19.5).abs() < 1e-9, "{platform}");
    }
    // A region that holds copies alone is not joined to the network; a second site is.
    let joins = |plan: &str| {
        let second = outcome(&aws(&format!("second_region = \"eu-west-1\"\n{plan}")));
        second.effort.setup.setup.tasks.iter().any(|task| task.id == "network")
    };
    assert!(!joins(""));
    assert!(joins("pattern = \"hot-warm\"\n"));
}

/// Without any width the simulated days are those of the plan without draws, with no error.
#[test]
fn a_range_of_no_width_is_the_plan_itself() {
    let ids = [
        "cluster",
        "postgresql",
        "velero",
        "backup-check",
        "monitoring",
        "documentation",
        "access",
        "quota-request",
        "quota-wait",
        "dns-zone",
        "dns-wait",
        "cluster-run",
        "certificates",
    ];
    let tasks: String = ids.iter().map(|id| format!("[[tasks]]\nid = \"{id}\"\nhours = 2.5\n")).collect();
    for engineers in [1, 2, 3] {
        let outcome =
            outcome(&aws(&format!("[team]\nengineers = {engineers}\n[simulation]\ndraws = 100\n{tasks}")));
        let length = laws(&LawInputs::of(&outcome)).setup_length;
        let setup = &outcome.effort.setup;
        for days in [length.working_days.p10, length.working_days.p50, length.working_days.p90] {
            assert!((days.value - setup.schedule.working_days).abs() < 1e-9, "{engineers}: {days:?}");
            assert!(days.standard_error < 1e-12);
        }
        let stated = length.stated_days.expect("stated");
        let expected = setup.stated_days.expect("stated");
        for days in [stated.p10, stated.p50, stated.p90] {
            assert!((days.value - expected).abs() < 1e-9, "{engineers}: {days:?} {expected}");
        }
        for (slot, p) in setup.schedule.slots.iter().zip(&length.critical) {
            assert!((p - f64::from(u8::from(slot.critical))).abs() < 1e-12, "{slot:?} {p}");
        }
    }
}

/// Exact where one engineer does one task after the other; simulated, with an error, where not.
#[test]
fn one_engineer_is_exact_and_several_are_simulated() {
    let alone = report_of(&aws("[targets]\nsetup_days = 3\n"));
    let days = alone.effort.setup.days.as_ref().expect("days");
    assert!(days.standard_error.is_none() && alone.verdicts[0].standard_error.is_none());
    let together = report_of(&aws("[targets]\nsetup_days = 2\n[team]\nengineers = 2\n"));
    let days = together.effort.setup.days.as_ref().expect("days");
    assert!(days.standard_error.expect("simulated").p50 > 0.0);
    assert_eq!(together.verdicts[0].met, Met::Yes);
    assert!(days.p50.expect("laws") < 2.0);
}

/// Naive simulation with a scheduler of its own, 400,000 plain draws: means of 10.2051 h with two
/// and 8.9983 h with three engineers, each with a standard error of 0.0010.
#[test]
fn simulated_makespans_agree_with_another_program() {
    for (engineers, mean, p10, p90) in [(2, 10.2051, 9.3971, 11.0208), (3, 8.9983, 8.1506, 9.8464)] {
        let solved = solve_model(&seed_model("pert", engineers), &[]).expect("a model");
        let zoneplan::engine::plan::ModelAnswer::Setup(answer) = solved else { panic!("a setup") };
        let close = |found: zoneplan::engine::plan::Measured, expected: f64, other: f64| {
            let error = libm::sqrt(found.standard_error * found.standard_error + other * other);
            assert!((found.value - expected).abs() < 4.0 * error, "{engineers}: {found:?} {expected}");
        };
        close(answer.makespan_h.mean, mean, 0.0010);
        close(answer.makespan_h.p10, p10, 0.0018);
        close(answer.makespan_h.p90, p90, 0.0018);
    }
}

/// Two tasks that two engineers do at once, uniform from 0 to 1 h: the later of two has the
/// distribution x², mean 2/3, and each task is the last in half of the cases.
#[test]
fn the_later_of_two_tasks_is_known_in_closed_form() {
    let text = r#"{"kind":"setup","tasks":[{"low_h":0,"mode_h":0.5,"high_h":1},{"low_h":0,"mode_h":0.5,"high_h":1}],
        "distribution":"uniform","after":[[],[]],"engineers":2}"#;
    let zoneplan::engine::plan::ModelAnswer::Setup(answer) = solve_model(text, &[]).expect("a model") else {
        panic!("a setup")
    };
    let close = |found: zoneplan::engine::plan::Measured, expected: f64| {
        assert!((found.value - expected).abs() < 4.0 * found.standard_error, "{found:?} {expected}");
    };
    close(answer.makespan_h.mean, 2.0 / 3.0);
    close(answer.makespan_h.p10, libm::sqrt(0.1));
    close(answer.makespan_h.p50, libm::sqrt(0.5));
    close(answer.makespan_h.p90, libm::sqrt(0.9));
    assert!(
        (answer.critical[0] - 0.5).abs() < 0.01
            && (answer.critical[0] + answer.critical[1] - 1.0).abs() < 1e-9
    );
}

fn seed_model(distribution: &str, engineers: u32) -> String {
    let tasks: Vec<String> = [(2.0, 4.0), (1.0, 2.0), (2.0, 4.0), (2.0, 4.0), (2.0, 4.0), (4.0, 8.0)]
        .iter()
        .map(|(low, high)| format!(r#"{{"low_h":{low},"mode_h":{},"high_h":{high}}}"#, (low + high) / 2.0))
        .collect();
    format!(
        r#"{{"kind":"setup","tasks":[{}],"correlation":0,"distribution":"{distribution}","engineers":{engineers},
        "after":[[],[],[0],[1,2],[0],[]],"within_h":[16,20,24]}}"#,
        tasks.join(",")
    )
}

/// Percentiles, shares and makespans of the independent solver, `tests/oracle`.
#[test]
fn models_of_a_setup_agree_with_the_independent_solver() {
    let oracle: serde_json::Value =
        serde_json::from_str(include_str!("../oracle/availability.json")).expect("JSON");
    for (distribution, section) in [("pert", "setup"), ("triangular", "setup_triangular")] {
        let solved = solve_model(&seed_model(distribution, 1), &[]).expect("a model");
        let zoneplan::engine::plan::ModelAnswer::Setup(answer) = solved else { panic!("a setup") };
        let expected = &oracle[section];
        let number = |name: &str| expected[name].as_f64().expect("a number");
        let found = serde_json::to_value(answer.percentiles_h).expect("JSON");
        for (name, hours) in expected["percentiles_h"].as_object().expect("an object") {
            let (found, hours) = (found[name].as_f64().expect("there"), hours.as_f64().expect("a number"));
            assert!((found - hours).abs() < 1e-3, "{distribution} {name}: {found} {hours}");
        }
        for (hours, p) in &answer.p_le_h {
            assert!((p - number(&format!("p_le_{hours}h"))).abs() < 5e-6, "{distribution} {hours}: {p}");
        }
        assert!((answer.mean_h - number("mean_h")).abs() < 1e-12);
        assert!((answer.sd_h - number("sd_h")).abs() < 1e-12);
        assert!(
            (answer.min_h - number("min_h")).abs() < 1e-12 && (answer.max_h - number("max_h")).abs() < 1e-12
        );
    }
    for (engineers, ends) in oracle["setup_makespan"]["deterministic"].as_object().expect("an object") {
        let text = seed_model("pert", engineers.parse().expect("a number"));
        let zoneplan::engine::plan::ModelAnswer::Setup(answer) = solve_model(&text, &[]).expect("a model")
        else {
            panic!("a setup")
        };
        let span = answer.makespan_h;
        for (name, found) in [("low", span.low), ("mode", span.mode), ("high", span.high)] {
            assert!((found - ends[name].as_f64().expect("a number")).abs() < 1e-9, "{engineers} {name}");
        }
    }
}

#[test]
fn faults_of_a_model_name_the_place() {
    let check = |text: &str, part: &str| {
        let error = solve_model(text, &[]).expect_err("a fault").to_string();
        assert!(error.contains(part), "{part:?} in {error}");
    };
    let task = r#"{"low_h":1,"mode_h":2,"high_h":3}"#;
    check(r#"{"kind":"setup"}"#, "tasks: found nothing");
    check(r#"{"kind":"setup","tasks":[]}"#, "tasks: found []");
    check(r#"{"kind":"setup","tasks":[{"low_h":3,"mode_h":2,"high_h":4}]}"#, "tasks[0].mode_h: found 2");
    check(r#"{"kind":"setup","tasks":[{"low_h":0,"mode_h":0,"high_h":0}]}"#, "tasks[0].high_h: found 0");
    check(&format!(r#"{{"kind":"setup","tasks":[{task}],"engineers":0}}"#), "engineers: found 0");
    check(&format!(r#"{{"kind":"setup","tasks":[{task}],"correlation":2}}"#), "correlation: found 2");
    check(
        &format!(r#"{{"kind":"setup","tasks":[{task}],"distribution":"beta"}}"#),
        "pert | triangular | uniform",
    );
    check(&format!(r#"{{"kind":"setup","tasks":[{task}],"after":[[1]]}}"#), "after: found [[1]]");
    check(
        &format!(
            r#"{{"kind":"setup","tasks":[{{"name":"a","low_h":1,"mode_h":1,"high_h":1}},{task}],"after":[[1],[0]]}}"#
        ),
        "after: found tasks that wait in a circle: a, task 1",
    );
    check(r#"{"kind":"setups"}"#, "| setup");
    assert!(solve_model(&seed_model("pert", 1), &[5.0]).is_err());
}

/// The same seed gives the same bytes; another seed another median within the errors of both.
#[test]
fn a_seed_is_a_result() {
    let report =
        |seed: u32| report_of(&aws(&format!("[team]\nengineers = 2\n[simulation]\nseed = {seed}\n")));
    assert_eq!(to_json(&report(1)).expect("JSON"), to_json(&report(1)).expect("JSON"));
    let median = |seed| {
        let days = report(seed).effort.setup.schedule.working_days;
        (days.p50.expect("laws"), days.standard_error.expect("simulated").p50)
    };
    let ((a, error_a), (b, error_b)) = (median(1), median(2));
    assert!((a - b).abs() > 0.0 && (a - b).abs() < 4.0 * libm::sqrt(error_a * error_a + error_b * error_b));
}

#[test]
fn setup_is_judged_by_the_stated_tasks_and_the_team() {
    // 19.5 h at six hours a day are 3.25 days.
    for (days, confidence, met) in [(3.0, 0.5, Met::No), (3.5, 0.5, Met::Yes), (3.0, 0.2, Met::Yes)] {
        let outcome = outcome(&aws(&format!("[targets]\nsetup_days = {days}\nconfidence = {confidence}\n")));
        let law = laws(&LawInputs::of(&outcome));
        assert_eq!(verdicts(&outcome, Some(&law))[0].met, met, "{days} at {confidence}");
    }
}

/// Tasks of the data end nowhere: what each follows is there in some plan, and no circle is among them.
#[test]
fn tasks_of_the_data_have_an_order() {
    for task in catalogue().tasks.iter().filter(|task| task.phase == "setup") {
        for after in &task.after {
            let known = catalogue().tasks.iter().any(|other| other.phase == "setup" && other.id == *after);
            assert!(known, "{} follows {after}", task.id);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// More engineers, more productive hours and fewer holidays never make the stated days more;
    /// every task is on the calendar, and work is on working days.
    #[test]
    fn more_people_and_longer_days_do_not_take_longer(engineers in 1_u32..5, hours in 2_u32..12, first in 0_i64..28) {
        let start = Date::from_day_number(Date::parse("2027-02-01").expect("a day").day_number() + first);
        let of = |engineers: u32, hours: u32| outcome(&aws(&format!(
            "[team]\nengineers = {engineers}\nproductive_hours_per_day = {hours}\nstart_date = \"{start}\"\nholidays = [\"2027-02-15\"]\n"
        ))).effort.setup;
        let (one, more, longer) = (of(engineers, hours), of(engineers + 1, hours), of(engineers, hours + 1));
        let days = |setup: &zoneplan::engine::plan::SetupResult| setup.stated_days.expect("stated");
        prop_assert!(days(&more) <= days(&one) + 1e-9);
        prop_assert!(days(&longer) <= days(&one) + 1e-9);
        prop_assert!(longer.schedule.finish <= one.schedule.finish);
        prop_assert!(one.schedule.finish >= start);
        let off = one.schedule.calendar.days_off(24.0 * 400.0);
        for slot in one.schedule.slots.iter().filter(|slot| slot.engineer.is_some()) {
            for at in [slot.start_hour, slot.end_hour - 1e-6] {
                prop_assert!(!off.contains(&one.schedule.calendar.date(at)), "{:?}", slot);
            }
        }
    }
}

/// Where the vendor states no tasks there are no hours of theirs, and a target on days is undecided;
/// every task of every pattern is on the calendar all the same.
#[test]
fn a_pattern_without_stated_tasks_is_undecided_and_scheduled() {
    for (pattern, is_stated) in
        [("hot-warm", false), ("hot-cold", false), ("hot-hot-consortium", true), ("hot-hot-public", false)]
    {
        let profile =
            if pattern == "hot-hot-public" { "[workload]\nprofile = \"dalp-public-chain\"\n" } else { "" };
        let text = format!(
            "[targets]\nsetup_days = 30\n[platform]\nprovider = \"aws\"\npattern = \"{pattern}\"\nsecond_region = \"eu-west-1\"\n{profile}"
        );
        let outcome = outcome(&text);
        let setup = &outcome.effort.setup;
        assert_eq!(setup.setup.stated.is_some(), is_stated, "{pattern}");
        assert_eq!(setup.schedule.slots.len(), setup.setup.tasks.len(), "{pattern}");
        let law = laws(&LawInputs::of(&outcome));
        assert_eq!(law.setup_hours.is_some(), is_stated, "{pattern}");
        let verdict = &verdicts(&outcome, Some(&law))[0];
        assert_eq!(verdict.met == Met::Undecided, !is_stated, "{pattern}: {verdict:?}");
        assert!(law.setup_length.working_days.p50.value > 3.0, "{pattern}");
        let report = report_of(&text);
        assert_eq!(report.effort.setup.hours.is_some(), is_stated, "{pattern}");
        let json = to_json(&report).expect("JSON");
        assert!(!json.contains("null"), "{pattern}");
    }
}
