//! Fields of backups.

use super::{Field, Kind, Section, choices, field};
use crate::engine::catalogue::Host;
use crate::engine::scenario::{DataServices, Plan, TierPreset};

const PRESETS: [(&str, &str); 3] = [
    ("chart-default", "one daily, as the chart has it"),
    ("vendor-three-tier", "hourly, daily, weekly"),
    ("gfs", "daily, weekly, monthly"),
];
const OFF_REGION: [(&str, &str); 2] =
    [("false", "in the region alone"), ("true", "in the second region too")];

/// Copies, how long they are kept, where, and when a restore was last tried out.
pub(super) fn backups(plan: &Plan) -> Section {
    let backup = &plan.backup;
    let has_log = plan.data_services() != DataServices::OfProfile;
    let digest = match backup.preset {
        TierPreset::ChartDefault => format!("daily, {} days", backup.keep_days.likely()),
        TierPreset::VendorThreeTier | TierPreset::Gfs => format!("{} tiers", backup.tiers.len()),
        TierPreset::Own => "tiers of your own".to_owned(),
    };
    let can_leave = plan.platform.host != Host::OnPrem && !plan.platform.has_second_site();
    let shown_if = |shown, field| Field { shown, ..field };
    Section {
        title: "Backups",
        digest,
        open: true,
        fields: vec![
            field("backup.tiers", "Copies", "", choices(&PRESETS)).default("chart-default"),
            shown_if(
                backup.preset == TierPreset::ChartDefault,
                field("backup.keep_days", "Daily backups kept", "days", Kind::Range).default(30),
            ),
            shown_if(
                has_log,
                field("database.pitr_days", "Database, any point of", "days", Kind::Range).default(30),
            ),
            shown_if(
                has_log,
                field("object_storage.versions_days", "Old object versions", "days", Kind::Range).default(90),
            ),
            field("backup.daily_change_pct", "Daily change", "%", Kind::Range).default("3 (2 to 5)"),
            shown_if(
                can_leave,
                field("backup.off_region_copy", "Kept", "", choices(&OFF_REGION)).default("false"),
            ),
            field("backup.last_drill.date", "Last restore tried", "", Kind::Text).default("never"),
            shown_if(
                backup.last_drill.is_some(),
                field("backup.last_drill.restore_minutes", "It took", "min", Kind::Number).default("–"),
            ),
        ],
    }
}
