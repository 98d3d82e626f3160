//! Private endpoints, by which the provider's services are reached without the internet.

use super::Group;
use super::writer::{Ask, HOURS, Writer};
use crate::engine::catalogue::Host;

/// The line of the endpoints.
pub(super) const ENDPOINTS: &str = "Private endpoints";
/// The line of what goes through them.
pub(super) const ENDPOINT_TRAFFIC: &str = "Private endpoint traffic";

const SERVICES: &str = "network.endpoint_services";
const TRAFFIC: &str = "network.endpoint_gib_per_month";

/// The lines, where the plan wants private endpoints.
///
/// Formula: AWS, `network.endpoint_services` in each zone × hours; Azure, `network.endpoint_services` × hours,
/// with the traffic half in each direction; Google Cloud, one endpoint for all its services ×
/// hours. Traffic is `network.endpoint_gib_per_month`.
/// Source: docs/model.md, "Private endpoints".
pub(super) fn lines(writer: &mut Writer<'_>) {
    if !writer.figures.plan().network.private_endpoints {
        return;
    }
    let (count_id, traffic_id) = (SERVICES, TRAFFIC);
    let (count, traffic, zones) =
        (writer.assumption(count_id), writer.assumption(traffic_id), writer.zones());
    match writer.figures.plan().platform.host {
        Host::Aws => {
            let basis = format!(
                "{count} ({count_id}: ecr.api, ecr.dkr, logs, sts, secretsmanager, kms) in each of {zones} zones × {HOURS} h"
            );
            let item = ("vpc-endpoint", "interface endpoint per AZ");
            endpoints(writer, item, count * zones * HOURS, basis, &[count_id]);
            let item = ("vpc-endpoint", "interface endpoint data");
            self::traffic(writer, item, traffic, traffic_id.to_owned());
        }
        Host::Azure => {
            let basis = format!("{count} ({count_id}) × {HOURS} h");
            endpoints(writer, ("private-link", "private-endpoint"), count * HOURS, basis, &[count_id]);
            for item in ["inbound-data-processed", "outbound-data-processed"] {
                let basis = format!("half of {traffic} GiB ({traffic_id})");
                self::traffic(writer, ("private-link", item), traffic / 2.0, basis);
            }
        }
        Host::Gcp => {
            let basis = format!("one for all of Google's services × {HOURS} h");
            endpoints(writer, ("private-service-connect", "endpoint"), HOURS, basis, &[]);
            let item = ("private-service-connect", "data processed");
            self::traffic(writer, item, traffic, traffic_id.to_owned());
        }
        Host::OnPrem => {}
    }
}

fn endpoints(
    writer: &mut Writer<'_>,
    item: (&str, &str),
    quantity: f64,
    basis: String,
    rests_on: &[&'static str],
) {
    let ask = Ask::new(Group::Network, ENDPOINTS, item, quantity, basis);
    writer.line(if rests_on.is_empty() { ask } else { ask.assumed_by(rests_on) });
}

fn traffic(writer: &mut Writer<'_>, item: (&str, &str), quantity: f64, basis: String) {
    writer.line(Ask::new(Group::Network, ENDPOINT_TRAFFIC, item, quantity, basis).assumed_by(&[TRAFFIC]));
}
