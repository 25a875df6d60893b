"""``python -m ocod_dash`` is the ``ocod`` command."""

from .cli import main

main()
