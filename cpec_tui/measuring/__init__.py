"""How well names are linked: the links of the gazetteer against texts that were annotated by hand."""
