"""Query parameters: only those that an operation has, each given once."""

from fastapi import FastAPI, Request

from tradesense.domain.problem import FieldError
from tradesense.edge.problems import RequestInvalid


async def only_known_queries(request: Request) -> None:
    """A parameter that is not in the document, or is given twice, was a mistake: ignoring it would answer another
    question than was asked. Raises RequestInvalid."""
    operation = getattr(request.scope.get("route"), "operation_id", None)
    if not request.query_params or operation is None:
        return
    known = _known(request.app)[operation]
    given = [name for name, _ in request.query_params.multi_items()]
    faults = []
    for name in dict.fromkeys(given):
        if name not in known:
            hint = f"it is none of {', '.join(sorted(known))}" if known else "this address takes none"
            faults.append(FieldError(f"?{name[:60]}", "extra_forbidden", f"{name[:60]!r} is not known here: {hint}."))
        elif given.count(name) > 1:
            faults.append(FieldError(f"?{name}", "given_twice", f"{name!r} is given more than once."))
    if faults:
        raise RequestInvalid(faults[0].detail if len(faults) == 1 else None, errors=faults)


def _known(app: FastAPI) -> dict[str, frozenset[str]]:
    """Names of the query parameters of each operation, from the app's own document."""
    if not hasattr(app.state, "known_queries"):
        app.state.known_queries = {
            operation["operationId"]: frozenset(
                one["name"] for one in operation.get("parameters", []) if one["in"] == "query"
            )
            for methods in app.openapi()["paths"].values()
            for operation in methods.values()
        }
    found: dict[str, frozenset[str]] = app.state.known_queries
    return found
