"""A real S3 server for the tests: SeaweedFS, from its wheel, on loopback, with a folder of its own."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import obstore
from obstore.store import S3Store

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
            wait_until(lambda: _answers(endpoint, process), 60, 0.2)
            _make_bucket(access)
            yield access
        finally:
            process.kill()  # asked to end, it waits ten seconds for clients
            process.wait()
            shutil.rmtree(folder, ignore_errors=True)


def overwrite(access: S3Access, key: str, content: bytes) -> None:
    """What somebody does who has the bucket's key, past the application."""
    obstore.put(_bucket(access), f"{urlsplit(access.url).path.strip('/')}/{key}", content)


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
        # These two listen on ports of their own otherwise, the same ones for every server.
        "-s3.port.iceberg=0",
        "-s3.port.lance=0",
        f"-s3.config={folder / 's3.json'}",
        "-volume.max=20",
        "-master.volumeSizeLimitMB=64",
    ]


def _port_with_room() -> int:
    while (port := free_port()) >= 65_536 - GRPC:
        continue
    return port


def _answers(endpoint: str, process: "subprocess.Popen[bytes]") -> bool:
    assert process.poll() is None, "the S3 server ended"
    with suppress(httpx2.TransportError):
        # Nobody may list buckets without signing: that it says so is an answer.
        return httpx2.get(endpoint, timeout=2).status_code == 403
    return False


def _make_bucket(access: S3Access) -> None:
    """This server makes one with the first object in it."""
    obstore.put(_bucket(access), "first", b"")


def _bucket(access: S3Access) -> S3Store:
    return S3Store(
        BUCKET,
        access_key_id=access.key,
        secret_access_key=access.secret,
        client_options={"allow_http": True},
        endpoint=access.endpoint,
        region=access.region,
    )
