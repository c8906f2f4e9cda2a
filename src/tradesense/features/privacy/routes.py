"""/privacy: what is kept about somebody, as one file; their erasure."""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response, status
from fastapi.responses import FileResponse

from tradesense.domain.consent import ConsentKind
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.etag import answer_once, etag
from tradesense.edge.idempotency import OnceDep
from tradesense.edge.responses import problems
from tradesense.edge.zip_files import ZIP_ANSWER, told_of, zip_answer
from tradesense.features.identity import use_cases as identity
from tradesense.features.privacy import use_cases
from tradesense.features.privacy.schemas import (
    Consent,
    ConsentIn,
    ConsentListOut,
    ConsentOut,
    ErasureIn,
    ErasureOut,
    FateOut,
    GivenOut,
    KeptOut,
    PersonalExportListOut,
    PersonalExportOut,
    PrivacyOut,
    RetainedOut,
)
from tradesense.features.workspaces import use_cases as workspaces
from tradesense.kit.settings import Settings

router = APIRouter(prefix="/privacy", tags=["privacy"])
ExportKey = Annotated[UUID, Path(description="The export's id.")]
ConsentKey = Annotated[Consent, Path(description="To what.")]


@router.get(
    "", operation_id="privacy_get", summary="What is kept about people, and for how long", responses=problems(401)
)
async def get_privacy(request: Request, _: ActorDep) -> PrivacyOut:
    rules = {**use_cases.PEOPLE, **use_cases.IN_WORKSPACES}
    return PrivacyOut(
        kept=[KeptOut(table=table, what=rule.what, at_the_end=rule.end, why=rule.why) for table, rule in rules.items()],
        retention=[
            RetainedOut(
                table=one.table,
                what=one.what,
                since=one.since,
                hours=int(one.lasts(_settings(request)).total_seconds() // 3600),
            )
            for one in use_cases.RETENTION
        ],
    )


@router.get(
    "/consents", operation_id="privacy_consents_list", summary="What you agreed to", responses=problems(401, 403)
)
async def list_consents(request: Request, session: SessionDep, actor: ActorDep) -> ConsentListOut:
    given = await identity.list_consents(session, actor)
    counting = {(one.kind, one.version) for one in given if one.withdrawn_at is None}
    items = [
        ConsentOut.model_validate({**one._asdict(), "is_given": (one.kind, one.version) in counting})
        for one in identity.documents_of(_settings(request))
    ]
    return ConsentListOut(items=items, history=[GivenOut.model_validate(one) for one in given], next_cursor=None)


@router.put(
    "/consents/{kind}",
    operation_id="privacy_consents_give",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Agree to a document, or to an optional use",
    responses=problems(401, 403, 422),
)
async def give_consent(
    kind: ConsentKey, body: ConsentIn, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> None:
    documents = identity.documents_of(_settings(request))
    await identity.agree(session, actor, ConsentKind(kind), body.version, documents, clock=ports.clock)


@router.delete(
    "/consents/{kind}",
    operation_id="privacy_consents_withdraw",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Withdraw an agreement that is optional",
    responses=problems(401, 403, 409, 422),
)
async def withdraw_consent(
    kind: ConsentKey,
    request: Request,
    session: SessionDep,
    actor: ActorDep,
    ports: PortsDep,
) -> None:
    documents = identity.documents_of(_settings(request))
    await identity.withdraw(session, actor, ConsentKind(kind), documents, clock=ports.clock)


@router.post(
    "/exports",
    operation_id="privacy_exports_create",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Write everything that is kept about you into one file",
    responses=problems(401, 403),
)
async def create_export(
    request: Request, response: Response, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> PersonalExportOut:
    """A worker writes it; follow it at `Location`, then download it. Needs a fresh proof of who you are. While one is
    under way it is the answer."""
    kept_for = timedelta(days=_settings(request).exports_kept_days)
    made = await use_cases.create_export(session, actor, ports=ports, kept_for=kept_for)
    response.headers["Location"] = f"{request.url.path}/{made.id}"
    return once.keep(_out(made))


@router.get(
    "/exports", operation_id="privacy_exports_list", summary="Your exports, newest first", responses=problems(401, 403)
)
async def list_exports(session: SessionDep, actor: ActorDep) -> PersonalExportListOut:
    found = await use_cases.list_exports(session, actor)
    return PersonalExportListOut(items=[_out(row) for row in found], next_cursor=None)


@router.get(
    "/exports/{export_id}",
    operation_id="privacy_exports_get",
    summary="One export: how far it is, what is in it",
    responses=problems(304, 401, 403, 404),
)
async def get_export(
    export_id: ExportKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> PersonalExportOut:
    row = await use_cases.get_export(session, actor, export_id)
    answer_once(request, response, etag("personal export", row.id, row.state))
    return _out(row)


@router.get(
    "/exports/{export_id}/file",
    operation_id="privacy_exports_download",
    summary="The export's file",
    response_class=FileResponse,
    responses={**problems(401, 403, 404, 409, 410), 200: ZIP_ANSWER},
)
async def download_export(export_id: ExportKey, session: SessionDep, actor: ActorDep, ports: PortsDep) -> FileResponse:
    """Until `expires_at`, for you alone, after a fresh proof of who you are."""
    row, path = await use_cases.open_export(session, actor, export_id, ports=ports)
    return zip_answer(path, row.file_name)


@router.get(
    "/erasure",
    operation_id="privacy_erasure_get",
    summary="Whether you are about to be erased, and what becomes of your workspaces",
    responses=problems(401, 403),
)
async def foresee(session: SessionDep, actor: ActorDep) -> ErasureOut:
    return _foreseen(await use_cases.foresee(session, actor))


@router.post(
    "/erasure",
    operation_id="privacy_erasure_request",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Erase your account and all that is yours, after a week",
    responses=problems(401, 403, 409, 422),
)
async def request_erasure(
    body: ErasureIn, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> ErasureOut:
    """Needs a fresh proof of who you are. Workspaces of yours alone go with you; until then you can sign in and undo
    it. Your other sessions end at once."""
    return once.keep(_foreseen(await use_cases.request_erasure(session, actor, body.email, ports=ports)))


@router.delete(
    "/erasure", operation_id="privacy_erasure_undo", summary="Keep your account", responses=problems(401, 403, 409)
)
async def undo_erasure(session: SessionDep, actor: ActorDep, ports: PortsDep) -> ErasureOut:
    """Workspaces that were about to go with you stay too; invitations have to be sent anew."""
    return _foreseen(await use_cases.undo_erasure(session, actor, ports=ports))


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _out(row: use_cases.PersonalExportRow) -> PersonalExportOut:
    return told_of(row, PersonalExportOut)


def _foreseen(found: use_cases.Foreseen) -> ErasureOut:
    fates = [
        FateOut(id=one.workspace.id, slug=one.workspace.slug, name=one.workspace.name, fate=one.fate)
        for one in found.fates
    ]
    return ErasureOut(deletes_at=found.deletes_at, grace_days=workspaces.GRACE.days, workspaces=fates)
