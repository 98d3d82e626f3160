//! Areas in a box: rows from the bottom up, each area true to its size.

/// A rectangle; y counts from the top.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Rect {
    /// Distance from the left edge.
    pub x: f64,
    /// Distance from the top edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Fills a box of `width` × `height`, which stands for `capacity`, with areas of these
/// sizes; what is left of the capacity stays free at the top.
///
/// Shape: one rectangle for each size, in the order given. Areas of a lower layer lie
/// below those of a higher one and share no row with them, so that they stay where they
/// are when a layer is added. In a layer the largest lie lowest. A size of 0 has no area.
/// Sizes that exceed the capacity shrink together until they fit.
pub fn pack(sizes: &[(u8, f64)], capacity: f64, width: f64, height: f64) -> Vec<Rect> {
    let mut places = vec![Rect::default(); sizes.len()];
    let total: f64 = sizes.iter().map(|(_, size)| size.max(0.0)).sum();
    let whole = capacity.max(total);
    if whole <= 0.0 || width <= 0.0 || height <= 0.0 {
        return places;
    }
    let area = |idx: usize| sizes[idx].1 / whole * width * height;
    let mut order: Vec<usize> = (0..sizes.len()).filter(|idx| sizes[*idx].1 > 0.0).collect();
    order.sort_by(|a, b| {
        sizes[*a].0.cmp(&sizes[*b].0).then(sizes[*b].1.total_cmp(&sizes[*a].1)).then(a.cmp(b))
    });
    let mut bottom = height;
    let mut rest = order.as_slice();
    while let Some(first) = rest.first() {
        let of_layer = rest.iter().take_while(|idx| sizes[**idx].0 == sizes[*first].0).count();
        let (layer, after) = rest.split_at(of_layer);
        let areas: Vec<f64> = layer.iter().map(|idx| area(*idx)).collect();
        let mut begin = 0;
        for end in rows(&areas, width) {
            let row_height = areas[begin..end].iter().sum::<f64>() / width;
            bottom -= row_height;
            let mut x = 0.0;
            for (idx, area) in layer[begin..end].iter().zip(&areas[begin..end]) {
                let wide = area / row_height;
                places[*idx] = Rect { x, y: bottom.max(0.0), width: wide, height: row_height };
                x += wide;
            }
            begin = end;
        }
        rest = after;
    }
    places
}

/// Where rows end, so that the areas are as little stretched in sum as rows allow.
fn rows(areas: &[f64], width: f64) -> Vec<usize> {
    let stretch = |row: &[f64]| {
        let height = row.iter().sum::<f64>() / width;
        let of_one = |area: &f64| {
            let ratio = area / (height * height);
            ratio.max(1.0 / ratio)
        };
        row.iter().map(of_one).sum::<f64>()
    };
    // The least stretch of the first areas, and where the last row of it begins.
    let mut least = vec![(0.0, 0_usize)];
    for end in 1..=areas.len() {
        let rows = (0..end).map(|begin| (least[begin].0 + stretch(&areas[begin..end]), begin));
        let best = rows.min_by(|a, b| a.0.total_cmp(&b.0));
        least.push(best.unwrap_or((0.0, 0)));
    }
    let mut ends = Vec::new();
    let mut end = areas.len();
    while end > 0 {
        ends.push(end);
        end = least[end].1;
    }
    ends.reverse();
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two figures of a picture: the same but for rounding.
    #[track_caller]
    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9, "{a} is not {b}");
    }

    #[test]
    fn areas_are_true_to_their_sizes_and_the_rest_stays_free_above() {
        // A box of 100 × 100 for 100 units: a unit is 100 square pixels.
        let places = pack(&[(0, 20.0), (0, 20.0), (0, 10.0)], 100.0, 100.0, 100.0);
        for (place, units) in places.iter().zip([20.0, 20.0, 10.0]) {
            close(place.width * place.height, units * 100.0);
        }
        // One row of height 50: 40, 40 and 20 wide, stretched 1.25, 1.25 and 2.5. The 10 alone
        // would be 100 × 10, and stretched tenfold.
        close(places[0].y, 50.0);
        close(places[1].x, 40.0);
        close(places[2].x, 80.0);
        close(places[2].height, 50.0);
    }

    #[test]
    fn a_layer_that_is_added_leaves_the_one_below_in_place() {
        let below = [(0, 5.0), (0, 30.0), (0, 12.0)];
        let before = pack(&below, 100.0, 80.0, 60.0);
        let after = pack(&[below.as_slice(), &[(1, 40.0)]].concat(), 100.0, 80.0, 60.0);
        assert_eq!(before, after[..3]);
        assert!(
            after[3].y + after[3].height
                <= before.iter().map(|place| place.y).fold(f64::MAX, f64::min) + 1e-9
        );
    }

    #[test]
    fn nothing_leaves_the_box_or_overlaps() {
        for capacity in [10.0, 50.0, 200.0] {
            let sizes: Vec<(u8, f64)> = (0..17_u8).map(|i| (i % 2, f64::from(i) * 0.7)).collect();
            let places = pack(&sizes, capacity, 120.0, 90.0);
            for (i, a) in places.iter().enumerate() {
                assert!(a.x >= 0.0 && a.y >= -1e-9, "{a:?}");
                assert!(a.x + a.width <= 120.0 + 1e-9 && a.y + a.height <= 90.0 + 1e-9, "{a:?}");
                for b in &places[i + 1..] {
                    let wide = (a.x + a.width).min(b.x + b.width) - a.x.max(b.x);
                    let high = (a.y + a.height).min(b.y + b.height) - a.y.max(b.y);
                    assert!(wide <= 1e-9 || high <= 1e-9, "{a:?} and {b:?} overlap");
                }
            }
        }
    }

    #[test]
    fn what_asks_for_nothing_has_no_area() {
        assert_eq!(pack(&[(0, 0.0)], 10.0, 10.0, 10.0), vec![Rect::default()]);
        assert_eq!(pack(&[(0, 1.0)], 0.0, 10.0, 0.0), vec![Rect::default()]);
    }
}
