"""/imports"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response, status
from pydantic import ValidationError

from tradesense.domain.ids import ImportId
from tradesense.domain.problem import FieldError
from tradesense.domain.reasons import reason_of
from tradesense.domain.settling import proposals, settled_as
from tradesense.domain.statement import Verdict
from tradesense.edge.bodies import is_json, read_json, small_body
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep, WorkspaceHeader, enter_workspace
from tradesense.edge.etag import answer_once, etag, require_match
from tradesense.edge.idempotency import KeyHeader, Once, OnceDep
from tradesense.edge.paging import LIMIT_DEFAULT, Cursor, CursorInvalid, Limit, decode_cursor, encode_cursor
from tradesense.edge.responses import problems
from tradesense.edge.uploads import FileMissing, receive_file, shown_name
from tradesense.features.imports import use_cases
from tradesense.features.imports.problems import OptionsInvalid, UploadDamaged
from tradesense.features.imports.schemas import (
    FormatListOut,
    FormatOut,
    ImportListOut,
    ImportOfUploadIn,
    ImportOut,
    ImportSummaryOut,
    MappingChangeIn,
    MappingListOut,
    MappingOut,
    NoteListOut,
    NoteOut,
    OptionsIn,
    OptionsOut,
    SettleIn,
)
from tradesense.features.uploads import use_cases as uploads
from tradesense.kit.ids import new_id
from tradesense.ports import BrokerFiles, Ports, StoredBlob

router = APIRouter(prefix="/imports", tags=["imports"])
MappingKey = Annotated[UUID, Path(description="The mapping's id.")]
ImportKey = Annotated[UUID, Path(description="The import's id.")]
SORT: Final = "-created_at"

_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "account_id": {"type": "string", "format": "uuid"},
                        "format": {"type": "string", "examples": ["ibkr_flex_csv"]},
                        "timezone": {"type": "string", "examples": ["America/New_York"]},
                        "date_order": {"type": "string", "enum": ["ymd", "mdy", "dmy"]},
                        "decimal_mark": {"type": "string", "enum": [".", ","]},
                        "repeated_times": {"type": "string", "enum": ["first", "second"]},
                        "mapping": {"type": "string", "description": "JSON: our field -> the file's column."},
                        "review": {"type": "boolean", "description": "Wait for a commit after the review."},
                    },
                }
            },
            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
            "application/json": {"schema": ImportOfUploadIn.model_json_schema()},
        },
    }
}


@router.post(
    "",
    operation_id="imports_create",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Import a broker's file",
    responses=problems(400, 401, 403, 404, 409, 410, 413, 422, 507),
    openapi_extra=_BODY,
)
async def create_import(
    request: Request,
    response: Response,
    ports: PortsDep,
    workspace: WorkspaceHeader = None,
    filename: Annotated[str | None, Query(max_length=300, description="With a raw body: the file's name.")] = None,
    review: Annotated[bool, Query(description="Wait for a commit after the review.")] = False,
    _key: KeyHeader = None,
) -> ImportOut:
    """A form with the field `file`, or the file itself as the body (a JSON file as application/octet-stream), is
    streamed to storage. Or JSON with the `upload_id` of an upload that has arrived whole, whose bytes are taken over.
    A worker then detects the layout and reads the file. Follow it at `Location`."""
    if is_json(request):
        return await _import_upload(request, response, ports, workspace, review=review)
    settings, database = request.app.state.settings, request.app.state.database
    async with database.session() as session:
        # Who it is, before a byte is taken; no transaction is open while they arrive (decision 22).
        actor = await enter_workspace(request, session, ports, workspace)
        actor.require(use_cases.MAY_IMPORT)
    import_id = ImportId(new_id())
    key = f"{actor.workspace_id}/imports/{import_id}"

    size = 0

    async def keep(part: bytes) -> None:
        nonlocal size
        size = await ports.blobs.put_part(key, part, size)

    try:
        form = await receive_file(request, keep, settings.import_bytes_max, name=filename)
        options = _options(form.fields, review=review)
        received = use_cases.Received(import_id, key, shown_name(form.file_name), await ports.blobs.finish(key))
        async with database.session() as session:
            actor = await enter_workspace(request, session, ports, workspace)
            once = Once(request, response, session, actor, ports)
            await once.begin(received.stored.sha256, options.model_dump_json().encode())
            made = await use_cases.create_import(
                session,
                actor,
                broker_files=ports.broker_files,
                received=received,
                account_id=options.account_id,
                review_first=bool(options.review),
                options=_kept(options),
            )
            response.headers["Location"] = f"{request.url.path}/{made.id}"
            answer = once.keep(_out(made, ports.broker_files))
            await once.end()
    except BaseException:
        await ports.blobs.delete(key)
        raise
    return answer


async def _import_upload(
    request: Request, response: Response, ports: Ports, workspace: str | None, *, review: bool
) -> ImportOut:
    """No transaction is open while the upload's bytes are made whole."""
    database, body = request.app.state.database, await small_body(request)
    async with database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        actor.require(use_cases.MAY_IMPORT)
        said = read_json(ImportOfUploadIn, body)
        once = Once(request, response, session, actor, ports)
        await once.begin(body)  # the first request with this key took the upload away
        waiting = await uploads.whole_upload(session, actor, said.upload_id, clock=ports.clock)
    stored = await _whole(ports, waiting)
    if not stored.size:
        raise FileMissing("The upload is empty.")
    name = uploads.read_metadata(waiting.told).get("filename", "")
    received = use_cases.Received(ImportId(new_id()), waiting.blob_key, shown_name(name), stored)
    async with database.session() as session:
        actor = await enter_workspace(request, session, ports, workspace)
        once = Once(request, response, session, actor, ports)
        await once.begin(body)
        await uploads.take_upload(session, actor, said.upload_id, clock=ports.clock)
        made = await use_cases.create_import(
            session,
            actor,
            broker_files=ports.broker_files,
            received=received,
            account_id=said.account_id,
            review_first=review if said.review is None else said.review,
            options=_kept(said),
        )
        response.headers["Location"] = f"{request.url.path}/{made.id}"
        answer = once.keep(_out(made, ports.broker_files))
        await once.end()
    return answer


