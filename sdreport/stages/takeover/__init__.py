"""What of a build is taken over from an earlier one: all that it can depend on, and the whole report or check."""
