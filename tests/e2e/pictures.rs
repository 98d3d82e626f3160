//! The main views held against stored pictures: a layout that breaks is seen, a figure that changes
//! is not.
//!
//! The page is shown in a font of its own, so that pictures do not hang on what a machine has
//! installed. Pictures are made a quarter as wide, in grey, and compared tile by tile. `UPDATE_PICTURES=1`
//! writes them anew.

use anyhow::{Context, Result, bail};
use page_driver::Viewport;
use std::path::PathBuf;

use crate::journey::travel;

const DESKTOP: Viewport = Viewport { width: 1440, height: 1600, mobile: false, dark: false };
const PHONE: Viewport = Viewport { width: 390, height: 1600, mobile: true, dark: false };

/// The views that are looked at.
const VIEWS: [&str; 7] = ["layout", "cost", "availability", "recovery", "backups", "effort", "patterns"];

/// The font of the pictures, in two weights.
const FONT: [(&str, &[u8]); 2] =
    [("400", include_bytes!("pictures/regular.woff2")), ("700", include_bytes!("pictures/bold.woff2"))];

/// How many dots of the screen are one of a stored picture, each way.
const SHRUNK: usize = 4;
/// Dots of a stored picture on a side of a tile.
const TILE: usize = 5;
/// How much the mean grey of a tile may differ, of 255. A line of text on paper is some 25 darker
/// than none.
const GREY: f64 = 14.0;
/// The part of tiles that may differ by more: figures change, and charts with them.
const PART: f64 = 0.04;

/// A picture in grey.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Grey {
    width: usize,
    dots: Vec<u8>,
}

impl Grey {
    /// Reads a PNG.
    fn read(png: &[u8]) -> Result<Self> {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(png));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info()?;
        let mut bytes = vec![0; reader.output_buffer_size().context("a picture that is too large")?];
        let info = reader.next_frame(&mut bytes)?;
        let samples = info.color_type.samples();
        let colours = if samples < 3 { 1 } else { 3 };
        let dots = bytes[..info.buffer_size()].chunks_exact(samples).map(|dot| {
            let sum: usize = dot[..colours].iter().map(|sample| usize::from(*sample)).sum();
            (sum / colours) as u8
        });
        Ok(Self { width: info.width as usize, dots: dots.collect() })
    }

    /// The mean grey of squares of this side; what is left over at the edges is left out.
    fn means(&self, side: usize) -> Vec<Vec<f64>> {
        let rows: Vec<&[u8]> = self.dots.chunks_exact(self.width).collect();
        rows.chunks_exact(side)
            .map(|rows| {
                (0..self.width / side)
                    .map(|column| {
                        let of_row = |row: &&[u8]| {
                            row[column * side..][..side].iter().map(|dot| f64::from(*dot)).sum::<f64>()
                        };
                        rows.iter().map(of_row).sum::<f64>() / (side * side) as f64
                    })
                    .collect()
            })
            .collect()
    }

    /// The picture with so many dots as one, each way.
    fn shrunk(&self, by: usize) -> Self {
        let means = self.means(by);
        Self {
            width: means.first().map_or(0, Vec::len),
            dots: means.concat().into_iter().map(|grey| grey.round() as u8).collect(),
        }
    }

    fn png(&self) -> Result<Vec<u8>> {
        let mut png = Vec::new();
        let height = self.dots.len() / self.width.max(1);
        let mut encoder = png::Encoder::new(&mut png, self.width as u32, height as u32);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.write_header()?.write_image_data(&self.dots)?;
        Ok(png)
    }
}

/// The part of tiles of which the grey differs by more than it may; all of them where the pictures
/// are not of one size.
fn differing(one: &Grey, other: &Grey) -> f64 {
    if one.width != other.width || one.dots.len() != other.dots.len() {
        return 1.0;
    }
    let (one, other) = (one.means(TILE).concat(), other.means(TILE).concat());
    let differ = one.iter().zip(&other).filter(|(one, other)| (**one - **other).abs() > GREY).count();
    differ as f64 / one.len().max(1) as f64
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/pictures")
}

/// Looks at every view; all that differ are told at once.
async fn every_view(screen: &str, viewport: Viewport) -> Result<()> {
    travel(async |page| {
        page.emulate("screen", viewport).await?;
        page.use_font(&FONT).await?;
        let mut wrong = Vec::new();
        for view in VIEWS {
            page.show_view(view).await?;
            let seen = Grey::read(&page.picture().await?)?.shrunk(SHRUNK * viewport_scale(viewport));
            let path = folder().join(format!("{view}-{screen}.png"));
            if std::env::var_os("UPDATE_PICTURES").is_some() {
                std::fs::write(&path, seen.png()?)?;
            }
            let stored = std::fs::read(&path).with_context(|| path.display().to_string())?;
            let part = differing(&Grey::read(&stored)?, &seen);
            if part > PART {
                let beside = std::env::temp_dir().join(format!("zoneplan-{view}-{screen}.png"));
                std::fs::write(&beside, seen.png()?)?;
                wrong.push(format!("{view}: {:.0} % of it differ, see {}", part * 100.0, beside.display()));
            }
        }
        if !wrong.is_empty() {
            bail!(
                "on a {screen}, look at these, and write them with UPDATE_PICTURES=1 if they are right:\n{}",
                wrong.join("\n")
            );
        }
        Ok(())
    })
    .await
}

/// Dots of a picture on a dot of the page.
fn viewport_scale(viewport: Viewport) -> usize {
    if viewport.mobile { 2 } else { 1 }
}

#[tokio::test]
async fn every_main_view_on_a_desktop_looks_as_it_did() -> Result<()> {
    every_view("desktop", DESKTOP).await
}

#[tokio::test]
async fn every_main_view_on_a_phone_looks_as_it_did() -> Result<()> {
    every_view("phone", PHONE).await
}

/// A page of text: lines of 20 dots, dark on paper, 12 of them apart.
fn page_of_text() -> Grey {
    let (width, height) = (1280, 1600);
    let is_ink = |x: usize, y: usize| y % 32 < 12 && x % 7 < 3 && (100..1180).contains(&x);
    let dots = (0..width * height).map(|i| if is_ink(i % width, i / width) { 40 } else { 255 });
    Grey { width, dots: dots.collect() }.shrunk(SHRUNK)
}

#[test]
fn a_layout_that_breaks_is_seen_and_a_figure_that_changes_is_not() {
    let page = page_of_text();
    assert!(differing(&page, &page) <= 0.0);
    // A column of 400 dots that lost its text.
    let mut without = page.clone();
    let width = without.width;
    for (i, dot) in without.dots.iter_mut().enumerate() {
        if (50..150).contains(&(i % width)) {
            *dot = 255;
        }
    }
    assert!(differing(&page, &without) > PART);
    // Everything half a line lower, as by a bar that grew.
    let mut lower = page.clone();
    lower.dots.rotate_right(width * 5);
    assert!(differing(&page, &lower) > PART);
    // Everything twenty dots to the right, out of its column.
    let mut narrower = page.clone();
    for row in narrower.dots.chunks_exact_mut(width) {
        row[25..150].fill(255);
    }
    assert!(differing(&page, &narrower) > PART);
    // Twenty figures that changed.
    let mut other = page.clone();
    for figure in 0..20 {
        let at = (figure * 16 * width) + 60 + figure * 5;
        other.dots[at..at + 12].fill(200);
    }
    assert!(differing(&page, &other) <= PART);
}
