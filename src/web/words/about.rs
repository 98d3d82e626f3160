//! What each field of the plan means.

use super::Word;

super::table::words! {
    "about";
    PLATFORM_PROVIDER = "Whose Kubernetes the platform runs on. It decides prices, what a node keeps back, and which managed services there are.";
    PLATFORM_OPENSHIFT_FLAVOUR = "Which OpenShift: run by the team (OCP, OKD) or by Red Hat and the cloud (ROSA, ARO). It decides subscriptions and who runs the control plane.";
    PLATFORM_OPENSHIFT_HOST = "Whose machines OpenShift runs on. On one's own site database, cache and storage run in the cluster.";
    PLATFORM_REGION = "Where the machines stand. Prices, the number of zones and what is sold differ from region to region.";
    PLATFORM_ZONES = "Over how many zones nodes and data are spread. Three let most groups lose any one of them.";
    PLATFORM_PATTERN = "One site or two, and how ready the second is: the high-availability patterns of the vendor.";
    PLATFORM_SECOND_REGION = "The region of the second site, or of the copies that leave the first.";
    FINANCE_STAND_IN_REGION = "A region whose prices stand in where this one has none; such lines say so.";
    NODE_POOLS_0_INSTANCE_TYPE = "The machine that every node is. Left to the tool it is the cheapest one that carries the pods.";
    NODE_POOLS_0_NODES = "How many nodes there are in all zones together. Left to the tool there are as many as the pods need, also when a zone is lost.";
    NODE_POOLS_0_ARCHITECTURE = "Which processors may be chosen. The images must exist for them.";
    NODE_POOLS_0_ZONE_LOSS = "What must still run when any one zone is lost, and whether nodes are kept for it.";
    NODE_POOLS_0_AUTOSCALE_MIN = "The least number of nodes that the autoscaler keeps.";
    NODE_POOLS_0_AUTOSCALE_MAX = "The largest number of nodes that the autoscaler may start.";
    NODE_POOLS_0_BURSTABLE = "Whether machines may be chosen that are fast for a while only.";
    PLATFORM_MEMORY_SEEN = "How much of its memory a node is counted with: as measured, or the least that autoscalers count on.";
    PLATFORM_POD_NETWORK = "How pods get their addresses. It limits how many fit on a node.";
    PLATFORM_OPENSHIFT_ROUTER_SHARDS = "Groups of routers for incoming traffic; each takes its part of the cluster.";
    PLATFORM_OPENSHIFT_AUTO_SIZING = "Whether a node keeps back more for itself the larger it is.";
    PLATFORM_OPENSHIFT_INFRA_NODES = "Nodes for routers, monitoring and registry, which need no subscription.";
    PLATFORM_OPENSHIFT_ODF_PROFILE = "How much the storage services of OpenShift Data Foundation ask for.";
    WORKLOAD_PROFILE = "What runs: which parts of the platform, with which requests. Manifests of one's own can take its place.";
    WORKLOAD_REPLICAS_BESU_VALIDATOR = "Members of the chain that seal blocks. Two thirds of them must be up, so how they spread over zones decides what it survives.";
    WORKLOAD_GROWTH_PCT_PER_YEAR = "By how much the load grows in a year. It decides how long the layout lasts and what later months cost.";
    DATABASE_INSTANCE = "The size of the managed PostgreSQL. Left to the tool it is the smallest that does.";
    DATABASE_HIGH_AVAILABILITY = "Whether a second instance in another zone takes over when the first fails.";
    DATABASE_STORAGE_GIB = "The disk of the database. It decides its price, what a copy holds and how long a restore takes.";
    CACHE_INSTANCE = "The size of the managed cache. Left to the tool it is the smallest that does.";
    CACHE_HIGH_AVAILABILITY = "Whether a second cache in another zone takes over when the first fails.";
    BACKUP_TIERS = "Which copies Velero makes: how often, of what, and how long they stay.";
    BACKUP_KEEP_DAYS = "How long a daily copy is kept.";
    DATABASE_PITR_DAYS = "How far back the database can be brought to any second.";
    OBJECT_STORAGE_VERSIONS_DAYS = "How long an object that was overwritten or deleted can be brought back.";
    BACKUP_DAILY_CHANGE_PCT = "The part of the data that changes in a day. It decides how large copies are that hold changes only.";
    BACKUP_OFF_REGION_COPY = "Whether every copy is kept in a second region as well, for the loss of the first.";
    BACKUP_LAST_DRILL_DATE = "When a restore was tried out last. A copy that nobody has restored is trusted less.";
    BACKUP_LAST_DRILL_RESTORE_MINUTES = "How long that restore took. It takes the place of the model's own figure.";
    NETWORK_EGRESS_GIB_PER_MONTH = "What leaves for the internet in a month. Providers bill it by the gigabyte.";
    OBJECT_STORAGE_STORED_GIB = "What is kept in object storage at the beginning.";
    OBSERVABILITY_METRICS = "Whether metrics and logs are kept in the cluster or by the provider's service.";
    NETWORK_PRIVATE_ENDPOINTS = "Whether the provider's services are reached without the internet, which is billed.";
    FINANCE_HORIZON_MONTHS = "How many months the plan looks ahead when it sums up costs.";
    START_MONTH = "The first month of the plan. Support, growth and payments are counted from it.";
    FINANCE_CURRENCY = "A currency in which sums are shown beside dollars, at a rate that you give.";
    FINANCE_RATE = "How many units of that currency a dollar is.";
    FINANCE_RATE_DATE = "The day of that rate, so that readers can judge it.";
    FINANCE_MIGRATION_USD = "What the move to this platform costs, once.";
    FINANCE_DOWNTIME_USD_PER_HOUR = "What an hour of downtime costs the business. It stands beside the bill, not in it.";
    FINANCE_TENANTS = "Tenants that share the platform: costs are divided by them.";
    FINANCE_TRANSACTIONS_PER_MONTH = "Transactions in a month: costs are divided by them.";
    ASSUMPTIONS_FINANCE_PRICE_CHANGE_PCT_PER_YEAR = "By how much list prices change in a year.";
    ASSUMPTIONS_FINANCE_WAGE_CHANGE_PCT_PER_YEAR = "By how much an hour of work changes in price in a year.";
    ASSUMPTIONS_FINANCE_DISCOUNT_RATE_PCT_PER_YEAR = "By how much a payment a year later counts less.";
    NODE_POOLS_0_COMMITMENT_SCHEME = "How nodes are paid for: by the hour, spot, or with a commitment that makes them cheaper.";
    NODE_POOLS_0_COMMITMENT_YEARS = "For how many years the nodes are committed to.";
    NODE_POOLS_0_COMMITMENT_UPFRONT = "How much of that commitment is paid at once.";
    NODE_POOLS_0_COMMITMENT_COVERAGE_PCT = "The part of the first month's use that the commitment covers.";
    DATABASE_COMMITMENT_SCHEME = "How the database is paid for: by the hour or with a commitment.";
    DATABASE_COMMITMENT_YEARS = "For how many years the database is committed to.";
    DATABASE_COMMITMENT_UPFRONT = "How much of that commitment is paid at once.";
    DATABASE_COMMITMENT_COVERAGE_PCT = "The part of the first month's use that the commitment covers.";
    CACHE_COMMITMENT_SCHEME = "How the cache is paid for: by the hour or with a commitment.";
    CACHE_COMMITMENT_YEARS = "For how many years the cache is committed to.";
    CACHE_COMMITMENT_UPFRONT = "How much of that commitment is paid at once.";
    CACHE_COMMITMENT_COVERAGE_PCT = "The part of the first month's use that the commitment covers.";
    FINANCE_FREE_ALLOWANCES = "Whether the amounts that a provider gives without billing them are taken off.";
    FINANCE_SUSTAINED_USE = "Whether Google Cloud's discount for machines that run all month is taken off.";
    FINANCE_NEGOTIATED_PCT_ALL = "A discount of your contract on every service of the provider.";
    PLATFORM_UPGRADES = "Whether the team upgrades before support of a version ends, or stays and pays for extended support.";
    PLATFORM_LONG_TERM_SUPPORT = "Whether the provider keeps an old version of Kubernetes alive for a price.";
    DATABASE_VERSION = "The major version of PostgreSQL. It decides when its support ends.";
    FINANCE_SUPPORT_PLAN = "The provider's paid support, in the bill.";
    TEAM_ENGINEERS = "How many engineers set the platform up and keep it running.";
    TEAM_HOURLY_COST_USD = "What an hour of their work costs. People stand beside the bill.";
    TEAM_PRODUCTIVE_HOURS_PER_DAY = "Hours of a working day that go into such work.";
    TEAM_START_DATE = "The day on which the setup begins.";
    TEAM_HOLIDAYS = "Days off beside weekends, as dates.";
    TEAM_CHANGES_PER_YEAR = "How often something is changed in production. Some changes go wrong and cause downtime.";
    TEAM_UNLISTED_HOURS_PER_MONTH = "Work that no activity of the list covers.";
    TEAM_SKILLS_KUBERNETES = "What the team knows of Kubernetes. What is missing is learnt before the setup goes on.";
    TEAM_SKILLS_HELM = "What the team knows of Helm charts.";
    TEAM_SKILLS_CLOUD = "What the team knows of the provider's managed services.";
    TEAM_SKILLS_POSTGRESQL = "What the team knows of PostgreSQL.";
    TEAM_SKILLS_MONITORING = "What the team knows of Prometheus and Grafana.";
    TEAM_ON_CALL = "Who answers when something fails outside working hours. It decides how long failures last that need a person.";
    TEAM_ROTA_ONE_WEEK_IN = "Of how many weeks each engineer is on call for one.";
    TEAM_ROTA_SHIFT_HOURS = "How long one is on call at a stretch.";
    TEAM_ROTA_SITES = "Sites in different time zones that share the day, so that nobody is woken.";
    TEAM_ROTA_PEOPLE = "How many people are on call at the same time.";
    TEAM_ON_CALL_USD_PER_WEEK = "What a week of being on call is paid, beside the hours of work.";
    TARGETS_MONTHLY_COST_USD = "The most that a month may cost. The answer says with which odds it stays within.";
    TARGETS_AVAILABILITY_PCT = "The least availability of a year. The answer says with which odds it is reached.";
    TARGETS_RTO_MINUTES = "How long an outage may last at most.";
    TARGETS_RPO_SECONDS = "How old the data may be at most that is there after a failure.";
    TARGETS_SETUP_DAYS = "In how many working days the platform is to stand.";
    TARGETS_FTE = "How much of a person's year the planned work may take.";
    TARGETS_CONFIDENCE = "The odds with which a target must be met to count as met.";
}

