"""A place that only commits hold. Imports nothing, since whoever reads a file asks whether it is on a disk."""

import os


class BareFolder(str):
    """A folder of a bare repository, by the path that it would have in it; or the repository itself.

    Whoever makes one has seen that this is what the user named: one that lies among files is taken for none.
    """

    __slots__ = ("git_dir",)
    git_dir: str
    """Where the repository is."""

    @classmethod
    def of(cls, path: str, git_dir: str) -> "BareFolder":
        """Take the path, and that of the repository."""
        found = cls(path)
        found.git_dir = git_dir
        return found

    @property
    def within(self) -> str:
        """The folder as commits have it; empty where only the repository was named."""
        return os.path.relpath(self, self.git_dir).replace(os.sep, "/").removeprefix(".")
