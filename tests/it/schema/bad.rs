//! What the reader refuses and a schema can say, the schema refuses too.

use zoneplan::schema::plan_schema;

use super::{as_json, validator};
use crate::support::{aws, catalogue, parse};

#[test]
fn bad_plans_are_refused_by_both() {
    let validator = validator(&plan_schema(catalogue()));
    let rest = |text: &str| aws(text);
    let bad = [
        // Missing keys.
        String::new(),
        "[platform]\nzones = 3\n".to_owned(),
        rest("[[activities]]\nper_year = 2\nhours = 1\n"),
        rest("[[tasks]]\nhours = 1\n"),
        rest("[[history]]\nfailures = 1\nyears = 2\n"),
        rest("[[correlations]]\nbetween = [\"database.storage_gib\", \"object_storage.stored_gib\"]\n"),
        rest("[backup]\ntiers = [{ name = \"a\", surface = \"config\", keep_days = 2 }]\n"),
        rest("[backup]\nlast_drill = { restore_minutes = 2 }\n"),
        rest("[network]\negress_gib_per_month = { low = 1 }\n"),
        // Unknown keys, at each depth.
        format!("planet = 1\n{}", rest("")),
        rest("planet = 1\n"),
        rest("[platform.openshift]\nplanet = 1\n"),
        rest("[[node_pools]]\nplanet = 1\n"),
        rest("[[node_pools]]\nautoscale = { min = 0, max = 0, planet = 1 }\n"),
        rest("[team.skills]\nplanets = \"basic\"\n"),
        rest("[assumptions]\n\"planet.mass\" = 1\n"),
        rest("[network]\negress_gib_per_month = { low = 1, high = 2, planet = 3 }\n"),
        // Another kind of value.
        rest("zones = \"3\"\n"),
        rest("zones = 2.5\n"),
        rest("region = 5\n"),
        rest("[[node_pools]]\nburstable = \"no\"\n"),
        rest("[[node_pools]]\nnodes = true\n"),
        rest("[node_pools]\nname = \"general\"\n"),
        rest("[finance]\nfree_allowances = 1\n"),
        rest("[team]\nskills = \"basic\"\n"),
        rest("[team]\nholidays = \"2027-01-06\"\n"),
        rest("[network]\negress_gib_per_month = \"many\"\n"),
        rest("[network]\negress_gib_per_month = [1, 2]\n"),
        rest("[[activities]]\nid = \"x\"\nhours = 1\nmonths = [\"May\"]\n"),
        format!("workload = 5\n{}", rest("")),
        // Out of range.
        format!("schema = 2\n{}", rest("")),
        rest("zones = 0\n"),
        rest("zones = 13\n"),
        rest("[targets]\navailability_pct = 100.5\n"),
        rest("[targets]\nconfidence = 1.5\n"),
        rest("[team]\nengineers = 0\n"),
        rest("[team]\nproductive_hours_per_day = 25\n"),
        rest("[finance]\nhorizon_months = 601\n"),
        rest("[simulation]\ndraws = 0\n"),
        rest("[network]\negress_gib_per_month = -1\n"),
        rest("[network]\negress_gib_per_month = { low = -1, high = 2 }\n"),
        rest("[finance.negotiated_pct]\n\"*\" = 100\n"),
        rest("[backup]\ntiers = [{ name = \"a\", surface = \"config\", every_hours = 0, keep_days = 2 }]\n"),
        rest(
            "[[correlations]]\nbetween = [\"database.storage_gib\", \"object_storage.stored_gib\"]\nvalue = 2\n",
        ),
        rest("[assumptions]\n\"network.nat_gib_per_month\" = -5\n"),
        // Unknown words.
        "[platform]\nprovider = \"ibm\"\n".to_owned(),
        rest("region = \"mars-1\"\n"),
        rest("pattern = \"warm-hot\"\n"),
        rest("upgrades = \"never\"\n"),
        rest("[[node_pools]]\nzone_loss = \"some\"\n"),
        rest("[[node_pools]]\ncommitment = \"loan\"\n"),
        rest("[database]\ncommitment = \"spot\"\n"),
        rest("[database]\nhigh_availability = \"yes\"\n"),
        rest("[backup]\ntiers = \"weekly\"\n"),
        rest("[backup]\ntiers = [{ name = \"a\", surface = \"moon\", every_hours = 1, keep_days = 2 }]\n"),
        rest("[team.skills]\nhelm = \"expert\"\n"),
        rest("[optimise]\nfree = [\"platform.moon\"]\n"),
        rest("[[history]]\nclass = \"moon\"\nfailures = 1\nyears = 2\n"),
        // Texts of another form.
        format!("as_of = \"yesterday\"\n{}", rest("")),
        format!("as_of = \"2026-13-01\"\n{}", rest("")),
        format!("start_month = \"2027\"\n{}", rest("")),
        format!("name = \"  \"\n{}", rest("")),
        format!("name = \"a\\u0007b\"\n{}", rest("")),
        rest("kubernetes_version = \"1.3\"\n"),
        rest("[finance]\ncurrency = \"euro\"\nrate = 0.9\nrate_date = \"2026-09-01\"\n"),
        rest("[[tasks]]\nid = \"a b\"\nhours = 1\n"),
        // Too few or too many.
        format!("node_pools = []\n{}", rest("")),
        rest("[[node_pools]]\nname = \"a\"\n[[node_pools]]\nname = \"b\"\n"),
        rest("[backup]\ntiers = []\n"),
        rest("[workload]\nmanifests = []\n"),
        rest("[[correlations]]\nbetween = [\"database.storage_gib\"]\nvalue = 0.5\n"),
        // What does not go together.
        rest("openshift = { flavour = \"ocp\" }\n"),
        rest("[finance]\nrate = 0.9\n"),
        rest("[finance]\ncurrency = \"EUR\"\nrate = 0.9\n"),
        rest("[workload]\nprofile = \"dalp-private-chain\"\nmanifests = \"a.yaml\"\n"),
        rest("[backup]\ntiers = [{ name = \"a\", surface = \"config\", every_hours = 1 }]\n"),
        rest(
            "[backup]\ntiers = [{ name = \"a\", surface = \"config\", every_hours = 1, keep_days = 2, keep_copies = 3 }]\n",
        ),
        rest("[[history]]\nclass = \"database_primary\"\nfailures = 1\nyears = 2\ntrials = 3\n"),
    ];
    for plan in bad {
        assert!(parse(&plan).is_err(), "the reader takes: {plan}");
        assert!(!validator.is_valid(&as_json(&plan)), "the schema takes: {plan}");
    }
}
