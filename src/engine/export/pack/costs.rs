//! Tables on money: the bill by line, what is taken off, months, payments, prices.

use super::sheet::{Cell, Sheet, list, row, word};
use crate::engine::catalogue::Method;
use crate::engine::report::{CostLine, Report};

/// The bill of the first month, line by line.
pub(super) fn costs(report: &Report) -> Sheet {
    let reason = |line: &CostLine| {
        let unpriced = &report.cost.unpriced;
        let is_it = |entry: &&crate::engine::report::Unpriced| {
            (entry.component, &entry.service, &entry.item) == (line.component, &line.service, &line.item)
        };
        unpriced.iter().find(is_it).map(|entry| entry.reason.clone())
    };
    let rows = report.cost.lines.iter().enumerate().map(|(number, line)| {
        let is_priced = line.effective_usd.is_some();
        row![
            number,
            word(&line.site),
            word(&line.group),
            line.component,
            &line.service,
            &line.item,
            &line.region,
            line.quantity,
            &line.unit,
            line.unit_price_usd,
            line.list_usd,
            line.effective_usd,
            if is_priced { "priced" } else { "unpriced" },
            if is_priced { None } else { reason(line) },
            line.tiers.len(),
            line.own,
            line.stand_in.as_ref(),
            line.as_of.as_ref(),
            line.method.map(Method::word),
            line.source.as_ref(),
            line.quantity_method.word(),
            &line.basis,
            list(line.drivers.iter().map(|driver| &driver.id)),
        ]
    });
    Sheet {
        file: "costs.csv",
        about: "the bill of the first month, one row a line; labour stands in costs_by_month.csv",
        columns: &[
            ("line", "number of the line, from 0, as in cost.lines of the report"),
            ("site", "the site that has it"),
            ("group", "what it is for"),
            ("component", "part of the layout"),
            ("service", "service of the price list"),
            ("item", "item of the service; of nodes their type"),
            ("region", "where the price holds: region, multi-region, global or on premises"),
            ("quantity_per_month", "quantity of the month, in unit"),
            ("unit", "unit of the quantity"),
            ("unit_price_usd", "list price of a unit; of the first tier where there are several"),
            ("list_usd_per_month", "amount at list price; empty where nobody names a price"),
            ("effective_usd_per_month", "amount after discounts; empty where nobody names a price"),
            ("state", "priced, or unpriced: then no amount is known, which is not 0"),
            ("unpriced_reason", "why there is no price"),
            ("tiers", "tiers of the price that the quantity reaches, 0 for one price; see prices.csv"),
            ("own_price", "whether a price of your own takes the place of the listed one; see discounts.csv"),
            ("stand_in_region", "the region whose price stands in, where the plan allows it"),
            ("price_as_of", "date of the price: a day, a month or a year"),
            ("price_method", "how the price was had: feed, page, derived, assumed or stated"),
            ("price_source", "where the price comes from"),
            (
                "quantity_method",
                "derived: the quantity follows from the plan; assumed: it rests on an assumption",
            ),
            ("quantity_basis", "how the quantity comes about"),
            ("assumptions", "ids in assumptions.csv that the line rests on"),
        ],
        rows: rows.collect(),
    }
}

/// What is taken off the list.
pub(super) fn discounts(report: &Report) -> Sheet {
    let rows = report.cost.discounts.iter().map(|discount| {
        row![
            discount.line,
            word(&discount.kind),
            &discount.name,
            discount.pct,
            discount.coverage_pct,
            discount.list_usd,
            discount.saves_usd,
            discount.upfront_usd,
            discount.monthly_of_upfront_usd,
            discount.years,
            discount.switch,
            discount.as_of.as_ref(),
            discount.method.map(Method::word),
            &discount.source,
            &discount.basis,
        ]
    });
    Sheet {
        file: "discounts.csv",
        about: "what is taken off lines of costs.csv; no rows where nothing is",
        columns: &[
            ("line", "the line of costs.csv"),
            ("kind", "commitment, spot, negotiated, allowance and so on"),
            ("name", "scheme or allowance"),
            ("pct", "percent of list_usd_per_month; below 0 where it costs more"),
            ("coverage_pct", "percent of the quantity that it covers"),
            ("list_usd_per_month", "the amount that the percentage is of"),
            ("saves_usd_per_month", "what it takes off; below 0 where it costs more"),
            ("upfront_usd", "paid on the first day of each term"),
            ("monthly_of_upfront_usd", "part of the effective cost of a month that was paid so"),
            ("term_years", "years of a term"),
            ("plan_key", "key of the plan that turns it off"),
            ("as_of", "date of the percentage"),
            ("method", "how the percentage was had; empty where the plan says it"),
            ("source", "where the percentage comes from"),
            ("basis", "how the amount comes about"),
        ],
        rows: rows.collect(),
    }
}

