"""The tables of the store, as the steps from one version to the next. Pure.

A step that was ever released is never changed: what comes later is a step of its own.
"""

APPLICATION_ID = 0x54524E53
"""TRNS: marks the file as this program's."""

_RECORDINGS = """
CREATE TABLE recordings (
  id INTEGER PRIMARY KEY,
  public_id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  started_utc_ms INTEGER NOT NULL,
  standing TEXT NOT NULL CHECK (standing IN ('recording', 'finished', 'interrupted')),
  holder TEXT,
  input_name TEXT NOT NULL,
  profile_name TEXT NOT NULL,
  profile_title TEXT NOT NULL,
  model TEXT NOT NULL,
  language TEXT NOT NULL,
  duration_ms INTEGER NOT NULL DEFAULT 0,
  audio_path BLOB,
  is_audio_kept INTEGER NOT NULL DEFAULT 0,
  usage TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(usage)),
  deleted_utc_ms INTEGER
) STRICT
"""

_SPENDING = """
CREATE TABLE spending (
  recording_id INTEGER REFERENCES recordings (id) ON DELETE SET NULL,
  month TEXT NOT NULL,
  seconds REAL NOT NULL,
  input_tokens INTEGER NOT NULL,
  output_tokens INTEGER NOT NULL,
  dollars REAL NOT NULL,
  is_price_known INTEGER NOT NULL,
  UNIQUE (recording_id, month)
) STRICT
"""

_SESSIONS = """
CREATE TABLE sessions (
  id INTEGER PRIMARY KEY,
  recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  lane INTEGER NOT NULL,
  service_session_id TEXT NOT NULL,
  profile_name TEXT NOT NULL,
  profile_title TEXT NOT NULL,
  model TEXT NOT NULL,
  base_sample INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  ended_ms INTEGER,
  end_reason TEXT NOT NULL DEFAULT ''
) STRICT
"""

_TURNS = """
CREATE TABLE turns (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  lane INTEGER NOT NULL,
  number INTEGER NOT NULL,
  part INTEGER NOT NULL DEFAULT 0,
  position INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('finished', 'failed')),
  machine_text TEXT NOT NULL,
  edited_text TEXT,
  start_ms INTEGER,
  end_ms INTEGER,
  failure TEXT NOT NULL,
  languages TEXT NOT NULL CHECK (json_valid(languages)),
  segments TEXT NOT NULL CHECK (json_valid(segments)),
  doubtful TEXT NOT NULL CHECK (json_valid(doubtful)),
  profile_name TEXT NOT NULL,
  profile_title TEXT NOT NULL,
  model TEXT NOT NULL,
  text TEXT GENERATED ALWAYS AS (coalesce(edited_text, machine_text)) VIRTUAL,
  padded_text TEXT GENERATED ALWAYS AS (coalesce(edited_text, machine_text) || '  ') VIRTUAL
) STRICT
"""

_ABSORBED = """
CREATE TABLE absorbed (
  recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  lane INTEGER NOT NULL,
  number INTEGER NOT NULL,
  PRIMARY KEY (recording_id, lane, number)
) STRICT, WITHOUT ROWID
"""

_REVISIONS = """
CREATE TABLE revisions (
  id INTEGER PRIMARY KEY,
  recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('edit', 'reshape')),
  before TEXT NOT NULL,
  after TEXT NOT NULL
) STRICT
"""

_SPEAKER_NAMES = """
CREATE TABLE speaker_names (
  recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  speaker TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (recording_id, speaker)
) STRICT, WITHOUT ROWID
"""

_MARKS = """
CREATE TABLE marks (
  id INTEGER PRIMARY KEY,
  recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  label TEXT NOT NULL
) STRICT
"""

_NOTES = """
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  at_ms INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT
"""

_HAS_AUDIO = "ALTER TABLE stretches ADD COLUMN has_audio INTEGER NOT NULL DEFAULT 1"
_AUDIO_UNTIL = "ALTER TABLE recordings ADD COLUMN audio_until_utc_ms INTEGER"
"""When a recording's audio goes by itself; NULL: never; 0: as soon as all of it is transcribed."""
_AUDIO_CODEC = "ALTER TABLE recordings ADD COLUMN audio_codec TEXT NOT NULL DEFAULT 'none'"
"""What its WAV is to be made into once it is finished."""

_REVISED_COVERAGE = "ALTER TABLE revisions ADD COLUMN coverage TEXT NOT NULL DEFAULT ''"
"""Of audio transcribed again: what was laid, and what was known of its samples before."""

