from pathlib import Path

from transcriber.app.lane_making import LaneSpools
from transcriber.audio.lane_files import lane_paths


def test_both_lanes_files_are_of_one_name_and_go_together(tmp_path: Path) -> None:
    spools = LaneSpools(tmp_path)
    made = [spools.create(lane) for lane in (0, 1)]
    assert tuple(spool.path for spool in made) == lane_paths(spools.path)
    assert [spools.of_lane(lane) for lane in (0, 1)] == made
    for spool in made:
        spool.close()
    spools.remove()
    spools.remove()
    assert list(tmp_path.iterdir()) == []


def test_recordings_lie_where_recordings_lie() -> None:
    assert LaneSpools().path.parent.name == "recordings"
    assert LaneSpools().of_lane(0) is None
