"""Tests of the built index: layers, publication, interruption, damage."""