async def _whole(ports: Ports, waiting: uploads.UploadRow) -> StoredBlob:
    """Exactly the bytes that were answered for: neither a dead sender's, nor fewer."""
    assert waiting.length is not None, "a whole upload knows its length"
    await ports.blobs.cut(waiting.blob_key, waiting.length)
    stored = await ports.blobs.finish(waiting.blob_key)
    if stored.size != waiting.length:
        raise UploadDamaged(f"{stored.size} of {waiting.length} bytes are stored: send the file again.")
    return stored


@router.get("", operation_id="imports_list", summary="Imports, newest first", responses=problems(401, 403, 422))
async def list_imports(
    session: SessionDep, actor: ActorDep, ports: PortsDep, limit: Limit = LIMIT_DEFAULT, cursor: Cursor = None
) -> ImportListOut:
    found = await use_cases.list_imports(session, actor, after_=_after(cursor), limit=limit + 1)
    page = found[:limit]
    last = page[-1] if len(found) > limit else None
    return ImportListOut(
        items=[ImportSummaryOut.model_validate(_values(row, ports.broker_files)) for row in page],
        next_cursor=encode_cursor(SORT, [last.created_at.isoformat(), str(last.id)]) if last else None,
    )


@router.get(
    "/formats", operation_id="import_formats_list", summary="Layouts that can be read", responses=problems(401, 403)
)
async def list_formats(actor: ActorDep, ports: PortsDep) -> FormatListOut:
    actor.require(use_cases.MAY_SEE)
    items = [
        FormatOut(key=one.key, broker=one.broker, title=one.title, zone=one.zone, package=one.package)
        for one in ports.broker_files.formats()
    ]
    return FormatListOut(items=items, next_cursor=None)


@router.get(
    "/mappings",
    operation_id="import_mappings_list",
    summary="What was said of tables' columns, last used first",
    responses=problems(401, 403),
)
async def list_mappings(session: SessionDep, actor: ActorDep) -> MappingListOut:
    rows = await use_cases.list_mappings(session, actor)
    return MappingListOut(items=[MappingOut.model_validate(row) for row in rows], next_cursor=None)


