"""``python -m cpec_tui`` is the ``cpec-tui`` command."""

from cpec_tui.cli.entry import main

if __name__ == "__main__":
    main()
