"""The common case in SimPy: every part is a process that fails and is repaired."""

import json
import math
import random
import time
from importlib.metadata import version

import simpy

YEARS = 100_000
BLOCKS = 50
YEAR_HOURS = 8760.0


class Layout:
    """Three zones of two nodes, the failovers of a database, and its two instances."""

    def __init__(self, env, seed):
        self.env = env
        self.random = random.Random(seed)
        self.zone_up = [True] * 3
        self.node_up = [[True] * 2 for _ in range(3)]
        self.in_failover = False
        self.instance_up = [True] * 2
        self.outages = 0
        self.hours_down = 0.0
        self.down_since = None
        for zone in range(3):
            env.process(self.part(8760.0, 2.0, self.zone_up, zone))
            for node in range(2):
                env.process(self.part(4380.0, 0.5, self.node_up[zone], node))
        env.process(self.failovers())
        for instance in range(2):
            env.process(self.part(8760.0, 1.0, self.instance_up, instance))

    def part(self, mtbf_h, mttr_h, states, place):
        while True:
            yield self.env.timeout(self.random.expovariate(1.0 / mtbf_h))
            states[place] = False
            self.look()
            yield self.env.timeout(self.random.expovariate(1.0 / mttr_h))
            states[place] = True
            self.look()

    def failovers(self):
        while True:
            yield self.env.timeout(self.random.expovariate(1.0 / 8760.0))
            self.in_failover = True
            self.look()
            yield self.env.timeout(self.random.expovariate(3600.0 / 90.0))
            self.in_failover = False
            self.look()

    def look(self):
        """Notes whether the layout has gone down or come back."""
        nodes = sum(sum(nodes) for nodes, up in zip(self.node_up, self.zone_up) if up)
        down = nodes < 4 or self.in_failover or not any(self.instance_up)
        if down and self.down_since is None:
            self.down_since = self.env.now
            self.outages += 1
        elif not down and self.down_since is not None:
            self.hours_down += self.env.now - self.down_since
            self.down_since = None


def run(seed, years):
    env = simpy.Environment()
    layout = Layout(env, seed)
    env.run(until=years * YEAR_HOURS)
    if layout.down_since is not None:
        layout.hours_down += env.now - layout.down_since
    return layout.hours_down / (years * YEAR_HOURS), layout.outages / years


def main():
    each = YEARS // BLOCKS
    begun = time.perf_counter()
    blocks = [run(seed, each) for seed in range(BLOCKS)]
    seconds = time.perf_counter() - begun
    shares = [share for share, _ in blocks]
    mean = sum(shares) / BLOCKS
    variance = sum((share - mean) ** 2 for share in shares) / (BLOCKS - 1)
    print(json.dumps({
        "tool": "SimPy",
        "version": version("simpy"),
        "way": "simulation",
        "unavailability": mean,
        "standard_error": math.sqrt(variance / BLOCKS),
        "outages_per_year": sum(outages for _, outages in blocks) / BLOCKS,
        "years": YEARS,
        "us_per_year": seconds / YEARS * 1e6,
    }))


if __name__ == "__main__":
    main()
