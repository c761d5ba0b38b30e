"""Runs several commands of the AWS CLI in one process, because its start costs half a second.

Reads a JSON list of argument lists from standard input, and writes a JSON list with the status, the
output and the errors of each, in their order.
"""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver


def run(driver, arguments):
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        status = driver.main(arguments)
    return {"status": status, "output": output.getvalue(), "errors": errors.getvalue()}


if __name__ == "__main__":
    aws = create_clidriver()
    json.dump([run(aws, arguments) for arguments in json.load(sys.stdin)], sys.stdout)
