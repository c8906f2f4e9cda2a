"""Failures about uploads."""

from tradesense.domain.problem import Kind, Problem


class UploadNotFound(Problem):
    code, kind, title = "upload.not_found", Kind.NOT_FOUND, "There is no such upload in this workspace."


class UploadExpired(Problem):
    code, kind, title = "upload.expired", Kind.GONE, "The upload has expired."


class OffsetElsewhere(Problem):
    code, kind, title = "upload.offset_elsewhere", Kind.CONFLICT, "The upload goes on at another byte."


class UploadBusy(Problem):
    code, kind, title = "upload.busy", Kind.LOCKED, "Somebody is sending this upload at the moment."


class UploadFinal(Problem):
    code, kind, title = "upload.final", Kind.FORBIDDEN, "An upload made of others takes no bytes."


class UploadOverflows(Problem):
    code, kind, title = "upload.overflows", Kind.TOO_LARGE, "More bytes came than the upload has."


class QuotaExceeded(Problem):
    code, kind, title = "upload.quota_exceeded", Kind.TOO_LARGE, "The workspace's uploads would take too much room."


class UploadIncomplete(Problem):
    code, kind, title = "upload.incomplete", Kind.CONFLICT, "The upload has not arrived whole yet."


class HeaderInvalid(Problem):
    code, kind, title = "upload.header_invalid", Kind.MALFORMED, "A header of the upload cannot be used."


class LengthSet(Problem):
    code, kind, title = "upload.length_set", Kind.CONFLICT, "The upload's length is known already, and another one."


class PartsUnusable(Problem):
    code, kind, title = "upload.parts_unusable", Kind.MALFORMED, "These uploads cannot be put together."


class ChecksumWrong(Problem):
    code, kind, title = "upload.checksum_wrong", Kind.CHECKSUM_WRONG, "The bytes have another checksum."


class BytesNotOffset(Problem):
    code, kind, title = "upload.media_type", Kind.UNSUPPORTED, "Bytes come as application/offset+octet-stream."


class VersionUnsupported(Problem):
    code, kind, title = "upload.version_unsupported", Kind.STALE, "This version of tus is not spoken here."
