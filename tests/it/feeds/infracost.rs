//! Infracost's JSON as a price source: what becomes a price, and what is named as left out.

use std::collections::BTreeMap;

use proptest::prelude::*;
use zoneplan::engine::feeds::{self, FeedError, FeedKind, Import, Skip, Wanted, recognise};

use super::{bytes, short};
use crate::support::catalogue;

fn read(feed: &[u8], regions: &[&str]) -> Result<Import, FeedError> {
    let regions: Vec<String> = regions.iter().map(|&region| region.to_owned()).collect();
    feeds::read("x.json", feed, &Wanted { regions: &regions, catalogue: catalogue(), as_of: None })
}

fn left_out(import: &Import) -> BTreeMap<Skip, Vec<String>> {
    import.skipped.iter().map(|(why, skipped)| (*why, skipped.examples.clone())).collect()
}

fn names(list: &[&str]) -> Vec<String> {
    list.iter().map(|&name| name.to_owned()).collect()
}

#[test]
fn components_of_aws_become_prices_and_the_others_are_named() {
    let feed = bytes("infracost/aws.json");
    assert_eq!(recognise(&feed[..4096]), Some(FeedKind::Infracost));
    let import = read(&feed, &["eu-central-1"]).expect("prices");
    assert_eq!(
        short(&import),
        [
            "eu-central-1,ebs,gp3 storage,GB-month,,,,0.1,feed",
            "eu-central-1,ec2,m5.large,hour,,,,0.12,feed",
            "eu-central-1,eks,eks-cluster-standard,cluster-hour,,,,0.11,feed",
            "eu-central-1,elasticache-valkey,cache.m6g.large node,node-hour,,,,0.15,feed",
            "eu-central-1,kms,customer managed key,key-month,,,,1.1,feed",
            "eu-central-1,nlb,nlb hour,hour,,,,0.03,feed",
            "eu-central-1,nlb,nlb nlcu,NLCU-hour,,,,0.007,feed",
            "eu-central-1,rds-postgresql,backup storage beyond free allowance,GB-month,,,,0.1,feed",
            "eu-central-1,rds-postgresql,db.m6g.large multi-az,instance-hour,,,,0.4,feed",
            "eu-central-1,rds-postgresql,storage gp3 multi-az,GB-month,,,,0.3,feed",
            "eu-central-1,s3,standard PUT/COPY/POST/LIST,1000 requests,,,,0.006,feed",
        ]
    );
    // The machine and its volume stand in two resources, at one price each.
    assert_eq!(import.understood, 13);
    assert_eq!(
        left_out(&import),
        BTreeMap::from([
            (Skip::Spot, names(&["aws_instance.spot Instance usage (Linux/UNIX, spot, m5.large)"])),
            (Skip::Windows, names(&["aws_instance.windows Instance usage (Windows, on-demand, m5.large)"])),
            (
                Skip::UnknownType,
                names(&["aws_instance.odd Instance usage (Linux/UNIX, on-demand, x99.large)"])
            ),
            (
                Skip::NotTold,
                names(&[
                    "aws_db_instance.orders Database instance (on-demand, Single-AZ, db.m6g.large)",
                    "aws_elasticache_replication_group.cache ElastiCache (on-demand, cache.m6g.large)",
                ])
            ),
            (Skip::PriceNotFound, names(&["aws_nat_gateway.a Data processed"])),
            (Skip::TwoPrices, names(&["nat gateway hour", "aws_nat_gateway.b NAT gateway"])),
            (Skip::OnePriceOfTiers, names(&["aws_s3_bucket.backups Storage"])),
            (
                Skip::UnknownProduct,
                names(&["aws_instance.bastion EC2 detailed monitoring", "aws_kms_key.volumes Requests"])
            ),
            (Skip::UnknownUnit, names(&["aws_secretsmanager_secret.db Secret"])),
        ])
    );
    let row = &import.rows[1];
    assert_eq!(
        (row.as_of_text().as_str(), row.source.as_str()),
        ("2026-10-05", "Infracost, module.eks.aws_eks_node_group.workers")
    );
}

#[test]
fn cores_months_and_disks_are_converted() {
    let import = read(&bytes("infracost/azure.json"), &["westeurope"]).expect("prices");
    assert_eq!(
        short(&import),
        [
            "westeurope,aks,standard-tier-uptime-sla,cluster-hour,,,,0.11,feed",
            "westeurope,load-balancer,standard-data-processed,GB,,,,0.006,feed",
            "westeurope,managed-disk,premium-ssd-p10-lrs,disk-month,,,,22.5,feed",
            "westeurope,nat-gateway,standard-data-processed,GB,,,,0.05,feed",
            "westeurope,nat-gateway,standard-gateway,hour,,,,0.05,feed",
            "westeurope,postgresql-flexible,burstable-b2s server single,server-hour,,,,0.09,feed",
            // 0.48 for the four cores of a D4s v3.
            "westeurope,postgresql-flexible,gp-dsv3 vcore single,vCore-hour,,,,0.12,derived",
            "westeurope,virtual-machines,Standard_D4s_v5,hour,,,,0.25,feed",
        ]
    );
    let skipped = left_out(&import);
    assert_eq!(skipped.keys().copied().collect::<Vec<_>>(), [Skip::UnknownProduct, Skip::NotTold]);
    assert_eq!(skipped[&Skip::NotTold].len(), 2, "storage and copies, with or without a standby");

    let import = read(&bytes("infracost/gcp.json"), &["europe-west3", "eu-central-1"]).expect("prices");
    assert_eq!(
        short(&import),
        [
            "europe-west3,cloud-nat,data processed,GiB,,,,0.05,feed",
            "europe-west3,cloud-nat,gateway uptime per vm,vm-hour,,,,0.0015,feed",
            // 14.6 a month ÷ 730 h.
            "europe-west3,cloud-sql-postgresql,enterprise regional memory,GiB-hour,,,,0.02,derived",
            "europe-west3,cloud-sql-postgresql,enterprise regional vcpu,vCPU-hour,,,,0.1,feed",
            "europe-west3,cloud-sql-postgresql,ssd storage regional,GiB-month,,,,0.45,feed",
            "europe-west3,compute-engine,e2-standard-4,hour,,,,0.18,feed",
            "europe-west3,gke,cluster management fee,cluster-hour,,,,0.12,feed",
            "europe-west3,load-balancer,forwarding rules first five,hour,,,,0.03,feed",
            "europe-west3,persistent-disk,pd-balanced zonal,GiB-month,,,,0.13,feed",
        ]
    );
}

