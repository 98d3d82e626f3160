//! What a pod asks for, by the rules of the scheduler.

use super::cursor::Cursor;
use super::note::{Notes, shown};
use super::quantity::Quantity;

/// Most CPU and memory of one container: more is a slip of the pen.
const MOST_CORES: u32 = 100_000;
const MOST_MEMORY_MIB: u32 = 1024 * 1024 * 1024;

/// CPU and memory.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Amounts {
    pub cpu: Quantity,
    pub memory: Quantity,
}

impl Amounts {
    pub fn plus(self, other: Self) -> Self {
        Self { cpu: self.cpu + other.cpu, memory: self.memory + other.memory }
    }

    fn or_more(self, other: Self) -> Self {
        Self { cpu: self.cpu.max(other.cpu), memory: self.memory.max(other.memory) }
    }
}

/// Requests and limits as they stand, where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub cpu: Option<Quantity>,
    pub memory: Option<Quantity>,
    pub cpu_limit: Option<Quantity>,
    pub memory_limit: Option<Quantity>,
}

impl Stated {
    /// What counts as requested: where only a limit stands, Kubernetes takes it for the request.
    fn requested(&self) -> Amounts {
        Amounts {
            cpu: self.cpu.or(self.cpu_limit).unwrap_or_default(),
            memory: self.memory.or(self.memory_limit).unwrap_or_default(),
        }
    }

    pub fn asks_for_cpu(&self) -> bool {
        self.cpu.or(self.cpu_limit).is_some()
    }

    pub fn asks_for_memory(&self) -> bool {
        self.memory.or(self.memory_limit).is_some()
    }
}

/// A container, as far as it decides what the pod asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Container {
    pub name: String,
    pub stated: Stated,
    /// Whether it is an init container that goes on running.
    pub sidecar: bool,
}

/// What a pod asks for and may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct PodNeeds {
    pub request: Amounts,
    pub cpu_limit: Option<Quantity>,
    pub memory_limit: Option<Quantity>,
}

/// What a pod of these containers asks for, before overhead.
///
/// Formula: the larger of (a) all containers and sidecars together and (b) the
/// largest init container, each with the sidecars that started before it. A
/// request of the pod as a whole stands in the place of that sum; without one, a
/// limit of the pod as a whole does where no container asks for anything.
/// Source: kubernetes.io/docs/concepts/workloads/pods/sidecar-containers
/// ("Resource sharing within containers"),
/// kubernetes.io/docs/tasks/configure-pod-container/assign-pod-level-resources.
pub(super) fn needs(init: &[Container], containers: &[Container], pod: &Stated) -> PodNeeds {
    let all = || init.iter().filter(|container| container.sidecar).chain(containers);
    let running = all().fold(Amounts::default(), |sum, container| sum.plus(container.stated.requested()));
    let (mut sidecars, mut starting) = (Amounts::default(), Amounts::default());
    for container in init {
        let with_sidecars = sidecars.plus(container.stated.requested());
        if container.sidecar {
            sidecars = with_sidecars;
        }
        starting = starting.or_more(with_sidecars);
    }
    let sum = running.or_more(starting);
    let anyone = || init.iter().chain(containers);
    let request = Amounts {
        cpu: whole(pod.cpu, pod.cpu_limit, anyone().any(|one| one.stated.asks_for_cpu()), sum.cpu),
        memory: whole(
            pod.memory,
            pod.memory_limit,
            anyone().any(|one| one.stated.asks_for_memory()),
            sum.memory,
        ),
    };
    let cpu_limit = pod.cpu_limit.or_else(|| total(all().map(|container| container.stated.cpu_limit)));
    let memory_limit =
        pod.memory_limit.or_else(|| total(all().map(|container| container.stated.memory_limit)));
    PodNeeds { request, cpu_limit, memory_limit }
}

fn whole(request: Option<Quantity>, limit: Option<Quantity>, any: bool, sum: Quantity) -> Quantity {
    match (request, limit) {
        (Some(request), _) => request,
        (None, Some(limit)) if !any => limit,
        _ => sum,
    }
}

/// The sum, where each has a limit.
fn total(mut limits: impl Iterator<Item = Option<Quantity>>) -> Option<Quantity> {
    limits.try_fold(Quantity::ZERO, |sum, limit| Some(sum + limit?))
}

/// Reads `requests` and `limits`; what is absurd or over its limit is a fault.
pub(super) fn stated(resources: &Cursor<'_, '_>, notes: &mut Notes) -> Stated {
    let (requests, limits) = (resources.get("requests"), resources.get("limits"));
    for amounts in [&requests, &limits] {
        others(amounts, notes);
    }
    let stated = Stated {
        cpu: cpu(&requests.get("cpu"), notes),
        memory: memory(&requests.get("memory"), notes),
        cpu_limit: cpu(&limits.get("cpu"), notes),
        memory_limit: memory(&limits.get("memory"), notes),
    };
    for (key, request, limit) in
        [("cpu", stated.cpu, stated.cpu_limit), ("memory", stated.memory, stated.memory_limit)]
    {
        if let (Some(request), Some(limit)) = (request, limit)
            && request > limit
        {
            let message = format!(
                "found a request of {request} over the limit of {limit}, allowed is at most the limit"
            );
            requests.get(key).fault(notes, message);
        }
    }
    stated
}

