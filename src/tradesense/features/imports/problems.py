"""Failures about imports."""

from tradesense.domain.problem import Kind, Problem


class ImportNotFound(Problem):
    code, kind, title = "import.not_found", Kind.NOT_FOUND, "There is no such import in this workspace."


class OptionsInvalid(Problem):
    code, kind, title = "import.options_invalid", Kind.INVALID, "The options cannot be used."


class UploadDamaged(Problem):
    code, kind, title = "import.upload_damaged", Kind.GONE, "Some of the upload's bytes are lost."


class QuestionOpen(Problem):
    code, kind, title = "import.question_open", Kind.CONFLICT, "The file can be read in several ways."


class MappingNotFound(Problem):
    code, kind, title = "import_mapping.not_found", Kind.NOT_FOUND, "There is no such mapping in this workspace."


class AccountAmbiguous(Problem):
    code, kind, title = "import.account_ambiguous", Kind.INVALID, "The file names several accounts."


class Cancelled(Problem):
    code, kind, title = "import.cancelled", Kind.CONFLICT, "The import was cancelled."


class Crashed(Problem):
    code, kind, title = "import.crashed", Kind.UNAVAILABLE, "The import could not be finished, several times."


class UndoBroke(Problem):
    code, kind, title = "import.undo_broke", Kind.UNAVAILABLE, "The import could not be taken out."


class NothingInIt(Problem):
    code, kind, title = "import.nothing_in_it", Kind.INVALID, "The file states no rows."


class ImportUnreadable(Problem):
    code, kind, title = "import.unreadable", Kind.INVALID, "What is kept of the import cannot be read."


class FillsInvalid(Problem):
    code, kind, title = "fills.invalid", Kind.INVALID, "Some of the fills cannot be stored: none was."


class FillsUnreadable(Problem):
    code, kind, title = "fills.unreadable", Kind.MALFORMED, "The fills cannot be read."


class FillsMediaType(Problem):
    code, kind, title = "fills.media_type", Kind.UNSUPPORTED, "Fills come as JSON, NDJSON or an Arrow stream."
