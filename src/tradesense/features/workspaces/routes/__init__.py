"""/workspaces, /members, /invitations, /permissions"""

from tradesense.features.workspaces.routes import invitations, members, workspaces

routers = (workspaces.router, members.router, invitations.router)
