//! The backup calendar: which copies are kept on the day that the reader chooses.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::report::{Report, TierEntry};
use crate::web::charts::{CopiesChart, TierCopies, age_in_words, copies};
use crate::web::components::chart::{chart, legend};
use crate::web::state::Computed;
use crate::web::words::{backups, date, digits, t};

/// The card with the calendar.
pub fn calendar(computed: Arc<Computed>, day: RwSignal<Option<usize>>) -> AnyView {
    let report = &computed.report;
    let last = report.backup.by_day_gib.len().saturating_sub(1);
    if report.backup.tiers.is_empty() {
        return ().into_any();
    }
    let chosen = move || day.get().unwrap_or(last).min(last);
    let title = {
        let computed = computed.clone();
        move || title(&computed, chosen())
    };
    let picture = {
        let computed = computed.clone();
        move || {
            let picture = picture(&computed, chosen());
            chart("copies", t!(backups::COPIES_OF_A_DAY), Box::new(move |width| copies(&picture, width)))
        }
    };
    let keys = report.backup.tiers.iter().enumerate();
    let keys = keys.map(|(i, tier)| (format!("zone-{}", i % 6), tier.name.clone())).collect();
    view! {
        <section class="card">
            <h2 data-testid="copies-title">{title}</h2>
            <p class="sub">{sub(report)}</p>
            {days(&computed, day, last)}
            {picture}
            {legend(keys)}
            {tiers(report)}
        </section>
    }
    .into_any()
}

/// Chooses the day: a slider, and the days that are asked for most.
fn days(computed: &Arc<Computed>, day: RwSignal<Option<usize>>, last: usize) -> AnyView {
    let chosen = move || day.get().unwrap_or(last).min(last);
    let steady = computed.report.backup.steady_from_day;
    let known = [
        (Some(7), backups::AFTER_A_WEEK),
        (Some(30), backups::AFTER_30_DAYS),
        (steady, backups::ONCE_STEADY),
        (Some(last), backups::AT_THE_END),
    ];
    let buttons = known.into_iter().filter_map(|(at, text)| Some((at?, text))).filter(|(at, _)| *at <= last);
    let buttons = buttons.map(|(at, text)| {
        view! {
            <button
                type="button"
                aria-pressed=move || (chosen() == at).to_string()
                on:click=move |_| day.set(Some(at))
            >
                {t!(text)}
            </button>
        }
    });
    let dates = computed.clone();
    view! {
        <div class="switches">
            <label class="slider">
                <span>{move || date(&dates.day_name(chosen()))}</span>
                <input
                    type="range"
                    min="0"
                    max=last
                    data-testid="copies-day"
                    aria-label=t!(backups::DAY)
                    prop:value=move || chosen().to_string()
                    on:input:target=move |event| day.set(event.target().value().parse().ok())
                />
            </label>
            <div class="seg" role="group" aria-label=t!(backups::DAY)>{buttons.collect::<Vec<_>>()}</div>
        </div>
    }
    .into_any()
}

fn title(computed: &Computed, day: usize) -> String {
    let tiers = computed.copies_on(day);
    let n: u32 = tiers.iter().map(|tier| tier.copies).sum();
    let oldest = tiers.iter().filter(|tier| tier.copies > 0).map(|tier| tier.oldest_hours).max();
    let date = date(&computed.day_name(day));
    match (n, oldest) {
        (0, _) | (_, None) => t!(backups::NO_COPY, date = date),
        (1, Some(oldest)) => t!(backups::ONE_COPY, date = date, age = age_in_words(oldest)),
        (n, Some(oldest)) => {
            t!(backups::SOME_COPIES, date = date, n = n, age = age_in_words(oldest))
        }
    }
}

fn sub(report: &Report) -> String {
    let from = report.backup.generation.as_deref().unwrap_or_else(|| t!(backups::OWN_TIERS));
    t!(backups::CALENDAR_SUB, from = from)
}

