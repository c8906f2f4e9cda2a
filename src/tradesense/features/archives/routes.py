"""/archives"""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response, status
from fastapi.responses import FileResponse

from tradesense.edge.deps import ActorDep, PortsDep, SessionDep, WorkspaceHeader, enter_workspace
from tradesense.edge.etag import answer_once, etag
from tradesense.edge.idempotency import KeyHeader, Once, OnceDep
from tradesense.edge.responses import problems
from tradesense.edge.uploads import receive_file, shown_name
from tradesense.edge.zip_files import FILE, MEDIA_TYPE, ZIP_ANSWER, told_of, zip_answer
from tradesense.features.archives import use_cases
from tradesense.features.archives.schemas import ArchiveListOut, ArchiveOut
from tradesense.features.identity import use_cases as identity
from tradesense.kit.ids import new_id

router = APIRouter(prefix="/archives", tags=["archives"])
ArchiveKey = Annotated[UUID, Path(description="The archive's id.")]

_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {"type": "object", "required": ["file"], "properties": {"file": FILE}},
            },
            MEDIA_TYPE: {"schema": FILE},
        },
    }
}


@router.post(
    "",
    operation_id="archives_create",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Write everything of the workspace into one file",
    responses=problems(401, 403),
)
async def create_archive(
    request: Request, response: Response, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> ArchiveOut:
    """A worker writes it; follow it at `Location`, then download it. The newest five are kept."""
    made = await use_cases.create_archive(session, actor, clock=ports.clock)
    response.headers["Location"] = f"{request.url.path}/{made.id}"
    return once.keep(_out(made))


@router.post(
    "/restore",
    operation_id="archives_restore",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Restore an archive into this empty workspace",
    responses=problems(400, 401, 403, 409, 413, 422, 507),
    openapi_extra=_BODY,
)
async def restore_archive(
    request: Request,
    response: Response,
    ports: PortsDep,
    workspace: WorkspaceHeader = None,
    filename: Annotated[str | None, Query(max_length=300, description="With a raw body: the file's name.")] = None,
    _key: KeyHeader = None,
) -> ArchiveOut:
    """A form with the field `file`, or the archive itself as the body. A worker restores all of it or nothing."""
    settings, database = request.app.state.settings, request.app.state.database
    async with database.session() as session:
        # Who it is, before a byte is taken; no transaction is open while they arrive (decision 22).
        actor = await enter_workspace(request, session, ports, workspace)
        actor.require(use_cases.MAY_ARCHIVE)
    archive_id = new_id()
    key = use_cases.archive_key(actor, archive_id)
    blob = use_cases.BlobWriter(ports.blobs, key)
    try:
        form = await receive_file(request, blob, settings.import_bytes_max, name=filename)
        received = use_cases.Received(archive_id, key, shown_name(form.file_name), await blob.end())
        async with database.session() as session:
            actor = await enter_workspace(request, session, ports, workspace)
            once = Once(request, response, session, actor, ports)
            await once.begin(received.stored.sha256)
            made = await use_cases.restore_into(session, actor, received)
            response.headers["Location"] = f"{request.url.path.removesuffix('/restore')}/{made.id}"
            answer = once.keep(_out(made))
            await once.end()
    except BaseException:
        await ports.blobs.delete(key)
        raise
    return answer


@router.get("", operation_id="archives_list", summary="Archives, newest first", responses=problems(401, 403))
async def list_archives(session: SessionDep, actor: ActorDep) -> ArchiveListOut:
    found = await use_cases.list_archives(session, actor)
    return ArchiveListOut(items=[_out(row) for row in found], next_cursor=None)


@router.get(
    "/{archive_id}",
    operation_id="archives_get",
    summary="One archive: how far it is, what is in it",
    responses=problems(304, 401, 403, 404),
)
async def get_archive(
    archive_id: ArchiveKey, request: Request, response: Response, session: SessionDep, actor: ActorDep
) -> ArchiveOut:
    row = await use_cases.get_archive(session, actor, archive_id)
    answer_once(request, response, etag("archive", row.workspace_id, row.id, row.revision))
    return _out(row)


@router.get(
    "/{archive_id}/file",
    operation_id="archives_download",
    summary="The archive's file",
    response_class=FileResponse,
    responses={**problems(401, 403, 404, 409), 200: ZIP_ANSWER},
)
async def download_archive(
    archive_id: ArchiveKey, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> FileResponse:
    """Ranges are honoured, so that a broken download goes on where it stopped. Everything at once is in it: who asks
    must have proved lately who they are."""
    row, path = await use_cases.open_archive(session, actor, archive_id, blobs=ports.blobs)
    await identity.require_recent(session, actor, ports.clock)
    return zip_answer(path, row.file_name)


def _out(row: use_cases.ArchiveRow) -> ArchiveOut:
    return told_of(row, ArchiveOut)
