"""The common case in AvailSim4, which reads workbooks: they are written here first."""

import json
import logging
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from availsim4core.src.analysis import Analysis
from availsim4core.src.context.context import Context
from availsim4core.src.context.phase.phase_manager import PhaseManager
from availsim4core.src.context.system.component_tree.component_factory import ComponentFactory
from availsim4core.src.reader.xlsx.simulation_reader import SimulationReader
from availsim4core.src.reader.xlsx.system_template_reader import SystemTemplateReader
from openpyxl import Workbook

YEAR_HOURS = 8760
YEARS = 2_000

FAILURE_COLUMNS = [
    "FAILURE_MODE_NAME", "FAILURE_LAW", "FAILURE_PARAMETERS", "REPAIR_LAW", "REPAIR_PARAMETERS",
    "TYPE_OF_FAILURE", "HELD_BEFORE_REPAIR", "INSPECTION_NAME", "PHASE_NAME", "NEXT_PHASE_IF_FAILURE",
    "PHASE_CHANGE_TRIGGER", "HELD_AFTER_REPAIR",
]


def architecture():
    """Compounds and parts: name, type, number, children, logic."""
    rows = [
        ("system", "compound", 1, "nodes,failover,database", "AND"),
        ("nodes", "compound", 1, ",".join(f"place{z}{n}" for z in range(3) for n in range(2)), "4OO6"),
    ]
    for zone in range(3):
        for node in range(2):
            # A zone is one part that its nodes share, within the tier of nodes.
            rows.append((f"place{zone}{node}", "compound", 1, f"node{zone}{node},zone{zone}(nodes)", "AND"))
            rows.append((f"node{zone}{node}", "basic", 1, "none", "none"))
        rows.append((f"zone{zone}", "basic", 1, "none", "none"))
    rows.append(("failover", "basic", 1, "none", "none"))
    rows.append(("database", "compound", 1, "instance", "1OO2"))
    rows.append(("instance", "basic", 2, "none", "none"))
    return rows


def failures():
    """Parts with mean hours to failure and of repair."""
    nodes = [(f"node{zone}{node}", 4380, 0.5) for zone in range(3) for node in range(2)]
    zones = [(f"zone{zone}", 8760, 2) for zone in range(3)]
    return [*nodes, *zones, ("failover", 8760, 90 / 3600), ("instance", 8760, 1)]


def write(path, sheets):
    book = Workbook()
    book.remove(book.active)
    for name, columns, rows in sheets:
        sheet = book.create_sheet(name)
        for row in [columns, *rows]:
            sheet.append(list(row))
    book.save(path)


def write_system(path):
    modes = [
        (f"{name}_fails", "EXP", mtbf, "EXP", mttr, "DETECTABLE", "NEVER_HELD", "NONE", "NONE", "NONE",
         "NEVER", "NEVER_HELD")
        for name, mtbf, mttr in failures()
    ]
    write(path, [
        ("ARCHITECTURE",
         ["COMPONENT_NAME", "COMPONENT_TYPE", "COMPONENT_NUMBER", "CHILDREN_NAME", "CHILDREN_LOGIC", "IN_MRU",
          "TRIGGER_MRU"],
         [(*row, "none", "none") for row in architecture()]),
        ("FAILURE_MODE_ASSIGNMENTS", ["COMPONENT_NAME", "FAILURE_MODE_NAME"],
         [(name, f"{name}_fails") for name, _, _ in failures()]),
        ("FAILURE_MODES", FAILURE_COLUMNS, modes),
        ("PHASES",
         ["PHASE_NAME", "PHASE_LAW", "PHASE_PARAMETERS", "NEXT_DEFAULT_PHASE", "FIRST_PHASE",
          "NEXT_DEFAULT_PHASE_IF_FAILURE"], []),
        ("MRU",
         ["MRU_NAME", "MRU_LAW", "MRU_PARAMETERS", "MRU_SCHEDULE", "LOWEST_COMMON_ANCESTOR_SCOPE",
          "TRIGGERING_STATUS"], []),
        ("INSPECTIONS", ["INSPECTION_NAME", "INSPECTION_PERIOD", "INSPECTION_DURATION"], []),
        ("ROOT_CAUSE_ANALYSIS",
         ["TRIGGERING_COMPONENT_NAME", "TRIGGERED_BY_COMPONENT_STATUS", "TRIGGERED_IN_PHASE"], []),
        ("PHASE_JUMP",
         ["TRIGGERING_COMPONENT_NAME", "TRIGGERED_BY_COMPONENT_STATUS", "FROM_PHASE", "TO_PHASE"], []),
    ])


def write_simulation(path):
    write(path, [(
        "SIMULATION",
        ["SIMULATION_TYPE", "MIN_NUMBER_OF_SIMULATION", "MAX_NUMBER_OF_SIMULATION", "CONVERGENCE_MARGIN",
         "MAX_EXECUTION_TIME", "SEED", "DIAGNOSTICS", "SIMULATION_DURATION"],
        [("MONTE_CARLO", YEARS, YEARS, 0, 3600, 1, "[SUMMARY]", YEAR_HOURS)],
    )])


def run(folder):
    """One simulation for each year: seconds to read the workbooks, seconds to run, what was seen."""
    begun = time.perf_counter()
    template = SystemTemplateReader(None).read(folder / "system.xlsx")
    simulation = SimulationReader().read(folder / "simulation.xlsx")
    analysis = Analysis(0, template, simulation)
    root = ComponentFactory(analysis.system_template).build()
    context = Context(root, PhaseManager(template.phase_set, template.phase_jump_trigger_set), None)
    read = time.perf_counter()
    results = simulation.run(context)
    return read - begun, time.perf_counter() - read, results


def total(statistics, *statuses):
    """What was counted of the whole system in any of these statuses, over all years."""
    entries = [(entry, value) for entry, value in statistics.items() if hasattr(entry, "component")]
    return sum(
        value.sum for entry, value in entries
        if entry.component.name == "SYSTEM" and str(entry.status) in statuses
    )


def main():
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_system(folder / "system.xlsx")
        write_simulation(folder / "simulation.xlsx")
        build_s, run_s, results = run(folder)
    hours_down = total(results.duration_statistics, "FAILED", "UNDER_REPAIR")
    print(json.dumps({
        "tool": "AvailSim4",
        "version": version("availsim4"),
        "way": "simulation",
        "unavailability": hours_down / (YEARS * YEAR_HOURS),
        "outages_per_year": total(results.occurrence_statistics, "FAILED") / YEARS,
        "years": YEARS,
        "build_ms": build_s * 1e3,
        "us_per_year": run_s / YEARS * 1e6,
    }))


if __name__ == "__main__":
    main()
