"""The verbs of privacy, and their only door."""

from tradesense.db.tables.privacy import PersonalExportRow
from tradesense.features.privacy.use_cases.erasing import (
    Fate,
    Foreseen,
    erase_person,
    foresee,
    leave_workspaces,
    list_own_files,
    list_people_over,
    request_erasure,
    undo_erasure,
)
from tradesense.features.privacy.use_cases.exports import (
    JOB,
    begin,
    create_export,
    fail,
    finish,
    forget_exports,
    get_export,
    list_exports,
    list_old_exports,
    list_people_with_old_exports,
    open_export,
    take_work,
)
from tradesense.features.privacy.use_cases.retention import RETENTION, Kept, Times, forget, forget_here, retention_times
from tradesense.features.privacy.use_cases.rules import IN_WORKSPACES, NOBODYS, PEOPLE
from tradesense.features.privacy.use_cases.writing import write_export

__all__ = [
    "IN_WORKSPACES",
    "JOB",
    "NOBODYS",
    "PEOPLE",
    "RETENTION",
    "Fate",
    "Foreseen",
    "Kept",
    "PersonalExportRow",
    "Times",
    "begin",
    "create_export",
    "erase_person",
    "fail",
    "finish",
    "foresee",
    "forget",
    "forget_exports",
    "forget_here",
    "get_export",
    "leave_workspaces",
    "list_exports",
    "list_old_exports",
    "list_own_files",
    "list_people_over",
    "list_people_with_old_exports",
    "open_export",
    "request_erasure",
    "retention_times",
    "take_work",
    "undo_erasure",
    "write_export",
]
