"""Tests of searching: parser, explanation, resolver, engine, highlights, snippets, cards."""
