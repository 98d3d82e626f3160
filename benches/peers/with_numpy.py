"""The draws of a bill in numpy: the inputs of our own law, drawn at random, added up for each bill."""

import json
import statistics
import sys
import time

import numpy as np

DRAWS = 32_768
RUNS = 7
SHOWN = [10.0, 50.0, 90.0]


def drawn(rng, law):
    """Values of a law, as serde writes it: its kind and its numbers."""
    (kind, of), = law.items()
    if kind == "Constant":
        return np.full(DRAWS, of)
    if kind == "Pert":
        low, mode, high = of["low"], of["mode"], of["high"]
        width = high - low
        return low + width * rng.beta(1 + 4 * (mode - low) / width, 1 + 4 * (high - mode) / width, DRAWS)
    if kind == "Triangular":
        return rng.triangular(of["low"], of["mode"], of["high"], DRAWS)
    if kind == "Uniform":
        return rng.uniform(of["low"], of["high"], DRAWS)
    if kind == "Exponential":
        return rng.exponential(of["mean"], DRAWS)
    if kind == "Lognormal":
        return rng.lognormal(of["mu"], of["sigma"], DRAWS)
    raise SystemExit(f"no law {kind} in this script")


def in_all(months, at_points):
    """The sum over the months of what is known at some of them, along straight lines."""
    last = months[-1] if months else 0
    known = np.array(at_points, dtype=float)
    if known.size == 0:
        return 0.0
    return float(np.interp(np.arange(last + 1), months, known).sum())


def bills(rng, model):
    """The month, all months, and the months at which what moves them is known."""
    months, n_points = model["points"], len(model["points"])
    bases = [model["monthly"], sum(model["months"])] + [model["months"][month] for month in months]
    sums = [np.full(DRAWS, base) for base in bases]
    far = {}
    paired = {i for pair in model["pairs"] for i in pair["of"]}
    for i, given in enumerate(model["inputs"]):
        x, likely = drawn(rng, given["law"]), given["likely"]
        def part(end):
            return (x - likely) / (end - likely) if end != likely else np.zeros(DRAWS)
        below = np.where(x < likely, part(given["low"]), 0.0)
        above = np.where(x < likely, 0.0, part(given["high"]))
        ends = [given["monthly"], [in_all(months, [at[side] for at in given["points"]]) for side in (0, 1)]]
        ends += given["points"]
        for total, (low, high) in zip(sums, ends):
            if low or high:
                total += below * low + above * high
        if i in paired:
            far[i] = part(given["far"])
    for pair in model["pairs"]:
        first, second = pair["of"]
        both = far[first] * far[second]
        for total, usd in zip(sums, [pair["monthly"], in_all(months, pair["points"])] + pair["points"]):
            total += both * usd
    assert len(sums) == 2 + n_points
    return [np.percentile(total, SHOWN) for total in sums[:2]]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        model = json.load(file)
    if model["correlation"]["names"]:
        raise SystemExit("correlated inputs are not drawn in this script")
    times = []
    for run in range(RUNS):
        rng = np.random.default_rng(run)
        begun = time.perf_counter()
        month, _ = bills(rng, model)
        times.append(time.perf_counter() - begun)
    print(json.dumps({
        "tool": "numpy", "version": np.__version__, "draws": DRAWS, "inputs": len(model["inputs"]),
        "bills": 2 + len(model["points"]), "p10": month[0], "p50": month[1], "p90": month[2],
        "draws_per_second": DRAWS / statistics.median(times),
    }))


main()
