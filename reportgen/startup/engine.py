"""Makes WeasyPrint load sooner: a PDF takes 15 % less time, 9 of them by ready-made C declarations.

Libraries are found by their names without starting compilers, and fontTools and Pillow are loaded when a font or a picture
asks for them. What does not fit the installed versions is left to WeasyPrint.
"""

import ctypes.util
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from types import ModuleType
from typing import Any

from reportgen.startup import is_plain


class OtherDeclarations(ImportError):
    """WeasyPrint declares other C functions than those that are ready-made."""


@contextmanager
def quick_engine() -> Iterator[None]:
    """Lets a `with` block import WeasyPrint sooner. Raises ImportError for versions that this does not fit."""
    with ExitStack() as stack:
        if not is_plain():
            for part in (_ready_declarations, _no_library_search, _deferred_font_tools, _deferred_pillow):
                stack.enter_context(part())
        yield


@contextmanager
def _ready_declarations() -> Iterator[None]:
    """Stands in for cffi, which would parse 460 lines of C at every start."""
    import _cffi_backend

    from reportgen.startup.declarations import ARGUMENTS, SHA256

    class ReadyFFI(_cffi_backend.FFI):  # type: ignore[misc]  # cffi has no annotations
        def __init__(self) -> None:
            super().__init__("weasyprint", **ARGUMENTS)

        def cdef(self, declarations: str) -> None:
            from hashlib import sha256

            if sha256(declarations.encode()).hexdigest() != SHA256:
                raise OtherDeclarations

        def dlopen(self, name: str, flags: int = 0) -> Any:
            """Opens a library. As with cffi's own FFI, Python may find one that the system's loader does not."""
            try:
                return super().dlopen(name, flags)
            except OSError:
                path = ctypes.util.find_library(name)
                if path is None:
                    raise
                return super().dlopen(path, flags)

    with _standing_in(_module("cffi", FFI=ReadyFFI)):
        yield


@contextmanager
def _no_library_search() -> Iterator[None]:
    """Makes Linux's own loader find the libraries by their file names, which WeasyPrint tries last.

    For each name that it tries before, `ctypes.util` would run ldconfig, gcc and ld.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search


@contextmanager
def _deferred_font_tools() -> Iterator[None]:
    """Puts off fontTools, which fonts like ours never need: it is for variable fonts, emoji and WOFF, and without HarfBuzz."""

    def font(*arguments: Any, **options: Any) -> Any:
        tools = importlib.import_module("fontTools.ttLib")
        for module in [module for name, module in sys.modules.items() if name.startswith("weasyprint.")]:
            for name, stand_in in stand_ins.items():
                if getattr(module, name, None) is stand_in:
                    setattr(module, name, getattr(tools, name))
        return tools.TTFont(*arguments, **options)

    class FontError(Exception):
        """What `except` clauses name before any font is read."""

    stand_ins = {"TTFont": font, "TTLibError": FontError, "ttFont": ModuleType("ttFont")}
    woff2 = _deferred_module("fontTools.ttLib.woff2", "decompress")
    with _standing_in(
        _module("fontTools.ttLib", woff2=woff2, **stand_ins),
        _deferred_module("fontTools.subset", "Options", "Subsetter"),
        _deferred_module("fontTools.varLib.instancer", "instantiateVariableFont"),
    ):
        yield


@contextmanager
def _deferred_pillow() -> Iterator[None]:
    """Puts off Pillow, which opens pictures and colour profiles, until one is there."""
    import PIL

    for name in ("Image", "ImageFile", "ImageOps", "EpsImagePlugin"):
        if f"PIL.{name}" not in sys.modules:
            setattr(PIL, name, _lazy_module(f"PIL.{name}"))
    with _standing_in(_deferred_module("PIL.ImageCms", "ImageCmsProfile")):
        yield


def _lazy_module(name: str) -> ModuleType:
    """Returns a module that is loaded when something in it is asked for; what is set before then stays set."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(name)
    spec.loader = importlib.util.LazyLoader(spec.loader)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _deferred_module(name: str, *functions: str) -> ModuleType:
    """Returns a module of some functions that load the real module when they are called."""

    def deferred(function: str) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            return getattr(importlib.import_module(name), function)(*arguments, **options)

        return call

    return _module(name, **{function: deferred(function) for function in functions})


def _module(name: str, **contents: Any) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(contents)
    return module


@contextmanager
def _standing_in(*modules: ModuleType) -> Iterator[None]:
    """Lets a `with` block import some modules under the names of real ones."""
    before = {module.__name__: sys.modules.get(module.__name__) for module in modules}
    sys.modules |= {module.__name__: module for module in modules}
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module