/// The horizon, month by month.
pub(super) fn costs_by_month(report: &Report) -> Sheet {
    let months = report.cost.horizon.iter().flat_map(|horizon| &horizon.by_month);
    let rows = months.map(|month| {
        let range = month.cloud_range_usd;
        row![
            &month.month,
            month.cloud_usd,
            range.map(|range| range.p10),
            range.map(|range| range.p50),
            range.map(|range| range.p90),
            month.labour_usd,
            month.one_time_usd,
            month.cloud_usd + month.labour_usd + month.one_time_usd,
            month.nodes,
            month.growth_factor,
        ]
    });
    Sheet {
        file: "costs_by_month.csv",
        about: "money over the horizon, one row a month; no rows where the plan does not look ahead",
        columns: &[
            ("month", "YYYY-MM"),
            ("cloud_usd", "the bill, without what is paid up front"),
            ("cloud_p10_usd", "what the bill may come to: 10th percentile"),
            ("cloud_p50_usd", "median"),
            ("cloud_p90_usd", "90th percentile"),
            ("labour_usd", "people: planned work, being on call, failures"),
            ("one_time_usd", "what is paid once or once a term, in one_time.csv by payment"),
            ("total_usd", "cloud_usd + labour_usd + one_time_usd"),
            ("nodes", "nodes at the site that writes"),
            ("growth_factor", "load as a multiple of the first month's"),
        ],
        rows: rows.collect(),
    }
}

/// What is paid once, or once a term.
pub(super) fn one_time(report: &Report) -> Sheet {
    let payments = report.cost.horizon.iter().flat_map(|horizon| &horizon.one_time);
    let rows = payments.map(|payment| row![&payment.month, &payment.name, payment.usd, &payment.basis]);
    Sheet {
        file: "one_time.csv",
        about: "what is paid once or once a term within the horizon",
        columns: &[
            ("month", "YYYY-MM"),
            ("name", "what is paid"),
            ("usd", "how much"),
            ("basis", "how it comes about"),
        ],
        rows: rows.collect(),
    }
}

/// The prices that the bill reads, each once.
pub(super) fn prices(report: &Report) -> Sheet {
    let mut rows: Vec<(Vec<Cell>, Vec<usize>)> = Vec::new();
    for (number, line) in report.cost.lines.iter().enumerate() {
        let tiers = line.tiers.iter().map(|tier| tier.unit_price_usd);
        let prices =
            if line.tiers.is_empty() { line.unit_price_usd.into_iter().collect() } else { tiers.collect() };
        let prices: Vec<f64> = prices;
        for price in prices {
            let cells = row![
                &line.region,
                &line.service,
                &line.item,
                &line.unit,
                price,
                line.stand_in.as_ref(),
                line.as_of.as_ref(),
                line.method.map(Method::word),
                line.source.as_ref(),
            ];
            match rows.iter_mut().find(|(known, _)| *known == cells) {
                Some((_, lines)) => lines.push(number),
                None => rows.push((cells, vec![number])),
            }
        }
    }
    let rows = rows.into_iter().map(|(mut cells, lines)| {
        cells.push(list(lines));
        cells
    });
    Sheet {
        file: "prices.csv",
        about: "list prices in use, one row a price, a tier a row; those of your own are in discounts.csv",
        columns: &[
            ("region", "where the price holds"),
            ("service", "service of the price list"),
            ("item", "item of the service"),
            ("unit", "what is priced"),
            ("unit_price_usd", "price of a unit"),
            ("stand_in_region", "the region that the price is of, where it stands in"),
            ("as_of", "date of the price: a day, a month or a year"),
            ("method", "how it was had: feed, page, derived, assumed or stated"),
            ("source", "where it comes from"),
            ("lines", "lines of costs.csv that read it"),
        ],
        rows: rows.collect(),
    }
}
