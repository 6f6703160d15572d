"""Two files of one ID, and folders that are copies."""

from timeline.errors import of_file
from timeline.eventfile.same_id import copies_once, same_id


def test_a_folder_that_is_a_copy_is_told_once() -> None:
    broken = of_file("events/a.toml", "is empty")
    copies = [same_id(f"events/backup/2024/{n}.toml", f"2024/{n}.toml") for n in range(1200)]
    moved = [same_id(f"old/{n}.toml", f"new/{n}.toml") for n in range(3)]
    first, *others = copies_once([*copies[:4], broken, *copies[4:], *moved])
    assert first.path == "events/backup/2024/0.toml"
    assert first.message == "1,200 files in events/backup/ have the same IDs as files in the chronology's own folder"
    assert others == [broken, *moved]
    (told,) = copies_once([*moved, same_id("old/3.toml", "new/3.toml")])
    assert told.message == "4 files in old/ have the same IDs as files in new/"
