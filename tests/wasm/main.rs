//! The engine in a real browser gives the same bytes as the native one.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::expect_used, reason = "a test may stop where it stands")]

use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use zoneplan::bundled;
use zoneplan::engine::catalogue::{Catalogue, DataFile};
use zoneplan::engine::manifest::{self, AutoscalerAt, Source};
use zoneplan::engine::plan::{LawInputs, assess, laws};
use zoneplan::engine::report::{report, to_csv, to_text};
use zoneplan::engine::scenario::{Document, manifests_named, plan_with};

wasm_bindgen_test_configure!(run_in_browser);

/// A golden case: its plan and the CSV and text that the native engine writes.
struct Case {
    name: &'static str,
    plan: &'static str,
    csv: &'static str,
    text: &'static str,
}

macro_rules! files {
    ($($path:literal),* $(,)?) => {
        &[$(($path, include_str!(concat!("../../data/", $path)))),*]
    };
}

/// What the cases read beside the files that the page begins with.
const MORE_FILES: &[(&str, &str)] = files![
    "prices/aws/eu-west-1.csv",
    "prices/aws/us-east-1.csv",
    "prices/aws/us-west-2.csv",
    "instances/azure.csv",
    "classes/azure.csv",
    "commitments/azure.csv",
    "prices/azure/global.csv",
    "prices/azure/northeurope.csv",
    "prices/azure/westeurope.csv",
    "instances/gcp.csv",
    "classes/gcp.csv",
    "commitments/gcp.csv",
    "prices/gcp/global.csv",
    "prices/gcp/europe.csv",
    "prices/gcp/europe-west3.csv",
    "prices/gcp/europe-west4.csv",
    "instances/on-prem.csv",
    "prices/openshift/global.csv",
];

/// The manifests of the case that has some.
const MANIFESTS: &str = include_str!("../golden/manifests/manifests.yaml");

macro_rules! cases {
    ($($name:literal),* $(,)?) => {
        [$(Case {
            name: $name,
            plan: include_str!(concat!("../golden/", $name, "/plan.toml")),
            csv: include_str!(concat!("../golden/", $name, "/report.csv")),
            text: include_str!(concat!("../golden/", $name, "/report.txt")),
        }),*]
    };
}

/// Lets the browser breathe: a page that does not answer for long is taken for dead.
async fn breathe() {
    let soon = js_sys::Promise::new(&mut |resolve, _| {
        let window = web_sys::window().expect("a page");
        window.set_timeout_with_callback(&resolve).expect("a timer");
    });
    JsFuture::from(soon).await.expect("it ends");
}

#[wasm_bindgen_test]
async fn golden_reports_are_the_same_bytes_in_the_browser() {
    let mut catalogue = Catalogue::load(&bundled::first_files()).expect("the data is sound");
    for (path, text) in MORE_FILES {
        catalogue.extend(&DataFile { path, text }).expect("the data is sound");
    }
    let cases = cases![
        "reference-aws",
        "public-chain-two-zones",
        "managed-arm-us-east-1",
        "targets",
        "reference-azure",
        "reference-gcp",
        "rosa",
        "on-premises",
        "all-in-cluster",
        "manifests",
        "hot-warm-azure",
        "hot-cold-gcp",
        "consortium-openshift",
        "hot-hot-public-aws",
        "year-of-work",
        "incidents",
    ];
    for case in cases {
        breathe().await;
        let document = Document::from_toml(case.plan).expect("TOML");
        let source = Source { name: "manifests.yaml", text: MANIFESTS };
        let pods = manifest::read(&[source], AutoscalerAt::Least).pods();
        let named = !manifests_named(&document).is_empty();
        let plan = plan_with(&document, &catalogue, named.then_some(&pods)).expect("a sound plan");
        let outcome = assess(&plan, &catalogue).expect("a layout");
        let report = report(&outcome, Some(&laws(&LawInputs::of(&outcome))), &catalogue);
        assert!(to_csv(&report).expect("CSV") == case.csv, "{}: the CSV differs", case.name);
        assert!(to_text(&report) == case.text, "{}: the text differs", case.name);
    }
}
