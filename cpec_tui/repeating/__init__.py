"""Work with searches: saved ones and what is new in them, past ones, lists of them, recorded runs."""
