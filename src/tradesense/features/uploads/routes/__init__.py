"""/uploads: tus 1.0 (https://tus.io/protocols/resumable-upload)"""

from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Header, Path, Request, Response, status
from starlette.requests import ClientDisconnect

from tradesense.db.session import Session
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep, WorkspaceHeader, enter_workspace
from tradesense.edge.idempotency import KeyHeader, Once
from tradesense.edge.responses import problems
from tradesense.edge.tus import VERSION
from tradesense.features.uploads import use_cases
from tradesense.features.uploads.routes import headers
from tradesense.features.uploads.routes.receiving import Claimed, Desk, receive
from tradesense.features.uploads.schemas import UploadOut

router = APIRouter(prefix="/uploads", tags=["uploads"])
UploadKey = Annotated[UUID, Path(description="The upload's id.")]
Version = Annotated[str | None, Header(alias="Tus-Resumable", description=f"{VERSION}, always.")]
Offset = Annotated[str | None, Header(alias="Upload-Offset", description="The byte at which these begin.")]
Length = Annotated[str | None, Header(alias="Upload-Length", description="Of the whole file, in bytes.")]
Metadata = Annotated[str | None, Header(alias="Upload-Metadata", description="`filename` and its name in base64.")]
Concat = Annotated[str | None, Header(alias="Upload-Concat", description="`partial`, or `final;` and the parts.")]
Vouched = Annotated[str | None, Header(alias="Upload-Checksum", description="Algorithm and digest in base64.")]

_BYTES: Final[dict[str, Any]] = {
    "requestBody": {"content": {headers.MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}}}
}


@router.options(
    "",
    operation_id="uploads_capabilities",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="What is spoken here: tus version, extensions, limits",
    responses=problems(),
)
async def say_capabilities(request: Request, response: Response) -> None:
    response.headers["Tus-Version"] = VERSION
    response.headers["Tus-Extension"] = headers.EXTENSIONS
    response.headers["Tus-Max-Size"] = str(request.app.state.settings.import_bytes_max)
    response.headers["Tus-Checksum-Algorithm"] = ",".join(headers.ALGORITHMS)


@router.post(
    "",
    operation_id="uploads_create",
    status_code=status.HTTP_201_CREATED,
    summary="Begin an upload that can be resumed",
    responses=problems(400, 401, 403, 404, 409, 412, 413, 415, 422, 460, 507),
    openapi_extra=_BYTES,
)
async def create_upload(
    request: Request,
    response: Response,
    ports: PortsDep,
    workspace: WorkspaceHeader = None,
    _version: Version = None,
    _length: Length = None,
    _metadata: Metadata = None,
    _concat: Concat = None,
    _vouched: Vouched = None,
    _key: KeyHeader = None,
) -> UploadOut:
    """Send the bytes to `Location`, or the first of them with this request. `Upload-Concat: final;…` puts uploads
    together that arrived beside each other."""
    settings, database = request.app.state.settings, request.app.state.database
    async with database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        actor.require(use_cases.MAY_UPLOAD)
    headers.check_version(request)
    desk = Desk(database, ports, settings, actor)
    wanted, vouched, has_bytes = headers.wanted(request), headers.checksum(request), headers.is_bytes(request)
    if wanted.concat and wanted.concat.startswith(use_cases.FINAL):
        return await _create_final(request, response, desk, wanted)
    async with desk.transaction() as session:
        once = Once(request, response, session, actor, ports)
        await once.begin(repr(wanted).encode())
        made = await use_cases.create_upload(session, actor, wanted, clock=ports.clock, **desk.limits)
        _say_where(request, response, made)
        answer = once.keep(UploadOut.model_validate(made))
        await once.end()
        claim = await _claim(request, session, desk, made.id, 0) if has_bytes else None
    if claim is not None:
        answer.received = (await receive(desk, claim, request.stream(), vouched)).at
        response.headers["Upload-Offset"] = str(answer.received)
    return answer


@router.head(
    "/{upload_id}",
    operation_id="uploads_look",
    summary="Where an upload goes on",
    responses=problems(401, 403, 404, 410, 412),
)
async def look_at_upload(
    upload_id: UploadKey, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep, _: Version = None
) -> Response:
    """`Upload-Offset` bytes have arrived and outlive a power cut."""
    row = await use_cases.get_upload(session, actor, upload_id, clock=ports.clock)
    headers.check_version(request)
    return Response(status_code=status.HTTP_200_OK, headers=headers.told(row))


