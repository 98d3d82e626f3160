//! Fields of backups.

use super::{Field, Kind, Section, choices, field};
use crate::engine::catalogue::Host;
use crate::engine::scenario::{DataServices, Plan, TierPreset};
use crate::web::words::{Word, fields as words, t};

const PRESETS: [(&str, Word); 3] = [
    ("chart-default", words::COPIES_CHART),
    ("vendor-three-tier", words::COPIES_THREE),
    ("gfs", words::COPIES_GFS),
];
const OFF_REGION: [(&str, Word); 2] = [("false", words::IN_REGION), ("true", words::IN_SECOND)];

/// Copies, how long they are kept, where, and when a restore was last tried out.
pub(super) fn backups(plan: &Plan) -> Section {
    let backup = &plan.backup;
    let has_log = plan.data_services() != DataServices::OfProfile;
    let digest = match backup.preset {
        TierPreset::ChartDefault => t!(words::DAILY, days = backup.keep_days.likely()),
        TierPreset::VendorThreeTier | TierPreset::Gfs => t!(words::TIERS, count = backup.tiers.len()),
        TierPreset::Own => t!(words::OWN_TIERS).to_owned(),
    };
    let can_leave = plan.platform.host != Host::OnPrem && !plan.platform.has_second_site();
    let shown_if = |shown, field| Field { shown, ..field };
    Section {
        id: "backups",
        title: t!(words::BACKUPS),
        digest,
        open: true,
        fields: vec![
            field("backup.tiers", t!(words::COPIES), "", choices(&PRESETS)).default("chart-default"),
            shown_if(
                backup.preset == TierPreset::ChartDefault,
                field("backup.keep_days", t!(words::KEEP_DAYS), t!(words::DAYS), Kind::Range).default(30),
            ),
            shown_if(
                has_log,
                field("database.pitr_days", t!(words::PITR_DAYS), t!(words::DAYS), Kind::Range).default(30),
            ),
            shown_if(
                has_log,
                field("object_storage.versions_days", t!(words::VERSIONS_DAYS), t!(words::DAYS), Kind::Range)
                    .default(90),
            ),
            field("backup.daily_change_pct", t!(words::DAILY_CHANGE), "%", Kind::Range).default("3 (2 to 5)"),
            shown_if(
                can_leave,
                field("backup.off_region_copy", t!(words::OFF_REGION), "", choices(&OFF_REGION))
                    .default("false"),
            ),
            field("backup.last_drill.date", t!(words::LAST_DRILL), "", Kind::Text).default(t!(words::NEVER)),
            shown_if(
                backup.last_drill.is_some(),
                field("backup.last_drill.restore_minutes", t!(words::DRILL_TOOK), "min", Kind::Number)
                    .default("–"),
            ),
        ],
    }
}
