"""The outcome of the gate as it is told: to the terminal, to senders, to CI, and to readers of the report."""
