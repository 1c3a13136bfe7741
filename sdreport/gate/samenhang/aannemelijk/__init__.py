"""What fits every rule on its own and is not likely in its company: beside its kind, and beside what chance allows."""
