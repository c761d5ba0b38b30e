"""Where an environment's file, such as parameters/local.json, says that its local cloud is."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from localcloud.settings import DEFAULT_PORT, DEFAULT_REGION, DEFAULT_STATE_DIR


class EnvironmentFileError(Exception):
    """A file that names no local cloud."""


@dataclass(frozen=True)
class EnvironmentPlace:
    port: int = DEFAULT_PORT
    region: str = DEFAULT_REGION
    state_dir: Path = DEFAULT_STATE_DIR

    @classmethod
    def read(cls, path: Path) -> EnvironmentPlace:
        try:
            file = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            raise EnvironmentFileError(f"{path} cannot be read: {error.strerror}") from error
        except ValueError as error:
            raise EnvironmentFileError(f"{path} is not valid JSON: {error}") from error
        try:
            port = urlsplit(file["endpoint"]).port
            credentials = Path(file["credentials"])
            region = str(file["region"])
        except (KeyError, TypeError, ValueError) as error:
            raise EnvironmentFileError(
                f"{path} names no local cloud; it needs 'region', 'endpoint' such as http://localhost:{DEFAULT_PORT}, "
                f"and 'credentials' such as {DEFAULT_STATE_DIR}/credentials") from error
        if port is None or credentials.name != "credentials":
            raise EnvironmentFileError(
                f"{path}: the local cloud needs a port in 'endpoint' ({file['endpoint']}), and writes a file named "
                f"'credentials' ({credentials})")
        return cls(port, region, credentials.parent)
