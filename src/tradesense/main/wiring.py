"""Settings to ports: which adapter, with which configuration."""

from pathlib import Path

from tradesense.adapters.api_keys_hmac import HmacApiKeys
from tradesense.adapters.audit_checkpoints import SignedCheckpoints
from tradesense.adapters.blobs_disk import DiskBlobs
from tradesense.adapters.blobs_s3 import S3Access, S3Blobs
from tradesense.adapters.broker_sync import BrokerServices
from tradesense.adapters.brokers import FORMATS, BrokerFiles
from tradesense.adapters.brokers.installed import installed_formats
from tradesense.adapters.clock_system import SystemClock
from tradesense.adapters.mail_smtp import SmtpAccess, SmtpMailer
from tradesense.adapters.memory_budgeted import BudgetedMemory
from tradesense.adapters.passwords_argon2 import Argon2Passwords
from tradesense.adapters.providers_oidc import OidcProviders, providers_of
from tradesense.adapters.tokens_jose import SignedAccessTokens
from tradesense.adapters.vault_aesgcm import AesGcmVault, kept_keyring
from tradesense.db.session import IDLE_TIMEOUT_MS, JOB_IDLE_TIMEOUT_MS, Database
from tradesense.kit.settings import Settings
from tradesense.kit.tokens import kept_secret
from tradesense.ports import BlobStore, Ports


def build_ports(settings: Settings) -> Ports:
    pepper = settings.api_key_pepper
    clock = SystemClock()
    return Ports(
        clock=clock,
        passwords=Argon2Passwords(),
        access_tokens=SignedAccessTokens(signing_keys(settings), settings.access_token_seconds),
        api_keys=HmacApiKeys(
            pepper.get_secret_value() if pepper else kept_secret(settings.data_dir / "api-key-pepper")
        ),
        blobs=blob_store(settings),
        broker_files=broker_files(),
        columns=BudgetedMemory(settings.columns_bytes_max),
        results=BudgetedMemory(settings.results_bytes_max),
        broker_sync=BrokerServices(clock, settings.broker_sync_urls, is_on=settings.broker_sync),
        vault=vault(settings),
        mailer=mailer(settings),
        providers=providers(settings),
        checkpoints=checkpoints(settings),
    )


def signing_keys(settings: Settings) -> list[str]:
    """Of access tokens; the last one signs."""
    if settings.secret_key is None:
        return kept_secret(signing_key_file(settings)).split()
    former = settings.former_secret_keys.get_secret_value() if settings.former_secret_keys else ""
    return [*(one.strip() for one in former.split(",") if one.strip()), settings.secret_key.get_secret_value()]


def signing_key_file(settings: Settings) -> Path:
    return settings.data_dir / "secret-key"


def providers(settings: Settings) -> OidcProviders:
    given = settings.oidc_providers
    known = providers_of(given.get_secret_value()) if given else []
    return OidcProviders(known, f"{settings.web_address}/sign-in/provider")


def mailer(settings: Settings) -> SmtpMailer:
    password = settings.smtp_password
    access = SmtpAccess(
        host=settings.smtp_host,
        port=settings.smtp_port,
        security=settings.smtp_security,
        username=settings.smtp_username,
        password=password.get_secret_value() if password else "",
        sender=settings.smtp_from,
        ca_file=settings.smtp_ca_file,
    )
    return SmtpMailer(access)


def checkpoints(settings: Settings) -> SignedCheckpoints:
    given = settings.audit_keys
    keys = given.get_secret_value().replace(",", " ") if given else kept_secret(audit_keys_file(settings))
    return SignedCheckpoints(settings.data_dir / "audit" / "checkpoints", keys.split())


def audit_keys_file(settings: Settings) -> Path:
    return settings.data_dir / "audit" / "key"


def broker_files() -> BrokerFiles:
    """With the formats that other installed distributions bring."""
    return BrokerFiles(installed_formats({known.key for known in FORMATS}))


def blob_store(settings: Settings) -> BlobStore:
    if not settings.blobs_url:
        return disk_store(settings)
    access = S3Access(
        url=settings.blobs_url,
        endpoint=settings.blobs_endpoint,
        region=settings.blobs_region,
        key=settings.blobs_key,
        secret=settings.blobs_secret.get_secret_value() if settings.blobs_secret else "",
    )
    return S3Blobs(access, settings.data_dir / "copies", settings.blobs_copies_bytes_max)


def vault(settings: Settings) -> AesGcmVault:
    given = settings.encryption_keys
    return AesGcmVault(given.get_secret_value() if given else kept_keyring(keyring_file(settings)))


def keyring_file(settings: Settings) -> Path:
    return settings.data_dir / "encryption-keys"


def disk_store(settings: Settings) -> DiskBlobs:
    return DiskBlobs(settings.data_dir / "blobs")


def build_database(settings: Settings, url: str, name: str, *, idle_timeout_ms: int = IDLE_TIMEOUT_MS) -> Database:
    return Database(
        url,
        pool_size=settings.database_pool_size,
        pool_overflow=settings.database_pool_overflow,
        pool_timeout_seconds=settings.database_pool_timeout_seconds,
        name=name,
        idle_timeout_ms=idle_timeout_ms,
    )


def build_reader(url: str, name: str, pool_size: int = 1) -> Database:
    """What long readings go through: the server refuses whatever would write."""
    return Database(url, pool_size=pool_size, name=name, idle_timeout_ms=JOB_IDLE_TIMEOUT_MS, only_reads=True)


def static_folder() -> Path:
    """Where the built web app is."""
    return Path(__file__).resolve().parent / "static"
