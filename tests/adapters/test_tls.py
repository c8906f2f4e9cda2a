"""S78: PostgreSQL, S3 and brokers are spoken to only if they prove who they are by TLS 1.2 or later, whatever a server
shows and offers; nothing falls back to clear text, and nothing secret has been said by then. Mail: test_mail."""

import asyncio
import os
import re
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Final

import asyncpg
import pytest

from tests.support.brokers.alpaca import KEY
from tests.support.certificates import Authority, only_old, postgres_front, web_front
from tests.support.clock import SetClock
from tests.support.server import SOCKET_VARIABLE
from tradesense.adapters.blob_problems import StorageUnavailable
from tradesense.adapters.blobs_s3 import S3Access, S3Blobs
from tradesense.adapters.broker_sync import BrokerServices
from tradesense.db.cluster import RUNTIME_ROLE, ClusterUnfit, check_reachable
from tradesense.db.session import Database, DatabaseUnavailable, connect
from tradesense.domain.broker_sync import BrokerUnavailable, CredentialsRefused
from tradesense.kit.database_address import address_of
from tradesense.kit.settings import SettingsInvalid, read_settings
from tradesense.ports import SyncAccess

Shown = Callable[[Authority], ssl.SSLContext | None]
WRONG: Final[dict[str, Shown]] = {
    "expired": lambda authority: authority.shows("localhost", is_expired=True),
    "vouches for itself": lambda authority: authority.shows("localhost", by_itself=True),
    "another host's": lambda authority: authority.shows("database.example"),
    "TLS 1.0 and 1.1": lambda authority: only_old(authority.shows("localhost")),
    "no TLS": lambda _: None,
}
UNREACHED: Final = (DatabaseUnavailable, OSError)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """By whoever trusts what the machine does."""
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return authority


def at(port: int, more: str) -> str:
    return f"postgresql://{RUNTIME_ROLE}@localhost:{port}/postgres?{more}"


def socket() -> str:
    return f"{os.environ[SOCKET_VARIABLE]}/.s.PGSQL.5432"


async def test_a_database_that_proves_its_name_is_used_encrypted(authority: Authority) -> None:
    """S78"""
    async with postgres_front(authority.shows("localhost"), socket()) as front:
        url = at(front.port, f"sslmode=verify-full&sslrootcert={authority.file}")
        await check_reachable(url, "TRADESENSE_DATABASE_URL")
        database = Database(url, pool_size=1)
        assert await database.answers()
        async with database.session() as session:
            raw = await (await session.connection()).get_raw_connection()
            assert raw.driver_connection is not None
            assert raw.driver_connection._protocol.is_ssl
        await database.dispose()


@pytest.mark.parametrize("shown", WRONG)
async def test_a_database_that_does_not_is_told_nothing(authority: Authority, shown: str) -> None:
    """S78: by no way of connecting that there is: the pool's, the queue's and listener's, the check at the start."""
    async with postgres_front(WRONG[shown](authority), socket()) as front:
        url = at(front.port, f"sslmode=verify-full&sslrootcert={authority.file}")
        database = Database(url, pool_size=1)
        assert not await database.answers()
        with pytest.raises(UNREACHED):
            async with database.session() as session:
                _ = await session.connection()
        await database.dispose()
        with pytest.raises((OSError, asyncpg.InterfaceError)):
            await connect(url)
        with pytest.raises(ClusterUnfit):
            await check_reachable(url, "TRADESENSE_DATABASE_URL")
        assert front.heard == b""


