"""/auth"""

from tradesense.features.identity.routes import passwords, sessions, signing_in

routers = (signing_in.router, passwords.router, sessions.router)
