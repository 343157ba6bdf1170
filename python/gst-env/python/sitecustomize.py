# SPDX-License-Identifier: MIT
"""Runs when an interpreter starts that `weir gst-env` started: sets up the second name of Weir, and
then does what the sitecustomize does that this one stands before."""
import os
import sys

_here = os.path.dirname(os.path.abspath(__file__))


def _run_shadowed():
    import importlib.machinery
    import importlib.util
    path = [entry for entry in sys.path if os.path.abspath(entry or ".") != _here]
    spec = importlib.machinery.PathFinder.find_spec("sitecustomize", path)
    if spec is not None and spec.loader is not None:
        module = importlib.util.module_from_spec(spec)
        sys.modules["sitecustomize"] = module
        spec.loader.exec_module(module)


def _find_typelib():
    """Where Weir is installed in a place of its own, its typelib lies beside us and nowhere else."""
    folder = os.path.normpath(os.path.join(_here, "../../../girepository-1.0"))
    if os.path.exists(os.path.join(folder, "Weir-1.0.typelib")):
        paths = os.environ.get("GI_TYPELIB_PATH", "").split(":")
        if folder not in paths:
            os.environ["GI_TYPELIB_PATH"] = ":".join([path for path in paths if path] + [folder])


import weir_gst_alias  # noqa: E402

_find_typelib()
weir_gst_alias.install()
_run_shadowed()
