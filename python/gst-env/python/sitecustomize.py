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


import weir_gst_alias  # noqa: E402

weir_gst_alias.install()
_run_shadowed()
