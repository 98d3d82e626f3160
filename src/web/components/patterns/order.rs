//! In which order the patterns stand.

use std::cmp::Ordering;

/// A column that patterns can be put in order by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// As the vendor lists them.
    Name,
    /// The bill of a month.
    Bill,
    /// The planned work of a month.
    Work,
    /// Minutes down in a year.
    Down,
    /// Time until service is restored when the region is lost.
    Rto,
    /// Age of lost data.
    Rpo,
    /// Days of setup.
    Setup,
    /// Dollars for a minute of downtime saved.
    Worth,
}

/// A column, and whether the least stands first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Order {
    /// The column.
    pub column: Column,
    /// Whether the least stands first.
    pub is_ascending: bool,
}

impl Default for Order {
    fn default() -> Self {
        Self { column: Column::Name, is_ascending: true }
    }
}

impl Order {
    /// The order after a click on a column: it, or the other way round where it was it before.
    pub fn clicked(self, column: Column) -> Self {
        Self { column, is_ascending: self.column != column || !self.is_ascending }
    }

    /// How the column's head says it.
    pub const fn aria(self, column: Column) -> &'static str {
        match (self.column as u8 == column as u8, self.is_ascending) {
            (false, _) => "none",
            (true, true) => "ascending",
            (true, false) => "descending",
        }
    }

    /// Positions in this order of what has these figures. What has none stands last either way;
    /// what is the same stays as it was.
    pub fn sorted(self, figures: &[Option<f64>]) -> Vec<usize> {
        let mut positions: Vec<usize> = (0..figures.len()).collect();
        positions.sort_by(|a, b| match (figures[*a], figures[*b]) {
            (Some(a), Some(b)) if self.is_ascending => a.total_cmp(&b),
            (Some(a), Some(b)) => b.total_cmp(&a),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        });
        positions
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_stands_last_either_way() {
        let figures = [Some(2.0), None, Some(1.0), Some(2.0)];
        let by = Order::default().clicked(Column::Bill);
        assert_eq!(by.sorted(&figures), [2, 0, 3, 1]);
        assert_eq!(by.clicked(Column::Bill).sorted(&figures), [0, 3, 2, 1]);
        assert_eq!((by.aria(Column::Bill), by.aria(Column::Rto)), ("ascending", "none"));
    }
}