_HEARD_TEXT = "ALTER TABLE turns ADD COLUMN heard_text TEXT NOT NULL DEFAULT ''"
"""What the service wrote, where the vocabulary replaced something of it in machine_text; empty where it did not."""
_ON_SILENCE = "ALTER TABLE turns ADD COLUMN is_on_silence INTEGER NOT NULL DEFAULT 0"
"""The local evidence heard no speech where the turn stands."""
_IS_SPEECH = "ALTER TABLE turns ADD COLUMN is_speech INTEGER NOT NULL DEFAULT 0"
"""A person says that it was speech all the same."""

_STRETCHES = """
CREATE TABLE stretches (
  recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  lane INTEGER NOT NULL,
  start_sample INTEGER NOT NULL,
  end_sample INTEGER NOT NULL CHECK (end_sample > start_sample),
  state TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (recording_id, lane, start_sample)
) STRICT, WITHOUT ROWID
"""

_FORGOTTEN = "CREATE TABLE forgotten (public_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"
"""Recordings whose words are still in pages of the index or in safety copies."""

_JOBS = """
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  recording_id INTEGER NOT NULL REFERENCES recordings (id) ON DELETE CASCADE,
  holder TEXT NOT NULL,
  is_told INTEGER NOT NULL DEFAULT 0,
  profile_name TEXT NOT NULL,
  model TEXT NOT NULL,
  language TEXT NOT NULL,
  wanted TEXT NOT NULL
) STRICT
"""
"""What is being transcribed again, and by which program: what a program leaves behind that ends in the midst of it."""

_INDEXES = (
    "CREATE INDEX recordings_by_start ON recordings (started_utc_ms, id)",
    "CREATE UNIQUE INDEX turns_by_number ON turns (recording_id, lane, number) WHERE part = 0",
    "CREATE INDEX turns_in_order ON turns (recording_id, position, number, part, id)",
    "CREATE INDEX sessions_of ON sessions (recording_id)",
    "CREATE INDEX revisions_of ON revisions (recording_id, id)",
    "CREATE INDEX marks_of ON marks (recording_id, at_ms)",
    "CREATE INDEX notes_of ON notes (recording_id, at_ms)",
)

# The gram index reads two blanks after the text: so a text's last two characters begin a trigram of their own too,
# and a word of one or two characters (most Chinese ones) is found as the beginning of trigrams.
_SEARCH = (
    """CREATE VIRTUAL TABLE turn_words USING fts5 (
      text, content = 'turns', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')""",
    """CREATE VIRTUAL TABLE turn_grams USING fts5 (
      padded_text, content = 'turns', content_rowid = 'id', tokenize = 'trigram')""",
    "CREATE VIRTUAL TABLE turn_gram_terms USING fts5vocab ('turn_grams', 'row')",
)
_ADD = """
  INSERT INTO turn_words (rowid, text) VALUES (new.id, coalesce(new.edited_text, new.machine_text));
  INSERT INTO turn_grams (rowid, padded_text) VALUES (new.id, coalesce(new.edited_text, new.machine_text) || '  ');
"""
_TAKE = """
  INSERT INTO turn_words (turn_words, rowid, text)
    VALUES ('delete', old.id, coalesce(old.edited_text, old.machine_text));
  INSERT INTO turn_grams (turn_grams, rowid, padded_text)
    VALUES ('delete', old.id, coalesce(old.edited_text, old.machine_text) || '  ');
"""
_TRIGGERS = (
    f"CREATE TRIGGER turn_added AFTER INSERT ON turns BEGIN {_ADD} END",
    f"CREATE TRIGGER turn_taken AFTER DELETE ON turns BEGIN {_TAKE} END",
    f"""CREATE TRIGGER turn_rewritten AFTER UPDATE OF machine_text, edited_text ON turns
      WHEN coalesce(old.edited_text, old.machine_text) IS NOT coalesce(new.edited_text, new.machine_text)
      BEGIN {_TAKE} {_ADD} END""",
)

STEPS: tuple[tuple[str, ...], ...] = (
    (
        *(_RECORDINGS, _SPENDING, _SESSIONS, _TURNS, _ABSORBED, _REVISIONS),
        *(_SPEAKER_NAMES, _MARKS, _NOTES, _STRETCHES, _FORGOTTEN),
        *_INDEXES,
        *_SEARCH,
        *_TRIGGERS,
    ),
    (_HAS_AUDIO, _AUDIO_UNTIL, _AUDIO_CODEC, _REVISED_COVERAGE, _HEARD_TEXT, _ON_SILENCE, _IS_SPEECH, _JOBS),
)
"""The statements that lead from version n to n + 1."""
SEARCH_INDEXES = ("turn_words", "turn_grams")
