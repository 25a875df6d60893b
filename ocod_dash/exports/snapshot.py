"""Stub."""


def write(order, path, on_progress): ...
