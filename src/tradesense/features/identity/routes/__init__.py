"""/auth"""

from tradesense.features.identity.routes import passkeys, passwords, providers, second_factor, sessions, signing_in

routers = (
    signing_in.router,
    passwords.router,
    sessions.router,
    second_factor.router,
    passkeys.router,
    providers.router,
)