async def test_the_old_offer_is_a_real_one(authority: Authority) -> None:
    """Whoever takes TLS 1.1 gets it: what refuses it above is the client."""
    old = only_old(ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
    old.load_verify_locations(authority.file)
    async with postgres_front(only_old(authority.shows("localhost")), socket()) as front:
        connection = await asyncpg.connect(at(front.port, ""), ssl=old)
        assert await connection.fetchval("SELECT 1") == 1
        await connection.close()


async def test_a_database_elsewhere_has_to_prove_its_name_unless_clear_text_is_asked_for() -> None:
    """S78: nobody has to know that there is something to set."""
    for url in ("postgresql://a@db.example/x", "postgresql://a@10.0.0.7:5433/x", "postgresql://a@/x?host=db.example"):
        tls = address_of(url).tls
        assert isinstance(tls, ssl.SSLContext)
        assert (tls.check_hostname, tls.verify_mode) == (True, ssl.CERT_REQUIRED)
        assert tls.minimum_version == ssl.TLSVersion.TLSv1_2
        assert address_of(f"{url}{'&' if '?' in url else '?'}sslmode=disable") == (url, False)
    for url in (
        "postgresql:///x?user=a",
        "postgresql://a@/x?host=%2Ftmp%2Fpg",
        "postgresql://a@127.0.0.1/x",
        "postgresql://a@[::1]/x",
    ):
        assert address_of(url) == (url, False)
        assert address_of(f"{url}{'&' if '?' in url else '?'}sslmode=verify-full").tls


@pytest.mark.parametrize(
    ("more", "said"),
    [
        *((f"sslmode={mode}", f"sslmode={mode} would speak to whoever") for mode in ("allow", "prefer", "require")),
        ("sslmode=verify-ca", "sslmode=verify-ca would speak to whoever"),
        ("ssl=require", "ssl is not taken"),
        ("sslrootcert=/nowhere/ca.pem", "sslrootcert is no file of certificates"),
    ],
)
def test_a_way_that_proves_nothing_is_no_setting(more: str, said: str) -> None:
    """S78"""
    good = "postgresql://a:secret@db.example/x"
    for one, other in (("database_url", "database_owner_url"), ("database_owner_url", "database_url")):
        with pytest.raises(SettingsInvalid, match=f"TRADESENSE_{one.upper()}: {re.escape(said)}") as refused:
            read_settings(**{one: f"{good}?{more}", other: good})
        assert "secret" not in str(refused.value)


def alpaca(port: int) -> tuple[BrokerServices, SyncAccess]:
    services = BrokerServices(SetClock(), {"alpaca": f"https://localhost:{port}"})
    return services, SyncAccess("alpaca", KEY, {})


@pytest.mark.parametrize("shown", WRONG)
async def test_a_broker_that_does_not_prove_its_name_gets_no_key(trusted: Authority, shown: str) -> None:
    """S78"""
    async with web_front(WRONG[shown](trusted)) as front:
        services, access = alpaca(front.port)
        with pytest.raises(BrokerUnavailable):
            await services.check(access)
        assert KEY["secret_key"].encode() not in front.heard
        assert b"HTTP/1.1" not in front.heard


async def test_a_broker_that_does_is_asked(trusted: Authority) -> None:
    async with web_front(trusted.shows("localhost")) as front:
        services, access = alpaca(front.port)
        with pytest.raises(CredentialsRefused, match="403"):
            await services.check(access)
        assert KEY["secret_key"].encode() in front.heard


def bucket(port: int, folder: Path) -> S3Blobs:
    access = S3Access("s3://tradesense/x", f"https://localhost:{port}", "us-east-1", "a-key", "a-secret")
    return S3Blobs(access, folder, 2**20)


async def _written(shown: Shown, authority: Authority, folder: Path) -> bytes:
    async with web_front(shown(authority)) as front:
        with pytest.raises(StorageUnavailable):
            await bucket(front.port, folder).put_part("a", b"what nobody else may read", 0)
        return bytes(front.heard)


async def test_storage_that_does_not_prove_its_name_gets_no_file(trusted: Authority, tmp_path: Path) -> None:
    """S78"""
    heard = await asyncio.gather(*(_written(shown, trusted, tmp_path) for shown in WRONG.values()))
    assert [b"HTTP/1.1" in one for one in heard] == [False] * len(WRONG)


async def test_storage_that_does_is_used(trusted: Authority, tmp_path: Path) -> None:
    assert b"HTTP/1.1" in await _written(lambda authority: authority.shows("localhost"), trusted, tmp_path)
