//! The picture of the zones: side by side, or one below the other where it is narrow; in
//! each its nodes as boxes, and in those the pods as areas of what they ask for.

use super::pack::{Rect, pack};

/// Nodes of a zone from which on they are drawn without pods.
const MANY_NODES: usize = 24;
/// Areas of a zone from which on its nodes are drawn without pods.
const MANY_AREAS: usize = 200;
/// A picture narrower than this has its zones one below the other.
const NARROW: f64 = 560.0;
/// Space between zones, and between nodes.
const ZONE_GAP: f64 = 16.0;
const NODE_GAP: f64 = 8.0;
/// Height of a zone's name, and of a node's.
const ZONE_HEAD: f64 = 26.0;
const NODE_HEAD: f64 = 18.0;
/// Space between a zone's edge and its nodes.
const PADDING: f64 = 8.0;
/// The most height that the nodes of a zone should take.
const MOST_HEIGHT: f64 = 520.0;
/// Height of a node's box.
const NODE_HEIGHT: std::ops::RangeInclusive<f64> = 56.0..=260.0;
/// A node narrower than this is not drawn with pods.
const LEAST_WIDTH: f64 = 64.0;
/// Side of a small node, from the largest to the smallest.
const CELLS: std::ops::RangeInclusive<u32> = 5..=26;

/// A zone that is to be drawn: for each of its nodes the sizes of the areas in it, with the
/// layer of each.
pub type ZoneSizes = Vec<Vec<(u8, f64)>>;

/// Where a node is.
#[derive(Clone, Debug, PartialEq)]
pub struct NodePlace {
    /// Its box; the name stands above it where there is room for one.
    pub area: Rect,
    /// Its pods, within the picture; none where nodes are drawn without pods.
    pub pods: Vec<Rect>,
}

/// Where a zone is.
#[derive(Clone, Debug, PartialEq)]
pub struct ZonePlace {
    /// Its box, the name included.
    pub area: Rect,
    /// Its nodes.
    pub nodes: Vec<NodePlace>,
}

/// The whole picture.
#[derive(Clone, Debug, PartialEq)]
pub struct ZonePicture {
    /// Height that it takes.
    pub height: f64,
    /// Whether nodes have room for a name above them.
    pub has_names: bool,
    /// Whether pods are drawn in the nodes.
    pub has_pods: bool,
    /// Zones, in order.
    pub zones: Vec<ZonePlace>,
}

/// How the nodes of every zone are arranged.
#[derive(Clone, Copy)]
struct Grid {
    columns: usize,
    width: f64,
    height: f64,
    head: f64,
    gap: f64,
}

impl Grid {
    /// Where a node's box is in its zone.
    fn place(&self, idx: usize, zone: Rect) -> Rect {
        let (column, row) = (idx % self.columns, idx / self.columns);
        Rect {
            x: zone.x + PADDING + column as f64 * (self.width + self.gap),
            y: zone.y + ZONE_HEAD + self.head + row as f64 * (self.height + self.head + self.gap),
            width: self.width,
            height: self.height,
        }
    }

    /// The height of so many nodes.
    fn height_of(&self, nodes: usize) -> f64 {
        let rows = nodes.max(1).div_ceil(self.columns) as f64;
        rows * (self.height + self.head + self.gap) - self.gap
    }
}

/// Places zones, nodes and pods in a picture of this width.
///
/// Every node stands for `capacity` and has the same size, so areas can be compared over
/// the whole picture. Units: pixels; sizes and capacity in any one unit.
pub fn zone_picture(zones: &[ZoneSizes], capacity: f64, width: f64) -> ZonePicture {
    let n_zones = zones.len().max(1) as f64;
    let is_narrow = width < NARROW;
    let zone_width = if is_narrow { width } else { (width - ZONE_GAP * (n_zones - 1.0)) / n_zones };
    let most_nodes = zones.iter().map(Vec::len).max().unwrap_or(0);
    let most_areas = zones.iter().map(|zone| zone.iter().map(Vec::len).sum::<usize>()).max().unwrap_or(0);
    let inner = zone_width - 2.0 * PADDING;
    let large = (most_nodes <= MANY_NODES).then(|| detailed_grid(most_nodes, inner, is_narrow)).flatten();
    let has_names = large.is_some();
    let has_pods = has_names && most_areas <= MANY_AREAS;
    let grid = large.unwrap_or_else(|| small_grid(most_nodes, inner));
    let (mut x, mut y, mut bottom) = (0.0, 0.0, 0.0_f64);
    let mut places = Vec::with_capacity(zones.len());
    for zone in zones {
        let nodes = if is_narrow { zone.len() } else { most_nodes };
        let area = Rect { x, y, width: zone_width, height: ZONE_HEAD + grid.height_of(nodes) + PADDING };
        let nodes = zone.iter().enumerate().map(|(idx, sizes)| {
            let node = grid.place(idx, area);
            let pods = if has_pods { pods_in(node, sizes, capacity) } else { Vec::new() };
            NodePlace { area: node, pods }
        });
        places.push(ZonePlace { area, nodes: nodes.collect() });
        bottom = bottom.max(y + area.height);
        if is_narrow {
            y += area.height + ZONE_GAP;
        } else {
            x += zone_width + ZONE_GAP;
        }
    }
    ZonePicture { height: bottom, has_names, has_pods, zones: places }
}

