"""/imports and /executions/bulk"""

from tradesense.features.imports.routes import fills, imports

routers = (fills.router, imports.router)
