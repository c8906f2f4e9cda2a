"""Jobs: enqueued in the transaction of the change that needs them, so that they exist exactly if it does; and the boundary
round each of them."""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any, TypeVar
from uuid import UUID

from pgqueuer import Queries
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver

from tradesense.db.session import DatabaseUnavailable, Session, driver
from tradesense.domain.access import Actor, system_actor
from tradesense.domain.ids import ApiKeyId, UserId, WorkspaceId
from tradesense.domain.problem import Problem
from tradesense.kit.logging import get_logger

log = get_logger(__name__)
Done = TypeVar("Done")


async def enqueue(
    session: Session, entrypoint: str, payload: dict[str, Any], *, after: timedelta | None = None
) -> None:
    """`payload` holds ids only: the queue belongs to no workspace."""
    queries = Queries(AsyncpgDriver(await driver(session)))
    await queries.enqueue(entrypoint, json.dumps(payload).encode(), execute_after=after)


def asked_by(actor: Actor) -> dict[str, str]:
    """Whom a job is for, as its payload says it: asked again, when it is done, whether they still may."""
    said = {"workspace_id": str(actor.workspace_id), "user_id": str(actor.user_id)}
    return said | ({"key_id": str(actor.key_id)} if actor.key_id else {})


def asker(said: Mapping[str, str]) -> Actor:
    """On whose behalf a worker acts, by what `asked_by` said."""
    actor = system_actor(UserId(UUID(said["user_id"])), WorkspaceId(UUID(said["workspace_id"])))
    return actor._replace(key_id=ApiKeyId(UUID(said["key_id"]))) if "key_id" in said else actor


async def tell_failures(
    work: Awaitable[Done],
    tell: Callable[[Problem], Awaitable[None]],
    *,
    broke: Problem,
    log_as: str,
    told: type[Problem] = Problem,
    passes: tuple[type[BaseException], ...] = (),
    **of: UUID,
) -> Done | None:
    """A job's work, within the boundary between it and the worker: whatever breaks, its owner is told. None then.

    tell      tells its owner of a problem
    broke     what is told where it was no problem with a name; that is logged as `log_as`, `of` what
    told      problems that are told as they are; others count as unexpected
    passes    with these nothing can be told, or nobody wants it: the worker gets them, as it does a database that is away
    """
    through: tuple[type[BaseException], ...] = (DatabaseUnavailable, *passes)
    try:
        return await work
    except through:
        raise
    except told as problem:
        await tell(problem)
    except Exception:
        log.exception(log_as, **{name: str(id_) for name, id_ in of.items()})
        await tell(broke)
    return None
