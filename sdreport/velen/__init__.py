"""The reports of many municipalities in one run: each built on its own, all of them told together."""
