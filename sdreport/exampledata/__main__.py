"""Write the example data from the command line: `python -m sdreport.exampledata data --jaar 2023`."""

import argparse
from pathlib import Path

from sdreport.exampledata.generate import write_example_data


def main() -> None:
    """Parse the arguments, write the files and name them."""
    parser = argparse.ArgumentParser(
        prog="sdreport.exampledata", description="Schrijf de voorbeelddata van een jaar."
    )
    parser.add_argument(
        "map", type=Path, help="map met productcodes.csv en codelijsten.csv, bijvoorbeeld data"
    )
    parser.add_argument("--jaar", type=int, default=2023)
    parser.add_argument("--seed", type=int, default=2023)
    arguments = parser.parse_args()
    for path in write_example_data(arguments.map, arguments.jaar, arguments.seed):
        print(path)


if __name__ == "__main__":
    main()
