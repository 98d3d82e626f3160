//! Pictures from plain numbers: geometry is arithmetic with tests, views draw it.

mod copies;
mod curve;
mod decade;
mod dots;
mod front;
mod gantt;
mod money;
mod pack;
mod retention;
mod rota;
mod svg;
mod tornado;
mod year;
mod zones;

pub use copies::{CopiesChart, TierCopies, age_in_words, copies};
pub use curve::{CurveChart, curve};
pub use decade::{DecadeChart, MarkedOutage, decade, place_of, row_height};
pub use dots::{DotsChart, cases, dots};
pub use front::{FrontChart, FrontPoint, front};
pub use gantt::{GanttChart, GanttDay, GanttTask, Pace, gantt, worked};
pub use money::{MoneyChart, MoneyMonth, MoneyStep, money};
pub use pack::Rect;
pub use retention::{RetentionChart, RetentionMonth, retention};
pub use rota::{RotaChart, rota};
pub use svg::Drawing;
pub use tornado::{TornadoChart, TornadoRow, tornado};
pub use year::{YearChart, YearMonth, year};
pub use zones::{NodePlace, ZonePicture, ZonePlace, ZoneSizes, zone_picture};
