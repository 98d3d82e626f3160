//! Price feeds: what each small one gives, what hostile ones are told, what holds for all.

mod infracost;
mod table;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{BufReader, Cursor, Read, repeat};
use std::path::PathBuf;
use std::sync::OnceLock;

use proptest::prelude::*;
use zoneplan::engine::catalogue::{Catalogue, DataFile, Date, Host, Provider, write_price_sheet};
use zoneplan::engine::feeds::{self, FeedError, FeedKind, Import, Skip, Wanted, recognise};

use table::{CASES, REFUSALS};

/// A feed that is read.
pub struct Case {
    file: &'static str,
    regions: &'static [&'static str],
    as_of: Option<&'static str>,
    /// Region, service, item, unit, tiering, edges, price and method of each row.
    rows: &'static [&'static str],
    skipped: &'static [(Skip, u64)],
    understood: u64,
    goes_on: bool,
}

/// A feed that is refused.
pub struct Refusal {
    file: &'static str,
    regions: &'static [&'static str],
    as_of: Option<&'static str>,
    /// Parts of the message.
    names: &'static [&'static str],
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/feeds")
}

fn bytes(file: &str) -> Vec<u8> {
    fs::read(folder().join(file)).expect(file)
}

/// The bundled catalogue with a few regions and machine types of the other providers.
fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| {
        let mut catalogue = crate::support::catalogue().clone();
        let region = catalogue.regions.first().expect("a region").clone();
        for (provider, names) in [
            (Provider::Azure, ["westeurope", "northeurope", "eastus"]),
            (Provider::Gcp, ["europe-west3", "europe-west1", "us-central1"]),
        ] {
            catalogue.regions.retain(|region| region.provider != provider);
            for name in names {
                let mut region = region.clone();
                (region.provider, region.name) = (provider, name.to_owned());
                catalogue.regions.push(region);
            }
        }
        let machine = catalogue.types(Host::Aws).values().next().expect("a type").clone();
        for (host, types) in [
            (Host::Azure, &[("Standard_D4s_v5", 4, 16.0), ("Standard_D4s_v7", 4, 16.0)][..]),
            (
                Host::Gcp,
                &[
                    ("n2-standard-4", 4, 16.0),
                    ("c4d-standard-4", 4, 15.0),
                    ("c4d-standard-4-lssd", 4, 15.0),
                    ("e2-standard-2", 2, 8.0),
                    ("e2-medium", 2, 4.0),
                ],
            ),
        ] {
            let types = types.iter().map(|(name, vcpu, memory_gib)| {
                let mut machine = machine.clone();
                (machine.name, machine.vcpu, machine.memory_gib) = ((*name).to_owned(), *vcpu, *memory_gib);
                ((*name).to_owned(), machine)
            });
            catalogue.instance_types.insert(host, types.collect());
        }
        catalogue
    })
}

fn read(
    name: &str,
    feed: &[u8],
    regions: &[&str],
    as_of: Option<&str>,
    buffer: Option<usize>,
) -> Result<Import, FeedError> {
    let regions: Vec<String> = regions.iter().map(|&region| region.to_owned()).collect();
    let as_of = as_of.map(|day| Date::parse(day).expect("a date"));
    let wanted = Wanted { regions: &regions, catalogue: catalogue(), as_of };
    match buffer {
        None => feeds::read(name, feed, &wanted),
        Some(size) => feeds::read(name, BufReader::with_capacity(size, feed), &wanted),
    }
}

/// The rows of a sheet without provider, date and source.
fn short(import: &Import) -> Vec<String> {
    let sheet = write_price_sheet(&import.rows);
    let rows = csv::Reader::from_reader(sheet.as_bytes()).into_records();
    rows.map(|row| {
        let row = row.expect("CSV");
        let cells: Vec<&str> = (1..11).filter(|column| *column != 9).map(|column| &row[column]).collect();
        cells.join(",")
    })
    .collect()
}

