"""Failures about API keys."""

from tradesense.domain.problem import Kind, Problem


class ApiKeyNotFound(Problem):
    code, kind, title = "api_key.not_found", Kind.NOT_FOUND, "There is no such API key here."


class ScopesInvalid(Problem):
    code, kind, title = "api_key.scopes_invalid", Kind.INVALID, "A key cannot be given these permissions."


class TooManyKeys(Problem):
    code, kind, title = "api_key.too_many", Kind.CONFLICT, "There are as many API keys as a workspace may have."


class ApiKeyOver(Problem):
    code, kind, title = "api_key.over", Kind.CONFLICT, "This key was revoked or has expired: make a new one."


class ApiKeyOfAnother(Problem):
    code, kind, title = "api_key.of_another", Kind.FORBIDDEN, "Only whoever made this key can do that."
