//! Tables of text.

/// Side to which a column is set.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Left,
    Right,
}

/// A table with a heading; every column as wide as its widest cell.
pub(super) fn table<const N: usize>(
    columns: [(&str, Side); N],
    rows: &[[String; N]],
    indent: &str,
) -> String {
    let widths: [usize; N] = std::array::from_fn(|i| {
        let cells = rows.iter().map(|row| row[i].chars().count());
        cells.chain([columns[i].0.chars().count()]).max().unwrap_or_default()
    });
    let mut text = String::new();
    let mut line = |cells: [&str; N]| {
        let mut line = indent.to_owned();
        for (i, cell) in cells.into_iter().enumerate() {
            let gap = " ".repeat(widths[i].saturating_sub(cell.chars().count()));
            let (before, after) =
                if columns[i].1 == Side::Right { (gap.as_str(), "") } else { ("", gap.as_str()) };
            line.push_str(before);
            line.push_str(cell);
            line.push_str(after);
            line.push_str("  ");
        }
        text.push_str(line.trim_end());
        text.push('\n');
    };
    line(columns.map(|(name, _)| name));
    for row in rows {
        line(row.each_ref().map(String::as_str));
    }
    text
}

/// A count with the word for what is counted.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    use crate::engine::report::amount;
    format!("{} {}", amount(number as f64, 0), if number == 1 { one } else { many })
}

/// The bounds of a tier.
pub(super) fn tier_text(from: Option<f64>, to: Option<f64>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (from, Some(to)) => format!("{} to {to}", from.unwrap_or(0.0)),
        (Some(from), None) => format!("above {from}"),
    }
}