#[test]
fn every_small_feed_gives_its_rows_and_says_what_is_left_out() {
    for case in CASES {
        let import = read(case.file, &bytes(case.file), case.regions, case.as_of, None);
        let import = import.unwrap_or_else(|error| panic!("{}: {error}", case.file));
        assert_eq!(short(&import), case.rows, "{}", case.file);
        let skipped: BTreeMap<Skip, u64> =
            import.skipped.iter().map(|(reason, skipped)| (*reason, skipped.records)).collect();
        assert_eq!(skipped, case.skipped.iter().copied().collect(), "{}", case.file);
        assert_eq!(import.understood, case.understood, "{}", case.file);
        assert_eq!(import.goes_on, case.goes_on, "{}", case.file);
        for (reason, skipped) in &import.skipped {
            assert!(!reason.words().is_empty());
            assert_eq!(skipped.examples.len() as u64, skipped.records.min(3), "{}", case.file);
        }
    }
}

#[test]
fn every_refused_feed_is_told_where_what_was_found_and_what_is_allowed() {
    for refusal in REFUSALS {
        let outcome = read(refusal.file, &bytes(refusal.file), refusal.regions, refusal.as_of, None);
        let error = outcome.map(|import| short(&import)).expect_err(refusal.file).to_string();
        assert!(error.starts_with(refusal.file), "{error}");
        assert!(error.len() < 1500, "{}: {} characters", refusal.file, error.len());
        for name in refusal.names {
            assert!(error.contains(name), "{}: no \"{name}\" in: {error}", refusal.file);
        }
    }
}

#[test]
fn every_file_is_in_the_table_and_in_the_readme() {
    let readme = fs::read_to_string(folder().join("README.md")).expect("the README");
    let mut files: Vec<String> = ["aws", "azure", "gcp", "hostile"]
        .iter()
        .flat_map(|part| {
            fs::read_dir(folder().join(part)).expect("a folder").map(move |entry| {
                format!("{part}/{}", entry.expect("an entry").file_name().to_string_lossy())
            })
        })
        .collect();
    files.sort();
    let mut known: Vec<String> = CASES.iter().map(|case| case.file.to_owned()).collect();
    known.extend(REFUSALS.iter().map(|refusal| refusal.file.to_owned()));
    known.sort();
    assert_eq!(files, known);
    for file in files {
        assert!(readme.contains(&format!("`{file}`")), "README.md does not name {file}");
    }
}

#[test]
fn rows_carry_the_date_and_the_source_of_their_feed() {
    for (file, as_of, date, source) in [
        ("aws/ec2-linux.csv", None, "2026-07-20", "AWS price list AmazonEC2 20260720184645, SKU "),
        ("aws/ec2.json", Some("2026-09-01"), "2026-07-20", "AWS price list AmazonEC2 20260720184645, SKU "),
        ("azure/page.json", None, "2021-11-01", "Azure Retail Prices, SKU DZH318Z08MDR/"),
        ("azure/page.json", Some("2026-10-01"), "2026-10-01", "Azure Retail Prices, SKU DZH318Z08MDR/"),
        ("gcp/page.json", None, "2026-08-01", "Google Cloud Billing Catalog, SKU "),
    ] {
        let import = read(file, &bytes(file), &[], as_of, None).expect(file);
        for row in &import.rows {
            assert_eq!(row.as_of_text(), date, "{file}");
            assert!(row.source.starts_with(source), "{file}: {}", row.source);
        }
    }
    let import = read("x", &bytes("gcp/machines.json"), &[], None, None).expect("machines");
    let source = &import.rows[0].source;
    assert!(source.starts_with("4 × Google") && source.contains(" + 16 GiB × Google"), "{source}");
    let import = read("x", &bytes("azure/postgresql-vcores.json"), &[], None, None).expect("vCores");
    assert!(import.rows[1].source.starts_with("two servers at gp-ddsv5 vcore single: Azure"));
}

