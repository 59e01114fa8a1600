"""Names in the corpus that no entity covers: found, counted, grouped and ranked."""
