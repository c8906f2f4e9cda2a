"""The verbs of imports, and their only door."""

from tradesense.db.tables.imports import ImportMappingRow, ImportNoteRow, ImportRow
from tradesense.domain.access import Permission
from tradesense.features.imports.use_cases.bulk import Posted, PostedFill, post_fills
from tradesense.features.imports.use_cases.kept import check_kept
from tradesense.features.imports.use_cases.manage import (
    JOB_RUN,
    JOB_UNDO,
    Received,
    cancel_import,
    commit_import,
    create_import,
    forget_import,
    get_import,
    keep_import,
    list_imports,
    list_notes,
    retry_import,
    undo_import,
)
from tradesense.features.imports.use_cases.mappings import (
    delete_mapping,
    get_mapping,
    list_mappings,
    rename_mapping,
)
from tradesense.features.imports.use_cases.run import Outcome, Progress, begin, fail, run, settle, tell_progress
from tradesense.features.imports.use_cases.settling import JOB_SETTLE, settle_import
from tradesense.features.imports.use_cases.sweep import drop_expired, list_ended_files, list_orphans
from tradesense.features.imports.use_cases.unpacking import list_members

MAY_IMPORT = Permission.IMPORTS_WRITE
MAY_SEE = Permission.IMPORTS_READ

__all__ = [
    "JOB_RUN",
    "JOB_SETTLE",
    "JOB_UNDO",
    "MAY_IMPORT",
    "MAY_SEE",
    "ImportMappingRow",
    "ImportNoteRow",
    "ImportRow",
    "Outcome",
    "Posted",
    "PostedFill",
    "Progress",
    "Received",
    "begin",
    "cancel_import",
    "check_kept",
    "commit_import",
    "create_import",
    "delete_mapping",
    "drop_expired",
    "fail",
    "forget_import",
    "get_import",
    "get_mapping",
    "keep_import",
    "list_ended_files",
    "list_imports",
    "list_mappings",
    "list_members",
    "list_notes",
    "list_orphans",
    "post_fills",
    "rename_mapping",
    "retry_import",
    "run",
    "settle",
    "settle_import",
    "tell_progress",
    "undo_import",
]