#[test]
fn names_are_those_of_the_bundled_prices() {
    let sheet = catalogue().sheet(Provider::Aws, "eu-central-1").expect("a sheet");
    let mut seen = 0;
    for case in CASES.iter().filter(|case| case.file.starts_with("aws/")) {
        for row in read(case.file, &bytes(case.file), case.regions, case.as_of, None).expect("rows").rows {
            let meter = sheet.meter(&row.service, &row.item);
            let meter = meter.unwrap_or_else(|| panic!("{}: {} {}", case.file, row.service, row.item));
            assert_eq!(meter.unit, row.unit, "{} {}", row.service, row.item);
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}

/// The rows of each region as a file of `data/prices`, whose columns are those of the bundled ones.
#[test]
fn the_catalogue_takes_every_row() {
    let bundled = zoneplan::bundled::files();
    let known = bundled.iter().find(|file| file.path == "prices/aws/eu-central-1.csv").expect("a price file");
    let columns: Vec<&str> = known.text.lines().next().expect("a header").split(',').collect();
    for case in CASES {
        let import = read(case.file, &bytes(case.file), case.regions, case.as_of, None).expect(case.file);
        let sheet = write_price_sheet(&import.rows);
        let mut reader = csv::Reader::from_reader(sheet.as_bytes());
        let header = reader.headers().expect("a header").clone();
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        for row in reader.into_records().map(|row| row.expect("a row")) {
            let path = format!("prices/{}/{}.csv", &row[0], &row[1]);
            let cell = |column: &&str| {
                let idx = header.iter().position(|name| name == *column).expect("a column of the sheet");
                format!("\"{}\"", row[idx].replace('"', "\"\""))
            };
            let cells: Vec<String> = columns.iter().map(cell).collect();
            let text = files.entry(path).or_insert_with(|| format!("{}\n", columns.join(",")));
            writeln!(text, "{}", cells.join(",")).expect("written");
        }
        let files: Vec<DataFile<'_>> = files.iter().map(|(path, text)| DataFile { path, text }).collect();
        let faults = Catalogue::load(&files).err();
        assert_eq!(faults, None, "{}", case.file);
    }
}

#[test]
fn the_size_of_the_readers_buffer_does_not_matter() {
    for case in CASES {
        let feed = bytes(case.file);
        let whole = read(case.file, &feed, case.regions, case.as_of, None);
        for size in [1, 7, 64] {
            let pieces = read(case.file, &feed, case.regions, case.as_of, Some(size));
            assert_eq!(pieces, whole, "{} in pieces of {size}", case.file);
        }
    }
}

/// The first lines of an offer file, and its good row.
fn head_and_row() -> (String, String) {
    let text = String::from_utf8(bytes("aws/ec2-same-price-twice.csv")).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    (format!("{}\n", lines[..6].join("\n")), format!("{}\n", lines[6]))
}

#[track_caller]
fn refused(name: &str, feed: impl Read, part: &str) {
    let wanted = Wanted { regions: &[], catalogue: catalogue(), as_of: None };
    let error = feeds::read(name, BufReader::new(feed), &wanted).expect_err(name).to_string();
    assert!(error.contains(part), "{name}: {error}");
}

#[test]
fn a_field_without_end_is_refused_before_it_is_held() {
    let (head, _) = head_and_row();
    let endless = || repeat(b'a');
    refused("x.csv", Cursor::new(format!("{head}\"")).chain(endless()), "line 7: found a record of more");
    refused("x.csv", Cursor::new(head).chain(endless()), "line 7: found a record of more");
    refused("x.csv", Cursor::new("\"FormatVersion\",\"").chain(endless()), "line 1: found a record of more");
    refused("x.json", Cursor::new("{\"skus\":[{\"description\":\"").chain(endless()), "a text of more than");
    refused("x.json", Cursor::new("{\"skus\":[],\"other\":\"").chain(endless()), "a text of more than");
    refused("x.json", Cursor::new("{\"skus\":[],\"other\":\"").chain(repeat(b'\\')), "a text of more than");
    refused("x.json", Cursor::new("{\"skus\":[],\"other\":").chain(repeat(b'[')), "nested more than 64 deep");
    refused("x.bin", repeat(0), "no price feed");
}

#[test]
fn a_list_or_a_name_without_end_is_refused() {
    let many = "\"europe-west3\",".repeat(3000);
    let feed = format!("{{\"skus\":[{{\"skuId\":\"A\",\"serviceRegions\":[{many}\"x\"]}}]}}");
    refused("x.json", Cursor::new(feed), "expected a list of at most 2000 entries");
    let feed = format!("{{\"skus\":[{{\"skuId\":\"A\",\"description\":\"{}\"}}]}}", "x".repeat(5000));
    refused("x.json", Cursor::new(feed), "expected a text of at most 4096 bytes");
}

#[test]
fn more_prices_than_any_feed_has_are_refused() {
    let text = String::from_utf8(bytes("aws/rds-instances.csv")).expect("UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    let mut feed = format!("{}\n", lines[..6].join("\n"));
    for n in 0..200_001 {
        writeln!(feed, "{}", lines[6].replace("\"db.m7g.large\"", &format!("\"db.{n}\""))).expect("written");
    }
    refused("x.csv", Cursor::new(feed), "at most 200000 in a feed");
}

#[test]
fn many_rows_give_what_one_gives() {
    let (head, row) = head_and_row();
    let reserved = row.replace("\"OnDemand\",\"", "\"Reserved\",\"");
    let windows = row.replace("\"Linux\"", "\"Windows\"");
    let feed = format!("{head}{row}{}", format!("{reserved}{windows}").repeat(50_000));
    let import = read("x.csv", feed.as_bytes(), &[], None, Some(8192)).expect("rows");
    assert_eq!(short(&import), ["eu-central-1,ec2,m6i.xlarge,hour,,,,0.23,feed"]);
    assert_eq!(import.skipped[&Skip::ReservedTerm].records, 50_000);
    assert_eq!(import.skipped[&Skip::Windows].records, 50_000);
    assert_eq!(import.skipped[&Skip::Windows].examples.len(), 3);
}

#[test]
fn line_ends_and_a_byte_order_mark_do_no_harm() {
    for file in ["aws/ec2-linux.csv", "azure/pages.ndjson", "gcp/page.json"] {
        let text = String::from_utf8(bytes(file)).expect("UTF-8");
        let plain = read(file, text.as_bytes(), &[], None, None).expect(file);
        let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(read(file, other.as_bytes(), &[], None, None).expect(file), plain);
    }
}

#[test]
fn the_feed_is_recognised_from_its_first_kilobytes() {
    for case in CASES {
        let head = bytes(case.file);
        let kind = match case.file {
            file if file.starts_with("azure/") => FeedKind::AzureRetail,
            file if file.starts_with("gcp/") => FeedKind::GcpSkus,
            file if file.ends_with(".csv") => FeedKind::AwsOfferCsv,
            _ => FeedKind::AwsOfferJson,
        };
        assert_eq!(recognise(&head[..head.len().min(4096)]), Some(kind), "{}", case.file);
    }
}

/// Every small feed, of either table.
fn any_feed() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let files: Vec<&'static str> =
        CASES.iter().map(|case| case.file).chain(REFUSALS.iter().map(|refusal| refusal.file)).collect();
    prop::sample::select(files).prop_map(|file| (file, bytes(file)))
}

/// Rows are fit for the catalogue, whatever was read.
fn check(outcome: Result<Import, FeedError>) -> Result<(), TestCaseError> {
    let Ok(import) = outcome else { return Ok(()) };
    prop_assert!(!import.rows.is_empty());
    for row in &import.rows {
        prop_assert!(row.usd_per_unit.is_finite() && row.usd_per_unit >= 0.0);
        prop_assert!(row.tier_from.is_none_or(|from| from.is_finite() && from >= 0.0));
        prop_assert!(row.tier_to.is_none_or(|to| to.is_finite() && Some(to) > row.tier_from));
        prop_assert!(!row.source.is_empty() && !row.item.is_empty() && !row.unit.is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_make_a_reader_panic(feed in prop::collection::vec(any::<u8>(), 0..2000)) {
        check(read("x", &feed, &[], None, None))?;
        for head in ["\"FormatVersion\",\"v1.0\"\n", "{\"offerCode\":", "[{\"retailPrice\":", "{\"skus\":["] {
            let feed = [head.as_bytes(), &feed].concat();
            check(read("x", &feed, &[], None, None))?;
        }
    }

    #[test]
    fn no_damage_to_a_feed_makes_its_reader_panic(
        (file, mut feed) in any_feed(),
        damages in prop::collection::vec((any::<prop::sample::Index>(), 0_u8..5, any::<u8>()), 1..6),
    ) {
        for (place, how, byte) in damages {
            if feed.is_empty() {
                break;
            }
            let place = place.index(feed.len());
            match how {
                0 => feed[place] = byte,
                1 => {
                    feed.remove(place);
                }
                2 => feed.insert(place, byte),
                3 => feed.truncate(place),
                _ => {
                    let rest = feed.split_off(place);
                    let twice = rest.clone();
                    feed.extend(rest);
                    feed.extend(twice);
                }
            }
        }
        check(read(file, &feed, &[], Some("2026-10-01"), None))?;
    }
}
