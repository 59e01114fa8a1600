"""What the program writes into a corpus."""
