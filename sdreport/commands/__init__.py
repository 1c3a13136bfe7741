"""The commands, one file each; the only room that imports click."""
