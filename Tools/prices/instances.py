"""On-demand prices of EC2 instances with Linux: an hour, by type and region."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timezone
from decimal import Decimal

from prices.cleaning import Entry, cleaned

# Without the local zones, such as us-west-2-lax-1.
_REGION = re.compile(r"[a-z]{2}(-[a-z]+)+-\d")


@dataclass(frozen=True)
class Instances:
    """A table of prices. The file has a line with the day, the source and the regions, and then a line a type, sorted by
    bytes, with its prices in the order of the regions. One that is worked out ends in ``~``, one that is too high maybe in
    ``?``; one that is not known is empty."""

    date: str
    source: str
    prices: dict[str, dict[str, Entry]]

    @classmethod
    def of_package(cls, pricing: dict, source: str) -> Instances:
        """From `pricing.json`. Numbers must have been read as `Decimal`."""
        types = {name: {region: price for region, price in regions.items() if _REGION.fullmatch(region)}
                 for name, regions in pricing["compute"]["ec2_linux"].items() if "." in name}
        return cls(datetime.fromtimestamp(int(pricing["updated"]), timezone.utc).date().isoformat(), source, cleaned(types))

    @classmethod
    def of_text(cls, text: str) -> Instances:
        """What :attr:`text` makes."""
        header, *lines = text.splitlines()
        date, source, names = header.split("\t")
        regions = names.split(" ")
        prices = {}
        for line in lines:
            name, values = line.split("\t")
            prices[name] = {region: Entry.of_text(value) for region, value in zip(regions, values.split(",")) if value}
        return cls(date, source, prices)

    @property
    def regions(self) -> list[str]:
        return sorted({region for prices in self.prices.values() for region in prices})

    @property
    def text(self) -> str:
        regions = self.regions
        lines = ["\t".join((self.date, self.source, " ".join(regions)))]
        for name in sorted(self.prices, key=str.encode):
            values = (str(self.prices[name].get(region, "")) for region in regions)
            lines.append(f"{name}\t{','.join(values)}")
        return "\n".join(lines) + "\n"

    def changes(self, before: Instances) -> Iterator[str]:
        """What came, went and became dearer or cheaper since another table, for people."""
        if self.date != before.date:
            yield f"as of {self.date}, before {before.date}"
        for word, some, others in (("new", self, before), ("gone", before, self)):
            for what, names in (("type", some.prices.keys() - others.prices.keys()),
                                ("region", set(some.regions) - set(others.regions))):
                if names:
                    yield f"{word} {what}{'s' if len(names) > 1 else ''}: {', '.join(sorted(names))}"
        for name in sorted(self.prices.keys() & before.prices.keys()):
            now, then = self.prices[name], before.prices[name]
            changed = [f"{region} {then[region]} -> {now[region]}"
                       for region in sorted(now.keys() & then.keys()) if now[region] != then[region]]
            if changed:
                yield f"{name}: {', '.join(changed)}"
