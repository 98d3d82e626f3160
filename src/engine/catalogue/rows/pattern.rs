//! Deployment patterns: which site holds what, and how a failover between sites goes.

use serde::Serialize;

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// A deployment pattern of the vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pattern {
    /// One region, several zones, managed services.
    CloudNative,
    /// A second region stands by, warm; people switch.
    HotWarm,
    /// A second region is built on demand from copies.
    HotCold,
    /// Four clusters in two regions with validators of one's own.
    HotHotConsortium,
    /// Two regions at work on an external chain.
    HotHotPublic,
}

impl Pattern {
    /// Every pattern; the first is the default.
    pub const ALL: [Self; 5] =
        [Self::CloudNative, Self::HotWarm, Self::HotCold, Self::HotHotConsortium, Self::HotHotPublic];

    /// The word for it in plans and data.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CloudNative => "cloud-native",
            Self::HotWarm => "hot-warm",
            Self::HotCold => "hot-cold",
            Self::HotHotConsortium => "hot-hot-consortium",
            Self::HotHotPublic => "hot-hot-public",
        }
    }

    /// How people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::CloudNative => "Cloud-native",
            Self::HotWarm => "Hot-warm",
            Self::HotCold => "Hot-cold",
            Self::HotHotConsortium => "Hot-hot, consortium",
            Self::HotHotPublic => "Hot-hot, public",
        }
    }

    /// The pattern of a word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|pattern| pattern.name() == word)
    }

    /// Whether it needs a second region, or a second site of one's own.
    pub const fn has_second_site(self) -> bool {
        !matches!(self, Self::CloudNative)
    }

    /// Whether both sites serve users at the same time.
    pub const fn is_active_active(self) -> bool {
        matches!(self, Self::HotHotConsortium | Self::HotHotPublic)
    }
}

/// One of the two places of a pattern.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Site {
    /// The region that writes.
    #[default]
    Primary,
    /// The other one.
    Second,
}

/// A part of the platform that a site may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// Copies of volumes and database.
    Backups,
    /// Cache.
    Cache,
    /// What runs Kubernetes itself.
    ControlPlane,
    /// PostgreSQL.
    Database,
    /// The chain indexer.
    Indexer,
    /// Load balancers, gateways and addresses.
    Network,
    /// Worker nodes with their root volumes.
    Nodes,
    /// The application's objects.
    ObjectStorage,
    /// Logs, metrics, keys, secrets and images.
    Operations,
    /// What users send and get.
    Traffic,
    /// Validators and other chain nodes.
    Validators,
    /// Volumes of the workload.
    Volumes,
}

impl Part {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("backups", Self::Backups),
        ("cache", Self::Cache),
        ("control-plane", Self::ControlPlane),
        ("database", Self::Database),
        ("indexer", Self::Indexer),
        ("network", Self::Network),
        ("nodes", Self::Nodes),
        ("object-storage", Self::ObjectStorage),
        ("operations", Self::Operations),
        ("traffic", Self::Traffic),
        ("validators", Self::Validators),
        ("volumes", Self::Volumes),
    ];

    /// The number of parts.
    pub const COUNT: usize = Self::WORDS.len();
}

/// In which state a site holds a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum PartState {
    /// It serves.
    Active,
    /// It follows the other site and serves nobody.
    Standby,
    /// It is kept ready.
    Warm,
    /// Copies lie there.
    Copies,
    /// It is built when it is needed.
    OnDemand,
    /// The site never holds it.
    None,
}

/// How a part follows what changes elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Replication {
    /// Both have a change before it is acknowledged.
    Synchronous,
    /// The other has a change a while later.
    Asynchronous,
    /// The object store copies what is written.
    ObjectReplication,
    /// Copies are made on a schedule.
    Copies,
    /// The chain's consensus carries it.
    Consensus,
    /// It begins empty and is made anew.
    Rebuilt,
    /// Nothing follows.
    None,
}

/// A part of the capacity: a number, or the id of a figure of `assumptions.csv`.
#[derive(Clone, Debug, PartialEq)]
pub enum Share {
    /// A number, 1 for all of it.
    Fixed(f64),
    /// An assumed figure.
    Figure(String),
}

/// What a site of a pattern holds of a part.
#[derive(Clone, Debug, PartialEq)]
pub struct PatternPart {
    /// Pattern.
    pub pattern: Pattern,
    /// Site.
    pub site: Site,
    /// Part.
    pub part: Part,
    /// State.
    pub state: PartState,
    /// Clusters of the site that hold it.
    pub clusters: u32,
    /// What each of them holds, as a part of what one site with the whole platform has.
    pub share: Share,
    /// How it follows the other site.
    pub replication: Replication,
    /// Where the row comes from.
    pub provenance: Provenance,
}

