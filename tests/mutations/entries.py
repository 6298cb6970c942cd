"""The critical points of the promise that no word is lost, each with a change that breaks it and tests that notice.

An entry whose text is no longer in its file must be written anew, not dropped.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Mutation:
    """One wrong change."""

    name: str
    path: str
    old: str
    new: str
    tests: tuple[str, ...]
    """What is run; at least one of them must fail."""


LINK = "tests/integration/faults/test_link.py"
SERVICE = "tests/integration/faults/test_service.py"
MESSAGES = "tests/integration/faults/test_messages.py"
PEOPLE = "tests/integration/faults/test_people_and_devices.py"
DISK = "tests/integration/faults/test_disk.py"

MUTATIONS = (
    Mutation(
        "the watermark moves when a turn is committed",
        "transcriber/session/ledger.py",
        "        self._committed_sample = max(self._committed_sample, item.end_sample)\n\n    def _is_answered_by",
        "        self._committed_sample = max(self._committed_sample, item.end_sample)\n"
        "        self._watermark_sample = self._committed_sample\n\n    def _is_answered_by",
        ("tests/unit/session/test_ledger.py",),
    ),
    Mutation(
        "the watermark passes a turn that is still owed",
        "transcriber/session/ledger.py",
        "default=self._watermark_sample))\n        self._done_samples",
        "default=self._watermark_sample))\n        self._pass(max(self._done_samples))\n        self._done_samples",
        ("tests/unit/session/test_ledger.py",),
    ),
    Mutation(
        "the store does not wait for the disk",
        "transcriber/store/connection.py",
        '("synchronous = FULL", "fullfsync = ON"',
        '("synchronous = OFF", "fullfsync = ON"',
        ("tests/integration/store/test_power_cut.py", "tests/unit/store/test_connection.py"),
    ),
    Mutation(
        "the spool never reaches the disk",
        "transcriber/audio/spool_file.py",
        '        getattr(os, "fdatasync", os.fsync)(descriptor)',
        "        pass",
        ("tests/unit/audio/test_spool_file.py", "tests/unit/audio/test_spool.py"),
    ),
    Mutation(
        "a stop does not wait for the words that are owed",
        "transcriber/session/conversation.py",
        "                await self._drain()\n",
        "                self.is_complete = True\n",
        (f"{LINK}::test_a_link_that_takes_two_seconds_for_everything", "tests/unit/session/test_recording.py"),
    ),
    Mutation(
        "what is heard again does not take the place of what was heard before",
        "transcriber/transcript/transcript.py",
        "        return [change for old in earlier for change in self._remove(old)]",
        "        return []",
        (f"{LINK}", "tests/unit/transcript/test_transcript.py"),
    ),
    Mutation(
        "silence never lets the watermark pass",
        "transcriber/session/sender.py",
        "            self._ledger.silent(silent_until)",
        "            pass",
        ("tests/unit/session/test_sender.py", "tests/unit/session/test_recording.py"),
    ),
    Mutation(
        "a handshake resets the pauses between attempts",
        "transcriber/session/backoff.py",
        "        self._connected_s = now_s\n",
        "        self._connected_s = now_s\n        self._failures = 0\n",
        ("tests/unit/session/test_backoff.py",),
    ),
    Mutation(
        "connects are not limited",
        "transcriber/session/backoff.py",
        "        return max(waits_s)",
        "        return 0.0",
        (f"{SERVICE}::test_a_service_that_accepts_and_closes_is_asked_six_times_a_minute_at_most",),
    ),
    Mutation(
        "attempts that never left this computer use up the connects of a minute",
        "transcriber/session/backoff.py",
        "        self._attempts_s.pop()",
        "        pass",
        (f"{LINK}::test_a_link_that_is_down_refuses_and_comes_back", "tests/unit/session/test_backoff.py"),
    ),
    Mutation(
        "Retry-After is ignored",
        "transcriber/session/backoff.py",
        "delay_s = self._jitter_s() if retry_after_s is None else retry_after_s",
        "delay_s = self._jitter_s()",
        (f"{SERVICE}::test_retry_after_is_honoured_to_the_second",),
    ),
    Mutation(
        "a send waits without end",
        "transcriber/realtime/link.py",
        "            async with asyncio.timeout(self._limits.send_timeout_s):",
        "            async with asyncio.timeout(None):",
        ("tests/unit/realtime/test_link.py",),
    ),
    Mutation(
        "nobody watches whether the peer lives",
        "transcriber/realtime/link.py",
        "        self._watchdog = self._group.create_task(self._watch())\n",
        "",
        ("tests/unit/realtime/test_link.py", f"{LINK}::test_a_link_that_goes_silent_one_way"),
    ),
    Mutation(
        "a slow link is taken for a dead one",
        "transcriber/realtime/link.py",
        "                await self._window.sent(len(frame))\n",
        "",
        ("tests/unit/realtime/test_link.py",),
    ),
    Mutation(
        "a computer that slept keeps its connection",
        "transcriber/realtime/link.py",
        "_LARGEST_CLOCK_JUMP_S = 3.0",
        "_LARGEST_CLOCK_JUMP_S = 3e9",
        (f"{LINK}::test_a_computer_that_slept_for_ten_minutes_breaks_its_connection_off",),
    ),
    Mutation(
        "a message may be as large as it likes",
        "transcriber/realtime/dialling.py",
        "        max_size=_LARGEST_FRAME_BYTES,",
        "        max_size=None,",
        (f"{MESSAGES}::test_a_message_beyond_all_measure_costs_its_connection_and_no_word",),
    ),
    Mutation(
        "the header of a killed spool is not repaired",
        "transcriber/audio/spool_file.py",
        "            file.write(_header(samples * BYTES_PER_SAMPLE))\n",
        "",
        ("tests/unit/audio/test_spool_file.py", "tests/unit/audio/test_spool.py"),
    ),
    Mutation(
        "half a sample stays behind the end of a repaired spool",
        "transcriber/audio/spool_file.py",
        "            file.truncate(HEADER_BYTES + samples * BYTES_PER_SAMPLE)\n",
        "",
        ("tests/integration/faults/test_spool_repair.py",),
    ),
    Mutation(
        "a turn is shown before it is kept",
        "transcriber/app/kept_recording.py",
        "        self._take(notice)\n        if self._owed",
        "        self._hand_on(notice)\n        self._take(notice)\n        if self._owed",
        ("tests/unit/app/test_kept_recording.py",),
    ),
    Mutation(
        "what the store could not take is forgotten",
        "transcriber/app/kept_recording.py",
        "                self._write(self._owed[0])\n                self._owed.popleft()",
        "                self._write(self._owed.popleft())",
        ("tests/unit/app/test_kept_recording.py",),
    ),
    Mutation(
        "a client secret is used for more than one connection",
        "transcriber/session/opening.py",
        "        return await create_client_secret(endpoint, configuration, tracer=self._tracer)",
        "        if not hasattr(self, '_kept'):\n"
        "            self._kept = await create_client_secret(endpoint, configuration, tracer=self._tracer)\n"
        "        return self._kept",
        (f"{SERVICE}::test_no_secret_opens_two_connections",),
    ),
    Mutation(
        "a refused key is tried again and again",
        "transcriber/session/retries.py",
        "            error.is_fatal\n            or ",
        "            ",
        (f"{SERVICE}::test_a_key_that_is_refused_in_the_middle_is_tried_once_and_the_audio_is_kept",),
    ),
    Mutation(
        "a gap of the capture is not laid",
        "transcriber/session/coverage.py",
        '        """Nothing was captured there."""\n        self._lay(gap)',
        '        """Nothing was captured there."""',
        ("tests/unit/session/test_coverage.py",),
    ),
    Mutation(
        "what has no text at the end is no gap",
        "transcriber/session/coverage.py",
        "            self._lay(Stretch(start_sample=start, end_sample=end, state=StretchState.GAP, reason=reason))",
        "            self._lay(Stretch(start_sample=start, end_sample=end, state=StretchState.SILENT))",
        ("tests/unit/session/test_coverage.py",),
    ),
    Mutation(
        "speech that the service did not answer counts as silence",
        "transcriber/session/coverage.py",
        "            self._lay(Stretch(start_sample=start, end_sample=end, state=StretchState.UNHEARD))",
        "            self._lay(Stretch(start_sample=start, end_sample=end, state=StretchState.SILENT))",
        ("tests/unit/session/test_coverage.py",),
    ),
    Mutation(
        "a backlog is sent one sample too late",
        "transcriber/session/sender.py",
        "self._encoder.encode(self._spool.read(position, count))",
        "self._encoder.encode(self._spool.read(position + 1, count))",
        (f"{LINK}::test_a_link_that_is_down_refuses_and_comes_back",),
    ),
    Mutation(
        "a session is not exchanged before it ends",
        "transcriber/session/rollover.py",
        "        return now_s >= self.latest_s or (is_quiet and now_s >= self.opens_s)",
        "        return False",
        (f"{SERVICE}::test_a_session_that_ends_every_twenty_seconds_leaves_no_seam",),
    ),
    Mutation(
        "a session is exchanged in the middle of a word where there was a pause",
        "transcriber/session/rollover.py",
        "        return now_s >= self.latest_s or (is_quiet and now_s >= self.opens_s)",
        "        return now_s >= self.opens_s",
        ("tests/unit/session/test_rollover.py",),
    ),
    Mutation(
        "a roll-over does not wait for what the session before owes",
        "transcriber/session/conversation.py",
        "_LONGEST_HANDED_OVER_S = 15.0",
        "_LONGEST_HANDED_OVER_S = 0.0",
        (f"{SERVICE}::test_a_session_that_ends_every_twenty_seconds_leaves_no_seam",),
    ),
    Mutation(
        "what was never captured is not accounted for",
        "transcriber/session/coverage_reports.py",
        "        self._coverage.capture_gap(gap)\n",
        "",
        (f"{PEOPLE}::test_a_microphone_that_was_unplugged_is_a_gap_of_which_nothing_is_sent",),
    ),
    Mutation(
        "a turn goes on through a gap in what was captured",
        "transcriber/session/sender.py",
        "            await self._end_turn_before_gap()\n",
        "",
        (f"{PEOPLE}::test_a_microphone_that_was_unplugged_is_a_gap_of_which_nothing_is_sent",),
    ),
    Mutation(
        "a service that stays away is waited for whatever a person set",
        "transcriber/session/supervisor.py",
        '        if self._safeguards.fallback == "always":\n            self.move(reason)',
        '        if self._safeguards.fallback == "always":\n            pass',
        (f"{PEOPLE}::test_a_service_that_stays_away_is_followed_by_this_computer",),
    ),
    Mutation(
        "a pause records on",
        "transcriber/session/capture.py",
        "        if self.is_paused and self._source.is_live:\n            return\n",
        "",
        (f"{PEOPLE}::test_what_is_said_in_a_pause_is_nowhere_and_all_else_once",),
    ),
    Mutation(
        "a full disk ends a recording",
        "transcriber/audio/spool.py",
        "        self._set_trouble(SpoolTrouble(error, self._stored_samples))",
        "        raise error",
        (f"{DISK}::test_a_system_that_lets_no_file_grow_stops_no_caption",),
    ),
    Mutation(
        "gaps are not filled at the end",
        "transcriber/app/gap_filling.py",
        "            if self._lacks_something(public_id):",
        "            if False:",
        ("tests/unit/app/test_gap_filling.py",),
    ),
    Mutation(
        "turns are transcribed again outside a transaction",
        "transcriber/store/renewal.py",
        "        with self._database.write():\n            recording_id = recording_id_of(self._database, public_id)\n"
        "            coverage",
        '        with __import__("contextlib").nullcontext():\n'
        "            recording_id = recording_id_of(self._database, public_id)\n"
        "            coverage",
        ("tests/unit/store/test_renewal.py",),
    ),
    Mutation(
        "an echo stands beside the words that were played",
        "transcriber/session/echo_removal.py",
        "        return echo_in(turn, (played",
        "        return Echo(turn.text, ())\n        return echo_in(turn, (played",
        ("tests/unit/session/test_echo_removal.py",),
    ),
    Mutation(
        "an echo stays where the played words are known later than it",
        "transcriber/session/echo_removal.py",
        "                told += self._judge(number)",
        "                pass",
        ("tests/unit/session/test_echo_removal.py",),
    ),
    Mutation(
        "what a person says goes with the echo in the same turn",
        "transcriber/transcript/echo.py",
        "    if len(echoed) == len(words):",
        "    if echoed:",
        ("tests/unit/transcript/test_echo.py",),
    ),
    Mutation(
        "words that were played long ago make an echo of what is said now",
        "transcriber/transcript/echo.py",
        "LATEST_MS = 3_000",
        "LATEST_MS = 3_000_000",
        ("tests/unit/transcript/test_echo.py",),
    ),
    Mutation(
        "two sources stand one behind the other instead of in the order of their times",
        "transcriber/transcript/joined_turns.py",
        "        if start_ms is None:\n            return last\n",
        "        return last\n",
        ("tests/unit/transcript/test_joined_turns.py",),
    ),
    Mutation(
        "times reorder the turns of one source",
        "transcriber/transcript/joined_turns.py",
        "        at = self._by_time(entry, first, last)",
        "        at = self._by_time(entry, 0, len(self._order))",
        ("tests/unit/transcript/test_joined_turns.py",),
    ),
    Mutation(
        "a source that begins later is heard too early",
        "transcriber/audio/aligned_input.py",
        "            held = [*self._silence(block, offset_ms), *held]",
        "            pass",
        ("tests/unit/audio/test_aligned_input.py",),
    ),
    Mutation(
        "two clocks drift apart",
        "transcriber/audio/aligned_input.py",
        "        return self._moved(block, behind_ms, own)",
        "        return block",
        ("tests/unit/audio/test_aligned_input.py",),
    ),
    Mutation(
        "what ends one source ends the recording of both",
        "transcriber/session/lane_notices.py",
        "            problem = self._less_fatal(lane, problem)\n",
        "",
        ("tests/unit/session/test_lane_notices.py",),
    ),
    Mutation(
        "one source's audio goes while the other one lacks text",
        "transcriber/session/two_lanes.py",
        "and all(lane.is_complete for lane in self._lanes)",
        "and any(lane.is_complete for lane in self._lanes)",
        ("tests/unit/session/test_two_lanes.py",),
    ),
    Mutation(
        "an echo comes back when the microphone is heard again",
        "transcriber/app/kept_piece.py",
        "    played = _heard(each for each in around if each.lane) if not piece.lane else []",
        "    played: list[Turn] = []",
        ("tests/unit/app/test_kept_piece.py",),
    ),
    Mutation(
        "an echo stays when the played words are heard again",
        "transcriber/app/kept_piece.py",
        "    if piece.lane:\n        _remove_echoes",
        "    if False:\n        _remove_echoes",
        ("tests/unit/app/test_kept_piece.py",),
    ),
    Mutation(
        "the microphone is heard again in the place of what was played",
        "transcriber/app/retranscription.py",
        "        source = StoredRange(lane_path(path, piece.lane), ",
        "        source = StoredRange(path, ",
        ("tests/unit/app/test_retranscription.py",),
    ),
    Mutation(
        "what the other source said meanwhile stands behind what is heard again",
        "transcriber/store/renewal.py",
        "        first = _index_at(stays, (turn.start_ms or 0, lane), first, last)\n",
        "",
        ("tests/unit/app/test_kept_piece.py",),
    ),
    Mutation(
        "the file of what was played is left behind",
        "transcriber/app/folders.py",
        "    for lane in (0, 1):",
        "    for lane in (0,):",
        ("tests/unit/app/test_folders.py",),
    ),
    Mutation(
        "what comes back late from a loudspeaker is not known as an echo by its sound",
        "transcriber/audio/echo_sound.py",
        "    at = _offset(heard, sent)",
        "    at = 0",
        ("tests/unit/audio/test_echo_sound.py",),
    ),
    Mutation(
        "what a person says while something is played counts as explained by it",
        "transcriber/audio/echo_sound.py",
        "    return float(np.sum(own_power * coherence) / ",
        "    return 1.0 or float(np.sum(own_power * coherence) / ",
        ("tests/unit/audio/test_echo_sound.py",),
    ),
    Mutation(
        "playback leaves out what was played where somebody speaks",
        "transcriber/audio/mixed_sound.py",
        "            mixed[: len(samples)] += samples",
        "            mixed[: len(samples)] = samples",
        ("tests/unit/audio/test_mixed_sound.py",),
    ),
    Mutation(
        "a person's correction goes where a service hears nothing",
        "transcriber/app/retranscribed_turns.py",
        "(stored.edited_text is not None or stored.is_speech)",
        "False",
        ("tests/unit/app/test_retranscribed_turns.py",),
    ),
    Mutation(
        "what is left of a job is not kept with its piece",
        "transcriber/app/retranscription.py",
        "            job.record.left(waiting)\n",
        "",
        ("tests/unit/app/test_retranscription.py",),
    ),
    Mutation(
        "a job that its program left behind is forgotten",
        "transcriber/store/jobs.py",
        'return [_job(row) for row in self._database.rows(_LEFT) if row["holder"] not in present]',
        "return []",
        ("tests/unit/store/test_jobs.py",),
    ),
    Mutation(
        "silence that no service heard is told as missing",
        "transcriber/session/recording.py",
        "            await self._hear_the_rest(spool)\n",
        "            pass\n",
        ("tests/unit/session/test_recording.py",),
    ),
    Mutation(
        "damage in the words of the tables is noticed when a turn is lost",
        "transcriber/store/repair.py",
        "if not is_whole(database) or not takes_a_turn(database):",
        "if not is_whole(database):",
        ("tests/unit/store/test_repair.py",),
    ),
    Mutation(
        "a look into the store's file takes SQLite its locks",
        "transcriber/store/open_files.py",
        "            if identity in _open:\n",
        "            if False:\n",
        ("tests/unit/store/test_open_files.py",),
    ),
)