#[test]
fn a_region_that_is_not_named_is_not_guessed() {
    let feed = bytes("infracost/aws.json");
    for regions in [&[][..], &["eu-central-1", "eu-west-1"], &["westeurope"]] {
        let error = read(&feed, regions).expect_err("no region").to_string();
        assert!(error.contains("Infracost names none: say it with --region"), "{error}");
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let text = String::from_utf8(bytes("infracost/aws.json")).expect("UTF-8");
    for (from, to, part) in [
        ("\"currency\": \"USD\"", "\"currency\": \"EUR\"", "currency: found \"EUR\""),
        ("\"currency\": \"USD\"", "\"other\": 1", "currency: found \"none\""),
        ("\"price\": \"0.11\"", "\"price\": \"-0.11\"", "price: found \"-0.11\""),
        ("\"price\": \"0.11\"", "\"price\": \"NaN\"", "price: found \"NaN\""),
        ("\"price\": \"0.11\"", "\"price\": \"1e999\"", "price: found \"1e999\""),
        ("\"price\": \"0.11\"", "\"price\": 0.11", "a text of at most 4096 bytes"),
        ("\"timeGenerated\": \"2026-10-05T", "\"timeGenerated\": \"yesterday", "timeGenerated: found"),
        ("\"projects\": [", "\"projects\": [[[[[[[[", "expected"),
        ("\"breakdown\": {", "\"breakdown\": [{", "found a list"),
    ] {
        assert!(text.contains(from), "{from}");
        let error = read(text.replace(from, to).as_bytes(), &["eu-central-1"]);
        let error = error.map(|import| short(&import)).expect_err(to).to_string();
        assert!(error.starts_with("x.json") && error.len() < 1500, "{error}");
        assert!(error.contains(part) || part == "expected", "{to}: {error}");
    }
}

/// An export with one price, which these words are put into.
fn own(price: &str) -> String {
    format!(
        "{{\"version\":\"0.2\",\"metadata\":{{\"infracostCommand\":\"breakdown\"}},\"currency\":\"USD\",\
         \"projects\":[{{\"breakdown\":{{\"resources\":[{{\"name\":\"a\",\"metadata\":{{\"zoneplanPrice\":{price}}}}}]}}}}],\
         \"timeGenerated\":\"2026-10-05T00:00:00Z\"}}"
    )
}

#[test]
fn an_exported_price_is_checked_before_it_is_taken() {
    let sound = r#"{"provider":"aws","region":"eu-central-1","service":"ec2","item":"m5.large","unit":"hour","tiers":[{"from":0,"usdPerUnit":0.2}],"method":"feed","source":"=x"}"#;
    let import = read(own(sound).as_bytes(), &[]).expect("a price");
    assert_eq!(short(&import), ["eu-central-1,ec2,m5.large,hour,,,,0.2,feed"]);
    assert_eq!(import.rows[0].source, "exported bill: =x", "no formula");
    for (from, to, part) in [
        ("\"aws\"", "\"ibm\"", "zoneplanPrice.provider"),
        ("\"hour\"", "\"@hour\"", "zoneplanPrice.unit"),
        ("\"feed\"", "\"rumour\"", "zoneplanPrice.method"),
        ("0.2", "-1", "zoneplanPrice.tiers"),
        ("0.2", "1e300", "zoneplanPrice.tiers"),
        ("[{\"from\":0,\"usdPerUnit\":0.2}]", "[]", "zoneplanPrice.tiers"),
        ("\"from\":0", "\"from\":5", "zoneplanPrice.tiers"),
        ("\"from\":0", "\"from\":0,\"to\":5", "zoneplanPrice.tiers"),
        ("eu-central-1", "mars-1", "another region"),
        ("m5.large", "x99.large", "unknown product"),
        ("\"hour\"", "\"minute\"", "unit that cannot be converted"),
    ] {
        assert!(sound.contains(from), "{from}");
        let error = read(own(&sound.replace(from, to)).as_bytes(), &[]).expect_err(to).to_string();
        assert!(error.contains(part), "{to}: {error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A file with some bytes changed or cut off gives prices or one clear error.
    #[test]
    fn damaged_files_do_no_harm(at in 0_usize..9000, with in any::<[u8; 3]>(), keep in 0_usize..9000) {
        let mut feed = bytes("infracost/azure.json");
        let at = at % feed.len();
        feed.splice(at..at, with);
        let _ = read(&feed, &["westeurope"]);
        feed.truncate(keep % feed.len());
        if let Err(error) = read(&feed, &["westeurope"]) {
            prop_assert!(error.to_string().len() < 1500);
        }
    }
}