@router.patch(
    "/{upload_id}",
    operation_id="uploads_append",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Send the next bytes of an upload",
    responses=problems(400, 401, 403, 404, 409, 410, 412, 413, 415, 423, 460, 507),
    openapi_extra=_BYTES,
)
async def append_to_upload(
    upload_id: UploadKey,
    request: Request,
    ports: PortsDep,
    workspace: WorkspaceHeader = None,
    _version: Version = None,
    _offset: Offset = None,
    _length: Length = None,
    _vouched: Vouched = None,
) -> Response:
    """`Upload-Offset` says at which byte they begin: the one that HEAD answers. When the connection breaks, what
    came is kept."""
    settings, database = request.app.state.settings, request.app.state.database
    async with database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        # Another's is not there, whatever the headers say.
        await use_cases.get_upload(session, actor, upload_id, clock=ports.clock)
        headers.check_version(request)
        headers.is_bytes(request)
        offset, vouched = headers.needed_number(request, "upload-offset"), headers.checksum(request)
        desk = Desk(database, ports, settings, actor)
        claim = await _claim(request, session, desk, upload_id, offset)
    try:
        received = await receive(desk, claim, request.stream(), vouched)
    except ClientDisconnect:
        return Response(status_code=status.HTTP_400_BAD_REQUEST)  # nobody is there to read it
    said = {"Upload-Offset": str(received.at), "Upload-Expires": headers.expires(received.expires_at)}
    return Response(status_code=status.HTTP_204_NO_CONTENT, headers=said)


@router.delete(
    "/{upload_id}",
    operation_id="uploads_terminate",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Give an upload up",
    responses=problems(401, 403, 404, 410, 412),
)
async def terminate_upload(
    upload_id: UploadKey,
    request: Request,
    ports: PortsDep,
    workspace: WorkspaceHeader = None,
    _version: Version = None,
) -> Response:
    async with request.app.state.database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        key = await use_cases.remove_upload(session, actor, upload_id, clock=ports.clock)
        headers.check_version(request)
    await ports.blobs.delete(key)
    return Response(status_code=status.HTTP_204_NO_CONTENT)


async def _claim(request: Request, session: Session, desk: Desk, upload_id: UUID, offset: int) -> Claimed:
    """What lies beyond the offset is cut off while the row is locked: nobody else can write there meanwhile."""
    claim = await use_cases.claim_upload(
        session,
        desk.actor,
        upload_id,
        at=offset,
        length=headers.number(request, "upload-length"),
        incoming=headers.number(request, "content-length"),
        clock=desk.ports.clock,
        bytes_max=desk.settings.import_bytes_max,
    )
    is_whole = claim.at == claim.length  # perhaps finished already: then nothing grows any more
    return Claimed(claim, offset if is_whole else await desk.ports.blobs.cut(claim.blob_key, offset))


async def _create_final(request: Request, response: Response, desk: Desk, wanted: use_cases.Wanted) -> UploadOut:
    """No transaction is open while bytes are copied; what fails leaves the parts as they were."""
    actor, ports = desk.actor, desk.ports
    parts = headers.part_ids(wanted.concat or "", request.url.path)
    async with desk.transaction() as session:
        await Once(request, response, session, actor, ports).begin(repr(wanted).encode())
        joining = await use_cases.begin_final(session, actor, parts, wanted, clock=ports.clock, **desk.limits)
    try:
        for key in joining.part_keys:
            await ports.blobs.finish(key)
        stored = await ports.blobs.join(joining.upload.blob_key, joining.part_keys)
        async with desk.transaction() as session:
            once = Once(request, response, session, actor, ports)
            await once.begin(repr(wanted).encode())
            made = await use_cases.finish_final(session, actor, joining, stored.size, clock=ports.clock)
            _say_where(request, response, made)
            answer = once.keep(UploadOut.model_validate(made))
            await once.end()
    except BaseException:
        await _give_up(desk, joining.upload.id)
        raise
    for key in joining.part_keys:
        await ports.blobs.delete(key)
    return answer


async def _give_up(desk: Desk, upload_id: UUID) -> None:
    async with desk.transaction() as session:
        key = await use_cases.remove_upload(session, desk.actor, upload_id, clock=desk.ports.clock)
    await desk.ports.blobs.delete(key)


def _say_where(request: Request, response: Response, made: use_cases.UploadRow) -> None:
    response.headers["Location"] = f"{request.url.path}/{made.id}"
    response.headers["Upload-Expires"] = headers.expires(made.expires_at)
