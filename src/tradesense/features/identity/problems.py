"""Failures about people and their sessions."""

from tradesense.domain.problem import FieldError, Kind, Problem


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


class CodeWrong(Problem):
    code, kind, title = "identity.code_wrong", Kind.INVALID, "This code is not right, or was used already."

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/code", self.code, self.title)])


class FactorExists(Problem):
    code, kind, title = "identity.factor_exists", Kind.CONFLICT, "There is an authenticator app already."


class FactorMissing(Problem):
    code, kind, title = "identity.factor_missing", Kind.CONFLICT, "There is no authenticator app to do this with."


class PasskeysUnavailable(Problem):
    code, kind, title = (
        "identity.passkeys_unavailable",
        Kind.CONFLICT,
        "Passkeys need a name: open the app by its name, not by a number.",
    )


class PasskeyRefused(Problem):
    code, kind, title = "identity.passkey_refused", Kind.INVALID, "This passkey could not be used."


class PasskeyNotFound(Problem):
    code, kind, title = "passkey.not_found", Kind.NOT_FOUND, "There is no such passkey of yours."


class LastWayIn(Problem):
    code, kind, title = (
        "identity.last_way_in",
        Kind.CONFLICT,
        "Nothing else would sign you in: set a password first.",
    )


class LinkFirst(Problem):
    code, kind, title = (
        "identity.link_first",
        Kind.CONFLICT,
        "Sign in as you did before, then link this provider in Settings.",
    )


class IdentityTaken(Problem):
    code, kind, title = "identity.identity_taken", Kind.CONFLICT, "This account there is linked to one here already."


class IdentityNotFound(Problem):
    code, kind, title = "linked_identity.not_found", Kind.NOT_FOUND, "There is no such linked account of yours."


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


class PersonUnknown(Problem):
    code, kind, title = "command.person_unknown", Kind.NOT_FOUND, "Nobody is registered so."
