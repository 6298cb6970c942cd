"""What is said in pictures: a meeting, other scripts, and how it comes into the window."""

from tests.gui.screens.picture_stage import PictureStage
from transcriber.audio.formats import SPOOL_SAMPLE_RATE_HZ
from transcriber.session.notices import CoverageChanged
from transcriber.transcript.stretches import Stretch, StretchState
from transcriber.transcript.turns import SpeakerSegment, Turn, TurnChange, TurnChanged, TurnState

MEETING = (
    "Good morning. Let’s go through the tickets of this week and then decide about the release.",
    "Two support tickets came in about the microphone list. It did not refresh when a headset was plugged in.",
    "That is fixed in the build from this morning. The list now follows the system, and the recording keeps running"
    " on the old device until you switch.",
    "And if the device disappears completely?",
    "The recording says so within two seconds, and the last four seconds are kept so that nothing is lost.",
    "Let’s move on to the captions. The new build keeps the last three lines on screen, and the text no longer jumps"
    " when a word is corrected.",
    "I tried it in the town hall yesterday. The delay stayed under half a second for most of the talk.",
    "The only odd word was the name of the vendor, which came out as Cresswell in two places.",
    "Add it to the words, with a K. From then on it is written right, also in what was said before.",
    "How long does a recording of two hours take to open?",
    "Less than a second. Only what is on the screen is laid out, the rest is read when you scroll.",
    "Then the installer. It is ready for all three systems, but the one for Windows is not signed yet.",
    "The certificate arrives on Thursday. I would rather wait than ship something that shows a warning.",
    "So the release slips to Friday. That is fine if the notes are ready by then.",
    "They are. I still want a picture of the caption page on a phone.",
    "You can have mine from the rehearsal. Twelve people in the last row read along with it.",
    "Did anyone need larger text?",
    "Two of them. Each reader sets size and contrast for themselves, so nobody had to ask.",
    "Good. That should be the first sentence of the notes.",
)
LIVE = ("Agreed. Then the export: plain text, Markdown and SubRip with", "word timings, so that editors can")
OTHER_SCRIPTS = (
    "German: Größe, Straße und Übermut. And 日本語の字幕も試しましょう。",
    "مرحبا بكم في الاجتماع الأسبوعي، لنبدأ الآن.",
    "שלום לכולם, נתחיל בעוד רגע with an English end.",
    "今天的会议就到这里，谢谢大家。下次我们讨论发布计划和安装程序的问题。",
    "Emoji count as two for Qt 🎤🎧 and stay whole.",
)
RIGHT_TO_LEFT = (
    "صباح الخير جميعا. لنبدأ بمراجعة مهام هذا الأسبوع ثم نقرر موعد الإصدار.",
    "وصلتنا رسالتان عن قائمة الميكروفونات، فهي لا تتغير عند توصيل سماعة جديدة.",
    "تم إصلاح ذلك في نسخة هذا الصباح، version 2.4، ويستمر التسجيل على الجهاز القديم.",
    "בוקר טוב לכולם. ניסיתי את הכתוביות אתמול באולם, והעיכוב היה קטן מחצי שנייה.",
    "המילה היחידה שנכתבה לא נכון הייתה שם הספק, Kreszwel.",
    "هل يحتاج أحد إلى نص أكبر؟",
)
SPEAKERS = {"A": "Noor", "B": "Ana", "C": "Ben"}
_WHO = "ABABBBCCBABACABACBA"
_FIRST_MS, _APART_MS = 431_000, 17_300


def turn(number: int, text: str, speaker: str = "", lane: int = 0) -> Turn:
    """A finished one."""
    segments = (SpeakerSegment(speaker, text),) if speaker else ()
    start_ms = _FIRST_MS + number * _APART_MS
    return Turn(number=number, text=text, state=TurnState.FINISHED, start_ms=start_ms, segments=segments, lane=lane)


def hear(stage: PictureStage, *turns: Turn) -> None:
    """As they come from a service."""
    for place, each in enumerate(turns):
        change = TurnChange.COMPLETED if each.state is TurnState.FINISHED else TurnChange.PROVISIONAL
        stage.bridge.publish(TurnChanged(change, each, place))
    stage.settle()


def live(number: int, text: str = LIVE[0], provisional: str = LIVE[1], lane: int = 0) -> Turn:
    """One that still grows."""
    start_ms = _FIRST_MS + number * _APART_MS
    return Turn(number=number, text=text, provisional=provisional, state=TurnState.LIVE, start_ms=start_ms, lane=lane)


def hear_meeting(stage: PictureStage, *, has_speakers: bool = False) -> None:
    """Nineteen turns and a live one, every stretch of them transcribed."""
    turns = [
        turn(number, text, _WHO[number - 1] if has_speakers else "") for number, text in enumerate(MEETING, start=1)
    ]
    hear(stage, *turns, live(len(turns) + 1))
    if has_speakers:
        stage.window.page.transcript.name_speakers(SPEAKERS)
    second = SPOOL_SAMPLE_RATE_HZ
    states = (StretchState.SILENT, *[StretchState.TRANSCRIBED] * 5)
    laid = [
        Stretch(start_sample=at * second, end_sample=(at + 37) * second, state=states[at // 37 % 6])
        for at in range(0, 740, 37)
    ]
    stage.publish(CoverageChanged(tuple(laid)))
