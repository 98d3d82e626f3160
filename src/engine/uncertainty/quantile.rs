//! Where something that rises reaches a mark.

/// Halvings: a double has no finer place between the ends.
const HALVINGS: u32 = 200;

/// The least value between the ends at which `reached` holds, which stays true once it is;
/// the high end where it holds nowhere below.
pub(super) fn rising(low: f64, high: f64, reached: impl Fn(f64) -> bool) -> f64 {
    let (mut low, mut high) = (low, high);
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if reached(middle) {
            high = middle;
        } else {
            low = middle;
        }
    }
    high
}
