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
        let count = row_length(&rest[..of_layer], &area, width);
        let (row, after) = rest.split_at(count);
        let row_area: f64 = row.iter().map(|idx| area(*idx)).sum();
        let row_height = row_area / width;
        bottom -= row_height;
        let mut x = 0.0;
        for idx in row {
            let wide = area(*idx) / row_height;
            places[*idx] = Rect { x, y: bottom.max(0.0), width: wide, height: row_height };
            x += wide;
        }
        rest = after;
    }
    places
}

/// How many of these areas stand side by side in one row: as long as the most stretched of
/// them becomes less so.
fn row_length(areas: &[usize], area: &impl Fn(usize) -> f64, width: f64) -> usize {
    let worst = |count: usize| {
        let row = &areas[..count];
        let row_height = row.iter().map(|idx| area(*idx)).sum::<f64>() / width;
        let stretch = |idx: &usize| {
            let ratio = area(*idx) / (row_height * row_height);
            ratio.max(1.0 / ratio)
        };
        row.iter().map(stretch).fold(0.0, f64::max)
    };
    let mut count = 1;
    while count < areas.len() && worst(count + 1) <= worst(count) {
        count += 1;
    }
    count
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
        // 20 alone would be 100 × 20; beside the other 20 each is 50 × 40, all three are one row
        // of height 50, in which 10 is 20 × 50 and more stretched: it begins a row of its own.
        close(places[0].y, 60.0);
        close(places[1].x, 50.0);
        close(places[2].y, 50.0);
        close(places[2].height, 10.0);
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
