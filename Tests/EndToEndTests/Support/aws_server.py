"""The AWS CLI without its start: a process that has it loaded forks for every command. Each is a process of its own still,
with the arguments, the environment and the streams of who asked, and costs a tenth.

`aws_server.py serve FOLDER` runs until its standard input ends, and removes the folder with its socket then.
`aws_server.py run FOLDER ARGUMENT...` is the command. `aws_server.py batch FOLDER` runs several in one process: it reads a
JSON list of argument lists, and writes a JSON list with the status, the output and the errors of each, in their order.
"""

import json
import os
import socket
import sys


def serve(folder):
    import gc
    import shutil
    import threading

    from awscli.clidriver import create_clidriver

    def end():
        sys.stdin.read()
        shutil.rmtree(folder)
        os._exit(0)

    driver = create_clidriver()
    # What describes the services is read once, here.
    for service in ("autoscaling", "cloudformation", "cloudwatch", "ec2", "elbv2", "iam", "logs", "rds", "resourcegroupstaggingapi",
                    "s3", "secretsmanager", "sns", "sqs", "sts"):
        driver.session.create_client(service, region_name="eu-west-3", aws_access_key_id="none", aws_secret_access_key="none")
    # The children share it for as long as nobody counts on it.
    gc.freeze()
    server = socket.socket(socket.AF_UNIX)
    server.bind(f"{folder}/socket")
    server.listen(64)
    threading.Thread(target=end, daemon=True).start()
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
        status = batch(driver) if request["mode"] == "batch" else driver.main(request["arguments"])
    except SystemExit as end:
        status = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(bytes([status or 0]))
    os._exit(0)


def batch(driver):
    import contextlib
    import io

    results = []
    # Not sys.stdin, for which the server's thread waits.
    with open(0) as commands:
        for arguments in json.load(commands):
            output, errors = io.StringIO(), io.StringIO()
            with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
                status = driver.main(arguments)
            results.append({"status": status, "output": output.getvalue(), "errors": errors.getvalue()})
    json.dump(results, sys.stdout)


def run(mode, folder, arguments):
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(f"{folder}/socket")
    request = {"mode": mode, "arguments": arguments, "environment": dict(os.environ), "directory": os.getcwd()}
    socket.send_fds(connection, [json.dumps(request).encode()], [0, 1, 2])
    status = connection.recv(1)
    sys.exit(status[0] if status else 1)


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    else:
        run(sys.argv[1], sys.argv[2], sys.argv[3:])
