"""One comparison: templates as they are, and with mistakes made in them."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from peers import checkers, templates
from peers.comparison import OURS, Disagreement, Outcome, Verdicts, of_mutation, of_original
from peers.mutations import mutations
from peers.sites import Schemas


@dataclass
class Result:
    originals: int = 0
    # Errors in the templates as they are, by checker.
    errors: Counter[str] = field(default_factory=Counter)
    # The same by checker and rule.
    rules: Counter[tuple[str, str]] = field(default_factory=Counter)
    outcomes: list[Outcome] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """What all comparisons have in common."""

    executable: Path
    schemas: Schemas
    # For templates with mistakes, and what the peers said before.
    folder: Path
    seed: int
    each: int
    # How many templates mistakes are made in.
    most: int

    def verdicts(self, files: Iterable[Path]) -> dict[Path, Verdicts]:
        files = list(files)
        found = {OURS: checkers.ours(files, self.executable)}
        for peer in checkers.PEERS:
            found[peer] = checkers.remembered(peer, files, self.folder / "verdicts")
        return {file: {checker: said[file] for checker, said in found.items()} for file in files}

    def compare(self, originals: list[tuple[str, Path]]) -> Result:
        """The templates with their names."""
        result = Result(originals=len(originals))
        shutil.rmtree(self.folder / "mutations", ignore_errors=True)
        made: list[tuple[str, str, str, Path, Path]] = []
        # One mistake is enough.
        right = [original for original in originals if not original[0].endswith("/bad")]
        chosen = random.Random(self.seed).sample(right, min(self.most, len(right)))
        for name, file in chosen:
            template = templates.read(file)
            folder = self.folder / "mutations" / name
            # What it nests is not beside its changed forms: neither is it beside this one.
            copy = templates.write(folder / "original.json", template)
            for index, mutation in enumerate(mutations(template, name, self.schemas, self.seed, self.each)):
                place = f"{name} {'/'.join(map(str, mutation.path))} ({folder / f'{index}.json'})"
                changed = templates.write(folder / f"{index}.json", mutation.template)
                made.append((mutation.kind, place, templates.macros(template), copy, changed))
        files = [file for _, file in originals]
        verdicts = self.verdicts(dict.fromkeys(
            files + [copy for *_, copy, _ in made] + [changed for *_, changed in made]))
        for name, file in originals:
            for checker, found in verdicts[file].items():
                result.errors[checker] += sum(one.is_error for one in found)
                result.rules.update((checker, one.rule) for one in found if one.is_error)
            result.disagreements += of_original(
                verdicts[file], f"{name} ({file})", templates.macros(templates.read(file)))
        for kind, place, macros, copy, changed in made:
            outcome, disagreements = of_mutation(kind, verdicts[copy], verdicts[changed], place, macros)
            result.outcomes.append(outcome)
            result.disagreements += disagreements
        return result
