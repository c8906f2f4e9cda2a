"""The settings: one typed object, read from TRADESENSE_* variables, every one with a sensible default."""

import ipaddress
import os
import re
from pathlib import Path
from typing import Annotated, Any, Final, Literal

import platformdirs
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from tradesense.kit.database_address import address_of

PREFIX: Final = "TRADESENSE_"
MIB: Final = 1024 * 1024
GIB: Final = 1024 * MIB


def default_data_dir() -> Path:
    """The platform's place for a user's data; root's is readable by the database's own user."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return Path("/var/lib/tradesense")
    return platformdirs.user_data_path("tradesense")


class SettingsInvalid(Exception):
    """A setting is missing, malformed or contradicts another; the message is one sentence for the user."""


class Settings(BaseSettings):
    """What can be set. Sizes and durations carry their unit in the name."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    data_dir: Path = Field(default_factory=default_data_dir, description="Database, uploads and secrets live here.")
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=1, le=65535, description="Port to listen on.")
    trusted_proxy: str = Field("", description="Address of the reverse proxy that terminates TLS, if there is one.")
    cors_origins: Annotated[list[str], NoDecode] = Field(
        default_factory=list, description="Origins that may call the API from a browser, comma-separated."
    )
    database_url: SecretStr | None = Field(
        None,
        description="PostgreSQL as the runtime role; empty: embedded server. Off this machine it has to prove its name by TLS;"
        " ?sslrootcert=FILE: to whom; ?sslmode=disable: clear text.",
    )
    database_owner_url: SecretStr | None = Field(None, description="PostgreSQL as the owner, for migrations.")
    database_worker_url: SecretStr | None = Field(
        None, description="PostgreSQL as the worker's role; empty: the runtime role does jobs too."
    )
    database_reader_url: SecretStr | None = Field(
        None, description="PostgreSQL as a role that only reads, for exports and checks; empty: the runtime role."
    )
    database_pool_size: int = Field(8, ge=1, le=200, description="Connections each process keeps open.")
    database_pool_overflow: int = Field(4, ge=0, le=200, description="Connections it may open beyond that.")
    database_pool_timeout_seconds: float = Field(10, gt=0, description="Longest wait for a connection.")
    postgres_bindir: Path | None = Field(None, description="PostgreSQL programs to use instead of the packaged ones.")
    secret_key: SecretStr | None = Field(
        None, description="Signs access tokens; empty: generated and kept in data_dir."
    )
    api_key_pepper: SecretStr | None = Field(
        None, description="Hashes API keys, which end when it changes; empty: generated and kept in data_dir."
    )
    former_secret_keys: SecretStr | None = Field(
        None, description="Keys of before, comma-separated: tokens they signed are good until they expire."
    )
    audit_keys: SecretStr | None = Field(
        None,
        description="Sign the audit log's checkpoints: all there ever were, comma-separated, the last of which signs; "
        "empty: generated and kept in data_dir.",
    )
    audit_unsigned_entries_max: int = Field(100, ge=1, description="A chain of the audit is signed for after so many.")
    audit_unsigned_seconds_max: int = Field(3_600, ge=1, description="And so long after the first of them.")
    access_token_seconds: int = Field(15 * 60, ge=60, le=3600, description="Life of an access token.")
    session_idle_seconds_max: int = Field(14 * 86_400, ge=600, description="A session unused for so long ends.")
    session_seconds_max: int = Field(90 * 86_400, ge=600, description="A session ends after so long in any case.")
    registration: Literal["open", "invited", "closed"] = Field(
        "open", description="Who may create an account: anybody, whoever has an invitation, nobody."
    )
    public_url: str = Field(
        "", description="Address that people see, such as https://trades.example; on loopback http://localhost:PORT."
    )
    smtp_host: str = Field("", description="Mail server; empty: no mail, so no verified addresses and no resets.")
    smtp_port: int = Field(587, ge=1, le=65535, description="Port of the mail server.")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="How the connection is encrypted; none: on a loopback address only."
    )
    smtp_username: str = Field("", description="Login at the mail server, if it wants one.")
    smtp_password: SecretStr | None = Field(None, description="Its password.")
    smtp_from: str = Field("", description="Address that mail comes from.")
    smtp_ca_file: Path | None = Field(None, description="Certificates to trust instead of the system's.")
    oidc_providers: SecretStr | None = Field(
        None,
        description='OpenID providers to sign in with: [{"key": "…", "name": "…", "issuer": "https://…",'
        ' "client_id": "…", "client_secret": "…"}].',
    )
    demo: bool = Field(True, description="Fill a demo workspace at first start (on a loopback address only).")
    workers: int = Field(1, ge=0, le=64, description="Worker processes that serve starts; 0: they run elsewhere.")
    import_bytes_max: int = Field(
        2 * GIB, ge=1024, description="Largest file, and all a workspace's unimported uploads."
    )
    blobs_url: str = Field("", description="s3://bucket/prefix for files; empty: data_dir.")
    blobs_endpoint: str = Field("", description="Address of the S3 server; empty: Amazon's.")
    blobs_region: str = Field("us-east-1", description="Region of the bucket.")
    blobs_key: str = Field("", description="Access key of the bucket; empty: the environment's credentials.")
    blobs_secret: SecretStr | None = Field(None, description="Secret of that key.")
    blobs_copies_bytes_max: int = Field(4 * GIB, ge=MIB, description="Room in data_dir for copies read from S3.")
    upload_seconds_max: int = Field(86_400, ge=60, description="An upload unused for so long expires.")
    bulk_bytes_max: int = Field(32 * MIB, ge=1024, description="Largest body of fills posted at once.")
    body_bytes_max: int = Field(1 * MIB, ge=1024, description="Largest body of any other request.")
    rate_limit_per_minute: int = Field(600, ge=1, description="Requests a minute for one user or address.")
    columns_bytes_max: int = Field(512 * MIB, ge=MIB, description="Memory for trades held as columns.")
    results_bytes_max: int = Field(64 * MIB, ge=MIB, description="Memory for analytics answers kept.")
    terms_url: str = Field("", description="Terms that whoever registers has to agree to; empty: none.")
    terms_version: str = Field("1", min_length=1, max_length=40, description="Theirs: a new one is agreed to anew.")
    privacy_url: str = Field("", description="Privacy notice, likewise.")
    privacy_version: str = Field("1", min_length=1, max_length=40, description="Its version.")
    product_mail: bool = Field(False, description="Whether people are asked if they want mail about news.")
    sessions_kept_days: int = Field(30, ge=0, description="Ended sessions are kept for so long, to be looked at.")
    ended_kept_days: int = Field(30, ge=0, description="As long invitations, API keys and public links that ended.")
    sync_runs_kept_days: int = Field(90, ge=1, description="As long visits to brokers.")
    job_log_kept_days: int = Field(30, ge=1, description="As long which jobs ran, and how one broke.")
    exports_kept_days: int = Field(7, ge=1, le=90, description="A person's export can be downloaded for so long.")
    broker_sync: bool = Field(True, description="Whether broker connections may ask brokers' own services.")
    broker_sync_urls: Annotated[dict[str, str], NoDecode] = Field(
        default_factory=dict,
        description="Addresses to ask instead of brokers' documented ones: kind=https://…, comma-separated.",
    )
    encryption_keys: SecretStr | None = Field(
        None, description="Keyring for stored credentials, id:base64 of 32 bytes each; empty: kept in data_dir."
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="Least level that is logged.")
    log_format: Literal["json", "console"] = Field("json", description="JSON lines, or words for people.")

    @field_validator("cors_origins", mode="before")
    @classmethod
    def _split_origins(cls, value: Any) -> Any:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator("broker_sync_urls", mode="before")
    @classmethod
    def _split_addresses(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
        if not all(kind and url.startswith(("https://", "http://")) for kind, _, url in pairs):
            raise ValueError("write kind=https://address, separated by commas")
        return {kind.strip(): url.strip() for kind, _, url in pairs}

    @field_validator(
        "database_url",
        "database_owner_url",
        "database_worker_url",
        "database_reader_url",
        "secret_key",
        "api_key_pepper",
        "former_secret_keys",
        "audit_keys",
        "encryption_keys",
        "postgres_bindir",
        "blobs_secret",
        "smtp_password",
        "smtp_ca_file",
        "oidc_providers",
        mode="before",
    )
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:
        return None if value == "" else value

    @model_validator(mode="after")
    def _agree(self) -> "Settings":
        if (self.database_url is None) != (self.database_owner_url is None):
            missing = "DATABASE_URL" if self.database_url is None else "DATABASE_OWNER_URL"
            raise ValueError(f"{PREFIX}{missing} is missing: an own database needs both its addresses")
        for name in ("database_url", "database_owner_url", "database_worker_url", "database_reader_url"):
            _check_address(getattr(self, name), PREFIX + name.upper())
        if not self.is_loopback and not self.trusted_proxy:
            raise ValueError(
                f"{PREFIX}HOST={self.host} is reachable by others over plain http: "
                f"set {PREFIX}TRUSTED_PROXY to the proxy that terminates TLS"
            )
        if self.blobs_url and not re.fullmatch(r"s3://[a-z0-9][a-z0-9.-]+(/[\w./-]*)?", self.blobs_url):
            raise ValueError(f"{PREFIX}BLOBS_URL is not of the form s3://bucket/prefix")
        if bool(self.blobs_key) != (self.blobs_secret is not None):
            raise ValueError(f"{PREFIX}BLOBS_KEY and {PREFIX}BLOBS_SECRET belong together")
        if self.session_idle_seconds_max > self.session_seconds_max:
            raise ValueError(f"{PREFIX}SESSION_IDLE_SECONDS_MAX is longer than {PREFIX}SESSION_SECONDS_MAX")
        self._agree_on_mail()
        return self

    def _agree_on_mail(self) -> None:
        for name in ("terms_url", "privacy_url"):
            if getattr(self, name) and not re.fullmatch(r"https?://\S+", getattr(self, name)):
                raise ValueError(f"{PREFIX}{name.upper()} is not of the form https://name/path")
        if self.public_url and not re.fullmatch(r"https?://[a-z0-9.-]+(:\d+)?", self.public_url):
            raise ValueError(f"{PREFIX}PUBLIC_URL is not of the form https://name, without a path")
        if not self.smtp_host:
            return
        if not re.fullmatch(r"[^@\s]+@[^@\s]+", self.smtp_from):
            raise ValueError(f"{PREFIX}SMTP_FROM is missing: mail needs an address that it comes from")
        if self.smtp_security == "none" and not _is_loopback(self.smtp_host):
            raise ValueError(f"{PREFIX}SMTP_SECURITY=none would send passwords' links readable over the network")
        if bool(self.smtp_username) != (self.smtp_password is not None):
            raise ValueError(f"{PREFIX}SMTP_USERNAME and {PREFIX}SMTP_PASSWORD belong together")
        if not self.web_address:
            raise ValueError(f"{PREFIX}PUBLIC_URL is missing: links in mails need the address that people see")

    @property
    def is_loopback(self) -> bool:
        return _is_loopback(self.host)

    @property
    def web_address(self) -> str:
        """Where people's browsers find the app, without a slash at the end; '' where nobody said so."""
        return self.public_url or (f"http://localhost:{self.port}" if self.is_loopback else "")

    @property
    def is_encrypted(self) -> bool:
        """Whether people's browsers reach it by https: through the proxy, or so says the address they see."""
        return bool(self.trusted_proxy) or self.web_address.startswith("https://")

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Variable, value (secrets masked), where it comes from, what it is for."""
        found = []
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            shown = "" if value is None else "********" if isinstance(value, SecretStr) else str(value)
            source = "environment" if PREFIX + name.upper() in {key.upper() for key in os.environ} else "default"
            found.append((PREFIX + name.upper(), shown, source, field.description or ""))
        return found


def _check_address(given: SecretStr | None, name: str) -> None:
    try:
        address_of(given.get_secret_value() if given else "")
    except ValueError as refused:
        raise ValueError(f"{name}: {refused}") from None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def read_settings(**overrides: Any) -> Settings:
    """The settings as the environment gives them; raises SettingsInvalid with one clear sentence."""
    try:
        return Settings(**overrides)
    except ValidationError as refused:
        fault = refused.errors()[0]
        where = PREFIX + "_".join(str(part) for part in fault["loc"]).upper() + ": " if fault["loc"] else ""
        said = fault["msg"].removeprefix("Value error, ")
        raise SettingsInvalid(f"{where}{said}.") from None
