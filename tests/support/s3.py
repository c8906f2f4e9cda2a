"""A real S3 server for the tests: SeaweedFS, from its wheel, on loopback, with a folder of its own."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2

from tests.support.serving import free_port
from tests.support.waiting import wait_until
from tradesense.adapters.blobs_s3 import S3Access

KEY, SECRET = "tradesense-test", "a-secret-of-the-tests"
BUCKET = "tradesense"
PROGRAM = Path(sys.executable).with_name("weed")
GRPC = 10_000
"""Each service listens on a second port, so much higher."""


@contextmanager
def s3_server() -> Iterator[S3Access]:
    """Running, with a bucket, for as long as the context."""
    with tempfile.TemporaryDirectory(prefix="tradesense-s3-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        identity = {
            "name": "test",
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Admin", "Read", "Write", "List", "Tagging"],
        }
        (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))
        ports = [_port_with_room() for _ in range(4)]
        process = subprocess.Popen(
            _command(folder, ports), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
        )
        try:
            endpoint = f"http://127.0.0.1:{ports[3]}"
            access = S3Access(f"s3://{BUCKET}/below", endpoint, "us-east-1", KEY, SECRET)
            wait_until(lambda: _has_bucket(folder, ports, process), 60, 0.2)
            yield access
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            process.kill()
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def _command(folder: Path, ports: list[int]) -> list[str]:
    master, volume, filer, s3 = ports
    data = folder / "data"
    data.mkdir()
    return [
        str(PROGRAM),
        f"-logdir={folder}",
        "server",
        f"-dir={data}",
        "-ip=127.0.0.1",
        "-ip.bind=127.0.0.1",
        f"-master.port={master}",
        f"-volume.port={volume}",
        "-filer",
        f"-filer.port={filer}",
        "-s3",
        f"-s3.port={s3}",
        f"-s3.config={folder / 's3.json'}",
        "-volume.max=20",
        "-master.volumeSizeLimitMB=64",
    ]


def _port_with_room() -> int:
    while (port := free_port()) >= 65_536 - GRPC:
        continue
    return port


def _has_bucket(folder: Path, ports: list[int], process: "subprocess.Popen[bytes]") -> bool:
    """Makes it, once the server answers."""
    assert process.poll() is None, "the S3 server ended"
    with suppress(httpx2.TransportError):
        if httpx2.get(f"http://127.0.0.1:{ports[3]}/", timeout=2).status_code >= 500:
            return False
        made = subprocess.run(
            [str(PROGRAM), f"-logdir={folder}", "shell", f"-master=127.0.0.1:{ports[0]}"],
            input=f"s3.bucket.create -name {BUCKET}\n",
            text=True,
            capture_output=True,
            timeout=30,
            env=dict(os.environ),
            check=False,
        )
        return made.returncode == 0 and f"create bucket {BUCKET}" in made.stdout + made.stderr
    return False
