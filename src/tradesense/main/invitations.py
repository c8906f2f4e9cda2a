"""Invitations, from the command line of whoever runs the server."""

from tradesense.features.identity import use_cases as identity
from tradesense.kit.settings import Settings
from tradesense.main.wiring import build_database, build_ports


async def invitation(settings: Settings, url: str) -> str:
    """A link, or the token alone where nobody said what the app's address is."""
    database, ports = build_database(settings, url, "invite"), build_ports(settings)
    try:
        async with database.session() as session:
            token = await identity.invite(session, ports=ports)
    finally:
        await database.dispose()
    return f"{settings.web_address}/sign-up#{token}" if settings.web_address else token
