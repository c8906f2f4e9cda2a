"""Other providers that people sign in with (OpenID Connect): who they say somebody is, and how asking them fails."""

from typing import NamedTuple

from tradesense.domain.problem import Kind, Problem


class ProviderNotFound(Problem):
    code, kind, title = "provider.not_found", Kind.NOT_FOUND, "There is no such provider here."


class ProviderRefused(Problem):
    code, kind, title = "identity.provider_refused", Kind.MALFORMED, "Signing in with this provider did not work."


class ProviderUnavailable(Problem):
    code, kind, title = "identity.provider_unavailable", Kind.UNAVAILABLE, "This provider does not answer."


class ProviderFacts(NamedTuple):
    """`key`: its name in addresses; `name`: for people."""

    key: str
    name: str


class Asking(NamedTuple):
    """Where the browser has to go, and what the provider's answer must fit."""

    url: str
    verifier: str
    nonce: str


class Claimed(NamedTuple):
    """Who it is: the issuer and the subject, nothing else. An address may change, and may be another's later."""

    issuer: str
    subject: str
    email: str
    email_verified: bool
    name: str
