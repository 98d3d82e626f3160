//! Speed and memory of reading an AWS offer file of the size of a region's EC2 prices.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and prints its table")]

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::time::Instant;

use zoneplan::bundled;
use zoneplan::engine::catalogue::Catalogue;
use zoneplan::engine::feeds::{self, Wanted};

/// Size of the file, at least.
const MEGABYTES: u64 = 400;

/// Times that the file is read; the median counts.
const RUNS: usize = 5;

/// Buffer of the file's reader, as the command line has it.
const BUFFER: usize = 256 * 1024;

const HEADER: &str = "SKU,OfferTermCode,RateCode,TermType,PriceDescription,EffectiveDate,StartingRange,\
EndingRange,Unit,PricePerUnit,Currency,RelatedTo,LeaseContractLength,PurchaseOption,OfferingClass,\
Product Family,serviceCode,Location,Location Type,Instance Type,Current Generation,Instance Family,vCPU,\
Physical Processor,Clock Speed,Memory,Storage,Network Performance,Processor Architecture,Storage Media,\
Volume Type,Max Volume Size,Max IOPS/volume,Max IOPS Burst Performance,Max throughput/volume,Provisioned,\
Tenancy,EBS Optimized,Operating System,License Model,Group,Group Description,Transfer Type,From Location,\
From Location Type,To Location,To Location Type,usageType,operation,AvailabilityZone,CapacityStatus,\
ClassicNetworkingSupport,Dedicated EBS Throughput,ECU,Elastic Graphics Type,Enhanced Networking Supported,\
From Region Code,GPU,GPU Memory,Instance,Instance Capacity - 10xlarge,Instance Capacity - 12xlarge,\
Instance Capacity - 16xlarge,Instance Capacity - 18xlarge,Instance Capacity - 24xlarge,\
Instance Capacity - 2xlarge,Instance Capacity - 32xlarge,Instance Capacity - 4xlarge,\
Instance Capacity - 8xlarge,Instance Capacity - 9xlarge,Instance Capacity - large,\
Instance Capacity - medium,Instance Capacity - metal,Instance Capacity - xlarge,instanceSKU,\
Intel AVX2 Available,Intel AVX Available,Intel Turbo Available,MarketOption,Normalization Size Factor,\
Physical Cores,Pre Installed S/W,Processor Features,Product Type,Region Code,Resource Type,serviceName,\
SnapshotArchiveFeeType,To Region Code,Volume API Name,VPCNetworkingSupport";

/// One of the rates that a machine type has.
struct Rate {
    reserved: bool,
    tenancy: &'static str,
    system: &'static str,
    software: &'static str,
    capacity: &'static str,
}

/// The rates of a machine type: each on demand, and most of them reserved in twelve ways.
fn rates() -> Vec<Rate> {
    let mut rates = Vec::new();
    for tenancy in ["Shared", "Dedicated", "Host"] {
        for system in ["Linux", "RHEL", "SUSE", "Windows", "Ubuntu Pro"] {
            for software in ["NA", "SQL Std", "SQL Ent"] {
                for capacity in ["Used", "UnusedCapacityReservation", "AllocatedCapacityReservation"] {
                    let n = if capacity == "Used" { 12 } else { 0 };
                    for term in 0..=n {
                        rates.push(Rate { reserved: term > 0, tenancy, system, software, capacity });
                    }
                }
            }
        }
    }
    rates
}

fn write_feed(file: &File, catalogue: &Catalogue) -> u64 {
    let mut out = BufWriter::new(file);
    let columns: Vec<&str> = HEADER.split(',').collect();
    let quoted = |cells: &[&str]| format!("\"{}\"\n", cells.join("\",\""));
    let head = "\"FormatVersion\",\"v1.0\"\n\
        \"Disclaimer\",\"This pricing list is for informational purposes only.\"\n\
        \"Publication Date\",\"2026-07-20T18:46:45Z\"\n\"Version\",\"20260720184645\"\n\
        \"OfferCode\",\"AmazonEC2\"\n";
    out.write_all(head.as_bytes()).expect("written");
    out.write_all(quoted(&columns).as_bytes()).expect("written");
    let (mut bytes, mut n) = (0, 0_u64);
    let rates = rates();
    'file: loop {
        for machine in catalogue.instance_types.values() {
            for rate in &rates {
                n += 1;
                let row = quoted(
                    &cells(&columns, &machine.name, rate, n).iter().map(String::as_str).collect::<Vec<_>>(),
                );
                bytes += row.len() as u64;
                out.write_all(row.as_bytes()).expect("written");
            }
            if bytes > MEGABYTES * 1_000_000 {
                break 'file;
            }
        }
    }
    out.flush().expect("written");
    n
}

