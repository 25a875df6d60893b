"""How fast the app is, and where the time goes: ``make bench``, see README.md beside this file."""
