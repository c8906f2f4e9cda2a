"""Secrets at rest: what is stored tells nothing, and opens only where it belongs."""

import stat
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tradesense.adapters.vault_aesgcm import (
    AesGcmVault,
    KeyringInvalid,
    SecretUnopenable,
    add_key,
    kept_keyring,
    new_key,
)
from tradesense.ports import Place, Sealed

HERE = Place("workspace", "broker_connections", "row", "credentials")
SECRET = b'{"token": "the broker\'s token"}'


def test_what_is_sealed_opens_again_and_shows_nothing() -> None:
    vault = AesGcmVault(new_key())
    sealed = vault.seal(SECRET, HERE)
    assert b"token" not in sealed.content
    assert vault.open(sealed, HERE) == SECRET


@pytest.mark.parametrize(
    "elsewhere",
    [
        HERE._replace(workspace_id="other"),
        HERE._replace(table="other"),
        HERE._replace(row="other"),
        HERE._replace(column="session"),
    ],
)
def test_moved_to_another_place_it_does_not_open(elsewhere: Place) -> None:
    vault = AesGcmVault(new_key())
    with pytest.raises(SecretUnopenable):
        vault.open(vault.seal(SECRET, HERE), elsewhere)


def test_with_any_bit_turned_it_does_not_open() -> None:
    vault = AesGcmVault(new_key())
    key, content = vault.seal(SECRET, HERE)
    for at in range(len(content)):
        turned = bytearray(content)
        turned[at] ^= 1
        with pytest.raises(SecretUnopenable):
            vault.open(Sealed(key, bytes(turned)), HERE)
    with pytest.raises(SecretUnopenable):
        vault.open(Sealed(key, b"short"), HERE)


def test_no_nonce_comes_twice() -> None:
    vault = AesGcmVault(new_key())
    assert len({vault.seal(b"", HERE).content[:12] for _ in range(20_000)}) == 20_000


def test_a_new_key_seals_and_the_old_ones_still_open(tmp_path: Path) -> None:
    path = tmp_path / "keyring"
    before = AesGcmVault(kept_keyring(path))
    old = before.seal(SECRET, HERE)
    name = add_key(path)
    after = AesGcmVault(kept_keyring(path))
    assert after.open(old, HERE) == SECRET
    assert after.current_key == name == after.seal(SECRET, HERE).key_id != old.key_id
    with pytest.raises(SecretUnopenable):
        before.open(after.seal(SECRET, HERE), HERE)


def test_the_keyring_is_its_owners_alone_and_is_made_once(tmp_path: Path) -> None:
    path = tmp_path / "secrets" / "keyring"
    assert kept_keyring(path).strip() == kept_keyring(path).strip()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("keyring", ["", "\n", "nonsense", "id:short", "id:!!!!", ":" + b64encode(bytes(32)).decode()])
def test_a_keyring_that_is_none_is_refused(keyring: str) -> None:
    with pytest.raises(KeyringInvalid):
        AesGcmVault(keyring)


def test_many_that_find_no_keyring_at_once_get_the_same(tmp_path: Path) -> None:
    path = tmp_path / "keyring"
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: kept_keyring(path), range(64)))
    assert len(found) == 1
    assert [one.name for one in tmp_path.iterdir()] == ["keyring"]