/// What a figure of a failover is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailoverKind {
    /// Seconds that the other site's data is behind.
    Lag,
    /// Probability that the failover works.
    Success,
    /// Minutes of a step, one after the other.
    Step,
}

/// A figure of the failover between the sites of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct FailoverFigure {
    /// Pattern.
    pub pattern: Pattern,
    /// Short name, unique in the pattern.
    pub id: String,
    /// In words.
    pub name: String,
    /// What it is.
    pub kind: FailoverKind,
    /// Whether it goes by itself; nothing where nobody acts.
    pub is_automatic: Option<bool>,
    /// Who acts.
    pub who_acts: String,
    /// Id of the figure in `assumptions.csv`.
    pub figure: String,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const PART_COLUMNS: &[&str] =
    &["pattern", "site", "part", "state", "clusters", "share", "replication", "as_of", "method", "source"];

pub(super) fn read_parts(
    file: &DataFile<'_>,
    into: &mut Vec<PatternPart>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    const STATES: &[(&str, PartState)] = &[
        ("active", PartState::Active),
        ("standby", PartState::Standby),
        ("warm", PartState::Warm),
        ("copies", PartState::Copies),
        ("on-demand", PartState::OnDemand),
        ("none", PartState::None),
    ];
    const WAYS: &[(&str, Replication)] = &[
        ("synchronous", Replication::Synchronous),
        ("asynchronous", Replication::Asynchronous),
        ("object-replication", Replication::ObjectReplication),
        ("copies", Replication::Copies),
        ("consensus", Replication::Consensus),
        ("rebuilt", Replication::Rebuilt),
        ("none", Replication::None),
    ];
    let patterns = Pattern::ALL.map(|pattern| (pattern.name(), pattern));
    let mut keys = Keys::new();
    into.clear();
    table::read(file, PART_COLUMNS, faults, |row| {
        let (pattern, site) = (
            row.choice("pattern", &patterns)?,
            row.choice("site", &[("primary", Site::Primary), ("second", Site::Second)])?,
        );
        let part = row.choice("part", Part::WORDS)?;
        keys.next((pattern.name(), site, part), row.file(), row.line())?;
        if site == Site::Second && !pattern.has_second_site() {
            return Err(row.fault("site", format!("primary, as {} has one site", pattern.name())));
        }
        let share = row.filled("share")?;
        let share = match share.parse::<f64>() {
            Ok(share) if (0.0..=1.0).contains(&share) => Share::Fixed(share),
            Err(_) if share.contains('.') => Share::Figure(share),
            _ => return Err(row.fault("share", "a number from 0 to 1, or the id of a figure")),
        };
        let found = PatternPart {
            pattern,
            site,
            part,
            state: row.choice("state", STATES)?,
            clusters: row.count("clusters")?,
            share,
            replication: row.choice("replication", WAYS)?,
            provenance: row.provenance()?,
        };
        dates.see(&found.provenance);
        into.push(found);
        Ok(())
    });
}

const FAILOVER_COLUMNS: &[&str] =
    &["pattern", "position", "id", "name", "kind", "acts", "who_acts", "figure", "as_of", "method", "source"];

pub(super) fn read_failovers(
    file: &DataFile<'_>,
    into: &mut Vec<FailoverFigure>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    const KINDS: &[(&str, FailoverKind)] =
        &[("lag", FailoverKind::Lag), ("success", FailoverKind::Success), ("step", FailoverKind::Step)];
    const ACTS: &[(&str, Option<bool>)] = &[("", None), ("automatic", Some(true)), ("engineer", Some(false))];
    let patterns = Pattern::ALL.map(|pattern| (pattern.name(), pattern));
    let mut keys = Keys::new();
    into.clear();
    table::read(file, FAILOVER_COLUMNS, faults, |row| {
        let pattern = row.choice("pattern", &patterns)?;
        keys.next((pattern.name(), row.count("position")?), row.file(), row.line())?;
        let found = FailoverFigure {
            pattern,
            id: row.filled("id")?,
            name: row.filled("name")?,
            kind: row.choice("kind", KINDS)?,
            is_automatic: row.choice("acts", ACTS)?,
            who_acts: row.text("who_acts").to_owned(),
            figure: row.filled("figure")?,
            provenance: row.provenance()?,
        };
        dates.see(&found.provenance);
        into.push(found);
        Ok(())
    });
}
