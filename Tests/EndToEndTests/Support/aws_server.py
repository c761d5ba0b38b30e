"""The AWS CLI without its start: a process that has it loaded forks for every command. Each is a process of its own still,
with the arguments, the environment and the streams of who asked, and costs a tenth.

`aws_server.py serve SOCKET` runs until its standard input ends; `aws_server.py run SOCKET ARGUMENT...` is the command.
"""

import json
import os
import socket
import sys


def serve(path):
    import contextlib
    import io
    import threading

    from awscli.clidriver import create_clidriver

    driver = create_clidriver()
    # Models are read once, here.
    for command in ("cloudformation list-stacks", "rds describe-db-snapshots", "logs describe-log-groups", "s3api head-bucket",
                    "resourcegroupstaggingapi get-resources", "sts get-caller-identity", "elbv2 describe-tags"):
        with contextlib.redirect_stdout(io.StringIO()):
            driver.main([*command.split(), "--generate-cli-skeleton"])
    server = socket.socket(socket.AF_UNIX)
    server.bind(path)
    server.listen(64)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    print("ready", flush=True)
    while True:
        connection, _ = server.accept()
        if os.fork() == 0:
            server.close()
            if os.fork() == 0:
                answer(connection, driver)
            os._exit(0)
        connection.close()
        os.wait()


def answer(connection, driver):
    message, streams, _, _ = socket.recv_fds(connection, 1 << 20, 3)
    request = json.loads(message)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["directory"])
    try:
        status = driver.main(request["arguments"])
    except SystemExit as end:
        status = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(bytes([status or 0]))
    os._exit(0)


def run(path, arguments):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(path)
    request = {"arguments": arguments, "environment": dict(os.environ), "directory": os.getcwd()}
    socket.send_fds(connection, [json.dumps(request).encode()], [0, 1, 2])
    status = connection.recv(1)
    sys.exit(status[0] if status else 1)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    else:
        run(sys.argv[2], sys.argv[3:])
