"""What earlier builds made, kept to be taken over when nothing that it depends on has changed."""
