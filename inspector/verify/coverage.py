"""Which values a valid signature covers. A value outside every valid signature is not signed."""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from inspector.document.json_types import Json
from inspector.document.measure import measure
from inspector.document.pointer import join
from inspector.named_tuple import NamedTuple
from inspector.verify.format import Cover


class Region(NamedTuple):
    """A value that a signature covers, except for its members ``without``."""

    path: str
    without: frozenset[str]
    cover: Cover


class Coverage:
    """How much of a document is signed. Leaves are scalars and empty containers.

    ``leaves`` is their number in the document, ``covered`` the number of those that are signed.
    """

    def __init__(self, regions: tuple[Region, ...] = (), leaves: int = 0, covered: int = 0) -> None:
        self.regions: Final = regions
        self.leaves: Final = leaves
        self.covered: Final = covered

    def uncovered(self, value: Json) -> Iterator[str]:
        """The JSON Pointers of the leaves that no signature covers, in document order."""
        return _bare_leaves(value, "", _Map(self.regions))

    def covers(self, path: str) -> frozenset[Cover]:
        """The kinds of signature that cover the whole value at ``path``."""
        by_path = self._by_path
        found = {region.cover for region in by_path.get(path, ()) if not region.without}
        while path:
            path, _, name = path.rpartition("/")
            for region in by_path.get(path, ()):
                if name not in region.without:
                    found.add(region.cover)
        return frozenset(found)

    def regions_at(self, path: str) -> list[Region]:
        """The regions that contain the whole value at ``path``."""
        return self._by_path.get(path, [])

    def is_partly_covered(self, path: str) -> bool:
        """Whether the value at ``path`` is a region or contains one."""
        return path in self._above

    @cached_property
    def _above(self) -> set[str]:
        """The paths of all regions and of the values that contain them."""
        found: set[str] = set()
        for region in self.regions:
            path = region.path
            while path not in found:
                found.add(path)
                path = path.rpartition("/")[0]
        return found

    @cached_property
    def _by_path(self) -> dict[str, list[Region]]:
        """The regions by path: a bundle may have a hundred thousand."""
        found: dict[str, list[Region]] = {}
        for region in self.regions:
            found.setdefault(region.path, []).append(region)
        return found


NO_COVERAGE = Coverage()


def cover(value: Json, regions: tuple[Region, ...], leaves: int) -> Coverage:
    """Count the leaves of ``value`` that ``regions`` cover; ``leaves`` is the number of all its
    leaves."""
    over_all = [region.without for region in regions if not region.path]
    if len(over_all) == 1 and isinstance(value, dict):  # no other region adds anything to it
        bare = sum(measure(value[name]).leaves for name in over_all[0] if name in value)
        return Coverage(regions, leaves, leaves - bare)
    return Coverage(regions, leaves, _count_covered(value, "", _Map(regions)) if regions else 0)


def by_innermost(value: Json, coverage: Coverage) -> dict[Cover | None, int]:
    """The number of leaves by kind of signature, each leaf counted once.

    A leaf counts for the innermost signature over it: a receipt is inside an event, an event inside
    a bundle. None is the key for leaves that nothing covers.
    """
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
    """Regions by path, and the paths that lead to a region.

    If a signature covers the whole document, only its region counts: no other covers the object of
    that signature, which is all that it leaves out.
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
    """Skips values that contain no region: little of a large state is signed."""
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
