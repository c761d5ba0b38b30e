"""The credentials of one run of the server.

Whoever can read the user's files may use the cloud; whoever can only reach its port, such as a page in a
browser, may not. The file has the format of the AWS CLI's own, so that `AWS_SHARED_CREDENTIALS_FILE` is all
that a client needs (AWS Command Line Interface User Guide, "Configuration and credential file settings").
"""

from __future__ import annotations

import base64
import configparser
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PROFILE = "default"


@dataclass(frozen=True)
class Credentials:
    # Letters first: ministack takes a key of twelve digits for an account number.
    access_key: str
    # Signs calls to AWS's services, and is the token of what AWS has no call for.
    secret_key: str

    @classmethod
    def random(cls) -> "Credentials":
        return cls("LKIA" + base64.b32encode(secrets.token_bytes(10)).decode(), secrets.token_urlsafe(30))

    @classmethod
    def read(cls, path: Path) -> "Credentials":
        """Those of the running server. Raises FileNotFoundError where none runs, ValueError for another file."""
        parser = configparser.ConfigParser(interpolation=None)
        with open(path, encoding="utf-8") as file:
            parser.read_file(file)
        try:
            section = parser[_PROFILE]
            return cls(section["aws_access_key_id"], section["aws_secret_access_key"])
        except KeyError as error:
            raise ValueError(f"{path} has no {error}") from None

    def write(self, path: Path) -> None:
        """Readable by the user alone from its first byte on, and there as a whole or not at all."""
        new = path.with_name(f".{path.name}.{os.getpid()}")
        new.unlink(missing_ok=True)
        with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(f"[{_PROFILE}]\naws_access_key_id = {self.access_key}\n"
                       f"aws_secret_access_key = {self.secret_key}\n")
        os.replace(new, path)


@contextmanager
def published(path: Path) -> Iterator[Credentials]:
    """New credentials, in their file for as long as the server runs."""
    credentials = Credentials.random()
    credentials.write(path)
    try:
        yield credentials
    finally:
        path.unlink(missing_ok=True)
