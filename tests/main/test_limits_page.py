"""S82: the page of limits says what the code does."""

import re

from tests.architecture.places import ROOT
from tradesense.adapters import providers_oidc
from tradesense.adapters.broker_sync import http as brokers
from tradesense.db import session
from tradesense.edge import limits, quotas
from tradesense.features.archives.use_cases import manage
from tradesense.kit.settings import PREFIX, Settings
from tradesense.main import http_protocol, serve

ROW = re.compile(r"^\| ([^|]+) \| (\d+) \| ([^|]+) \| [^|]+ \|$", re.MULTILINE)
PER_MINUTE = Settings.model_fields["rate_limit_per_minute"].default
IN_CODE = {
    "requests of a person, a minute": PER_MINUTE * quotas.FACTORS["person"],
    "requests of an address (IPv6: of its /64), a minute": PER_MINUTE * quotas.FACTORS["address"],
    "requests in a workspace, a minute": PER_MINUTE * quotas.FACTORS["workspace"],
    "archives of a workspace at work": manage.AT_WORK_MAX,
    "bytes of an address": http_protocol.URL_BYTES_MAX,
    "bytes of all headers": http_protocol.HEAD_BYTES_MAX,
    "headers": http_protocol.HEADERS_MAX,
    "seconds for the head of a request": http_protocol.HEAD_SECONDS_MAX,
    "seconds for a body, and one more for each KiB": limits.BODY_SECONDS_MAX,
    "seconds an idle connection stays open": serve.KEEP_ALIVE_SECONDS,
    "milliseconds of a statement": session.STATEMENT_TIMEOUT_MS,
    "milliseconds waiting for a lock": session.LOCK_TIMEOUT_MS,
    "milliseconds between two statements of a request's transaction": session.IDLE_TIMEOUT_MS,
    "milliseconds between two statements of a job's": session.JOB_IDLE_TIMEOUT_MS,
    "seconds a broker's service may take": brokers.SECONDS_MAX,
    "bytes of a broker's answer": brokers.ANSWER_BYTES_MAX,
    "seconds an OpenID provider may take": providers_oidc.SECONDS_MAX,
}


def test_the_page_of_limits_is_what_the_code_does() -> None:
    """S82"""
    rows = {
        name: (int(figure), place) for name, figure, place in ROW.findall((ROOT / "docs" / "limits.md").read_text())
    }
    settings = {f"`{PREFIX}{name.upper()}`": field.default for name, field in Settings.model_fields.items()}
    told = {name: figure for name, (figure, place) in rows.items() if place not in settings}
    assert told == IN_CODE
    for name, (figure, place) in rows.items():
        if place in settings:
            assert figure == settings[place], name
