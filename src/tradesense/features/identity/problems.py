"""Failures about people and their sessions."""

from tradesense.domain.problem import Kind, Problem


class LoginRefused(Problem):
    code, kind, title = "identity.login_refused", Kind.UNAUTHENTICATED, "The address or the password is not right."


class LoginThrottled(Problem):
    code, kind, title = "identity.login_throttled", Kind.THROTTLED, "Too many tries: wait a little."


class EmailTaken(Problem):
    code, kind, title = "identity.email_taken", Kind.CONFLICT, "This address cannot be registered again."


class EmailInvalid(Problem):
    code, kind, title = "identity.email_invalid", Kind.INVALID, "This is not an e-mail address."


class RegistrationClosed(Problem):
    code, kind, title = "identity.registration_closed", Kind.FORBIDDEN, "New people cannot register here."


class InvitationInvalid(Problem):
    code, kind, title = "identity.invitation_invalid", Kind.FORBIDDEN, "Registering here needs an invitation."


class LinkInvalid(Problem):
    code, kind, title = "identity.link_invalid", Kind.GONE, "This link was used already, or is too old."


class MailUnavailable(Problem):
    code, kind, title = (
        "identity.mail_unavailable",
        Kind.CONFLICT,
        "This server cannot send mail: ask whoever runs it to set your password.",
    )


class ChallengeOver(Problem):
    code, kind, title = "identity.challenge_over", Kind.UNAUTHENTICATED, "This took too long: sign in again."


class ReauthenticationRequired(Problem):
    code, kind, title = "session.reauth_required", Kind.FORBIDDEN, "Prove first that it is you."


class SessionNotFound(Problem):
    code, kind, title = "session.not_found", Kind.NOT_FOUND, "There is no such session of yours."


class SessionEnded(Problem):
    code, kind, title = "session.ended", Kind.UNAUTHENTICATED, "Your session has ended: sign in again."


class CrossSite(Problem):
    code, kind, title = (
        "request.cross_site",
        Kind.FORBIDDEN,
        "This may only be called from the application's own pages.",
    )
