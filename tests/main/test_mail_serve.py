"""Mail as its users get it: the server notes it, its worker process sends it, and goes on trying."""

from pathlib import Path

from tests.support.post import post_office
from tests.support.serving import PASSWORD, SECONDS, Serving, folder
from tests.support.waiting import wait_until

EMAIL = "ada@example.org"


def test_registering_by_mail_reaches_the_post_and_comes_back(tmp_path: Path) -> None:
    with post_office(tmp_path) as counter, folder() as data_dir:
        settings = {
            "smtp_host": "127.0.0.1",
            "smtp_port": counter.port,
            "smtp_security": "none",
            "smtp_from": "post@trades.example",
            "public_url": "https://trades.example",
        }
        with Serving(data_dir, **settings) as server:
            assert server.client.get("/auth/ways").json()["mail"] is True
            body = {"email": EMAIL, "password": PASSWORD}
            assert server.client.post("/auth/register", json=body).status_code == 202
            wait_until(lambda: bool(counter.office.to(EMAIL)), SECONDS)
            token = counter.office.last(EMAIL).token
            answer = server.client.post("/auth/register/confirm", json={"token": token, "password": PASSWORD})
            assert answer.status_code == 201, answer.text
            server.enter(EMAIL, new=False)
            assert server.get("/auth/security")["is_email_verified"] is True
            # Neither the link nor the address is in what the processes say.
            assert token not in server.text
            assert EMAIL not in server.text
