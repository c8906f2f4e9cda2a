"""/broker-connections"""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response, status

from tradesense.domain.problem import Problem
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep, WorkspaceHeader, enter_workspace
from tradesense.edge.etag import answer_once, etag, require_match
from tradesense.edge.idempotency import KeyHeader, Once, OnceDep
from tradesense.edge.paging import LIMIT_DEFAULT, Cursor, CursorInvalid, Limit, decode_cursor, encode_cursor
from tradesense.edge.responses import problems
from tradesense.features.broker_connections import use_cases
from tradesense.features.broker_connections.schemas import (
    BrokerCheckOut,
    BrokerConnectionChangeIn,
    BrokerConnectionIn,
    BrokerConnectionListOut,
    BrokerConnectionOut,
    BrokerListOut,
    BrokerOut,
    CredentialFieldOut,
    SyncRunListOut,
    SyncRunOut,
)
from tradesense.ports import Ports, SyncAccess

router = APIRouter(prefix="/broker-connections", tags=["broker connections"])
ConnectionKey = Annotated[UUID, Path(description="The connection's id.")]
SORT: Final = "-id"


@router.get(
    "", operation_id="broker_connections_list", summary="Broker connections, by name", responses=problems(401, 403)
)
async def list_connections(session: SessionDep, actor: ActorDep, ports: PortsDep) -> BrokerConnectionListOut:
    rows = await use_cases.list_connections(session, actor)
    return BrokerConnectionListOut(items=[_out(row, ports) for row in rows], next_cursor=None)


@router.post(
    "",
    operation_id="broker_connections_create",
    status_code=status.HTTP_201_CREATED,
    summary="Connect to a broker's service",
    responses=problems(401, 403, 404, 409, 422),
)
async def create_connection(
    body: BrokerConnectionIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
    once: OnceDep,
) -> BrokerConnectionOut:
    """With a schedule, the first sync begins at once."""
    row = await use_cases.create_connection(
        session, actor, body.model_dump(), broker_sync=ports.broker_sync, vault=ports.vault, clock=ports.clock
    )
    response.headers["Location"] = f"{request.url.path}/{row.id}"
    response.headers["ETag"] = _tag(row)
    return once.keep(_out(row, ports))


@router.get(
    "/brokers",
    operation_id="broker_connections_brokers",
    summary="Brokers that can be connected, and what each needs",
    responses=problems(401, 403),
)
async def list_brokers(actor: ActorDep, ports: PortsDep) -> BrokerListOut:
    actor.require(use_cases.MAY_SEE)
    items = [
        BrokerOut(
            kind=one.kind,
            broker=one.broker,
            title=one.title,
            fields=[
                CredentialFieldOut.model_validate(field._asdict() | {"choices": [*field.choices]})
                for field in one.fields
            ],
        )
        for one in ports.broker_sync.facts()
    ]
    return BrokerListOut(items=items, next_cursor=None, is_on=ports.broker_sync.is_on)


@router.get(
    "/{connection_id}",
    operation_id="broker_connections_get",
    summary="One broker connection",
    responses=problems(304, 401, 403, 404),
)
async def get_connection(
    connection_id: ConnectionKey,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
) -> BrokerConnectionOut:
    row = await use_cases.get_connection(session, actor, connection_id)
    answer_once(request, response, _tag(row))
    return _out(row, ports)


@router.patch(
    "/{connection_id}",
    operation_id="broker_connections_change",
    summary="Change a broker connection",
    responses=problems(401, 403, 404, 409, 412, 422),
)
async def change_connection(
    connection_id: ConnectionKey,
    body: BrokerConnectionChangeIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
) -> BrokerConnectionOut:
    """New credentials let a connection go on whose old ones were refused. Another first day fetches anew from it:
    fills that are known count once."""
    require_match(request, _tag(await use_cases.get_connection(session, actor, connection_id)), required=False)
    said = body.model_dump(exclude_unset=True)
    changes = {name: value for name, value in said.items() if value is not None or name in {"account_id", "since"}}
    row = await use_cases.change_connection(
        session,
        actor,
        connection_id,
        changes,
        broker_sync=ports.broker_sync,
        vault=ports.vault,
        clock=ports.clock,
    )
    response.headers["ETag"] = _tag(row)
    return _out(row, ports)