fn pods_in(node: Rect, sizes: &[(u8, f64)], capacity: f64) -> Vec<Rect> {
    let inside = pack(sizes, capacity, node.width, node.height).into_iter();
    inside.map(|pod| Rect { x: node.x + pod.x, y: node.y + pod.y, ..pod }).collect()
}

/// The fewest columns whose nodes are no taller than wide and stay within the height;
/// none where nodes would be too narrow for that.
fn detailed_grid(nodes: usize, inner: f64, is_narrow: bool) -> Option<Grid> {
    let mut grids = (1..=nodes.max(1)).map(|columns| {
        let width = (inner - NODE_GAP * (columns as f64 - 1.0)) / columns as f64;
        let height = (width * 0.85).clamp(*NODE_HEIGHT.start(), *NODE_HEIGHT.end());
        Grid { columns, width, height, head: NODE_HEAD, gap: NODE_GAP }
    });
    // One below the other, zones may be taller in sum; each should stay on the screen.
    let most = if is_narrow { MOST_HEIGHT * 0.8 } else { MOST_HEIGHT };
    grids.find(|grid| grid.height_of(nodes) <= most).filter(|grid| grid.width >= LEAST_WIDTH)
}

/// The largest squares that stay within the height, else the smallest.
fn small_grid(nodes: usize, inner: f64) -> Grid {
    let grid = |side: u32| {
        let (side, gap) = (f64::from(side), if side > 12 { 4.0 } else { 2.0 });
        let columns = ((inner + gap) / (side + gap)).max(1.0) as usize;
        Grid { columns, width: side, height: side, head: 0.0, gap }
    };
    let fits = |grid: &Grid| grid.height_of(nodes) <= MOST_HEIGHT;
    CELLS.rev().map(grid).find(fits).unwrap_or_else(|| grid(*CELLS.start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zones(nodes: [usize; 3], pods: usize) -> Vec<ZoneSizes> {
        nodes.map(|nodes| vec![vec![(0, 10.0); pods]; nodes]).to_vec()
    }

    fn all_rects(picture: &ZonePicture) -> impl Iterator<Item = &Rect> {
        picture
            .zones
            .iter()
            .flat_map(|zone| &zone.nodes)
            .flat_map(|node| node.pods.iter().chain([&node.area]))
    }

    #[test]
    fn zones_stand_side_by_side_or_below_each_other() {
        // (960 − 2 × 16) ÷ 3.
        let wide = zone_picture(&zones([1, 1, 1], 3), 100.0, 960.0);
        assert!((wide.zones[1].area.x - (928.0 / 3.0 + 16.0)).abs() < 1e-9, "{:?}", wide.zones[1].area);
        assert_eq!(wide.zones.iter().map(|zone| zone.area.y).fold(0.0, f64::max), 0.0);
        let narrow = zone_picture(&zones([1, 2, 1], 3), 100.0, 340.0);
        assert!(narrow.zones[2].area.y > narrow.zones[1].area.y);
        assert!(narrow.zones.iter().all(|zone| zone.area.x == 0.0 && zone.area.width == 340.0));
    }

    #[test]
    fn every_node_has_the_same_size_and_pods_are_true_to_it() {
        let picture = zone_picture(&zones([1, 3, 2], 4), 100.0, 900.0);
        assert!(picture.has_pods);
        let size = picture.zones[0].nodes[0].area;
        for node in picture.zones.iter().flat_map(|zone| &zone.nodes) {
            assert_eq!((node.area.width, node.area.height), (size.width, size.height));
            // Four times 10 of 100.
            let filled: f64 = node.pods.iter().map(|pod| pod.width * pod.height).sum();
            assert!((filled / (size.width * size.height) - 0.4).abs() < 1e-9);
        }
    }

    #[test]
    fn many_nodes_or_pods_are_drawn_without_pods() {
        for (nodes, pods, has_pods) in [(24, 2, true), (25, 2, false), (5, 40, true), (5, 41, false)] {
            let picture = zone_picture(&zones([nodes, 1, 1], pods), 1000.0, 960.0);
            assert_eq!(picture.has_pods, has_pods, "{nodes} nodes of {pods} pods");
        }
    }

    #[test]
    fn everything_stays_in_the_picture() {
        for width in [320.0, 390.0, 600.0, 960.0, 1600.0] {
            for nodes in [[0, 0, 0], [1, 1, 1], [3, 2, 2], [24, 24, 23], [40, 1, 0], [334, 333, 333]] {
                let picture = zone_picture(&zones(nodes, 3), 40.0, width);
                for rect in all_rects(&picture) {
                    assert!(
                        rect.x >= 0.0 && rect.x + rect.width <= width + 1e-9,
                        "{width} {nodes:?} {rect:?}"
                    );
                    assert!(
                        rect.y >= 0.0 && rect.y + rect.height <= picture.height + 1e-9,
                        "{nodes:?} {rect:?}"
                    );
                }
                assert!(picture.height < 1800.0, "{width} {nodes:?}: {}", picture.height);
            }
        }
    }
}
