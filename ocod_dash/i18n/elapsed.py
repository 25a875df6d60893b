"""How long ago something was, or how far off it is, in words."""

from datetime import date

from .words import Words


def age(day: date, today: date, words: Words) -> str:
    """Say how old data of a day are: in days, then months, then years."""
    days = (today - day).days
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if days <= 0:
        return words("age.today")
    if months < 1:
        return words("age.days", n=days)
    return words("age.months", n=months) if months < 24 else words("age.years", n=months // 12)


def distance(words: Words, day: date, today: date) -> str:
    """Say how far a day is from today: in days within two months, in months within two years, then in years."""
    days = abs((today - day).days)
    early, late = sorted((day, today))
    months = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day)
    if days == 0:
        return words("far.today")
    unit, n = ("days", days) if months < 2 else ("months", months) if months < 24 else ("years", months // 12)
    return words(f"far.{unit}.ago" if today > day else f"far.{unit}.to_go", n=n)
