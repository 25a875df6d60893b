"""The one cache of computed values: each computed once for all simultaneous requests, bounded by bytes."""

import gc
import sys
from collections.abc import Callable, Hashable
from functools import cache
from threading import Condition
from types import FunctionType, ModuleType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import cachetools
from cachetools.keys import hashkey

if TYPE_CHECKING:
    from cachetools import _cached_wrapper_info

P = ParamSpec("P")
T = TypeVar("T")

MEGABYTE = 2**20

_caches: "dict[str, _cached_wrapper_info[Any, Any]]" = {}


def cached(
    megabytes: float, key: Callable[..., Hashable] = hashkey
) -> "Callable[[Callable[P, T]], _cached_wrapper_info[P, T]]":
    """Cache what a function returns, for all threads.

    A value is computed once: threads that need it meanwhile wait for it, while other values are computed beside it.
    An error goes to the thread that computed; the next one that waits computes again. A value larger than the bound is
    returned and not stored. A function may call other cached functions, but never itself with the same key.

    Parameters
    ----------
    megabytes : float
        How much all values may take together, by :func:`size_of` at the time they are stored; beyond it, the least
        recently used one goes.
    key : callable, optional
        Takes the function's arguments and returns what distinguishes one value from another; by default all of them.

    Returns
    -------
    callable
        A decorator. The function that it returns has ``cache_info()`` and ``cache_clear()``.
    """

    def decorate(function: Callable[P, T]) -> "_cached_wrapper_info[P, T]":
        values = cachetools.LRUCache[Hashable, T](megabytes * MEGABYTE, getsizeof=size_of)
        wrapped = cachetools.cached(values, key=key, condition=Condition(), info=True)(function)
        _caches[f"{function.__module__}.{function.__qualname__}"] = wrapped
        return wrapped

    return decorate


def statistics() -> dict[str, cachetools.CacheInfo]:
    """Return hits, misses and bytes (``currsize`` of ``maxsize``) of each cache, by the name of its function."""
    return {name: wrapped.cache_info() for name, wrapped in _caches.items()}


def clear() -> None:
    """Empty all caches."""
    for wrapped in _caches.values():
        wrapped.cache_clear()


def size_of(value: Any) -> int:
    """Return about how many bytes of memory a value takes with all that it refers to, each object counted once.

    Frames, arrays and columns say themselves how large they are. Modules, classes, and the globals of functions belong
    to the program and count for nothing.
    """
    total, seen, waiting = 0, set(), [value]
    while waiting:
        each = waiting.pop()
        if id(each) in seen or isinstance(each, (type, ModuleType)):
            continue
        seen.add(id(each))
        if (measured := _data(each)) is not None:
            total += measured
            continue
        total += sys.getsizeof(each)
        if isinstance(each, FunctionType):
            waiting += [each.__closure__, each.__defaults__, each.__kwdefaults__]
        else:
            waiting += gc.get_referents(each)
    return total


def _data(value: Any) -> int | None:
    """Return the bytes of a frame, a column or an array; None of anything else."""
    kind: Any = type(value)
    match _counted(kind):
        case "estimated_size":  # Polars
            return int(value.estimated_size())
        case "memory_usage":  # pandas
            used = value.memory_usage(deep=True)
            return int(used.sum() if hasattr(used, "sum") else used)
        case "nbytes":  # NumPy and Arrow
            return int(value.nbytes)
    return None


@cache
def _counted(kind: type) -> str | None:
    """Return which attribute of a type says how large its data are; there are few types, and many values of each."""
    return next((name for name in ("estimated_size", "memory_usage", "nbytes") if hasattr(kind, name)), None)
