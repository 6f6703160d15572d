"""The package in a zip, from which Python can run it too."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from conftest import CHECKOUT


def said_from_a_zip(folder: Path, code: str) -> str:
    """What a Python prints that finds the package in a zip."""
    with ZipFile(folder / "timeline.zip", "w") as archive:
        for file in (CHECKOUT / "timeline").rglob("*"):
            if "__pycache__" not in file.parts:
                archive.write(file, file.relative_to(CHECKOUT))
        for file in (CHECKOUT / "docs").rglob("*.md"):
            archive.write(file, "timeline" / file.relative_to(CHECKOUT))  # as pyproject.toml has it
    path = os.pathsep.join([str(folder / "timeline.zip"), *filter(None, sys.path)])
    code = f"import timeline; assert '.zip' in timeline.__file__, timeline.__file__; {code}"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    return done.stdout
