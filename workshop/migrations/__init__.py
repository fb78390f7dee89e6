"""How an older database becomes one of this version: one file a step, written by hand."""
