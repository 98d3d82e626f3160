//! Speed and memory of reading price feeds: an AWS offer file of the size of a region's EC2
//! prices, one without reserved terms, and pages of Azure Retail Prices.
#![expect(clippy::expect_used, clippy::print_stdout, reason = "a bench may stop, and prints its table")]

use std::fs::{self, File};
use std::io::{BufReader, BufWriter, Write};
use std::time::Instant;

use zoneplan::bundled;
use zoneplan::engine::catalogue::{Catalogue, Host};
use zoneplan::engine::feeds::{self, Wanted};

/// Size of the largest file, at least.
const MEGABYTES: u64 = 400;

/// Size of the others.
const FEWER_MEGABYTES: u64 = 100;

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

/// The rates of a machine type: each on demand, and most of them reserved in `n_reserved` ways.
fn rates(n_reserved: u32) -> Vec<Rate> {
    let mut rates = Vec::new();
    for tenancy in ["Shared", "Dedicated", "Host"] {
        for system in ["Linux", "RHEL", "SUSE", "Windows", "Ubuntu Pro"] {
            for software in ["NA", "SQL Std", "SQL Ent"] {
                for capacity in ["Used", "UnusedCapacityReservation", "AllocatedCapacityReservation"] {
                    let n = if capacity == "Used" { n_reserved } else { 0 };
                    for term in 0..=n {
                        rates.push(Rate { reserved: term > 0, tenancy, system, software, capacity });
                    }
                }
            }
        }
    }
    rates
}

fn write_offer(file: &File, catalogue: &Catalogue, megabytes: u64, n_reserved: u32) {
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
    let rates = rates(n_reserved);
    'file: loop {
        for machine in catalogue.types(Host::Aws).values() {
            for rate in &rates {
                n += 1;
                let row = quoted(
                    &cells(&columns, &machine.name, rate, n).iter().map(String::as_str).collect::<Vec<_>>(),
                );
                bytes += row.len() as u64;
                out.write_all(row.as_bytes()).expect("written");
            }
            if bytes > megabytes * 1_000_000 {
                break 'file;
            }
        }
    }
    out.flush().expect("written");
}

/// Pages of a thousand items, one a line. The catalogue has few of the machines.
fn write_pages(file: &File, megabytes: u64) {
    let mut out = BufWriter::new(file);
    let mut bytes = 0;
    let mut n = 0_u64;
    while bytes < megabytes * 1_000_000 {
        let items: Vec<String> = (0..1000)
            .map(|_| {
                n += 1;
                let kind = if n.is_multiple_of(3) { "Reservation" } else { "Consumption" };
                let system = if n.is_multiple_of(2) { " Windows" } else { "" };
                format!(
                    "{{\"currencyCode\":\"USD\",\"tierMinimumUnits\":0.0,\"retailPrice\":0.23,\"unitPrice\":0.23,\
                     \"armRegionName\":\"westeurope\",\"location\":\"EU West\",\
                     \"effectiveStartDate\":\"2021-11-01T00:00:00Z\",\
                     \"meterId\":\"{n:08}-0000-0000-0000-000000000000\",\"meterName\":\"D4s v5\",\
                     \"productId\":\"DZH318Z08MDR\",\"skuId\":\"DZH318Z08MDR/{n:04}\",\
                     \"productName\":\"Virtual Machines Dsv5 Series{system}\",\"skuName\":\"D4s v5\",\
                     \"serviceName\":\"Virtual Machines\",\"serviceId\":\"DZH313Z7MMC8\",\
                     \"serviceFamily\":\"Compute\",\"unitOfMeasure\":\"1 Hour\",\"type\":\"{kind}\",\
                     \"isPrimaryMeterRegion\":true,\"armSkuName\":\"Standard_X{n}s_v5\"}}"
                )
            })
            .collect();
        let load_balancer = "{\"currencyCode\":\"USD\",\"tierMinimumUnits\":0.0,\"retailPrice\":0.025,\
            \"armRegionName\":\"Global\",\"effectiveStartDate\":\"2021-11-01T00:00:00Z\",\"meterId\":\"m\",\
            \"skuId\":\"s\",\"productName\":\"Load Balancer\",\"serviceName\":\"Load Balancer\",\
            \"meterName\":\"Standard Included LB Rules and Outbound Rules\",\"unitOfMeasure\":\"1 Hour\",\
            \"type\":\"Consumption\"}";
        let page = format!(
            "{{\"BillingCurrency\":\"USD\",\"Items\":[{},{load_balancer}],\"NextPageLink\":null}}\n",
            items.join(",")
        );
        bytes += page.len() as u64;
        out.write_all(page.as_bytes()).expect("written");
    }
    out.flush().expect("written");
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

/// Reads the file several times; prints how fast.
fn measure(what: &str, name: &str, file: &tempfile::NamedTempFile, wanted: &Wanted<'_>) {
    let megabytes = fs::metadata(file.path()).expect("a size").len() as f64 / 1e6;
    let mut n_records = 0;
    let mut speeds: Vec<f64> = (0..RUNS)
        .map(|_| {
            let feed = BufReader::with_capacity(BUFFER, File::open(file.path()).expect("the feed"));
            let begun = Instant::now();
            let import = feeds::read(name, feed, wanted).expect("a feed");
            let speed = megabytes / begun.elapsed().as_secs_f64();
            let skipped: u64 = import.skipped.values().map(|skipped| skipped.records).sum();
            n_records = import.understood + skipped;
            speed
        })
        .collect();
    speeds.sort_by(f64::total_cmp);
    println!("{what:<44}{megabytes:>10.0}{n_records:>12}{:>14.0}", speeds[RUNS / 2]);
}

fn main() {
    let catalogue = Catalogue::load(&bundled::files()).expect("the data is sound");
    let wanted = Wanted { regions: &[], catalogue: &catalogue, as_of: None };
    let some = ["westeurope".to_owned()];
    let azure = Wanted { regions: &some, ..wanted };
    let temporary = || tempfile::NamedTempFile::new().expect("a temporary file");
    println!(
        "{:<44}{:>10}{:>12}{:>14}",
        "reading price feeds, one core, median", "MB", "records", "MB per second"
    );
    let file = temporary();
    write_offer(file.as_file(), &catalogue, MEGABYTES, 12);
    measure("AWS offer file, CSV", "AmazonEC2.csv", &file, &wanted);
    let file = temporary();
    write_offer(file.as_file(), &catalogue, FEWER_MEGABYTES, 0);
    measure("AWS offer file, CSV, no reserved terms", "AmazonEC2.csv", &file, &wanted);
    let file = temporary();
    write_pages(file.as_file(), FEWER_MEGABYTES);
    measure("Azure Retail Prices, a page a line", "westeurope.ndjson", &file, &azure);
    let peak = process_megabytes("VmHWM:").map_or("unknown".to_owned(), |peak| format!("{peak:.0}"));
    println!("peak resident memory of all of it, MB: {peak}");
}
