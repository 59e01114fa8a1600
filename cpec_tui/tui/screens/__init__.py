"""The explorer's screen and what is laid over it."""