fn cells(columns: &[&str], machine: &str, rate: &Rate, n: u64) -> Vec<String> {
    let sku = format!("{:016X}", n.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 1);
    let cell = |column: &str| match column {
        "SKU" => sku.clone(),
        "OfferTermCode" => "JRTCKXETXF".into(),
        "RateCode" => format!("{sku}.JRTCKXETXF.6YS6EN2CT7"),
        "TermType" => if rate.reserved { "Reserved" } else { "OnDemand" }.into(),
        "PriceDescription" => {
            format!("$0.192 per {} {} {machine} Instance Hour", rate.tenancy, rate.system)
        }
        "EffectiveDate" => "2026-07-01".into(),
        "StartingRange" => "0".into(),
        "EndingRange" => "Inf".into(),
        "Unit" => "Hrs".into(),
        "PricePerUnit" => "0.1920000000".into(),
        "Currency" => "USD".into(),
        "LeaseContractLength" if rate.reserved => "3yr".into(),
        "PurchaseOption" if rate.reserved => "Partial Upfront".into(),
        "OfferingClass" if rate.reserved => "standard".into(),
        "Product Family" => "Compute Instance".into(),
        "serviceCode" => "AmazonEC2".into(),
        "Location" => "EU (Frankfurt)".into(),
        "Location Type" => "AWS Region".into(),
        "Instance Type" => machine.into(),
        "Current Generation" | "Intel AVX Available" => "Yes".into(),
        "Instance Family" => "General purpose".into(),
        "vCPU" => "4".into(),
        "Physical Processor" => "Intel Xeon 8375C (Ice Lake)".into(),
        "Clock Speed" => "3.5 GHz".into(),
        "Memory" => "16 GiB".into(),
        "Storage" => "EBS only".into(),
        "Network Performance" => "Up to 12500 Megabit".into(),
        "Processor Architecture" => "64-bit".into(),
        "Tenancy" => rate.tenancy.into(),
        "Operating System" => rate.system.into(),
        "License Model" => "No License required".into(),
        "usageType" => format!("EUC1-BoxUsage:{machine}"),
        "operation" => "RunInstances".into(),
        "CapacityStatus" => rate.capacity.into(),
        "ClassicNetworkingSupport" => "false".into(),
        "Dedicated EBS Throughput" => "Up to 10000 Mbps".into(),
        "ECU" | "GPU Memory" => "NA".into(),
        "Enhanced Networking Supported" => "Yes".into(),
        "MarketOption" => "OnDemand".into(),
        "Normalization Size Factor" => "8".into(),
        "Pre Installed S/W" => rate.software.into(),
        "Processor Features" => "Intel AVX; Intel AVX2; Intel AVX512; Intel Turbo".into(),
        "Region Code" => "eu-central-1".into(),
        "serviceName" => "Amazon Elastic Compute Cloud".into(),
        "VPCNetworkingSupport" => "true".into(),
        _ => String::new(),
    };
    columns.iter().map(|column| cell(column)).collect()
}

/// A figure of this process in megabytes, such as its peak of resident memory.
fn process_megabytes(key: &str) -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(key))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib * 1024.0 / 1e6)
}

fn main() {
    let catalogue = Catalogue::load(&bundled::files()).expect("the data is sound");
    let file = tempfile::NamedTempFile::new().expect("a temporary file");
    let n_rows = write_feed(file.as_file(), &catalogue);
    let megabytes = fs::metadata(file.path()).expect("a size").len() as f64 / 1e6;
    let wanted = Wanted { regions: &[], catalogue: &catalogue, as_of: None };
    let mut speeds = Vec::new();
    let mut n_prices = 0;
    for _ in 0..RUNS {
        let feed = BufReader::with_capacity(BUFFER, File::open(file.path()).expect("the feed"));
        let begun = Instant::now();
        let import = feeds::read("AmazonEC2.csv", feed, &wanted).expect("a feed");
        speeds.push(megabytes / begun.elapsed().as_secs_f64());
        n_prices = import.rows.len();
    }
    speeds.sort_by(f64::total_cmp);
    println!(
        "AWS offer file of {megabytes:.0} MB, {n_rows} rates, {n_prices} of them prices of the catalogue"
    );
    println!("{:<44}{:>14.0}", "MB per second on one core, median", speeds[RUNS / 2]);
    let peak = process_megabytes("VmHWM:").map_or("unknown".to_owned(), |peak| format!("{peak:.0}"));
    println!("{:<44}{peak:>14}", "peak resident memory, MB");
}
