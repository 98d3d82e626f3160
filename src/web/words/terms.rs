//! The glossary.

super::table::words! {
    "terms";
    WHAT = "What is this?";
    TITLE = "Words";
    SUB = "What the field means by them, and this page.";
    AVAILABILITY = "Availability";
    AVAILABILITY_TEXT = "The part of a year in which the platform answers, in percent, as a mean over many years. 99.9 % are 526 minutes down a year, 99.95 % are 263, 99.99 % are 53. A year may be better or worse: the Availability view shows how much.";
    AZ = "Availability zone";
    AZ_TEXT = "One or more data centres of a region with power, cooling and network of their own, close enough to the others for synchronous copies. Zones fail apart from each other, as a rule.";
    COST = "Cost a month";
    COST_TEXT = "What the providers bill for the first month at today's load, before tax; people are named apart. P10, P50 and P90 are what it may come to: in one, five and nine of ten futures it is at most that.";
    FTE = "FTE";
    FTE_TEXT = "Full-time equivalent: the hours of a year of work, divided by those that one person works in a year. Planned work is what is known to come; the reserve is for being on call and for failures.";
    HA = "High availability";
    HA_TEXT = "More than one of everything that may fail, in different zones, so that the loss of one does not stop the platform.";
    MTBF = "MTBF";
    MTBF_TEXT = "Mean time between failures. Divided by itself and the mean time to repair (MTTR) it gives the availability of one part.";
    P50 = "P10, P50, P90";
    P50_TEXT = "Percentiles: in one, five and nine of ten futures the quantity is at most this. P50 is the median. They come from the ranges of the inputs, drawn together.";
    PITR = "PITR";
    PITR_TEXT = "Point-in-time recovery: a database is brought back as it was at a chosen second, from a full copy and the log of changes after it.";
    QUORUM = "Quorum";
    QUORUM_TEXT = "How many members of a group must be there for it to decide, such as the validators of a chain: more than two thirds of them.";
    RPO = "RPO";
    RPO_TEXT = "Recovery point objective: how old the data may be that is there again after a failure; what came after is lost.";
    RTO = "RTO";
    RTO_TEXT = "Recovery time objective: how long after a failure the platform may take until it works again.";
    RTT = "RTT";
    RTT_TEXT = "Here: recovery total time, from the failure until the platform works again and that was verified. Never the round-trip time of a network.";
    SETUP = "Set up";
    SETUP_TEXT = "Working days from the first task to the last one of the vendor's list, by the team and the calendar of the plan.";
    SIZE = "Size";
    SIZE_TEXT = "Virtual machines of the cluster, in all zones, that carry the workload with what the platform itself takes of each, and with so much to spare as the plan's way of losing a zone asks for.";
    SLA = "SLA";
    SLA_TEXT = "Service level agreement: the availability that a provider promises, and what it credits when it falls short. It is a price, not a prediction.";
    SPOT = "Spot";
    SPOT_TEXT = "Spare machines at a discount that the provider takes back at short notice.";
    ZONE_LOST = "Worst zone lost";
    ZONE_LOST_TEXT = "Minutes until the platform works again after the loss of the zone that hurts it most: half of such losses take at most that. Stated is what the vendor writes.";
}
