"""Members: who belongs to a workspace, as what; and how one leaves, or hands it over."""

from uuid import UUID

from tradesense.db import auditing
from tradesense.db.proof import require_recent
from tradesense.db.session import Session
from tradesense.domain.access import GOVERNING, ROLES, Actor, NotAllowed, Permission, Role
from tradesense.domain.audit_actions import Action
from tradesense.domain.problem import Problem
from tradesense.features.workspaces.problems import LastOwner, MemberNotFound
from tradesense.features.workspaces.repository import members as repository
from tradesense.features.workspaces.repository.members import Member
from tradesense.ports import Clock


async def list_members(session: Session, actor: Actor) -> list[Member]:
    actor.require(Permission.MEMBERS_READ)
    return await repository.list_members(session, actor)


async def get_member(session: Session, actor: Actor, user_id: UUID) -> Member:
    """Raises MemberNotFound."""
    actor.require(Permission.MEMBERS_READ)
    return await _found(session, actor, user_id)


async def require_still(session: Session, actor: Actor, permission: Permission) -> None:
    """For what somebody asked for and a worker does later: raises NotAllowed where they have left since, were never
    there, were disabled, or may not do it any more, and where the API key that asked was revoked. The transaction acts
    for them. A job's payload is not believed.

    A job asks when it is begun, whenever it tells how far it has come, and as the last thing before its transaction
    is committed: what was under way when they were shut out comes to nothing, all of it.
    """
    role = (await repository.list_roles(session, actor)).get(actor.user_id)
    is_enabled = await repository.is_enabled(session, actor.user_id)
    if not is_enabled or role is None or permission not in ROLES[role]:
        raise NotAllowed("Whoever asked for this may not do it here any more.")
    if actor.key_id and await repository.is_key_revoked(session, actor, actor.key_id):
        raise NotAllowed("The API key that asked for this was revoked.")


def note_refusal(session: Session, actor: Actor, problem: Problem, object_: UUID) -> None:
    """Writes down what `require_still` refused: its own transaction was undone, and a job has no request."""
    if isinstance(problem, NotAllowed):
        auditing.note(session, actor, Action.ACCESS_REFUSE, object_, refused=problem.code)


async def change_role(session: Session, actor: Actor, user_id: UUID, role: Role, *, clock: Clock) -> Member:
    """Owners are made and unmade by owners. Raises MemberNotFound, LastOwner; and ReauthenticationRequired before
    somebody gets a say in who else belongs to it."""
    actor.require(Permission.MEMBERS_WRITE)
    await repository.take_members_turn(session, actor)
    member = await _found(session, actor, user_id)
    if Role.OWNER in {role, member.role}:
        actor.require(Permission.WORKSPACE_OWN)
    if role in GOVERNING and member.role != role:
        await require_recent(session, actor, clock.now())
    if role is not Role.OWNER:
        await _keep_an_owner(session, actor, member)
    if member.role != role:
        await repository.save_member(session, actor, user_id, role)
        auditing.note(session, actor, Action.MEMBER_CHANGE, user_id, changes={"role": (member.role, role)})
    return await _found(session, actor, user_id)


async def remove_member(session: Session, actor: Actor, user_id: UUID) -> None:
    """From their next request on they are a stranger, and so are their API keys. Raises MemberNotFound, LastOwner."""
    actor.require(Permission.MEMBERS_WRITE)
    await repository.take_members_turn(session, actor)
    member = await _found(session, actor, user_id)
    if member.role == Role.OWNER:
        actor.require(Permission.WORKSPACE_OWN)
    await _keep_an_owner(session, actor, member)
    await repository.delete_member(session, actor, user_id)
    auditing.note(session, actor, Action.MEMBER_REMOVE, user_id, changes={"role": (member.role, None)})


async def leave_workspace(session: Session, actor: Actor) -> None:
    """Raises LastOwner: hand the workspace over first, or delete it."""
    actor.require_person()
    await repository.take_members_turn(session, actor)
    await _keep_an_owner(session, actor, await _found(session, actor, actor.user_id))
    await repository.delete_member(session, actor, actor.user_id)
    auditing.note(session, actor, Action.MEMBER_LEAVE, actor.user_id)


async def leave_to_another(session: Session, actor: Actor) -> None:
    """Where the actor is the last owner, whoever has most to say in it becomes one; of several, who was there first."""
    actor.require(Permission.WORKSPACE_OWN)
    await repository.take_members_turn(session, actor)
    others = await repository.list_roles(session, actor)
    others.pop(actor.user_id, None)
    if others and Role.OWNER not in others.values():
        heir, role = min(others.items(), key=lambda one: list(Role).index(one[1]))
        await repository.save_member(session, actor, heir, Role.OWNER)
        auditing.note(session, actor, Action.MEMBER_CHANGE, heir, changes={"role": (role, Role.OWNER)})


async def transfer_workspace(session: Session, actor: Actor, user_id: UUID, *, clock: Clock) -> Member:
    """The other member becomes an owner, and whoever hands it over an admin. Raises MemberNotFound and
    ReauthenticationRequired."""
    actor.require(Permission.WORKSPACE_OWN)
    await repository.take_members_turn(session, actor)
    await _found(session, actor, user_id)
    await require_recent(session, actor, clock.now())
    if user_id != actor.user_id:
        await repository.save_member(session, actor, user_id, Role.OWNER)
        await repository.save_member(session, actor, actor.user_id, Role.ADMIN)
        auditing.note(session, actor, Action.WORKSPACE_TRANSFER, user_id, changes={"owner": (actor.user_id, user_id)})
    return await _found(session, actor, user_id)


async def _found(session: Session, actor: Actor, user_id: UUID) -> Member:
    found = await repository.list_members(session, actor, user_id)
    if not found:
        raise MemberNotFound
    return found[0]


async def _keep_an_owner(session: Session, actor: Actor, member: Member) -> None:
    """Under the workspace's lock: of two last owners who leave at once, one stays."""
    if member.role == Role.OWNER and await repository.count_owners(session, actor) == 1:
        raise LastOwner("Make somebody else an owner first.")