/// The fields by their paths, and what they mean.
const FIELDS: &[(&str, Word)] = &[
    ("platform.provider", PLATFORM_PROVIDER),
    ("platform.openshift.flavour", PLATFORM_OPENSHIFT_FLAVOUR),
    ("platform.openshift.host", PLATFORM_OPENSHIFT_HOST),
    ("platform.region", PLATFORM_REGION),
    ("platform.zones", PLATFORM_ZONES),
    ("platform.pattern", PLATFORM_PATTERN),
    ("platform.second_region", PLATFORM_SECOND_REGION),
    ("finance.stand_in_region", FINANCE_STAND_IN_REGION),
    ("node_pools.0.instance_type", NODE_POOLS_0_INSTANCE_TYPE),
    ("node_pools.0.nodes", NODE_POOLS_0_NODES),
    ("node_pools.0.architecture", NODE_POOLS_0_ARCHITECTURE),
    ("node_pools.0.zone_loss", NODE_POOLS_0_ZONE_LOSS),
    ("node_pools.0.autoscale.min", NODE_POOLS_0_AUTOSCALE_MIN),
    ("node_pools.0.autoscale.max", NODE_POOLS_0_AUTOSCALE_MAX),
    ("node_pools.0.burstable", NODE_POOLS_0_BURSTABLE),
    ("platform.memory_seen", PLATFORM_MEMORY_SEEN),
    ("platform.pod_network", PLATFORM_POD_NETWORK),
    ("platform.openshift.router_shards", PLATFORM_OPENSHIFT_ROUTER_SHARDS),
    ("platform.openshift.auto_sizing", PLATFORM_OPENSHIFT_AUTO_SIZING),
    ("platform.openshift.infra_nodes", PLATFORM_OPENSHIFT_INFRA_NODES),
    ("platform.openshift.odf_profile", PLATFORM_OPENSHIFT_ODF_PROFILE),
    ("workload.profile", WORKLOAD_PROFILE),
    ("workload.replicas.besu-validator", WORKLOAD_REPLICAS_BESU_VALIDATOR),
    ("workload.growth_pct_per_year", WORKLOAD_GROWTH_PCT_PER_YEAR),
    ("database.instance", DATABASE_INSTANCE),
    ("database.high_availability", DATABASE_HIGH_AVAILABILITY),
    ("database.storage_gib", DATABASE_STORAGE_GIB),
    ("cache.instance", CACHE_INSTANCE),
    ("cache.high_availability", CACHE_HIGH_AVAILABILITY),
    ("backup.tiers", BACKUP_TIERS),
    ("backup.keep_days", BACKUP_KEEP_DAYS),
    ("database.pitr_days", DATABASE_PITR_DAYS),
    ("object_storage.versions_days", OBJECT_STORAGE_VERSIONS_DAYS),
    ("backup.daily_change_pct", BACKUP_DAILY_CHANGE_PCT),
    ("backup.off_region_copy", BACKUP_OFF_REGION_COPY),
    ("backup.last_drill.date", BACKUP_LAST_DRILL_DATE),
    ("backup.last_drill.restore_minutes", BACKUP_LAST_DRILL_RESTORE_MINUTES),
    ("network.egress_gib_per_month", NETWORK_EGRESS_GIB_PER_MONTH),
    ("object_storage.stored_gib", OBJECT_STORAGE_STORED_GIB),
    ("observability.metrics", OBSERVABILITY_METRICS),
    ("network.private_endpoints", NETWORK_PRIVATE_ENDPOINTS),
    ("finance.horizon_months", FINANCE_HORIZON_MONTHS),
    ("start_month", START_MONTH),
    ("finance.currency", FINANCE_CURRENCY),
    ("finance.rate", FINANCE_RATE),
    ("finance.rate_date", FINANCE_RATE_DATE),
    ("finance.migration_usd", FINANCE_MIGRATION_USD),
    ("finance.downtime_usd_per_hour", FINANCE_DOWNTIME_USD_PER_HOUR),
    ("finance.tenants", FINANCE_TENANTS),
    ("finance.transactions_per_month", FINANCE_TRANSACTIONS_PER_MONTH),
    ("assumptions.finance.price_change_pct_per_year", ASSUMPTIONS_FINANCE_PRICE_CHANGE_PCT_PER_YEAR),
    ("assumptions.finance.wage_change_pct_per_year", ASSUMPTIONS_FINANCE_WAGE_CHANGE_PCT_PER_YEAR),
    ("assumptions.finance.discount_rate_pct_per_year", ASSUMPTIONS_FINANCE_DISCOUNT_RATE_PCT_PER_YEAR),
    ("node_pools.0.commitment.scheme", NODE_POOLS_0_COMMITMENT_SCHEME),
    ("node_pools.0.commitment.years", NODE_POOLS_0_COMMITMENT_YEARS),
    ("node_pools.0.commitment.upfront", NODE_POOLS_0_COMMITMENT_UPFRONT),
    ("node_pools.0.commitment.coverage_pct", NODE_POOLS_0_COMMITMENT_COVERAGE_PCT),
    ("database.commitment.scheme", DATABASE_COMMITMENT_SCHEME),
    ("database.commitment.years", DATABASE_COMMITMENT_YEARS),
    ("database.commitment.upfront", DATABASE_COMMITMENT_UPFRONT),
    ("database.commitment.coverage_pct", DATABASE_COMMITMENT_COVERAGE_PCT),
    ("cache.commitment.scheme", CACHE_COMMITMENT_SCHEME),
    ("cache.commitment.years", CACHE_COMMITMENT_YEARS),
    ("cache.commitment.upfront", CACHE_COMMITMENT_UPFRONT),
    ("cache.commitment.coverage_pct", CACHE_COMMITMENT_COVERAGE_PCT),
    ("finance.free_allowances", FINANCE_FREE_ALLOWANCES),
    ("finance.sustained_use", FINANCE_SUSTAINED_USE),
    ("finance.negotiated_pct.*", FINANCE_NEGOTIATED_PCT_ALL),
    ("platform.upgrades", PLATFORM_UPGRADES),
    ("platform.long_term_support", PLATFORM_LONG_TERM_SUPPORT),
    ("database.version", DATABASE_VERSION),
    ("finance.support_plan", FINANCE_SUPPORT_PLAN),
    ("team.engineers", TEAM_ENGINEERS),
    ("team.hourly_cost_usd", TEAM_HOURLY_COST_USD),
    ("team.productive_hours_per_day", TEAM_PRODUCTIVE_HOURS_PER_DAY),
    ("team.start_date", TEAM_START_DATE),
    ("team.holidays", TEAM_HOLIDAYS),
    ("team.changes_per_year", TEAM_CHANGES_PER_YEAR),
    ("team.unlisted_hours_per_month", TEAM_UNLISTED_HOURS_PER_MONTH),
    ("team.skills.kubernetes", TEAM_SKILLS_KUBERNETES),
    ("team.skills.helm", TEAM_SKILLS_HELM),
    ("team.skills.cloud", TEAM_SKILLS_CLOUD),
    ("team.skills.postgresql", TEAM_SKILLS_POSTGRESQL),
    ("team.skills.monitoring", TEAM_SKILLS_MONITORING),
    ("team.on_call", TEAM_ON_CALL),
    ("team.rota.one_week_in", TEAM_ROTA_ONE_WEEK_IN),
    ("team.rota.shift_hours", TEAM_ROTA_SHIFT_HOURS),
    ("team.rota.sites", TEAM_ROTA_SITES),
    ("team.rota.people", TEAM_ROTA_PEOPLE),
    ("team.on_call_usd_per_week", TEAM_ON_CALL_USD_PER_WEEK),
    ("targets.monthly_cost_usd", TARGETS_MONTHLY_COST_USD),
    ("targets.availability_pct", TARGETS_AVAILABILITY_PCT),
    ("targets.rto_minutes", TARGETS_RTO_MINUTES),
    ("targets.rpo_seconds", TARGETS_RPO_SECONDS),
    ("targets.setup_days", TARGETS_SETUP_DAYS),
    ("targets.fte", TARGETS_FTE),
    ("targets.confidence", TARGETS_CONFIDENCE),
];

/// What the field at a place of the plan means.
pub fn meaning(path: &str) -> Option<Word> {
    FIELDS.iter().find(|(known, _)| *known == path).map(|(_, word)| *word)
}
