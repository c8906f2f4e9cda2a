"""What people call themselves reaches mails as words, never as marks (S61)."""

import pytest

from tradesense.domain.letters import as_html, as_text, invitation

LINK = "https://trades.example/invitation#t"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("{{7*7}}", "{{7*7}}"),
        ("${7*7} %s {0}", "${7*7} %s {0}"),
        ("Ada\r\nBcc: eve@evil.example", "Ada Bcc eve evil example"),
        ("http://evil.example/win", "http evil example win"),
    ],
)
def test_a_name_is_words(name: str, shown: str) -> None:
    """Nothing of it is computed, begins a line or becomes a link."""
    letter = invitation(LINK, name, name)
    text = as_text(letter)
    assert f"{shown} invites you to the workspace “{shown}” in TradeSense." in text
    assert "\r" not in text + letter.subject
    assert name not in letter.subject


def test_a_name_is_no_html() -> None:
    page = as_html(invitation(LINK, "<b>Ada</b>", '"><script>alert(1)</script>'))
    assert "<script" not in page
    assert "<b>" not in page
    assert page.count("<a ") == 1
