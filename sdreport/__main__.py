"""`python -m sdreport`: the same as the command `sdreport`."""

from sdreport.commands.cli import main

if __name__ == "__main__":
    main()
