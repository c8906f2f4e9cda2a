"""The refresh cookie (decision 25): only sent back to us, never readable by scripts."""

from typing import Final

from fastapi import Request, Response

SECURE_NAME: Final = "__Host-ts_refresh"
LOOPBACK_NAME: Final = "ts_refresh"


def read_refresh(request: Request) -> str | None:
    return request.cookies.get(_name(request))


def set_refresh(request: Request, response: Response, token: str, seconds: int) -> None:
    secure = _is_secure(request)
    response.set_cookie(
        _name(request), token, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict"
    )


def clear_refresh(request: Request, response: Response) -> None:
    secure = _is_secure(request)
    response.delete_cookie(_name(request), path="/", secure=secure, httponly=True, samesite="strict")


def read_visit(request: Request) -> str | None:
    """Of a browser that is on its way to another provider and back."""
    return request.cookies.get(_visit_name(request))


def set_visit(request: Request, response: Response, token: str, seconds: int) -> None:
    secure = _is_secure(request)
    name = _visit_name(request)
    response.set_cookie(name, token, max_age=seconds, path="/", secure=secure, httponly=True, samesite="strict")


def clear_visit(request: Request, response: Response) -> None:
    secure = _is_secure(request)
    response.delete_cookie(_visit_name(request), path="/", secure=secure, httponly=True, samesite="strict")


def _visit_name(request: Request) -> str:
    return "__Host-ts_visit" if _is_secure(request) else "ts_visit"


def _is_secure(request: Request) -> bool:
    """https, or said to be by the one proxy that is trusted; plain http only exists on loopback."""
    return not bool(request.app.state.settings.is_loopback) or request.url.scheme == "https"


def _name(request: Request) -> str:
    return SECURE_NAME if _is_secure(request) else LOOPBACK_NAME
