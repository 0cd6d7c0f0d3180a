"""The one exception that is raised for what kf finds wrong."""

from __future__ import annotations


class Error(Exception):
    """What kf says is wrong, in its words.

    `kind` is one of `io`, `corrupt`, `unsupported`, `encrypted`, `compacted`, `not-found`, `limit`,
    `invalid` and `internal`; `hint` says what to do about it, or is None.
    """

    def __init__(self, message: str, kind: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.hint = hint
