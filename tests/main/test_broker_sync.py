"""The served product syncs by itself: a worker dies in the middle, and the next one goes on."""

import os
import signal
from pathlib import Path
from typing import Any

from tests.support.brokers.alpaca import KEY, AlpacaService
from tests.support.serving import PAUSE, SECONDS, Serving, folder
from tests.support.waiting import wait_until


def connect(server: Serving) -> dict[str, Any]:
    body = {"kind": "alpaca", "name": "Mine", "credentials": KEY, "schedule": "daily"}
    answer = server.client.post("/broker-connections", json=body)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def outcome(server: Serving, connection: dict[str, Any]) -> Any:
    return server.get(f"/broker-connections/{connection['id']}")["last_outcome"]


def test_a_worker_killed_while_it_asks_the_broker_is_followed_by_one_that_gets_it_all() -> None:
    with AlpacaService(fills=150) as service, folder() as data_dir:
        service.is_slow = True
        with Serving(data_dir, broker_sync_urls=f"alpaca={service.url}") as server:
            server.enter("ada@example.org", new=True)
            made = connect(server)
            wait_until(lambda: len(service.asked) > 0, SECONDS, PAUSE)
            (worker,) = server.workers()
            os.kill(worker, signal.SIGKILL)
            service.is_slow = False
            wait_until(lambda: outcome(server, made) == "synced", SECONDS, PAUSE)
            (imported,) = server.get("/imports")["items"]
            wait_until(lambda: server.get(f"/imports/{imported['id']}")["state"] == "committed", SECONDS, PAUSE)
            assert server.get(f"/imports/{imported['id']}")["counts"]["new"] == 150
            runs = server.get(f"/broker-connections/{made['id']}/runs")["items"]
            assert [one["outcome"] for one in runs] == ["synced", "interrupted"]
        assert keyring_mode(data_dir) == 0o600
        assert KEY["secret_key"] not in server.text


def keyring_mode(data_dir: Path) -> int:
    return (data_dir / "encryption-keys").stat().st_mode & 0o777
