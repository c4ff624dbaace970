#!/usr/bin/env python3
"""Times PHREEQC beside `calcinose benchmark chemistry`, with the same constants, fluids and machine.

    pip install phreeqc        (in a virtual environment; neither Calcinose nor its tests need it)
    python3 Benchmarks/beside_phreeqc.py [--program .build/release/calcinose] [--solutions 1000]

Constants are read from Sources/ScenarioFormat/Library and written as a PHREEQC database. Cold: every solution is
defined anew. Warm: every solved solution takes up 0.1 mmol of NaCl, about a thousandth of its sodium. Both programs
use one thread; times are medians of five, the two programs in turn.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import sys
import time

LIBRARY = pathlib.Path(__file__).resolve().parent.parent / "Sources/ScenarioFormat/Library"
# Names of elements that PHREEQC accepts for the components.
ELEMENTS = {
    "Ca": "Ca", "Mg": "Mg", "Na": "Na", "K": "K", "Cl": "Cl", "PO4": "P", "CO3": "C", "SO4": "S", "Fe3": "Ft",
    "Fe2": "Fd", "Cu": "Cu", "Al": "Al", "Cit": "Ci", "Edta": "Ed", "PPi": "Pp", "Thio": "Th", "NH4": "Am",
}
CORE = ["Ca", "Mg", "Na", "K", "Cl", "PO4", "CO3", "SO4"]
SETS = {"core": CORE, "metals": CORE + ["Fe3", "Fe2", "Cu", "Al"], "all": list(ELEMENTS)}
FLUID = {
    "Ca": 1.3e-3, "Mg": 6e-4, "Na": 0.145, "K": 4e-3, "Cl": 0.115, "PO4": 1.2e-3, "CO3": 0.026, "SO4": 6e-4,
    "Fe3": 1e-6, "Fe2": 1e-5, "Cu": 1e-6, "Al": 1e-6, "Cit": 1.2e-4, "Edta": 1e-5, "PPi": 3e-6, "Thio": 1e-4,
    "NH4": 3e-5,
}


def read(name):
    return json.loads((LIBRARY / f"{name}.json").read_text())[name]


# Hydrogen and oxygen of the components' ions, where a complex has fewer of them.
HYDROGEN = {"H": 1, "H2O": 2, "NH4": 4}
OXYGEN = {"H2O": 1, "CO3": 3}


def species(units, charge):
    """The formula of what some components make, in PHREEQC's elements, with its charge."""
    atoms = {ELEMENTS[name]: count for name, count in units.items() if name in ELEMENTS}
    atoms["H"] = sum(count * HYDROGEN.get(name, 0) for name, count in units.items())
    atoms["O"] = sum(count * OXYGEN.get(name, 0) for name, count in units.items())
    name = "".join(f"{atom}{count:g}" if count != 1 else atom for atom, count in atoms.items() if count)
    return name + (f"{'+' if charge > 0 else '-'}{abs(charge) if abs(charge) > 1 else ''}" if charge else "")


def database():
    """The library's constants as a PHREEQC database; minerals are left out."""
    components, complexes = read("components"), read("complexes")
    ions = {"H": "H+", "H2O": "H2O"}
    lines = ["SOLUTION_MASTER_SPECIES", "H H+ -1 H 1.008", "H(1) H+ -1 H", "H(0) H2 0 H", "E e- 0 0 0",
             "O H2O 0 O 16.0", "O(0) O2 0 O", "O(-2) H2O 0 O", "Alkalinity CO3-2 2 1 1"]
    for identifier, element in ELEMENTS.items():
        ions[identifier] = species({identifier: 1}, components[identifier]["charge"])
        lines.append(f"{element} {ions[identifier]} 0 1 1")
    lines += ["SOLUTION_SPECIES", "H+ = H+", " log_k 0", "e- = e-", " log_k 0", "H2O = H2O", " log_k 0",
              "2 H2O = O2 + 4 H+ + 4 e-", " log_k -86", "2 H+ + 2 e- = H2", " log_k -3.15"]
    lines += [line for name in ELEMENTS for line in (f"{ions[name]} = {ions[name]}", " log_k 0")]

    def side(stoichiometry, sign):
        return " + ".join(f"{abs(n)} {ions[name]}" for name, n in stoichiometry.items() if n * sign > 0)

    for record in complexes.values():
        units = record["stoichiometry"]
        shown = species(units, record["charge"])
        extra = side(units, -1)
        lines.append(f"{side(units, 1)} = {shown}" + (f" + {extra}" if extra else ""))
        lines.append(" -analytic " + " ".join(repr(value) for value in record["log_k"]["analytic"]))
    return "\n".join(lines + ["END", ""])


def solutions(identifiers, count):
    parts = []
    for number in range(1, count + 1):
        share = 0.9 + 0.2 * ((number * 0.6180339887) % 1)
        totals = "".join(f" {ELEMENTS[name]} {FLUID[name] * share!r}\n" for name in identifiers)
        parts.append(f"SOLUTION {number}\n units mol/kgw\n temp 37\n pH 7.4\n{totals}")
    return "PRINT\n -reset false\n" + "".join(parts) + "END\n"


def timed(engine, text):
    start = time.perf_counter()
    if engine.RunString(text) != 0:
        sys.exit(engine.GetErrorString())
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/calcinose")
    parser.add_argument("--solutions", type=int, default=1000)
    arguments = parser.parse_args()
    try:
        import phreeqc
    except ImportError:
        sys.exit("PHREEQC is not here: pip install phreeqc")
    print(f"{'components':<10} {'start':<5} {'PHREEQC us':>10} {'held_pH ns':>10} {'free_pH ns':>10} {'ratio':>7} {'ratio':>7}")
    count = arguments.solutions
    for name, identifiers in SETS.items():
        runs = {"cold": [], "warm": []}
        ours = {"cold": [], "warm": []}
        for _ in range(5):
            engine = phreeqc.Phreeqc()
            if engine.LoadDatabaseString(database()) != 0:
                sys.exit(engine.GetErrorString())
            runs["cold"].append(timed(engine, solutions(identifiers, count)) / count)
            warm = f"REACTION 1-{count}\n NaCl 1\n 1e-4 moles\nEND\nRUN_CELLS\n -cells 1-{count}\nEND\n"
            runs["warm"].append(timed(engine, warm) / count)
            for start in runs:
                command = [arguments.program, "benchmark", "chemistry", "--components", name, f"--{start}",
                           "--threads", "1", "--format", "json"]
                ours[start].append(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))
        for start, seconds in runs.items():
            theirs = statistics.median(seconds)
            held, free = (statistics.median(run[key]["ns_per_solution_core"] for run in ours[start])
                          for key in ("held_pH", "free_pH"))
            print(f"{name:<10} {start:<5} {theirs * 1e6:>10.1f} {held:>10.1f} {free:>10.1f} "
                  f"{theirs * 1e9 / held:>7.0f} {theirs * 1e9 / free:>7.0f}")


if __name__ == "__main__":
    main()
