"""One form for the ways in which Thai names are written in Latin letters: Si Racha, Sriracha; Pak Kret, Pakkred."""

import re

# In this order: what is written in several ways, and the one that stands for all.
SAME = tuple(
    (re.compile(pattern), one)
    for pattern, one in (
        (r"[^a-z]", ""),
        (r"sh?ri(?![aeiou])", "si"),
        (r"bh|ph", "p"),
        (r"dh|th", "t"),
        (r"kh|gh|ck", "k"),
        (r"ch|j|dj", "c"),
        (r"v", "w"),
        (r"z", "s"),
        (r"ee|ii|ie(?![tnw])", "i"),
        (r"oo|ou", "u"),
        (r"uea|eua", "ua"),
        (r"eu|ue", "u"),
        (r"ae", "e"),
        (r"oey", "oi"),
        (r"oe|or(?![aeiou])|aw(?![aeiou])", "o"),
        (r"ar(?![aeiou])|aa|ah(?![aeiou])", "a"),
        (r"oh(?![aeiou])", "o"),
        (r"y(?![aeiou])", "i"),
        (r"d(?![aeiou])", "t"),
        (r"b(?![aeiou])", "p"),
        (r"(.)\1+", r"\1"),
    )
)


def sound(name: str) -> str:
    """Return the form in which names in Latin letters are compared by how they sound."""
    key = name.lower()
    for pattern, one in SAME:
        key = pattern.sub(one, key)
    return key
