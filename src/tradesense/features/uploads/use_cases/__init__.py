"""The verbs of uploads, and their only door."""

from tradesense.db.tables.uploads import UploadRow
from tradesense.domain.access import Permission
from tradesense.features.uploads.use_cases.join import Joining, begin_final, finish_final
from tradesense.features.uploads.use_cases.manage import (
    FINAL,
    PARTIAL,
    Wanted,
    create_upload,
    expire_uploads,
    get_upload,
    keys_in_use,
    remove_upload,
    take_upload,
    whole_upload,
)
from tradesense.features.uploads.use_cases.metadata import from_base64, read_metadata
from tradesense.features.uploads.use_cases.write import Claim, claim_upload, release_upload, renew_claim

MAY_UPLOAD = Permission.UPLOADS_WRITE

__all__ = [
    "FINAL",
    "MAY_UPLOAD",
    "PARTIAL",
    "Claim",
    "Joining",
    "UploadRow",
    "Wanted",
    "begin_final",
    "claim_upload",
    "create_upload",
    "expire_uploads",
    "finish_final",
    "from_base64",
    "get_upload",
    "keys_in_use",
    "read_metadata",
    "release_upload",
    "remove_upload",
    "renew_claim",
    "take_upload",
    "whole_upload",
]
