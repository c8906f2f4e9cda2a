"""The verbs of archives, and their only door."""

from tradesense.db.tables.archives import ArchiveRow
from tradesense.domain.access import Permission
from tradesense.features.archives.use_cases.blobs import BlobWriter
from tradesense.features.archives.use_cases.manage import (
    JOB,
    WAY_OUT,
    Received,
    archive_key,
    begin,
    create_archive,
    fail,
    finish,
    get_archive,
    list_archives,
    note_taken,
    open_archive,
    restore_into,
    take_work,
    tell_progress,
)
from tradesense.features.archives.use_cases.restoring import Restored, restore_archive, restore_stored
from tradesense.features.archives.use_cases.sweep import list_orphans
from tradesense.features.archives.use_cases.writing import ArchivedColumns, Written, archived_columns, write_archive

MAY_ARCHIVE = Permission.ARCHIVES_WRITE

__all__ = [
    "JOB",
    "MAY_ARCHIVE",
    "WAY_OUT",
    "ArchiveRow",
    "ArchivedColumns",
    "BlobWriter",
    "Received",
    "Restored",
    "Written",
    "archive_key",
    "archived_columns",
    "begin",
    "create_archive",
    "fail",
    "finish",
    "get_archive",
    "list_archives",
    "list_orphans",
    "note_taken",
    "open_archive",
    "restore_archive",
    "restore_into",
    "restore_stored",
    "take_work",
    "tell_progress",
    "write_archive",
]
