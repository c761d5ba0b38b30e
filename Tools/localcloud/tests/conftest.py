"""One cloud for each test module, on a free port, with files of its own."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from cloud import Cloud, free_port  # noqa: E402


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cloud]:
    instance = Cloud(tmp_path_factory.mktemp("cloud"), free_port())
    instance.up()
    try:
        yield instance
    finally:
        instance.down()