pub(super) fn cpu(cursor: &Cursor<'_, '_>, notes: &mut Notes) -> Option<Quantity> {
    let quantity = cursor.quantity(notes)?;
    if quantity.is_negative() || quantity > Quantity::whole(MOST_CORES) {
        cursor.fault(notes, format!("found {quantity}, allowed is from 0 to {MOST_CORES} cores"));
        return None;
    }
    Some(quantity)
}

pub(super) fn memory(cursor: &Cursor<'_, '_>, notes: &mut Notes) -> Option<Quantity> {
    let quantity = cursor.quantity(notes)?;
    if quantity.is_negative() || quantity > Quantity::mebibytes(MOST_MEMORY_MIB) {
        cursor.fault(notes, format!("found {quantity}, allowed is from 0 to 1Pi"));
        return None;
    }
    if quantity > Quantity::ZERO && quantity < Quantity::mebibytes(1) {
        let found = cursor.node().described();
        let found = found.strip_prefix("the text ").unwrap_or(&found).to_owned();
        let meant = if found.trim_end_matches('"').ends_with('m') {
            "m is a thousandth of a byte; Mi is meant, as a rule"
        } else {
            "a number without a suffix is bytes; Mi is meant, as a rule"
        };
        cursor.warning(notes, format!("found {found} of memory, less than 1 MiB: {meant}"));
    }
    Some(quantity)
}

/// Names what is asked for beside CPU and memory.
fn others(amounts: &Cursor<'_, '_>, notes: &mut Notes) {
    let entries: Vec<_> = amounts.entries(notes).collect();
    for (name, value) in entries {
        if name != "cpu" && name != "memory" {
            let found = value.node().described();
            value.unread(notes, format!("{} of {} is not fitted", found, shown(name)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(cpu: &str, memory: &str) -> Stated {
        let read = |text: &str| (!text.is_empty()).then(|| Quantity::parse(text).expect("a quantity"));
        Stated { cpu: read(cpu), memory: read(memory), ..Stated::default() }
    }

    fn container(cpu: &str, memory: &str, sidecar: bool) -> Container {
        Container { name: "c".to_owned(), stated: asks(cpu, memory), sidecar }
    }

    #[track_caller]
    fn check(init: &[Container], containers: &[Container], cpu_m: u64, memory_mib: u64) {
        let request = needs(init, containers, &Stated::default()).request;
        assert_eq!((request.cpu.milli_up(), request.memory.mebibytes_up()), (cpu_m, memory_mib));
    }

    #[test]
    fn the_larger_of_init_and_running_counts_for_each_resource() {
        // By hand: running 300m and 300Mi; the largest init container 500m and 100Mi.
        let containers = [container("100m", "100Mi", false), container("200m", "200Mi", false)];
        check(&[container("500m", "100Mi", false), container("50m", "50Mi", false)], &containers, 500, 300);
        check(&[], &containers, 300, 300);
    }

    #[test]
    fn sidecars_add_to_what_runs_and_to_what_starts_after_them() {
        // By hand: running 1 + 0.2 = 1.2; the first init container runs alone (1.3), the second
        // beside the sidecar (0.9 + 0.2).
        let init =
            [container("1300m", "", false), container("200m", "64Mi", true), container("900m", "", false)];
        check(&init, &[container("1", "100Mi", false)], 1300, 164);
        // A sidecar before the large one: 1.3 + 0.2.
        let init = [container("200m", "64Mi", true), container("1300m", "", false)];
        check(&init, &[container("1", "100Mi", false)], 1500, 164);
    }

    #[test]
    fn a_limit_alone_is_the_request_too() {
        let stated = Stated { cpu_limit: Some(Quantity::whole(2)), ..asks("", "1Gi") };
        let one = Container { name: "c".to_owned(), stated, sidecar: false };
        check(&[], &[one], 2000, 1024);
    }

    #[test]
    fn a_limit_of_the_pod_needs_one_of_each_container() {
        let limited = Stated { memory_limit: Some(Quantity::mebibytes(256)), ..Stated::default() };
        let with = Container { name: "a".to_owned(), stated: limited, sidecar: false };
        let without = container("1", "", false);
        let alone = needs(&[], std::slice::from_ref(&with), &Stated::default());
        assert_eq!(alone.memory_limit, Some(Quantity::mebibytes(256)));
        assert_eq!(needs(&[], &[with, without], &Stated::default()).memory_limit, None);
    }

    #[test]
    fn requests_of_the_pod_as_a_whole_win() {
        let one = container("100m", "100Mi", false);
        let pod = asks("1", "");
        let request = needs(&[], &[one], &pod).request;
        assert_eq!((request.cpu.milli_up(), request.memory.mebibytes_up()), (1000, 100));
        let limit = Stated { memory_limit: Some(Quantity::mebibytes(200)), ..Stated::default() };
        let silent = container("", "", false);
        assert_eq!(needs(&[], &[silent], &limit).request.memory.mebibytes_up(), 200);
    }
}