@router.delete(
    "/{connection_id}",
    operation_id="broker_connections_delete",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Delete a broker connection and its credentials",
    responses=problems(401, 403, 404, 412),
)
async def delete_connection(
    connection_id: ConnectionKey, request: Request, session: SessionDep, actor: ActorDep
) -> None:
    """What it fetched stays: undo its imports to take that out too."""
    require_match(request, _tag(await use_cases.get_connection(session, actor, connection_id)), required=False)
    await use_cases.delete_connection(session, actor, connection_id)


@router.post(
    "/{connection_id}/test",
    operation_id="broker_connections_test",
    summary="Ask the broker whether the credentials are right",
    responses=problems(401, 403, 404, 409),
)
async def check_connection(
    connection_id: ConnectionKey,
    request: Request,
    response: Response,
    ports: PortsDep,
    workspace: WorkspaceHeader = None,
    _key: KeyHeader = None,
) -> BrokerCheckOut:
    database = request.app.state.database
    async with database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        access = await use_cases.open_access(
            session, actor, connection_id, broker_sync=ports.broker_sync, vault=ports.vault
        )
    # No transaction is open while the broker is asked.
    answer = await _checked(ports, access)
    async with database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        once = Once(request, response, session, actor, ports)
        await once.begin(b"")
        once.keep(answer)
        await once.end()
    return answer


async def _checked(ports: Ports, access: SyncAccess) -> BrokerCheckOut:
    try:
        accounts = await ports.broker_sync.check(access)
    except Problem as refused:
        return BrokerCheckOut(ok=False, accounts=[], code=refused.code, detail=refused.detail)
    return BrokerCheckOut(ok=True, accounts=accounts, code=None, detail="")


@router.post(
    "/{connection_id}/sync",
    operation_id="broker_connections_sync",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Sync now",
    responses=problems(401, 403, 404, 409),
)
async def sync_connection(
    connection_id: ConnectionKey, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> BrokerConnectionOut:
    """A worker does it: see its runs. What it fetches becomes an import."""
    row = await use_cases.sync_now(session, actor, connection_id, broker_sync=ports.broker_sync, clock=ports.clock)
    return once.keep(_out(row, ports))


@router.get(
    "/{connection_id}/runs",
    operation_id="broker_connection_runs_list",
    summary="What became of a connection's syncs, newest first",
    responses=problems(401, 403, 404, 422),
)
async def list_runs(
    connection_id: ConnectionKey,
    session: SessionDep,
    actor: ActorDep,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> SyncRunListOut:
    found = await use_cases.list_runs(session, actor, connection_id, after_=_after(cursor), limit=limit + 1)
    page = found[:limit]
    return SyncRunListOut(
        items=[SyncRunOut.model_validate(row) for row in page],
        next_cursor=encode_cursor(SORT, [str(page[-1].id)]) if len(found) > limit else None,
    )


def _out(row: use_cases.BrokerConnectionRow, ports: Ports) -> BrokerConnectionOut:
    brokers = {one.kind: one.broker for one in ports.broker_sync.facts()}
    values: dict[str, Any] = {
        name: getattr(row, name) for name in BrokerConnectionOut.model_fields if hasattr(row, name)
    }
    return BrokerConnectionOut.model_validate({**values, "broker": brokers.get(row.kind, row.kind)})


def _tag(row: use_cases.BrokerConnectionRow) -> str:
    return etag("broker_connection", row.workspace_id, row.id, row.revision)


def _after(cursor: str | None) -> UUID | None:
    if cursor is None:
        return None
    (id_,) = decode_cursor(cursor, SORT, 1)
    try:
        return UUID(str(id_))
    except ValueError:
        raise CursorInvalid from None
