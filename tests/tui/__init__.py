"""The app: its pure parts, and its screen driven by keys and mouse."""
