"""The built index: its folder, its generations, what makes it stale, and the build that brings it up to date."""
