"""Failures about broker connections."""

from tradesense.domain.problem import Kind, Problem


class ConnectionNotFound(Problem):
    code, kind, title = "broker_connection.not_found", Kind.NOT_FOUND, "There is no such connection in this workspace."


class CredentialsInvalid(Problem):
    code, kind, title = "broker_connection.credentials_invalid", Kind.INVALID, "The credentials are not complete."


class TooManyConnections(Problem):
    code, kind, title = "broker_connection.too_many", Kind.CONFLICT, "A workspace has at most 50 connections."


class SyncOff(Problem):
    code, kind, title = "broker_sync.off", Kind.CONFLICT, "This server does not ask brokers' services."
