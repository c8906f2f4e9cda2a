"""`tradesense people`: what whoever runs the server does about somebody's account."""

from tradesense.features.identity import use_cases as identity
from tradesense.kit.settings import Settings
from tradesense.main.wiring import build_database, build_ports


async def set_disabled(settings: Settings, url: str, email: str, *, is_disabled: bool) -> bool:
    """False where it was so already. Raises PersonUnknown."""
    database, ports = build_database(settings, url, "people"), build_ports(settings)
    act = identity.disable_person if is_disabled else identity.enable_person
    try:
        async with database.session() as session:
            return await act(session, email, clock=ports.clock)
    finally:
        await database.dispose()
