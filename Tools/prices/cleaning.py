"""Which of the package's prices are those of shared instances.

For each type and region the package has whichever of several products AWS's price list names last: often the shared
instance, sometimes a dedicated one, which costs some 6 to 10 % more, and sometimes a capacity reservation for 0. The sizes
of a family tell them apart: an instance of twice the size costs twice as much (Amazon EC2 On-Demand Pricing).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_SMALL = {"nano": 1, "micro": 2, "small": 4, "medium": 8, "large": 16, "xlarge": 32}
_LARGE = re.compile(r"(\d+)xlarge|metal-(\d+)xl")
# Prices are rounded, the smallest ones by more than half a percent.
_SAME = Decimal("0.01")
# What a dedicated instance costs of a shared one.
_DEDICATED = (Decimal("1.04"), Decimal("1.13"))


@dataclass(frozen=True)
class Entry:
    """A price, and how sure it is: nothing where it is the package's, ``~`` where it goes by other sizes of the family, and
    ``?`` where it may be that of a dedicated instance."""

    price: Decimal
    mark: str = ""

    @classmethod
    def of_text(cls, text: str) -> Entry:
        return cls(Decimal(text.rstrip("~?")), text[-1] if text[-1] in "~?" else "")

    def __str__(self) -> str:
        return f"{self.price.normalize():f}{self.mark}"


def cleaned(types: dict[str, dict[str, Decimal]]) -> dict[str, dict[str, Entry]]:
    """The prices of types by region, as far as they are known."""
    families: dict[tuple[str, str], dict[str, Decimal]] = {}
    for name, regions in types.items():
        for region, price in regions.items():
            families.setdefault((name.partition(".")[0], region), {})[name] = price
    entries: dict[str, dict[str, Entry]] = {}
    for (_, region), prices in families.items():
        for name, entry in _family(prices).items():
            entries.setdefault(name, {})[region] = entry
    return entries


def _family(prices: dict[str, Decimal]) -> dict[str, Entry]:
    offered = {name: price for name, price in prices.items() if price > 0}
    unit = _unit({name: price / size for name, price in offered.items() if (size := _size(name)) is not None})
    if unit is None:
        return {name: Entry(price, "?") for name, price in offered.items()}
    entries = {}
    for name, price in prices.items():
        size = _size(name)
        if size is None:
            if price > 0:
                entries[name] = Entry(price, "?")
        elif price > 0 and abs(price / size / unit - 1) <= _SAME:
            entries[name] = Entry(price)
        else:
            entries[name] = Entry((unit * size).quantize(Decimal("0.0001"), ROUND_HALF_UP), "~")
    return entries


def _unit(units: dict[str, Decimal]) -> Decimal | None:
    """What a unit of size costs, where the sizes agree on it: three and more of them, or a shared and a dedicated one."""
    if not units:
        return None
    least = min(units.values())
    shared = [unit for unit in units.values() if unit / least - 1 <= _SAME]
    dedicated = [unit for unit in units.values() if _DEDICATED[0] <= unit / least <= _DEDICATED[1]]
    if len(shared) + len(dedicated) < len(units) or (len(shared) < 3 and not dedicated):
        return None
    # The largest is rounded the least.
    return max(((unit, _size(name) or 0) for name, unit in units.items() if unit in shared), key=lambda pair: pair[1])[0]


def _size(name: str) -> int | None:
    """How large a type is, beside others of its family; none for `metal`, which is as large as the family gets."""
    size = name.partition(".")[2]
    match = _LARGE.fullmatch(size)
    return 32 * int(match[1] or match[2]) if match else _SMALL.get(size)
