"""The stages that `build.py` names, one file each."""
