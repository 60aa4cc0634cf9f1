"""Which values a signature that holds covers. What is not under such a signature is not signed."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from inspector.document.json_types import Json
from inspector.document.measure import measure
from inspector.document.pointer import join
from inspector.verify.format import Cover


class Region(NamedTuple):
    """A value that a signature covers: all of it but the members ``without``."""

    path: str
    without: frozenset[str]
    cover: Cover


class Coverage:
    """``leaves``: scalars and empty containers of the document; ``covered``: those signed."""

    def __init__(self, regions: tuple[Region, ...] = (), leaves: int = 0, covered: int = 0) -> None:
        self.regions: Final = regions
        self.leaves: Final = leaves
        self.covered: Final = covered

    def uncovered(self, value: Json) -> Iterator[str]:
        """The JSON Pointers of the leaves that nothing covers, in document order."""
        return _bare_leaves(value, "", _Map(self.regions))

    def covers(self, path: str) -> frozenset[Cover]:
        """The kinds of signature that cover the value at ``path`` as a whole."""
        by_path = self._by_path
        found = {region.cover for region in by_path.get(path, ()) if not region.without}
        while path:
            path, _, name = path.rpartition("/")
            for region in by_path.get(path, ()):
                if name not in region.without:
                    found.add(region.cover)
        return frozenset(found)

    def regions_at(self, path: str) -> list[Region]:
        """The regions of which the value at ``path`` is all."""
        return self._by_path.get(path, [])

    def is_partly_covered(self, path: str) -> bool:
        """Whether a region is the value at ``path``, or lies in it."""
        return path in self._above

    @cached_property
    def _above(self) -> set[str]:
        """The paths of all regions, and of what holds them."""
        found: set[str] = set()
        for region in self.regions:
            path = region.path
            while path not in found:
                found.add(path)
                path = path.rpartition("/")[0]
        return found

    @cached_property
    def _by_path(self) -> dict[str, list[Region]]:
        """Regions by their path: a bundle may have a hundred thousand."""
        found: dict[str, list[Region]] = {}
        for region in self.regions:
            found.setdefault(region.path, []).append(region)
        return found


NO_COVERAGE = Coverage()


def cover(value: Json, regions: tuple[Region, ...], leaves: int) -> Coverage:
    """Count what ``regions`` cover of ``value``, which has ``leaves`` leaves."""
    over_all = [region.without for region in regions if not region.path]
    if len(over_all) == 1 and isinstance(value, dict):  # beside it no other adds anything
        bare = sum(measure(value[name]).leaves for name in over_all[0] if name in value)
        return Coverage(regions, leaves, leaves - bare)
    return Coverage(regions, leaves, _count_covered(value, "", _Map(regions)) if regions else 0)


def by_innermost(value: Json, coverage: Coverage) -> dict[Cover | None, int]:
    """How many leaves each kind of signature covers, each leaf counted once: by the innermost that
    covers it (a receipt lies in an event, an event in a bundle), or for None by nothing."""
    counts: dict[Cover | None, int] = {}
    before = 0
    for place, kind in enumerate(Cover):
        inner = tuple(Cover)[: place + 1]
        regions = tuple(region for region in coverage.regions if region.cover in inner)
        covered = cover(value, regions, coverage.leaves).covered
        counts[kind] = covered - before
        before = covered
    return {**counts, None: coverage.leaves - before}


class _Map:
    """Regions by their path, and the paths that lead to one.

    Beside a signature over the whole document no other adds anything: none covers what it
    leaves out, its own object.
    """

    __slots__ = ("above", "without")

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self.without: dict[str, frozenset[str]] = {}
        self.above: set[str] = set()
        over_all = [region for region in regions if not region.path]
        for region in over_all or regions:
            known = self.without.get(region.path)
            self.without[region.path] = region.without if known is None else known & region.without
            path = region.path
            while path:
                path = path.rpartition("/")[0]
                if path in self.above:
                    break
                self.above.add(path)


def _children(value: Json) -> Iterator[tuple[str | int, Json]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _count_covered(value: Json, path: str, covered: _Map) -> int:
    """Walks no value that no region is in: of a large state little is signed."""
    if path in covered.without:
        return measure(value).leaves - _count_bare(value, path, covered)
    if path not in covered.above:
        return 0
    return sum(_count_covered(child, join(path, name), covered) for name, child in _children(value))


def _count_bare(value: Json, path: str, covered: _Map) -> int:
    without = covered.without.get(path)
    if without is None and path not in covered.above:
        return measure(value).leaves
    return sum(
        _count_bare(child, join(path, name), covered)
        for name, child in _children(value)
        if without is None or name in without
    )


def _bare_leaves(value: Json, path: str, covered: _Map) -> Iterator[str]:
    without = covered.without.get(path)
    if not isinstance(value, (dict, list)) or not value:
        if without is None:
            yield path
        return
    for name, child in _children(value):
        if without is None or name in without:
            yield from _bare_leaves(child, join(path, name), covered)