@router.patch(
    "/mappings/{mapping_id}",
    operation_id="import_mappings_change",
    summary="Rename a saved mapping",
    responses=problems(401, 403, 404, 412, 422),
)
async def change_mapping(
    mapping_id: MappingKey,
    body: MappingChangeIn,
    request: Request,
    response: Response,
    session: SessionDep,
    actor: ActorDep,
) -> MappingOut:
    row = await use_cases.get_mapping(session, actor, mapping_id)
    require_match(request, _mapping_tag(row), required=False)
    changed = await use_cases.rename_mapping(session, actor, mapping_id, body.name)
    response.headers["ETag"] = _mapping_tag(changed)
    return MappingOut.model_validate(changed)


@router.delete(
    "/mappings/{mapping_id}",
    operation_id="import_mappings_delete",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Forget a saved mapping",
    responses=problems(401, 403, 404),
)
async def delete_mapping(mapping_id: MappingKey, session: SessionDep, actor: ActorDep) -> None:
    """What was imported with it stays."""
    await use_cases.delete_mapping(session, actor, mapping_id)


@router.get(
    "/{import_id}",
    operation_id="imports_get",
    summary="One import: its state, its counts, what it would do or did",
    responses=problems(304, 401, 403, 404),
)
async def get_import(
    import_id: ImportKey, request: Request, response: Response, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> ImportOut:
    row = await use_cases.get_import(session, actor, import_id)
    members = await use_cases.list_members(session, actor, row)
    answer_once(request, response, _tag(row, members))
    return _out(row, ports.broker_files, members)


@router.get(
    "/{import_id}/notes",
    operation_id="import_notes_list",
    summary="Rows that are neither new nor duplicates, and why",
    responses=problems(401, 403, 404, 422),
)
async def list_notes(
    import_id: ImportKey,
    session: SessionDep,
    actor: ActorDep,
    verdict: Annotated[Verdict | None, Query(description="Only of this verdict.")] = None,
    settled: Annotated[bool, Query(description="Only rows that were settled, and can be taken back.")] = False,
    limit: Limit = LIMIT_DEFAULT,
    cursor: Cursor = None,
) -> NoteListOut:
    after = _number(cursor)
    found = await use_cases.list_notes(
        session,
        actor,
        import_id,
        verdict=verdict.value if verdict else None,
        settled=settled,
        after_=after,
        limit=limit + 1,
    )
    page = found[:limit]
    return NoteListOut(
        items=[_note(row) for row in page],
        next_cursor=encode_cursor("line", [str(page[-1].number)]) if len(found) > limit else None,
    )


@router.post(
    "/{import_id}/commit",
    operation_id="imports_commit",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Commit an import after its review",
    responses=problems(401, 403, 404, 409),
)
async def commit_import(
    import_id: ImportKey, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> ImportOut:
    return once.keep(_out(await use_cases.commit_import(session, actor, import_id), ports.broker_files))


@router.post(
    "/{import_id}/cancel",
    operation_id="imports_cancel",
    summary="Cancel an import before it is committed",
    responses=problems(401, 403, 404, 409),
)
async def cancel_import(
    import_id: ImportKey, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> ImportOut:
    row = await use_cases.cancel_import(session, actor, import_id, clock=ports.clock)
    return once.keep(_out(row, ports.broker_files))


@router.post(
    "/{import_id}/undo",
    operation_id="imports_undo",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Take a committed import out of the ledger",
    responses=problems(401, 403, 404, 409),
)
async def undo_import(
    import_id: ImportKey, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> ImportOut:
    """A worker does it: `phase` is `undoing` until `state` is `undone`. What another file states too, stays;
    annotations wait for the fills to come back."""
    row = await use_cases.undo_import(session, actor, import_id)
    return once.keep(_out(row, ports.broker_files))


@router.post(
    "/{import_id}/retry",
    operation_id="imports_retry",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Read the file again, with other options",
    responses=problems(401, 403, 404, 409, 422),
)
async def retry_import(
    import_id: ImportKey, body: OptionsIn, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> ImportOut:
    """From the review, or after a failure, a cancellation or an undo."""
    row = await use_cases.retry_import(
        session,
        actor,
        import_id,
        broker_files=ports.broker_files,
        blobs=ports.blobs,
        changes=body.model_dump(exclude_unset=True),
    )
    return once.keep(_out(row, ports.broker_files))


@router.post(
    "/{import_id}/settle",
    operation_id="imports_settle",
    status_code=status.HTTP_202_ACCEPTED,
    summary="Settle rows in quarantine, or take that back",
    responses=problems(401, 403, 404, 409, 422),
)
async def settle_import(
    import_id: ImportKey, body: SettleIn, session: SessionDep, actor: ActorDep, ports: PortsDep, once: OnceDep
) -> ImportOut:
    """One by one, or all rows in quarantine for the same reason; with `as` null, rows that were settled are in
    quarantine again. The file is read again by a worker: in the review it ends there; a committed import stays
    one, `phase` being `settling` meanwhile."""
    row = await use_cases.settle_import(
        session,
        actor,
        import_id,
        by_line={one.line: one.settle_as for one in body.rows},
        by_code={one.code: one.settle_as for one in body.all},
        cost_shares={one.line: one.cost_share for one in body.rows if one.cost_share is not None},
    )
    return once.keep(_out(row, ports.broker_files))


def _note(row: use_cases.ImportNoteRow) -> NoteOut:
    said = {name: getattr(row, name) for name in ("line", "verdict", "code", "detail", "raw")}
    return NoteOut(
        **said,
        reason=reason_of(row.code),
        proposals=list(proposals(row.verdict, row.code)),
        settled=settled_as(row.code),
    )


def _options(fields: dict[str, str], *, review: bool) -> OptionsIn:
    """The form's fields as options; raises OptionsInvalid naming the wrong one."""
    said: dict[str, Any] = {name: value for name, value in fields.items() if value != ""}
    said["review"] = {"true": True, "1": True, "on": True}.get(str(said.get("review", "")).casefold(), review)
    try:
        if "mapping" in said:
            said["mapping"] = json.loads(said["mapping"])
        return OptionsIn.model_validate(said)
    except ValidationError as refused:
        errors = [
            FieldError("/" + "/".join(map(str, fault["loc"])), fault["type"], fault["msg"])
            for fault in refused.errors()
        ]
        raise OptionsInvalid(errors[0].detail, errors=errors) from None
    except json.JSONDecodeError:
        raise OptionsInvalid("The mapping is not JSON.", errors=[FieldError("/mapping", "json", "not JSON")]) from None


def _kept(options: OptionsIn) -> dict[str, Any]:
    return options.model_dump(exclude={"account_id", "review", "upload_id"}, exclude_none=True)


def _out(row: use_cases.ImportRow, broker_files: BrokerFiles, members: Sequence[use_cases.ImportRow] = ()) -> ImportOut:
    said = {"preview": row.preview, "members": [_values(one, broker_files) for one in members]}
    return ImportOut.model_validate({**_values(row, broker_files), **said})


def _values(row: use_cases.ImportRow, broker_files: BrokerFiles) -> dict[str, Any]:
    known = {one.key: one for one in broker_files.formats()}
    facts = known.get(row.format_key or "")
    options = {name: row.options.get(name) for name in OptionsOut.model_fields}
    return {
        **{name: getattr(row, name) for name in ImportSummaryOut.model_fields if hasattr(row, name)},
        "options": options,
        "asks": bool((row.preview or {}).get("questions")),
        "settled": len(row.options.get("settled", {})),
        "format": row.format_key,
        "format_title": f"{facts.broker}: {facts.title}" if facts else None,
    }


def _tag(row: use_cases.ImportRow, members: Sequence[use_cases.ImportRow]) -> str:
    return etag("import", row.workspace_id, row.id, row.revision, *(one.revision for one in members))


def _mapping_tag(row: use_cases.ImportMappingRow) -> str:
    return etag("import-mapping", row.workspace_id, row.id, row.revision)


def _after(cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    at, id_ = decode_cursor(cursor, SORT, 2)
    try:
        return datetime.fromisoformat(str(at)), UUID(str(id_))
    except ValueError:
        raise CursorInvalid from None


def _number(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    (number,) = decode_cursor(cursor, "line", 1)
    if number is None or not number.isdigit():
        raise CursorInvalid
    return int(number)
