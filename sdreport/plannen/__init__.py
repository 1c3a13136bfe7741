"""What a row of a plan says, and published rows as text: shared by measures, gate and chapters."""
