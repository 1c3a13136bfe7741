"""What a council asks next: stock and flow, duration, waiting, and several laws at once."""
