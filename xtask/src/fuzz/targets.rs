//! The targets: the quickest first.

/// A target of `fuzz/`.
#[derive(Debug)]
pub struct Target {
    /// Its program.
    pub name: &'static str,
    /// Longest input, bytes.
    pub longest: u32,
    /// Whether it needs the code of the page.
    pub is_of_page: bool,
    /// Folders and files of the repository whose files are seeds, beside `fuzz/seeds/<name>`.
    pub seeds: &'static [&'static str],
    /// The end of the names of those files.
    pub ending: &'static str,
    /// More options of libFuzzer.
    pub options: &'static [&'static str],
}

/// A target without seeds elsewhere.
const fn plain(name: &'static str, longest: u32) -> Target {
    Target { name, longest, is_of_page: false, seeds: &[], ending: "", options: &[] }
}

/// A target whose seeds are files of the repository.
const fn seeded(
    name: &'static str,
    longest: u32,
    seeds: &'static [&'static str],
    ending: &'static str,
) -> Target {
    Target { seeds, ending, ..plain(name, longest) }
}

/// A target of what the page reads.
const fn of_page(name: &'static str, longest: u32) -> Target {
    Target { is_of_page: true, ..plain(name, longest) }
}

/// Every target.
pub const TARGETS: &[Target] = &[
    plain("quantity", 128),
    plain("model", 1024),
    of_page("link", 2048),
    of_page("saved_state", 2048),
    plain("locked_plan", 2048),
    plain("grid", 2048),
    seeded("manifest_json", 4096, &["tests/manifests"], ".json"),
    seeded("feed_aws", 4096, &["tests/feeds/aws", "tests/feeds/hostile"], ""),
    seeded("feed_gcp", 4096, &["tests/feeds/gcp", "tests/feeds/hostile"], ""),
    seeded("feed_azure", 4096, &["tests/feeds/azure", "tests/feeds/hostile"], ""),
    seeded("feed_infracost", 4096, &["tests/feeds/infracost", "tests/feeds/hostile"], ""),
    seeded("data_file", 4096, &["data"], ".csv"),
    plain("form", 2048),
    plain("price_sheet", 4096),
    seeded("plan_toml", 2048, &["tests/golden", "data/presets"], ".toml"),
    plain("plan_json", 4096),
    seeded("manifest_yaml", 2048, &["tests/manifests"], ".yaml"),
    // Its input is a list of choices: comparisons say nothing about it, and a longer one is another plan.
    Target { options: &["-len_control=0", "-use_cmp=0", "-use_counters=0"], ..plain("engine", 512) },
];
