"""The common case in RePyability: a block diagram, solved exactly and simulated."""

import json
import math
import time
from importlib.metadata import version

import surpyval
from repyability import PerfectReliability, RepairableRBD

YEAR_HOURS = 8760.0
SOLUTIONS = 21
YEARS = 500_000
# Run first, so that what is timed has been compiled.
YEARS_TO_COMPILE = 10_000


def part(mtbf_h, mttr_h):
    return {
        "reliability": surpyval.Exponential.from_params([1.0 / mtbf_h]),
        "repairability": surpyval.Exponential.from_params([1.0 / mttr_h]),
    }


def diagram():
    """Three zones of two nodes, four of six up; then failovers; then one of two instances."""
    edges, parts = [], {}
    for zone in range(3):
        parts[f"zone {zone}"] = part(8760.0, 2.0)
        edges.append(("in", f"zone {zone}"))
        for node in range(2):
            name = f"node {zone} {node}"
            parts[name] = part(4380.0, 0.5)
            edges += [(f"zone {zone}", name), (name, "four of six")]
    parts["four of six"] = PerfectReliability
    parts["failover"] = part(8760.0, 90.0 / 3600.0)
    edges.append(("four of six", "failover"))
    for instance in range(2):
        name = f"instance {instance}"
        parts[name] = part(8760.0, 1.0)
        edges += [("failover", name), (name, "out")]
    return RepairableRBD(edges, parts, k={"four of six": 4})


def milliseconds(act):
    begun = time.perf_counter()
    result = act()
    return result, (time.perf_counter() - begun) * 1e3


def solved(rbd):
    return rbd.mean_unavailability(), rbd.system_failure_frequency() * YEAR_HOURS


def exact():
    built = [milliseconds(diagram) for _ in range(3)]
    rbd = built[-1][0]
    unavailability, outages = solved(rbd)
    again = sorted(milliseconds(lambda: solved(rbd))[1] for _ in range(SOLUTIONS))
    return rbd, {
        "way": "exact block diagram",
        "unavailability": unavailability,
        "outages_per_year": outages,
        "build_ms": sorted(ms for _, ms in built)[1],
        "solve_us": again[SOLUTIONS // 2] * 1e3,
    }


def simulation(rbd):
    def run(samples, seed):
        return rbd.availability(
            t_simulation=YEAR_HOURS, mc_samples=samples, seed=seed, engine="numba",
            control_variate=False, curve_points=1,
        )

    _, compile_ms = milliseconds(lambda: run(YEARS_TO_COMPILE, 1))
    result, ms = milliseconds(lambda: run(YEARS, 2))
    window = result.n_simulations * result.time_simulated_to
    downs = [1.0 - up / YEAR_HOURS for up in result.uptimes]
    mean = sum(downs) / len(downs)
    variance = sum((down - mean) ** 2 for down in downs) / (len(downs) - 1)
    return {
        "way": "simulation, compiled",
        "unavailability": float(result.system_downtime / window),
        "standard_error": math.sqrt(variance / len(downs)),
        "outages_per_year": float(result.system_failures / YEARS),
        "years": YEARS,
        "us_per_year": ms / YEARS * 1e3,
        "compile_ms": compile_ms,
    }


def main():
    rbd, answer = exact()
    answers = [answer, simulation(rbd)]
    for answer in answers:
        print(json.dumps({"tool": "RePyability", "version": version("repyability"), **answer}))


if __name__ == "__main__":
    main()
