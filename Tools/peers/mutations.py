"""Mistakes, made in templates that have none: each kind where it fits, at places that the seed chooses."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from peers import declaration_mistakes, language_mistakes, schema_mistakes
from peers.sites import JSON, Schemas, Steps


@dataclass(frozen=True)
class Mutation:
    """A template with one mistake."""

    kind: str
    # Where it was made.
    path: Steps
    template: JSON


Makers = dict[str, Callable[[JSON, Schemas, random.Random], Iterator[tuple[Steps, Callable[[], JSON]]]]]
KINDS: Makers = {**schema_mistakes.KINDS, **language_mistakes.KINDS, **declaration_mistakes.KINDS}


def mutations(template: JSON, name: str, schemas: Schemas, seed: int, each: int) -> Iterator[Mutation]:
    """At most so many of each kind; the same for the same template, name and seed."""
    for kind, make in KINDS.items():
        source = random.Random(f"{seed}/{name}/{kind}")
        candidates = list(make(template, schemas, source))
        for path, change in source.sample(candidates, min(each, len(candidates))):
            yield Mutation(kind, path, change())