fn picture(computed: &Computed, day: usize) -> CopiesChart {
    let tiers = &computed.report.backup.tiers;
    let kept = computed.copies_on(day);
    let rows = kept.into_iter().zip(tiers).map(|(kept, tier)| TierCopies {
        name: kept.name,
        remark: t!(backups::TIER_REMARK, every = every(tier.every_hours), days = digits(tier.keep_days)),
        ages_hours: kept.ages_hours,
    });
    CopiesChart {
        tiers: rows.collect(),
        keep_hours: tiers.iter().map(|tier| (tier.keep_days * 24.0).ceil() as i64).max().unwrap_or(24),
        label: title(computed, day),
    }
}

/// How often a tier runs.
fn every(hours: u32) -> String {
    match hours {
        1 => t!(backups::HOURLY).to_owned(),
        24 => t!(backups::DAILY).to_owned(),
        168 => t!(backups::WEEKLY).to_owned(),
        hours if hours % 24 == 0 => t!(backups::EVERY_DAYS, n = hours / 24),
        hours => t!(backups::EVERY_HOURS, n = hours),
    }
}

fn tiers(report: &Report) -> AnyView {
    let row = |tier: &TierEntry| {
        let surfaces: Vec<&str> = tier.surfaces.iter().map(|surface| surface.title()).collect();
        view! {
            <tr>
                <th scope="row">{tier.name.clone()}</th>
                <td data-label=t!(backups::COPIES)>{surfaces.join(", ")}</td>
                <td data-label=t!(backups::RUNS)>{t!(backups::RUNS_AT, every = every(tier.every_hours), time = format!("{:02}:00", tier.at_hour))}</td>
                <td class="num" data-label=t!(backups::KEPT_DAYS)>{digits(tier.keep_days)}</td>
                <td data-label=t!(backups::METHOD)>{tier.method}</td>
                <td class="num" data-label=t!(backups::COPIES_KEPT)>{digits(tier.copies)}</td>
                <td class="num" data-label=t!(backups::GIB_ALONE)>{digits(tier.stored_gib)}</td>
            </tr>
        }
    };
    view! {
        <div class="scroll">
            <table class="cards">
                <thead>
                    <tr>
                        <th scope="col">{t!(backups::TIER)}</th>
                        <th scope="col">{t!(backups::COPIES)}</th>
                        <th scope="col">{t!(backups::RUNS)}</th>
                        <th scope="col" class="num">{t!(backups::KEPT_DAYS)}</th>
                        <th scope="col">{t!(backups::METHOD)}</th>
                        <th scope="col" class="num">{t!(backups::COPIES_KEPT)}</th>
                        <th scope="col" class="num">{t!(backups::GIB_ALONE)}</th>
                    </tr>
                </thead>
                <tbody>{report.backup.tiers.iter().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::every;
    use crate::bundled;
    use crate::engine::backup::copies_on;
    use crate::engine::catalogue::Catalogue;
    use crate::engine::plan::assess;
    use crate::engine::report::report;
    use crate::engine::scenario::{Document, plan_from};

    #[test]
    fn the_last_day_is_the_one_of_the_report() {
        let catalogue = Catalogue::load(&bundled::first_files()).expect("the data has no faults");
        for tiers in ["chart-default", "vendor-three-tier", "gfs"] {
            let text = format!("platform = {{ provider = \"aws\" }}\nbackup = {{ tiers = \"{tiers}\" }}");
            let document = Document::from_toml(&text).expect("it is TOML");
            let plan = plan_from(&document, &catalogue).expect("the plan has no faults");
            let outcome = assess(&plan, &catalogue).expect("it can be planned");
            let backup = report(&outcome, None, &catalogue).backup;
            assert_eq!(copies_on(&plan, backup.by_day_gib.len() - 1), backup.calendar, "{tiers}");
        }
    }

    #[test]
    fn how_often_a_tier_runs_is_said_in_words() {
        for (hours, words) in
            [(1, "hourly"), (6, "every 6 h"), (24, "daily"), (72, "every 3 days"), (168, "weekly")]
        {
            assert_eq!(every(hours), words);
        }
    }
}
