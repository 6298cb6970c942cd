from pathlib import Path

from transcriber.audio.lane_files import lane_path, lane_paths


def test_the_second_lanes_file_lies_beside_the_first_ones_whatever_it_is_made_into() -> None:
    for ending in (".wav", ".flac", ".ogg"):
        own = Path(f"/kept/2026-11-21_10-00-00{ending}")
        played = lane_path(own, 1)
        assert (played.parent, played.name) == (own.parent, f"2026-11-21_10-00-00.played{ending}")
        assert lane_path(own, 0) == own
        assert lane_paths(own) == (own, played)
