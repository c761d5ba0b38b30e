"""Where one local cloud listens and keeps its files."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

LOOPBACK = "127.0.0.1"
DEFAULT_PORT = 4566
DEFAULT_REGION = "eu-west-3"
DEFAULT_STATE_DIR = Path(".local/cloud")
# What carries the secret access key where AWS has no call to sign.
TOKEN_HEADER = "x-local-cloud-token"


@dataclass(frozen=True)
class Settings:
    port: int
    region: str
    state_dir: Path
    resource_seconds: float = 0

    @property
    def endpoint(self) -> str:
        """`localhost`, not 127.0.0.1: some tools parse a bucket name out of a dotted host."""
        return f"http://localhost:{self.port}"

    @property
    def log_file(self) -> Path:
        return self.state_dir / "cloud.log"

    @property
    def lock_file(self) -> Path:
        return self.state_dir / "cloud.lock"

    @property
    def credentials_file(self) -> Path:
        return self.state_dir / "credentials"

    @property
    def shown_credentials_file(self) -> str:
        """As short as it can be typed where the server was started."""
        return os.path.relpath(self.credentials_file) if self.credentials_file.is_relative_to(Path.cwd()) else str(self.credentials_file)
