//! How things are spread over zones.

/// Counts of each zone when `total` are spread as evenly as can be. The zones
/// that get one more begin at `first` and go on in order.
///
/// Shape: one entry per zone; their sum is `total`.
pub fn spread_evenly(total: u32, zones: u32, first: u32) -> Vec<u32> {
    let zones = zones.max(1);
    let (each, rest) = (total / zones, total % zones);
    (0..zones).map(|zone| each + u32::from((zone + zones - first % zones) % zones < rest)).collect()
}

/// The letter by which people call a zone: a, b, c, …
pub fn zone_letter(zone_idx: usize) -> char {
    u8::try_from(zone_idx).ok().and_then(|i| b'a'.checked_add(i)).map_or('?', char::from)
}

/// The zones that hold the most, in order: whose loss costs most.
pub fn fullest(per_zone: &[u32]) -> u32 {
    per_zone.iter().copied().max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_over_three_zones_put_two_in_one() {
        assert_eq!(spread_evenly(4, 3, 0), [2, 1, 1]);
        assert_eq!(spread_evenly(4, 3, 2), [1, 1, 2]);
        assert_eq!(spread_evenly(5, 3, 2), [2, 1, 2]);
        assert_eq!(spread_evenly(0, 3, 0), [0, 0, 0]);
    }
}
