"""/auth/second-factor and what belongs to it; proving oneself again."""

from fastapi import APIRouter, Request, Response, status

from tradesense.domain.problem import Problem
from tradesense.edge.deps import ActorDep, PortsDep, SessionDep
from tradesense.edge.problems import refusal
from tradesense.edge.responses import problems
from tradesense.features.identity import use_cases
from tradesense.features.identity.routes.common import client_of, signed_in, times_of
from tradesense.features.identity.schemas import (
    CodeIn,
    ProofIn,
    RecoveryCodesOut,
    SecondFactorIn,
    TokenOut,
    TotpSetupOut,
)

router = APIRouter(prefix="/auth", tags=["auth"])


@router.post(
    "/second-factor",
    operation_id="auth_show_second_factor",
    summary="Finish signing in with a code",
    response_model=TokenOut,
    responses=problems(401, 422),
)
async def show_second_factor(
    body: SecondFactorIn, request: Request, response: Response, ports: PortsDep
) -> TokenOut | Response:
    """Six digits of an authenticator app, or a recovery code. Each code is taken once."""
    async with request.app.state.database.session() as session:
        outcome = await use_cases.show_second_factor(
            session, body.challenge, body.code, ports=ports, times=times_of(request), client=client_of(request)
        )
    if isinstance(outcome, Problem):
        return refusal(request, outcome)
    return signed_in(request, response, ports, outcome)


@router.post(
    "/totp",
    operation_id="auth_totp_begin",
    status_code=status.HTTP_201_CREATED,
    summary="Begin to use an authenticator app",
    responses=problems(401, 403, 409),
)
async def begin_totp(session: SessionDep, actor: ActorDep, ports: PortsDep) -> TotpSetupOut:
    """Counts once POST /auth/totp/confirm was given a code of it."""
    made = await use_cases.begin_totp(session, actor, ports=ports)
    return TotpSetupOut.model_validate(made)


@router.post(
    "/totp/confirm",
    operation_id="auth_totp_confirm",
    summary="Confirm the authenticator app by a code of it",
    response_model=RecoveryCodesOut,
    responses=problems(401, 403, 409, 422),
)
async def confirm_totp(
    body: CodeIn, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> RecoveryCodesOut | Response:
    """Answers the recovery codes, this once. From now on signing in asks for a code."""
    outcome = await use_cases.confirm_totp(session, actor, body.code, ports=ports)
    return refusal(request, outcome) if isinstance(outcome, Problem) else RecoveryCodesOut(codes=outcome)


@router.delete(
    "/totp",
    operation_id="auth_totp_remove",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Use no authenticator app any more",
    responses=problems(401, 403, 409),
)
async def remove_totp(session: SessionDep, actor: ActorDep, ports: PortsDep) -> None:
    await use_cases.remove_totp(session, actor, ports=ports)


@router.post(
    "/recovery-codes",
    operation_id="auth_recovery_codes_renew",
    status_code=status.HTTP_201_CREATED,
    summary="Make new recovery codes",
    responses=problems(401, 403, 409),
)
async def renew_recovery_codes(session: SessionDep, actor: ActorDep, ports: PortsDep) -> RecoveryCodesOut:
    """The ones before work no more."""
    return RecoveryCodesOut(codes=await use_cases.renew_recovery_codes(session, actor, ports=ports))


@router.post(
    "/reauthenticate",
    operation_id="auth_reauthenticate",
    status_code=status.HTTP_204_NO_CONTENT,
    summary="Prove again who you are",
    response_model=None,
    responses=problems(401, 422),
)
async def reauthenticate(
    body: ProofIn, request: Request, session: SessionDep, actor: ActorDep, ports: PortsDep
) -> Response | None:
    """By the password, and a code for whoever has a second factor; or by a passkey at POST /auth/passkeys/prove. What
    answered `session.reauth_required` may be done for ten minutes."""
    refused = await use_cases.reauthenticate(
        session, actor, ports=ports, client=client_of(request), password=body.password, code=body.code
    )
    return refusal(request, refused) if refused else None
