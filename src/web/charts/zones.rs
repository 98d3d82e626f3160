//! The picture of the zones: each a box, its nodes as columns, its pods as strips
//! whose height is their memory.

/// The pods of a component over the zones.
#[derive(Clone, Debug, PartialEq)]
pub struct Pod {
    /// Component.
    pub name: String,
    /// Whether it is a pod of its own, rather than a container of another one.
    pub own_pod: bool,
    /// Memory that one pod asks for, MiB.
    pub memory_mib: f64,
    /// Pods of each zone.
    pub per_zone: Vec<u32>,
    /// Whether a zonal volume keeps them there.
    pub pinned: bool,
}

/// A pod in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Strip {
    /// Component.
    pub name: String,
    /// Distance from the top of the box's pod area.
    pub y: f64,
    /// Height.
    pub height: f64,
    /// Whether it came from the lost zone.
    pub moved: bool,
    /// Whether a zonal volume keeps it there.
    pub pinned: bool,
}

/// A zone in the picture.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneBox {
    /// Distance from the left edge.
    pub x: f64,
    /// Width.
    pub width: f64,
    /// Height that the zone's usable memory takes.
    pub capacity_height: f64,
    /// Its pods, from the bottom up.
    pub strips: Vec<Strip>,
    /// How many of the strips are pods of their own.
    pub n_pods: usize,
    /// Part of its usable memory that the pods ask for, percent.
    pub used_pct: f64,
    /// Whether it is lost.
    pub lost: bool,
}

/// Places zones side by side in a picture of a width and a height.
///
/// Shape: one entry per zone. `usable_mib` is what the nodes of each zone offer to
/// pods; the fullest scale fits the height. Pods of the lost zone that are free to
/// move are dealt out to the other zones in turn, those with most room first.
pub fn zone_boxes(
    usable_mib: &[f64],
    pods: &[Pod],
    lost: Option<usize>,
    (width, height): (f64, f64),
) -> Vec<ZoneBox> {
    let n_zones = usable_mib.len().max(1);
    let mut placed: Vec<Vec<(&Pod, bool)>> = vec![Vec::new(); usable_mib.len()];
    let mut used = vec![0.0; usable_mib.len()];
    for pod in pods {
        for (zone, count) in pod.per_zone.iter().enumerate().take(usable_mib.len()) {
            if Some(zone) != lost {
                placed[zone].extend((0..*count).map(|_| (pod, false)));
                used[zone] += pod.memory_mib * f64::from(*count);
            }
        }
    }
    if let Some(lost) = lost {
        let mut movers: Vec<&Pod> = pods
            .iter()
            .filter(|pod| !pod.pinned)
            .flat_map(|pod| (0..pod.per_zone.get(lost).copied().unwrap_or(0)).map(move |_| pod))
            .collect();
        movers.sort_by(|a, b| b.memory_mib.total_cmp(&a.memory_mib));
        for pod in movers {
            let room = |zone: usize| usable_mib[zone] - used[zone];
            let target = (0..usable_mib.len())
                .filter(|zone| *zone != lost)
                .max_by(|a, b| room(*a).total_cmp(&room(*b)).then(b.cmp(a)));
            if let Some(zone) = target {
                placed[zone].push((pod, true));
                used[zone] += pod.memory_mib;
            }
        }
    }
    let tallest = usable_mib.iter().copied().chain(used.iter().copied()).fold(1.0, f64::max);
    let scale = height / tallest;
    let gap = 12.0;
    let box_width = (width - gap * (n_zones as f64 - 1.0)) / n_zones as f64;
    placed
        .into_iter()
        .enumerate()
        .map(|(zone, mut inside)| {
            inside.sort_by(|a, b| a.1.cmp(&b.1).then(b.0.memory_mib.total_cmp(&a.0.memory_mib)));
            let n_pods = inside.iter().filter(|(pod, _)| pod.own_pod).count();
            let mut top = height;
            let strips = inside
                .into_iter()
                .map(|(pod, moved)| {
                    let strip_height = pod.memory_mib * scale;
                    top -= strip_height;
                    Strip { name: pod.name.clone(), y: top, height: strip_height, moved, pinned: pod.pinned }
                })
                .collect();
            ZoneBox {
                x: zone as f64 * (box_width + gap),
                width: box_width,
                capacity_height: usable_mib[zone] * scale,
                strips,
                n_pods,
                used_pct: if usable_mib[zone] > 0.0 { used[zone] / usable_mib[zone] * 100.0 } else { 0.0 },
                lost: Some(zone) == lost,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pods() -> Vec<Pod> {
        let pod = |name: &str, memory_mib, per_zone: [u32; 3], pinned| Pod {
            name: name.to_owned(),
            own_pod: true,
            memory_mib,
            per_zone: per_zone.to_vec(),
            pinned,
        };
        vec![pod("validator", 2000.0, [2, 1, 1], true), pod("api", 1000.0, [1, 1, 1], false)]
    }

    #[test]
    fn strips_stack_from_the_bottom_and_keep_their_share() {
        let boxes = zone_boxes(&[10_000.0; 3], &pods(), None, (600.0, 100.0));
        assert_eq!(boxes.len(), 3);
        assert!((boxes[0].used_pct - 50.0).abs() < 1e-9);
        let total: f64 = boxes[0].strips.iter().map(|strip| strip.height).sum();
        assert!((total - 50.0).abs() < 1e-9);
        assert!(boxes[2].x + boxes[2].width <= 600.0 + 1e-9);
    }

    #[test]
    fn pods_that_are_free_move_and_pinned_ones_stay_down() {
        let boxes = zone_boxes(&[10_000.0; 3], &pods(), Some(0), (600.0, 100.0));
        assert!(boxes[0].lost && boxes[0].strips.is_empty());
        let moved: usize = boxes.iter().flat_map(|zone| &zone.strips).filter(|strip| strip.moved).count();
        assert_eq!(moved, 1, "the api pod moves, the two validators do not");
    }
}
