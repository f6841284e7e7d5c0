"""Does what takes long beside the server, which does not wait for it when it ends."""

import asyncio
from collections.abc import Callable
from threading import Thread
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


async def in_background(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Returns what a function returns, or raises what it raises; the process can end while it is still at work."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: BaseException | None) -> None:
        if done.cancelled():
            return
        if error is not None:
            done.set_exception(error)
        else:
            done.set_result(result)  # type: ignore[arg-type]  # without an error there is a result

    def work() -> None:
        try:
            outcome: tuple[T | None, BaseException | None] = function(*args, **kwargs), None
        except BaseException as error:  # noqa: BLE001 (it is raised where the result is awaited)
            outcome = None, error
        if not loop.is_closed():
            loop.call_soon_threadsafe(settle, *outcome)

    Thread(target=work, daemon=True).start()
    return await done
