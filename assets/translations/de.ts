<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>What was missing was heard once more</source>
        <translation>Fehlendes wurde noch einmal gehört</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>Erneut suchen</translation>
    </message>
    <message>
        <source>Use an audio file</source>
        <translation>Audiodatei verwenden</translation>
    </message>
    <message>
        <source>Open settings</source>
        <translation>Einstellungen öffnen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Switch to GA</source>
        <translation>Auf GA umstellen</translation>
    </message>
    <message>
        <source>Fix key</source>
        <translation>Schlüssel korrigieren</translation>
    </message>
    <message>
        <source>Choose a model</source>
        <translation>Modell wählen</translation>
    </message>
    <message>
        <source>Show the setting</source>
        <translation>Einstellung zeigen</translation>
    </message>
    <message>
        <source>Edit service</source>
        <translation>Dienst bearbeiten</translation>
    </message>
    <message>
        <source>Use this service</source>
        <translation>Diesen Dienst verwenden</translation>
    </message>
    <message>
        <source>Go on on this computer</source>
        <translation>Auf diesem Computer weiter</translation>
    </message>
    <message>
        <source>Transcribe the rest</source>
        <translation>Rest transkribieren</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Dismiss this problem</source>
        <translation>Diese Meldung ausblenden</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
    <message>
        <source>No action</source>
        <translation>Keine Aktion</translation>
    </message>
    <message>
        <source>Problem: {message} {remedy}</source>
        <translation>Problem: {message} {remedy}</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: {address}</source>
        <translation>Kopieren: {address}</translation>
    </message>
    <message>
        <source>Open in the browser: {address}</source>
        <translation>Im Browser öffnen: {address}</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Captions elsewhere</source>
        <translation>Untertitel anderswo</translation>
    </message>
    <message>
        <source>Caption file</source>
        <translation>Untertiteldatei</translation>
    </message>
    <message>
        <source>No file is chosen</source>
        <translation>Keine Datei gewählt</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the caption file…</source>
        <translation>Untertiteldatei wählen…</translation>
    </message>
    <message>
        <source>Keeps the latest lines in a text file, for programs that read one: a text source of OBS, say.</source>
        <translation>Hält die neuesten Zeilen in einer Textdatei bereit, für Programme, die eine lesen, etwa eine Textquelle von OBS.</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>What stands in it is replaced.</source>
        <translation>Was darin steht, wird ersetzt.</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Where the captions are kept for other programs</source>
        <translation>Wo die Untertitel für andere Programme liegen</translation>
    </message>
    <message>
        <source>Text files</source>
        <translation>Textdateien</translation>
    </message>
    <message>
        <source>Everybody in your network who has the link can then read the captions while this is on, and reaches nothing else of this computer.</source>
        <translation>Alle in Ihrem Netzwerk, die den Link haben, können dann die Untertitel lesen, solange dies eingeschaltet ist. Sonst erreichen sie nichts auf diesem Computer.</translation>
    </message>
    <message>
        <source>Let them read</source>
        <translation>Mitlesen lassen</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>Jetzt nicht</translation>
    </message>
    <message>
        <source>Caption page</source>
        <translation>Untertitelseite</translation>
    </message>
    <message>
        <source>Address on this computer</source>
        <translation>Adresse auf diesem Computer</translation>
    </message>
    <message>
        <source>Address for OBS</source>
        <translation>Adresse für OBS</translation>
    </message>
    <message>
        <source>Also for devices in this network</source>
        <translation>Auch für Geräte in diesem Netzwerk</translation>
    </message>
    <message>
        <source>Address for other devices</source>
        <translation>Adresse für andere Geräte</translation>
    </message>
    <message>
        <source>QR code with the address for other devices</source>
        <translation>QR-Code mit der Adresse für andere Geräte</translation>
    </message>
    <message>
        <source>New link</source>
        <translation>Neuer Link</translation>
    </message>
    <message>
        <source>This computer is in no network now. Switch this off and on again when it is.</source>
        <translation>Dieser Computer ist gerade in keinem Netzwerk. Schalten Sie dies aus und wieder ein, sobald er es ist.</translation>
    </message>
    <message>
        <source>Shows the captions in a browser, where each reader has a text size and colours of their own.</source>
        <translation>Zeigt die Untertitel in einem Browser. Wer liest, stellt Textgröße und Farben dort selbst ein.</translation>
    </message>
    <message>
        <source>As a browser source: the captions alone, without a background.</source>
        <translation>Als Browserquelle: nur die Untertitel, ohne Hintergrund.</translation>
    </message>
    <message>
        <source>Point the camera of a phone or tablet at the code, or type the address into its browser.</source>
        <translation>Richten Sie die Kamera eines Telefons oder Tablets auf den Code, oder tippen Sie die Adresse in dessen Browser ein.</translation>
    </message>
    <message>
        <source>Links and QR codes from before stop working.</source>
        <translation>Bisherige Links und QR-Codes gelten dann nicht mehr.</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Off: nobody can read the captions in a browser.</source>
        <translation>Aus: Niemand kann die Untertitel im Browser lesen.</translation>
    </message>
    <message>
        <source>On: nobody reads now.</source>
        <translation>Ein: Gerade liest niemand.</translation>
    </message>
    <message numerus="yes">
        <source>On: %n readers now.</source>
        <translation>
            <numerusform>Ein: Gerade liest %n Person.</numerusform>
            <numerusform>Ein: Gerade lesen %n Personen.</numerusform>
        </translation>
    </message>
    <message>
        <source>On: one reader now.</source>
        <translation>Ein: Gerade liest eine Person.</translation>
    </message>
    <message>
        <source>Clicks go through the captions. {key} or the menu takes that back.</source>
        <translation>Klicks gehen durch die Untertitel hindurch. {key} oder das Menü nimmt das zurück.</translation>
    </message>
    <message>
        <source>Clicks go through the captions. The menu takes that back.</source>
        <translation>Klicks gehen durch die Untertitel hindurch. Das Menü nimmt das zurück.</translation>
    </message>
    <message>
        <source>Captions appear here</source>
        <translation>Hier erscheinen die Untertitel</translation>
    </message>
    <message>
        <source>Me</source>
        <translation>Ich</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>Andere</translation>
    </message>
    <message>
        <source>The font {name} is not on this computer; {bundled} is used.</source>
        <translation>Die Schriftart {name} fehlt auf diesem Computer; verwendet wird {bundled}.</translation>
    </message>
    <message>
        <source>Captions</source>
        <translation>Untertitel</translation>
    </message>
    <message>
        <source>This desktop (Wayland) lets no program keep a window on top or choose its place. Use “Always on top” in the desktop’s own window menu (Alt+Space), or the captions page in a browser.</source>
        <translation>Dieser Desktop (Wayland) lässt kein Programm ein Fenster im Vordergrund halten oder dessen Platz wählen. Nutzen Sie „Immer im Vordergrund“ im Fenstermenü des Desktops (Alt+Leertaste) oder die Untertitelseite in einem Browser.</translation>
    </message>
    <message>
        <source>Caption settings</source>
        <translation>Einstellungen der Untertitel</translation>
    </message>
    <message>
        <source>Let clicks through</source>
        <translation>Klicks durchlassen</translation>
    </message>
    <message>
        <source>Stay above full-screen windows</source>
        <translation>Über Vollbildfenstern bleiben</translation>
    </message>
    <message>
        <source>The menu of the main window takes it back.</source>
        <translation>Das Menü des Hauptfensters nimmt das zurück.</translation>
    </message>
    <message>
        <source>{key} or the menu of the main window takes it back.</source>
        <translation>{key} oder das Menü des Hauptfensters nimmt das zurück.</translation>
    </message>
    <message>
        <source>They reach what lies under the captions.</source>
        <translation>Sie erreichen, was unter den Untertiteln liegt.</translation>
    </message>
    <message>
        <source>Use these keys</source>
        <translation>Diese Tasten verwenden</translation>
    </message>
    <message>
        <source>No keys</source>
        <translation>Keine Tasten</translation>
    </message>
    <message>
        <source>Usual keys</source>
        <translation>Übliche Tasten</translation>
    </message>
    <message>
        <source>Usual keys for everything</source>
        <translation>Übliche Tasten für alles</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Taken by another action: {keys}</source>
        <translation>Von einer anderen Aktion belegt: {keys}</translation>
    </message>
    <message>
        <source>{keys} is taken by “{action}”.</source>
        <translation>{keys} ist von „{action}“ belegt.</translation>
    </message>
    <message>
        <source>{action}: {keys}</source>
        <translation>{action}: {keys}</translation>
    </message>
    <message>
        <source>no keys</source>
        <translation>keine Tasten</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
    <message>
        <source>Goes past the window manager; then the window can be dragged, but not resized.</source>
        <translation>Umgeht die Fensterverwaltung; das Fenster lässt sich dann verschieben, aber nicht in der Größe ändern.</translation>
    </message>
    <message>
        <source>Hold the captions, or {key}, to look back at the last 30 seconds. Drag them to move them.</source>
        <translation>Halten Sie die Untertitel oder {key} gedrückt, um die letzten 30 Sekunden zu sehen. Ziehen Sie, um sie zu verschieben.</translation>
    </message>
    <message>
        <source>Characters a line</source>
        <translation>Zeichen je Zeile</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source> px</source>
        <translation> px</translation>
    </message>
    <message>
        <source>Background opacity</source>
        <translation>Deckkraft des Hintergrunds</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Margin</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Reading speed, characters a second</source>
        <translation>Lesetempo, Zeichen je Sekunde</translation>
    </message>
    <message>
        <source>Text colour</source>
        <translation>Textfarbe</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>Hintergrundfarbe</translation>
    </message>
    <message>
        <source>Outline colour</source>
        <translation>Umrissfarbe</translation>
    </message>
    <message>
        <source>Say who speaks</source>
        <translation>Sagen, wer spricht</translation>
    </message>
    <message>
        <source>Lines roll up</source>
        <translation>Zeilen rollen hoch</translation>
    </message>
    <message>
        <source>Font</source>
        <translation>Schriftart</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message numerus="yes">
        <source>After %n seconds</source>
        <translation>
            <numerusform>Nach %n Sekunde</numerusform>
            <numerusform>Nach %n Sekunden</numerusform>
        </translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Background</source>
        <translation>Hintergrund</translation>
    </message>
    <message>
        <source>Clear the screen</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>When nothing more is said.</source>
        <translation>Wenn nichts mehr gesagt wird.</translation>
    </message>
    <message>
        <source>The name stands where the speaker changes.</source>
        <translation>Der Name steht dort, wo jemand anderes spricht.</translation>
    </message>
    <message>
        <source>Off, a new line is there at once.</source>
        <translation>Ausgeschaltet ist eine neue Zeile sofort da.</translation>
    </message>
    <message>
        <source>Name of this look</source>
        <translation>Name dieser Darstellung</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Preset</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Own look</source>
        <translation>Eigene Darstellung</translation>
    </message>
    <message>
        <source>Preview of the captions</source>
        <translation>Vorschau der Untertitel</translation>
    </message>
    <message>
        <source>Captions stand still once they are said. What is not settled yet is dim and may change, what is settled never does, however long somebody speaks and however many lines there are on the screen at the same time, so that nobody who reads has to read anything twice or look for the place where they were a moment ago in the text.</source>
        <translation>Untertitel stehen still, sobald etwas gesagt ist. Was noch nicht feststeht, ist blasser und kann sich ändern; was feststeht, ändert sich nicht mehr, gleich wie lange jemand spricht und wie viele Zeilen zugleich zu sehen sind, damit niemand beim Lesen etwas zweimal lesen oder die Stelle suchen muss, an der der Blick eben noch war.</translation>
    </message>
    <message>
        <source>Save the transcript before closing?</source>
        <translation>Transkript vor dem Schließen speichern?</translation>
    </message>
    <message>
        <source>One word has not been copied or saved and would be lost with this window.</source>
        <translation>Ein Wort ist weder kopiert noch gespeichert und ginge mit diesem Fenster verloren.</translation>
    </message>
    <message>
        <source>{count} words have not been copied or saved and would be lost with this window.</source>
        <translation>{count} Wörter sind weder kopiert noch gespeichert und gingen mit diesem Fenster verloren.</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
    <message>
        <source>Close without saving</source>
        <translation>Schließen, ohne zu speichern</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>{label}, slider</source>
        <translation>{label}, Schieberegler</translation>
    </message>
    <message>
        <source>What became of the recording&apos;s sound</source>
        <translation>Was aus dem Ton der Aufnahme wurde</translation>
    </message>
    <message>
        <source>Nothing was recorded yet</source>
        <translation>Noch nichts aufgenommen</translation>
    </message>
    <message>
        <source>Gap {start} to {end}: {reason}</source>
        <translation>Lücke {start} bis {end}: {reason}</translation>
    </message>
    <message>
        <source>Language of the window</source>
        <translation>Sprache des Fensters</translation>
    </message>
    <message>
        <source>Icon in the tray</source>
        <translation>Symbol im Infobereich</translation>
    </message>
    <message>
        <source>Keep running when the window is closed</source>
        <translation>Weiterlaufen, wenn das Fenster zu ist</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Start with the desktop</source>
        <translation>Mit dem Desktop starten</translation>
    </message>
    <message>
        <source>Shows whether it records; its menu starts, pauses, marks and stops.</source>
        <translation>Zeigt, ob aufgenommen wird; sein Menü startet, pausiert, markiert und stoppt.</translation>
    </message>
    <message>
        <source>Closing the window hides it; Quit in a menu ends the program.</source>
        <translation>Schließen verbirgt das Fenster; „Beenden“ in einem Menü beendet das Programm.</translation>
    </message>
    <message>
        <source>While the window is not in front: a recording is interrupted, has a gap, or is finished.</source>
        <translation>Solange das Fenster nicht vorn ist: Eine Aufnahme ist unterbrochen, hat eine Lücke oder ist fertig.</translation>
    </message>
    <message>
        <source>The window opens when you log in. It does not begin to record.</source>
        <translation>Das Fenster öffnet sich bei der Anmeldung. Eine Aufnahme beginnt nicht.</translation>
    </message>
    <message>
        <source>it cannot be written</source>
        <translation>das Schreiben ist nicht möglich</translation>
    </message>
    <message>
        <source>The desktop was not told: {reason}.</source>
        <translation>Dem Desktop konnte es nicht mitgeteilt werden: {reason}.</translation>
    </message>
    <message>
        <source>Needs the icon in the tray.</source>
        <translation>Braucht das Symbol im Infobereich.</translation>
    </message>
    <message>
        <source>Program settings</source>
        <translation>Programmeinstellungen</translation>
    </message>
    <message>
        <source>Counts from the next start of the program.</source>
        <translation>Gilt ab dem nächsten Start des Programms.</translation>
    </message>
    <message>
        <source>On the desktop</source>
        <translation>Auf dem Desktop</translation>
    </message>
    <message>
        <source>This desktop has no tray, so there is no icon, and closing the window ends the program.</source>
        <translation>Dieser Desktop hat keinen Infobereich. Deshalb gibt es kein Symbol, und das Schließen des Fensters beendet das Programm.</translation>
    </message>
    <message>
        <source>{time} recorded.</source>
        <translation>{time} aufgenommen.</translation>
    </message>
    <message>
        <source>The transcript is finished</source>
        <translation>Das Transkript ist fertig</translation>
    </message>
    <message>
        <source>The recording was interrupted</source>
        <translation>Die Aufnahme wurde unterbrochen</translation>
    </message>
    <message>
        <source>{reason}. The recording goes on.</source>
        <translation>{reason}. Die Aufnahme läuft weiter.</translation>
    </message>
    <message>
        <source>No text</source>
        <translation>Kein Text</translation>
    </message>
    <message>
        <source>Gap at {time}</source>
        <translation>Lücke bei {time}</translation>
    </message>
    <message>
        <source>Show the window</source>
        <translation>Fenster zeigen</translation>
    </message>
    <message>
        <source>Transcriber is recording</source>
        <translation>Transcriber nimmt auf</translation>
    </message>
    <message>
        <source>Transcriber is paused</source>
        <translation>Transcriber pausiert</translation>
    </message>
    <message>
        <source>Transcriber is finishing the recording</source>
        <translation>Transcriber beendet die Aufnahme</translation>
    </message>
    <message>
        <source>Transcriber</source>
        <translation>Transcriber</translation>
    </message>
    <message>
        <source>The recording is just being finished; start the next one after that.</source>
        <translation>Die Aufnahme wird gerade beendet; starten Sie die nächste danach.</translation>
    </message>
    <message>
        <source>Nothing is being recorded, so there is nothing to mark.</source>
        <translation>Es wird nichts aufgenommen, also gibt es nichts zu markieren.</translation>
    </message>
    <message>
        <source>Drop audio files: WAV, FLAC, OGG, Opus, MP3 or AIFF.</source>
        <translation>Ziehen Sie Audiodateien hierher: WAV, FLAC, OGG, Opus, MP3 oder AIFF.</translation>
    </message>
    <message>
        <source>Nothing that was dropped is a file.</source>
        <translation>Was Sie hierher gezogen haben, enthält keine Datei.</translation>
    </message>
    <message>
        <source>What was dropped is not a file on this computer.</source>
        <translation>Was Sie hierher gezogen haben, ist keine Datei auf diesem Computer.</translation>
    </message>
    <message>
        <source>“{name}” is a folder.</source>
        <translation>„{name}“ ist ein Ordner.</translation>
    </message>
    <message>
        <source>Drop WAV, FLAC, OGG, Opus, MP3 or AIFF, or try “Transcribe an audio file…” in the menu.</source>
        <translation>Ziehen Sie WAV, FLAC, OGG, Opus, MP3 oder AIFF hierher, oder versuchen Sie es mit „Audiodatei transkribieren…“ im Menü.</translation>
    </message>
    <message>
        <source>“{name}” does not look like an audio file.</source>
        <translation>„{name}“ sieht nicht wie eine Audiodatei aus.</translation>
    </message>
    <message>
        <source>Your words will appear here</source>
        <translation>Hier erscheinen Ihre Worte</translation>
    </message>
    <message>
        <source>No microphone was found</source>
        <translation>Kein Mikrofon gefunden</translation>
    </message>
    <message>
        <source>Listening</source>
        <translation>Hört zu</translation>
    </message>
    <message>
        <source>Press Record, drop an audio file here, or play a 20-second demo.</source>
        <translation>Drücken Sie „Aufnehmen“, ziehen Sie eine Audiodatei hierher, oder spielen Sie die Demo von 20 Sekunden ab.</translation>
    </message>
    <message>
        <source>Press Record or {key}, drop an audio file here, or play a 20-second demo.</source>
        <translation>Drücken Sie „Aufnehmen“ oder {key}, ziehen Sie eine Audiodatei hierher, oder spielen Sie die Demo von 20 Sekunden ab.</translation>
    </message>
    <message>
        <source>Plug one in and look again, or use an audio file or the demo instead.</source>
        <translation>Schließen Sie eines an und suchen Sie erneut, oder nehmen Sie stattdessen eine Audiodatei oder die Demo.</translation>
    </message>
    <message>
        <source>Say something: the words appear as you speak.</source>
        <translation>Sagen Sie etwas: Die Worte erscheinen, während Sie sprechen.</translation>
    </message>
    <message>
        <source>One is connected? {how}</source>
        <translation>Eines ist angeschlossen? {how}</translation>
    </message>
    <message>
        <source>Open an audio file</source>
        <translation>Audiodatei öffnen</translation>
    </message>
    <message>
        <source>Play the demo</source>
        <translation>Demo abspielen</translation>
    </message>
    <message>
        <source>Previous place (Shift+F3)</source>
        <translation>Vorige Stelle (Umschalt+F3)</translation>
    </message>
    <message>
        <source>Next place (F3)</source>
        <translation>Nächste Stelle (F3)</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>{rank} of {count}</source>
        <translation>{rank} von {count}</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>Sucht…</translation>
    </message>
    <message>
        <source>Find in this transcript</source>
        <translation>In diesem Transkript suchen</translation>
    </message>
    <message>
        <source>Transcribe again</source>
        <translation>Neu transkribieren</translation>
    </message>
    <message>
        <source>Transcribe</source>
        <translation>Transkribieren</translation>
    </message>
    <message>
        <source>{confirmation} Confirm it in Services first.</source>
        <translation>{confirmation} Bestätigen Sie ihn zuerst unter „Dienste“.</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>On this computer, no account needed</source>
        <translation>Auf diesem Computer, ohne Konto</translation>
    </message>
    <message>
        <source>Nothing leaves this computer. It understands English.</source>
        <translation>Nichts verlässt diesen Computer. Er versteht Englisch.</translation>
    </message>
    <message>
        <source>I have a key or a server</source>
        <translation>Ich habe einen Schlüssel oder einen Server</translation>
    </message>
    <message>
        <source>More languages and models. What is said while you record goes to that service.</source>
        <translation>Mehr Sprachen und Modelle. Was während der Aufnahme gesagt wird, geht an diesen Dienst.</translation>
    </message>
    <message>
        <source>Set up services…</source>
        <translation>Dienste einrichten…</translation>
    </message>
    <message>
        <source>Keep the sound of recordings on this computer</source>
        <translation>Ton von Aufnahmen auf diesem Computer aufbewahren</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Skip (Esc)</source>
        <translation>Überspringen (Esc)</translation>
    </message>
    <message>
        <source>Welcome to Transcriber</source>
        <translation>Willkommen bei Transcriber</translation>
    </message>
    <message>
        <source>What is said becomes text while you speak. You can change every answer later.</source>
        <translation>Was gesagt wird, wird zu Text, während Sie sprechen. Jede Antwort können Sie später ändern.</translation>
    </message>
    <message>
        <source>With it a recording can be heard again, and transcribed again. It is deleted after 30 days.</source>
        <translation>Damit lässt sich eine Aufnahme wieder anhören und neu transkribieren. Er wird nach 30 Tagen gelöscht.</translation>
    </message>
    <message>
        <source>Where is the text made?</source>
        <translation>Wo entsteht der Text?</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>What leaves this computer: nothing. Sound, text and settings stay here.</source>
        <translation>Was diesen Computer verlässt: nichts. Ton, Text und Einstellungen bleiben hier.</translation>
    </message>
    <message>
        <source>What leaves this computer: the sound of a recording, to the service you chose and nowhere else.</source>
        <translation>Was diesen Computer verlässt: der Ton einer Aufnahme, an den gewählten Dienst und sonst nirgendwohin.</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>No marks and no notes yet. Ctrl+M marks the chosen turn, Ctrl+Shift+N writes a note there.</source>
        <translation>Noch keine Markierungen und Notizen. Strg+M markiert den gewählten Abschnitt, Strg+Umschalt+N schreibt dort eine Notiz.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Marks and notes</source>
        <translation>Markierungen und Notizen</translation>
    </message>
    <message>
        <source>Change the chosen one (F2)</source>
        <translation>Gewählten Eintrag ändern (F2)</translation>
    </message>
    <message>
        <source>Remove the chosen one (Del)</source>
        <translation>Gewählten Eintrag entfernen (Entf)</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Notiz</translation>
    </message>
    <message>
        <source>It could not be written in this format.</source>
        <translation>In diesem Format ließ es sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Choose another format.</source>
        <translation>Wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>The transcript was not saved. {message}</source>
        <translation>Das Transkript wurde nicht gespeichert. {message}</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>Aufnahmen</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Was gefunden wurde</translation>
    </message>
    <message>
        <source>Search all transcripts</source>
        <comment>in a narrow field</comment>
        <translation>Alles durchsuchen</translation>
    </message>
    <message>
        <source>Search all transcripts</source>
        <translation>Alle Transkripte durchsuchen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Rename	F2</source>
        <translation>Umbenennen	F2</translation>
    </message>
    <message>
        <source>Recordings stand here as soon as there are any.</source>
        <translation>Sobald es Aufnahmen gibt, stehen sie hier.</translation>
    </message>
    <message>
        <source>The history is off: recordings are not kept.</source>
        <translation>Der Verlauf ist aus: Aufnahmen werden nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Nothing was found.</source>
        <translation>Nichts gefunden.</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>Montag</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>Dienstag</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>Mittwoch</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>Donnerstag</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>Freitag</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>Samstag</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>Sonntag</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>Gestern</translation>
    </message>
    <message>
        <source>{weekday} {date}</source>
        <translation>{weekday}, {date}</translation>
    </message>
    <message>
        <source>Recording without a title</source>
        <translation>Aufnahme ohne Titel</translation>
    </message>
    <message>
        <source>Recording now</source>
        <translation>Wird aufgenommen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Waits to be transcribed again</source>
        <translation>Wartet auf neue Transkription</translation>
    </message>
    <message>
        <source>Transcribing again</source>
        <translation>Wird neu transkribiert</translation>
    </message>
    <message>
        <source>Transcribing again, {percent} %</source>
        <translation>Wird neu transkribiert, {percent} %</translation>
    </message>
    <message>
        <source>Play (Space)</source>
        <translation>Abspielen (Leertaste)</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>Pause (Leertaste)</translation>
    </message>
    <message>
        <source>Position in the recording</source>
        <translation>Stelle in der Aufnahme</translation>
    </message>
    <message>
        <source>The history could not be read because of an error in this program.</source>
        <translation>Der Verlauf ließ sich wegen eines Fehlers in diesem Programm nicht lesen.</translation>
    </message>
    <message>
        <source>Nothing has been kept yet.</source>
        <translation>Noch ist nichts aufbewahrt.</translation>
    </message>
    <message>
        <source>Play from here	Space</source>
        <translation>Ab hier abspielen	Leertaste</translation>
    </message>
    <message>
        <source>Edit the turn	F2</source>
        <translation>Abschnitt bearbeiten	F2</translation>
    </message>
    <message>
        <source>Correct a word everywhere…</source>
        <translation>Ein Wort überall korrigieren…</translation>
    </message>
    <message>
        <source>It was speech</source>
        <translation>Es war Sprache</translation>
    </message>
    <message>
        <source>Merge with the turn before</source>
        <translation>Mit vorigem Abschnitt verbinden</translation>
    </message>
    <message>
        <source>Merge with the turn after</source>
        <translation>Mit nächstem Abschnitt verbinden</translation>
    </message>
    <message>
        <source>Take the edit back</source>
        <translation>Bearbeitung zurücknehmen</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>Letzte Änderung rückgängig</translation>
    </message>
    <message>
        <source>Mark this moment</source>
        <translation>Diesen Moment markieren</translation>
    </message>
    <message>
        <source>Write a note here…</source>
        <translation>Hier eine Notiz schreiben…</translation>
    </message>
    <message>
        <source>Transcribe again…</source>
        <translation>Neu transkribieren…</translation>
    </message>
    <message>
        <source>Name the speakers…</source>
        <translation>Sprechende benennen…</translation>
    </message>
    <message>
        <source>Copy the transcript</source>
        <translation>Transkript kopieren</translation>
    </message>
    <message>
        <source>Copy with times</source>
        <translation>Mit Zeiten kopieren</translation>
    </message>
    <message>
        <source>Save the transcript…</source>
        <translation>Transkript speichern…</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>Drucken…</translation>
    </message>
    <message>
        <source>Save as PDF…</source>
        <translation>Als PDF speichern…</translation>
    </message>
    <message>
        <source>Close the recording	Esc</source>
        <translation>Aufnahme schließen	Esc</translation>
    </message>
    <message>
        <source>The chosen turn</source>
        <translation>Der gewählte Abschnitt</translation>
    </message>
    <message>
        <source>The {count} chosen turns</source>
        <translation>Die {count} gewählten Abschnitte</translation>
    </message>
    <message>
        <source>The gap at {time}</source>
        <translation>Die Lücke bei {time}</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Was fehlt</translation>
    </message>
    <message>
        <source>The whole recording</source>
        <translation>Die ganze Aufnahme</translation>
    </message>
    <message>
        <source>Title of the recording</source>
        <translation>Titel der Aufnahme</translation>
    </message>
    <message>
        <source>Note at {time}</source>
        <translation>Notiz bei {time}</translation>
    </message>
    <message>
        <source>Label of the mark at {moment}</source>
        <translation>Beschriftung der Markierung bei {moment}</translation>
    </message>
    <message>
        <source>Note at {moment}</source>
        <translation>Notiz bei {moment}</translation>
    </message>
    <message>
        <source>The mark was removed.</source>
        <translation>Die Markierung wurde entfernt.</translation>
    </message>
    <message>
        <source>The note was removed.</source>
        <translation>Die Notiz wurde entfernt.</translation>
    </message>
    <message>
        <source>Ctrl+Z brings it back.</source>
        <translation>Strg+Z holt sie zurück.</translation>
    </message>
    <message>
        <source>Transcribe what is missing</source>
        <translation>Fehlendes transkribieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Transcribed so far</source>
        <translation>Bisher transkribiert</translation>
    </message>
    <message>
        <source>Stop transcribing</source>
        <translation>Transkription stoppen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>Gespeichert als {name}</translation>
    </message>
    <message>
        <source>{size} of sound</source>
        <translation>{size} Ton</translation>
    </message>
    <message>
        <source>The sound has vanished</source>
        <translation>Der Ton ist verschwunden</translation>
    </message>
    <message>
        <source>No sound kept</source>
        <translation>Kein Ton aufbewahrt</translation>
    </message>
    <message>
        <source>The file with the sound of this recording is no longer where it was.</source>
        <translation>Die Datei mit dem Ton dieser Aufnahme ist nicht mehr an ihrem Platz.</translation>
    </message>
    <message>
        <source>The sound of this recording was not kept, so it cannot be played or transcribed again.</source>
        <translation>Der Ton dieser Aufnahme wurde nicht aufbewahrt und kann daher weder abgespielt noch neu transkribiert werden.</translation>
    </message>
    <message>
        <source>{size_bytes} bytes</source>
        <translation>{size_bytes} Byte</translation>
    </message>
    <message>
        <source>Waits to be transcribed</source>
        <translation>Wartet auf Transkription</translation>
    </message>
    <message>
        <source>Waits to be transcribed. {message}</source>
        <translation>Wartet auf Transkription. {message}</translation>
    </message>
    <message>
        <source>Transcribing, {done} of {total}</source>
        <translation>Wird transkribiert, {done} von {total}</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <translation>Wird transkribiert</translation>
    </message>
    <message>
        <source>Transcribed</source>
        <translation>Transkribiert</translation>
    </message>
    <message>
        <source>Not transcribed. {message}</source>
        <translation>Nicht transkribiert. {message}</translation>
    </message>
    <message>
        <source>Stopped; what was transcribed until then is kept</source>
        <translation>Gestoppt; was bis dahin transkribiert war, bleibt erhalten</translation>
    </message>
    <message>
        <source>Note at {time}: {words}</source>
        <translation>Notiz bei {time}: {words}</translation>
    </message>
    <message>
        <source>Edited. What was heard: {words}</source>
        <translation>Bearbeitet. Gehört wurde: {words}</translation>
    </message>
    <message>
        <source>Transcribed by {origin}</source>
        <translation>Transkribiert von {origin}</translation>
    </message>
    <message>
        <source>Mark at {time}</source>
        <translation>Markierung bei {time}</translation>
    </message>
    <message>
        <source>1 recording</source>
        <translation>1 Aufnahme</translation>
    </message>
    <message>
        <source>{count} recordings</source>
        <translation>{count} Aufnahmen</translation>
    </message>
    <message>
        <source>Sound of {count}: {size}</source>
        <translation>Ton von {count}: {size}</translation>
    </message>
    <message>
        <source>Text of the turn</source>
        <translation>Text des Abschnitts</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Split at the caret</source>
        <translation>Hier teilen</translation>
    </message>
    <message>
        <source>Show what was heard</source>
        <translation>Gehörtes zeigen</translation>
    </message>
    <message>
        <source>What was heard: {words}</source>
        <translation>Gehört wurde: {words}</translation>
    </message>
    <message>
        <source>What you mark and note while you record stands here.</source>
        <translation>Hier steht, was Sie während der Aufnahme markieren und notieren.</translation>
    </message>
    <message>
        <source>Keep the note (Enter)</source>
        <translation>Notiz behalten (Eingabe)</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>“{title}” was deleted.</source>
        <translation>„{title}“ wurde gelöscht.</translation>
    </message>
    <message>
        <source>Undo ({seconds})</source>
        <translation>Rückgängig ({seconds})</translation>
    </message>
    <message>
        <source>Undo: {words}</source>
        <translation>Rückgängig: {words}</translation>
    </message>
    <message>
        <source>1,234.5</source>
        <comment>how this language writes this number</comment>
        <translation>1.234,5</translation>
    </message>
    <message>
        <source>January</source>
        <translation>Januar</translation>
    </message>
    <message>
        <source>February</source>
        <translation>Februar</translation>
    </message>
    <message>
        <source>March</source>
        <translation>März</translation>
    </message>
    <message>
        <source>April</source>
        <translation>April</translation>
    </message>
    <message>
        <source>May</source>
        <comment>the month</comment>
        <translation>Mai</translation>
    </message>
    <message>
        <source>June</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>July</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>August</source>
        <translation>August</translation>
    </message>
    <message>
        <source>September</source>
        <translation>September</translation>
    </message>
    <message>
        <source>October</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>November</source>
        <translation>November</translation>
    </message>
    <message>
        <source>December</source>
        <translation>Dezember</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day}. {month} {year}</translation>
    </message>
    <message>
        <source>Input level in dBFS</source>
        <translation>Eingangspegel in dBFS</translation>
    </message>
    <message>
        <source>Input level</source>
        <translation>Eingangspegel</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>too loud</source>
        <translation>zu laut</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>Notizen</translation>
    </message>
    <message>
        <source>Marked at {now}</source>
        <translation>Markiert bei {now}</translation>
    </message>
    <message>
        <source>Marks and notes are made while you record.</source>
        <translation>Markiert und notiert wird während der Aufnahme.</translation>
    </message>
    <message>
        <source>Note kept at {time}</source>
        <translation>Notiz bei {time} behalten</translation>
    </message>
    <message>
        <source>Notes ({count})</source>
        <translation>Notizen ({count})</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>Mikrofon</translation>
    </message>
    <message>
        <source>{name} (default)</source>
        <translation>{name} (Standard)</translation>
    </message>
    <message>
        <source>Default microphone</source>
        <translation>Standardmikrofon</translation>
    </message>
    <message>
        <source>What the computer plays</source>
        <translation>Was der Computer abspielt</translation>
    </message>
    <message>
        <source>Chosen microphone</source>
        <translation>Gewähltes Mikrofon</translation>
    </message>
    <message>
        <source>{name} (not connected)</source>
        <translation>{name} (nicht verbunden)</translation>
    </message>
    <message>
        <source>Keep the note</source>
        <translation>Notiz behalten</translation>
    </message>
    <message>
        <source>Write a note</source>
        <translation>Notiz schreiben</translation>
    </message>
    <message>
        <source>Note at {moment}: Enter keeps it, Esc throws it away</source>
        <translation>Notiz bei {moment}: Eingabe behält sie, Esc verwirft sie</translation>
    </message>
    <message>
        <source>Note at {moment} of the recording</source>
        <translation>Notiz bei {moment} der Aufnahme</translation>
    </message>
    <message>
        <source>near field</source>
        <translation>Nahfeld</translation>
    </message>
    <message>
        <source>far field</source>
        <translation>Fernfeld</translation>
    </message>
    <message>
        <source>on</source>
        <translation>ein</translation>
    </message>
    <message>
        <source>automatic detection</source>
        <translation>automatische Erkennung</translation>
    </message>
    <message>
        <source>no list</source>
        <translation>keine Liste</translation>
    </message>
    <message>
        <source>none</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>Service uses {what}</source>
        <translation>Dienst verwendet: {what}</translation>
    </message>
    <message>
        <source>silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>This session</source>
        <translation>Diese Sitzung</translation>
    </message>
    <message>
        <source>PCM 24 kHz</source>
        <translation>PCM 24 kHz</translation>
    </message>
    <message>
        <source>A-law</source>
        <translation>A-law</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
    <message>
        <source>Near field</source>
        <translation>Nahfeld</translation>
    </message>
    <message>
        <source>Far field</source>
        <translation>Fernfeld</translation>
    </message>
    <message>
        <source>Fills in format, turn ending and noise reduction for a situation.</source>
        <translation>Setzt Format, Abschnittsende und Rauschminderung passend zu einer Situation.</translation>
    </message>
    <message>
        <source>Where speech becomes text.</source>
        <translation>Wo aus Sprache Text wird.</translation>
    </message>
    <message>
        <source>Client secret</source>
        <translation>Client-Secret</translation>
    </message>
    <message>
        <source>Used for the next recording only, and never stored.</source>
        <translation>Gilt nur für die nächste Aufnahme und wird nie gespeichert.</translation>
    </message>
    <message>
        <source>What turns speech into text; any other name can be written.</source>
        <translation>Was Sprache in Text verwandelt; auch ein anderer Name ist möglich.</translation>
    </message>
    <message>
        <source>The language that is spoken; better text and less delay.</source>
        <translation>Die gesprochene Sprache; der Text wird besser und kommt früher.</translation>
    </message>
    <message>
        <source>Languages</source>
        <translation>Sprachen</translation>
    </message>
    <message>
        <source>All that may be spoken, as codes with commas between.</source>
        <translation>Alle, die vorkommen können, als Kürzel mit Kommas dazwischen.</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>Prompt</translation>
    </message>
    <message>
        <source>Names, topics and style to expect.</source>
        <translation>Zu erwartende Namen, Themen und Stil.</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Schlüsselwörter</translation>
    </message>
    <message>
        <source>Words to be spelled exactly so, with commas between.</source>
        <translation>Wörter, die genau so geschrieben werden, mit Kommas dazwischen.</translation>
    </message>
    <message>
        <source>Audio format</source>
        <translation>Audioformat</translation>
    </message>
    <message>
        <source>PCM is best; µ-law and A-law need a sixth of the line, as telephones do.</source>
        <translation>PCM ist am besten; µ-law und A-law brauchen wie beim Telefon ein Sechstel der Leitung.</translation>
    </message>
    <message>
        <source>Noise reduction</source>
        <translation>Rauschminderung</translation>
    </message>
    <message>
        <source>Near for a headset, far for a microphone in the room.</source>
        <translation>Nahfeld für ein Headset, Fernfeld für ein Mikrofon im Raum.</translation>
    </message>
    <message>
        <source>Strength of the noise reduction</source>
        <translation>Stärke der Rauschminderung</translation>
    </message>
    <message>
        <source>1 is the usual; higher takes more away.</source>
        <translation>Üblich ist 1; mehr nimmt mehr weg.</translation>
    </message>
    <message>
        <source>Turn detection</source>
        <translation>Abschnittserkennung</translation>
    </message>
    <message>
        <source>How the service finds the end of a turn.</source>
        <translation>Woran der Dienst das Ende eines Abschnitts erkennt.</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>How loud and clear speech must be; higher suits a noisy room.</source>
        <translation>Wie laut und klar Sprache sein muss; höher passt für laute Räume.</translation>
    </message>
    <message>
        <source>Kept before speech</source>
        <translation>Vor der Sprache behalten</translation>
    </message>
    <message>
        <source>How much sound before the first word belongs to the turn.</source>
        <translation>Wie viel Ton vor dem ersten Wort zum Abschnitt gehört.</translation>
    </message>
    <message>
        <source>Silence before a turn ends</source>
        <translation>Stille bis zum Abschnittsende</translation>
    </message>
    <message>
        <source>Shorter gives text sooner, but cuts at pauses.</source>
        <translation>Kürzer bringt Text früher, trennt aber an Pausen.</translation>
    </message>
    <message>
        <source>Eagerness</source>
        <translation>Eile</translation>
    </message>
    <message>
        <source>How soon a turn ends once the words sound finished.</source>
        <translation>Wie bald ein Abschnitt endet, wenn die Worte fertig klingen.</translation>
    </message>
    <message>
        <source>Dialect</source>
        <translation>Dialekt</translation>
    </message>
    <message>
        <source>GA is today&apos;s protocol; some older services speak beta only.</source>
        <translation>GA ist das heutige Protokoll; manche älteren Dienste sprechen nur Beta.</translation>
    </message>
    <message>
        <source>Modalities</source>
        <translation>Modalitäten</translation>
    </message>
    <message>
        <source>What the session may answer with; text is all that is needed.</source>
        <translation>Womit die Sitzung antworten darf; Text genügt.</translation>
    </message>
    <message>
        <source>Delay against accuracy</source>
        <translation>Verzögerung gegen Genauigkeit</translation>
    </message>
    <message>
        <source>Less delay shows words sooner; more makes fewer mistakes.</source>
        <translation>Weniger Verzögerung zeigt Worte früher; mehr macht weniger Fehler.</translation>
    </message>
    <message>
        <source>Log probabilities</source>
        <translation>Log-Wahrscheinlichkeiten</translation>
    </message>
    <message>
        <source>The service says how sure it is of each word.</source>
        <translation>Der Dienst sagt, wie sicher er bei jedem Wort ist.</translation>
    </message>
    <message>
        <source>Mark doubtful words</source>
        <translation>Unsichere Wörter markieren</translation>
    </message>
    <message>
        <source>Underlines what the service is not sure of; needs log probabilities.</source>
        <translation>Unterstreicht, wo der Dienst unsicher ist; braucht Log-Wahrscheinlichkeiten.</translation>
    </message>
    <message>
        <source>Life of the client secret</source>
        <translation>Dauer des Client-Secrets</translation>
    </message>
    <message>
        <source>How long the key of one connection stays valid.</source>
        <translation>Wie lange der Schlüssel einer Verbindung gilt.</translation>
    </message>
    <message>
        <source>Commit at pauses</source>
        <translation>An Pausen abschließen</translation>
    </message>
    <message>
        <source>Ends turns here where the service ends none.</source>
        <translation>Beendet Abschnitte hier, wo es der Dienst nicht tut.</translation>
    </message>
    <message>
        <source>Length of a pause</source>
        <translation>Länge einer Pause</translation>
    </message>
    <message>
        <source>The silence after which this program ends a turn.</source>
        <translation>Die Stille, nach der dieses Programm einen Abschnitt beendet.</translation>
    </message>
    <message>
        <source>Speech threshold</source>
        <translation>Sprachschwelle</translation>
    </message>
    <message>
        <source>How sure this program must be that it hears speech.</source>
        <translation>Wie sicher dieses Programm sein muss, Sprache zu hören.</translation>
    </message>
    <message>
        <source>Commit long turns</source>
        <translation>Lange Abschnitte abschließen</translation>
    </message>
    <message>
        <source>A turn never runs longer, even if nobody pauses.</source>
        <translation>Länger wird kein Abschnitt, auch wenn niemand Pause macht.</translation>
    </message>
    <message>
        <source>Commit at the latest after</source>
        <translation>Spätestens abschließen nach</translation>
    </message>
    <message>
        <source>Counts also where the service ends turns.</source>
        <translation>Gilt auch, wo der Dienst Abschnitte beendet.</translation>
    </message>
    <message>
        <source>Push to talk</source>
        <translation>Sprechtaste</translation>
    </message>
    <message>
        <source>Sends only what is said while F8 is held.</source>
        <translation>Sendet nur, was bei gedrückter Taste F8 gesagt wird.</translation>
    </message>
    <message>
        <source>If the service stays away</source>
        <translation>Wenn der Dienst ausbleibt</translation>
    </message>
    <message>
        <source>Whether the captions then go on with this computer.</source>
        <translation>Ob die Untertitel dann mit diesem Computer weitergehen.</translation>
    </message>
    <message>
        <source>Monthly budget in dollars</source>
        <translation>Monatsbudget in Dollar</translation>
    </message>
    <message>
        <source>What services may cost in a calendar month; empty for no limit.</source>
        <translation>Was Dienste im Kalendermonat kosten dürfen; leer: keine Grenze.</translation>
    </message>
    <message>
        <source>Warn at</source>
        <translation>Warnen bei</translation>
    </message>
    <message>
        <source>How much of the budget is spent when you are told.</source>
        <translation>Wie viel vom Budget verbraucht ist, wenn Sie es erfahren.</translation>
    </message>
    <message>
        <source>When the budget is spent</source>
        <translation>Wenn das Budget verbraucht ist</translation>
    </message>
    <message>
        <source>Stop the recording, or go on with this computer, which costs nothing.</source>
        <translation>Die Aufnahme stoppen oder mit diesem Computer weitermachen, der nichts kostet.</translation>
    </message>
    <message>
        <source>Take another microphone</source>
        <translation>Anderes Mikrofon nehmen</translation>
    </message>
    <message>
        <source>If the chosen one goes away; the system&apos;s default is always followed.</source>
        <translation>Wenn das gewählte ausfällt; dem Standardmikrofon des Systems wird immer gefolgt.</translation>
    </message>
    <message>
        <source>Go back to the microphone</source>
        <translation>Zum Mikrofon zurückkehren</translation>
    </message>
    <message>
        <source>Once the chosen one is there again, it is used again.</source>
        <translation>Ist das gewählte wieder da, wird es wieder verwendet.</translation>
    </message>
    <message>
        <source>Keep the computer awake</source>
        <translation>Computer wach halten</translation>
    </message>
    <message>
        <source>It does not go to sleep by itself while recording.</source>
        <translation>Während einer Aufnahme geht er nicht von selbst in den Ruhezustand.</translation>
    </message>
    <message>
        <source>Keep the sound</source>
        <translation>Ton aufbewahren</translation>
    </message>
    <message>
        <source>Until all of it is text, for some days, or always; to listen, and to transcribe again.</source>
        <translation>Bis alles Text ist, einige Tage oder immer; zum Anhören und für neue Transkriptionen.</translation>
    </message>
    <message>
        <source>For so long</source>
        <translation>So lange</translation>
    </message>
    <message>
        <source>Counted from the recording; its text stays.</source>
        <translation>Ab der Aufnahme gezählt; der Text bleibt.</translation>
    </message>
    <message>
        <source>Make the sound smaller</source>
        <translation>Ton verkleinern</translation>
    </message>
    <message>
        <source>FLAC takes half the room and loses nothing; Opus takes a tenth.</source>
        <translation>FLAC braucht halb so viel Platz und verliert nichts; Opus braucht ein Zehntel.</translation>
    </message>
    <message>
        <source>Keep a history</source>
        <translation>Verlauf führen</translation>
    </message>
    <message>
        <source>Recordings can be found again; counts from the next start of the program.</source>
        <translation>Aufnahmen sind wiederzufinden; gilt ab dem nächsten Programmstart.</translation>
    </message>
    <message>
        <source>What was in force before still is.</source>
        <translation>Was vorher galt, gilt weiter.</translation>
    </message>
    <message>
        <source>Text during speech.</source>
        <translation>Text während der Sprache.</translation>
    </message>
    <message>
        <source>Text after each turn.</source>
        <translation>Text nach jedem Abschnitt.</translation>
    </message>
    <message>
        <source>Text after each turn, all at once.</source>
        <translation>Text nach jedem Abschnitt, auf einmal.</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>empfohlen</translation>
    </message>
    <message>
        <source>until {date}</source>
        <translation>bis {date}</translation>
    </message>
    <message>
        <source>Runs on this computer only: choose a model of this service.</source>
        <translation>Läuft nur auf diesem Computer: Wählen Sie ein Modell dieses Dienstes.</translation>
    </message>
    <message>
        <source>Behaves like {model}.</source>
        <translation>Verhält sich wie {model}.</translation>
    </message>
    <message>
        <source>Not in the list of known models: every setting is offered, and its price is not known.</source>
        <translation>Nicht in der Liste bekannter Modelle: Alle Einstellungen werden angeboten, der Preis ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Tells speakers apart.</source>
        <translation>Unterscheidet Sprechende.</translation>
    </message>
    <message>
        <source>If it refuses turn detection, this program ends the turns.</source>
        <translation>Lehnt es die Abschnittserkennung ab, beendet dieses Programm die Abschnitte.</translation>
    </message>
    <message>
        <source>Switched off on {date}.</source>
        <translation>Wird am {date} abgeschaltet.</translation>
    </message>
    <message>
        <source>free on this computer</source>
        <translation>kostenlos auf diesem Computer</translation>
    </message>
    <message>
        <source>price not known</source>
        <translation>Preis nicht bekannt</translation>
    </message>
    <message>
        <source>${dollars} a minute</source>
        <translation>{dollars} $ je Minute</translation>
    </message>
    <message>
        <source>${into} in, ${out} out per million tokens</source>
        <translation>{into} $ hinein, {out} $ heraus je Million Token</translation>
    </message>
    <message>
        <source>Its price is not known.</source>
        <translation>Sein Preis ist nicht bekannt.</translation>
    </message>
    <message>
        <source>{price} (as of {date}).</source>
        <translation>{price} (Stand: {date}).</translation>
    </message>
    <message>
        <source>Choose a preset</source>
        <translation>Vorlage wählen</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>Als Vorlage speichern…</translation>
    </message>
    <message>
        <source>Remove this preset</source>
        <translation>Diese Vorlage entfernen</translation>
    </message>
    <message>
        <source>Save the preset</source>
        <translation>Vorlage speichern</translation>
    </message>
    <message>
        <source>Name of the preset</source>
        <translation>Name der Vorlage</translation>
    </message>
    <message>
        <source> days</source>
        <translation> Tage</translation>
    </message>
    <message>
        <source>Ask</source>
        <translation>Fragen</translation>
    </message>
    <message>
        <source>Always</source>
        <translation>Immer</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>Keine Grenze</translation>
    </message>
    <message>
        <source>Go on here</source>
        <translation>Hier weiter</translation>
    </message>
    <message>
        <source>Until text</source>
        <translation>Bis Text</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>A budget is a number of dollars, such as 20 or 7.50.</source>
        <translation>Ein Budget ist ein Betrag in Dollar, etwa 20 oder 7,50.</translation>
    </message>
    <message>
        <source>Add or edit services…</source>
        <translation>Dienste hinzufügen oder ändern…</translation>
    </message>
    <message>
        <source>Paste a client secret…</source>
        <translation>Client-Secret einfügen…</translation>
    </message>
    <message>
        <source>An ephemeral client secret, made for this connection</source>
        <translation>Einem kurzlebigen Client-Secret, für diese Verbindung erzeugt</translation>
    </message>
    <message>
        <source>A client secret that was pasted; the session keeps its own settings</source>
        <translation>Einem eingefügten Client-Secret; die Sitzung behält ihre eigenen Einstellungen</translation>
    </message>
    <message>
        <source>The lasting key itself: this service makes no client secrets</source>
        <translation>Dem dauerhaften Schlüssel selbst: Dieser Dienst erzeugt keine Client-Secrets</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>Kein Schlüssel</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>The service names none</source>
        <translation>Der Dienst nennt keine</translation>
    </message>
    <message>
        <source>Connected with</source>
        <translation>Verbunden mit</translation>
    </message>
    <message>
        <source>Secret ends</source>
        <translation>Secret endet</translation>
    </message>
    <message>
        <source>Session ends</source>
        <translation>Sitzung endet</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Free on this computer</source>
        <translation>Kostenlos auf diesem Computer</translation>
    </message>
    <message>
        <source>Not told by the service</source>
        <translation>Vom Dienst nicht mitgeteilt</translation>
    </message>
    <message>
        <source>More than ${dollars}: price not known</source>
        <translation>Mehr als {dollars} $: Preis nicht bekannt</translation>
    </message>
    <message>
        <source>Price not known</source>
        <translation>Unbekannter Preis</translation>
    </message>
    <message>
        <source>${dollars}</source>
        <translation>{dollars} $</translation>
    </message>
    <message>
        <source>{minutes} minutes</source>
        <translation>{minutes} Minuten</translation>
    </message>
    <message>
        <source>{input_tokens} tokens in, {output_tokens} out</source>
        <translation>{input_tokens} Token hinein, {output_tokens} heraus</translation>
    </message>
    <message>
        <source>Nothing told yet</source>
        <translation>Noch nichts mitgeteilt</translation>
    </message>
    <message>
        <source>{remaining} of {limit} {name} left, full again in {reset_seconds} s</source>
        <translation>{remaining} von {limit} {name} übrig, wieder voll in {reset_seconds} s</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>{object_name}, no transcription session</source>
        <translation>{object_name}, keine Transkriptionssitzung</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Verbraucht</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>Kosten</translation>
    </message>
    <message>
        <source>1 turn</source>
        <translation>1 Abschnitt</translation>
    </message>
    <message>
        <source>{unreported_items} turns</source>
        <translation>{unreported_items} Abschnitte</translation>
    </message>
    <message>
        <source>Not counted</source>
        <translation>Nicht gezählt</translation>
    </message>
    <message>
        <source>{turns} without a report of their use</source>
        <translation>{turns} ohne Angabe des Verbrauchs</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>Preis</translation>
    </message>
    <message>
        <source>{at:%H:%M}, over</source>
        <translation>{at:%H:%M}, vorbei</translation>
    </message>
    <message>
        <source>in less than a minute</source>
        <translation>in weniger als einer Minute</translation>
    </message>
    <message>
        <source>in {left_minutes} min</source>
        <translation>in {left_minutes} min</translation>
    </message>
    <message>
        <source>Detect automatically</source>
        <translation>Automatisch erkennen</translation>
    </message>
    <message>
        <source>Arabic (ar)</source>
        <translation>Arabisch (ar)</translation>
    </message>
    <message>
        <source>Chinese (zh)</source>
        <translation>Chinesisch (zh)</translation>
    </message>
    <message>
        <source>Dutch (nl)</source>
        <translation>Niederländisch (nl)</translation>
    </message>
    <message>
        <source>English (en)</source>
        <translation>Englisch (en)</translation>
    </message>
    <message>
        <source>French (fr)</source>
        <translation>Französisch (fr)</translation>
    </message>
    <message>
        <source>German (de)</source>
        <translation>Deutsch (de)</translation>
    </message>
    <message>
        <source>Hebrew (he)</source>
        <translation>Hebräisch (he)</translation>
    </message>
    <message>
        <source>Hindi (hi)</source>
        <translation>Hindi (hi)</translation>
    </message>
    <message>
        <source>Italian (it)</source>
        <translation>Italienisch (it)</translation>
    </message>
    <message>
        <source>Japanese (ja)</source>
        <translation>Japanisch (ja)</translation>
    </message>
    <message>
        <source>Korean (ko)</source>
        <translation>Koreanisch (ko)</translation>
    </message>
    <message>
        <source>Polish (pl)</source>
        <translation>Polnisch (pl)</translation>
    </message>
    <message>
        <source>Portuguese (pt)</source>
        <translation>Portugiesisch (pt)</translation>
    </message>
    <message>
        <source>Russian (ru)</source>
        <translation>Russisch (ru)</translation>
    </message>
    <message>
        <source>Spanish (es)</source>
        <translation>Spanisch (es)</translation>
    </message>
    <message>
        <source>Swedish (sv)</source>
        <translation>Schwedisch (sv)</translation>
    </message>
    <message>
        <source>Turkish (tr)</source>
        <translation>Türkisch (tr)</translation>
    </message>
    <message>
        <source>Ukrainian (uk)</source>
        <translation>Ukrainisch (uk)</translation>
    </message>
    <message>
        <source>Model&apos;s own</source>
        <translation>Wie im Modell</translation>
    </message>
    <message>
        <source>Minimal</source>
        <translation>Minimal</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Gering</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>Üblich</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>Nichts</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>Kontrast</translation>
    </message>
    <message>
        <source>Size of texts and controls</source>
        <translation>Größe von Texten und Bedienelementen</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>What may move</source>
        <translation>Was sich bewegen darf</translation>
    </message>
    <message>
        <source>Tell a screen reader of finished turns</source>
        <translation>Fertige Abschnitte einem Screenreader melden</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Tastenkürzel…</translation>
    </message>
    <message>
        <source>{key} makes them larger.</source>
        <translation>{key} macht sie größer.</translation>
    </message>
    <message>
        <source>{key} makes them smaller.</source>
        <translation>{key} macht sie kleiner.</translation>
    </message>
    <message>
        <source>{key} gives them their usual size.</source>
        <translation>{key} gibt ihnen die übliche Größe.</translation>
    </message>
    <message>
        <source>Captions have a size of their own.</source>
        <translation>Untertitel haben ihre eigene Größe.</translation>
    </message>
    <message>
        <source>Appearance and accessibility</source>
        <translation>Darstellung und Barrierefreiheit</translation>
    </message>
    <message>
        <source>High: every word at least 7 to 1, every edge at least 3 to 1.</source>
        <translation>Hoch: jedes Wort mindestens 7 zu 1, jede Kante mindestens 3 zu 1.</translation>
    </message>
    <message>
        <source>With the speaker and the time, when a turn is finished; never while it may still change.</source>
        <translation>Mit Namen und Zeit, wenn ein Abschnitt fertig ist; nie, solange er sich noch ändern kann.</translation>
    </message>
    <message>
        <source>Very high</source>
        <translation>Sehr hoch</translation>
    </message>
    <message>
        <source>Text and audio</source>
        <translation>Text und Ton</translation>
    </message>
    <message>
        <source>Service&apos;s own</source>
        <translation>Wie beim Dienst</translation>
    </message>
    <message>
        <source>Silence</source>
        <translation>Stille</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>Bedeutung</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>Auto</translation>
    </message>
    <message>
        <source>the file cannot be written</source>
        <translation>die Datei lässt sich nicht schreiben</translation>
    </message>
    <message>
        <source>The settings were not saved: {reason}.</source>
        <translation>Die Einstellungen wurden nicht gespeichert: {reason}.</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>Als PDF speichern</translation>
    </message>
    <message>
        <source>Print the transcript</source>
        <translation>Transkript drucken</translation>
    </message>
    <message>
        <source>Sent to the printer</source>
        <translation>An den Drucker gesendet</translation>
    </message>
    <message>
        <source>The transcript was not printed. {reason}.</source>
        <translation>Das Transkript wurde nicht gedruckt. {reason}.</translation>
    </message>
    <message>
        <source>Choose another folder or printer, or make room there.</source>
        <translation>Wählen Sie einen anderen Ordner oder Drucker, oder schaffen Sie dort Platz.</translation>
    </message>
    <message>
        <source>It ended because of an error in this program</source>
        <translation>Ein Fehler in diesem Programm hat es beendet</translation>
    </message>
    <message>
        <source>It cannot be written there</source>
        <translation>Dorthin lässt es sich nicht schreiben</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>Richtung</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Save the exchange</source>
        <translation>Austausch speichern</translation>
    </message>
    <message>
        <source>What was spoken will be in this file.</source>
        <translation>Was gesprochen wurde, steht dann in dieser Datei.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>Save the exchange with what was spoken</source>
        <translation>Austausch mit dem Gesprochenen speichern</translation>
    </message>
    <message>
        <source>JSON lines (*.jsonl);;All files (*)</source>
        <translation>JSON-Zeilen (*.jsonl);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Not saved. {message}</source>
        <translation>Nicht gespeichert. {message}</translation>
    </message>
    <message>
        <source>Not saved: {reason}.</source>
        <translation>Nicht gespeichert: {reason}.</translation>
    </message>
    <message>
        <source>The speech itself is in it as audio, and the text that was spoken and the addresses of the service are in it.</source>
        <translation>Darin stehen die Sprache selbst als Ton, der gesprochene Text und die Adressen des Dienstes.</translation>
    </message>
    <message>
        <source>Audio is left out, but the text that was spoken and the addresses of the service are in it.</source>
        <translation>Der Ton ist ausgelassen, aber der gesprochene Text und die Adressen des Dienstes stehen darin.</translation>
    </message>
    <message>
        <source>Keys and client secrets are masked. Hand it on only to people who may know what was said.</source>
        <translation>Schlüssel und Client-Secrets sind unkenntlich gemacht. Geben Sie die Datei nur an Menschen weiter, die wissen dürfen, was gesagt wurde.</translation>
    </message>
    <message>
        <source>Nothing yet. Messages appear here while a recording or a connection test runs.</source>
        <translation>Noch nichts. Nachrichten erscheinen hier, während eine Aufnahme oder ein Verbindungstest läuft.</translation>
    </message>
    <message>
        <source>Show only messages with this text</source>
        <translation>Nachrichten mit diesem Text</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>Alle Typen</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>Nachrichten</translation>
    </message>
    <message>
        <source>The selected message</source>
        <translation>Die gewählte Nachricht</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Copy the selected messages</source>
        <translation>Gewählte Nachrichten kopieren</translation>
    </message>
    <message>
        <source>Save as JSON lines…</source>
        <translation>Als JSON-Zeilen speichern…</translation>
    </message>
    <message>
        <source>Include audio</source>
        <translation>Mit Ton</translation>
    </message>
    <message>
        <source>Keeps the audio of messages from now on; it fills the memory quickly.</source>
        <translation>Behält ab jetzt den Ton der Nachrichten; das füllt den Speicher schnell.</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>{kept} messages</source>
        <translation>{kept} Nachrichten</translation>
    </message>
    <message>
        <source>{shown} of {kept} messages</source>
        <translation>{shown} von {kept} Nachrichten</translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>1 Nachricht</translation>
    </message>
    <message>
        <source>{shown} of 1 message</source>
        <translation>{shown} von 1 Nachricht</translation>
    </message>
    <message>
        <source>only the newest are kept, {dropped} older ones are gone</source>
        <translation>nur die neuesten bleiben, {dropped} ältere sind fort</translation>
    </message>
    <message>
        <source>Paused: {waiting} wait</source>
        <translation>Angehalten: {waiting} warten</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Copied {count} messages.</source>
        <translation>{count} Nachrichten kopiert.</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Saved as {name}.</source>
        <translation>Gespeichert als {name}.</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>This computer understands English only: for another language choose a key or a server.</source>
        <translation>Dieser Computer versteht nur Englisch: Für eine andere Sprache wählen Sie einen Schlüssel oder Server.</translation>
    </message>
    <message>
        <source>No microphone was found. Plug one in, then open the list above to look again.</source>
        <translation>Kein Mikrofon gefunden. Schließen Sie eines an und öffnen Sie die Liste darüber, um erneut zu suchen.</translation>
    </message>
    <message>
        <source>Nothing was heard. Speak closer to the microphone, or choose another one.</source>
        <translation>Es war nichts zu hören. Sprechen Sie näher am Mikrofon, oder wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Finishing</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Stop recording</source>
        <translation>Aufnahme stoppen</translation>
    </message>
    <message>
        <source>Finishing the recording</source>
        <translation>Die Aufnahme wird beendet</translation>
    </message>
    <message>
        <source>Transcribing the file</source>
        <translation>Die Datei wird transkribiert</translation>
    </message>
    <message>
        <source>Record or stop (F9 or Ctrl+R)</source>
        <translation>Aufnehmen oder stoppen (F9 oder Strg+R)</translation>
    </message>
    <message>
        <source>{time} recorded</source>
        <translation>{time} aufgenommen</translation>
    </message>
    <message>
        <source>Transcribing</source>
        <comment>on the record button, which has room for one short word</comment>
        <translation>Läuft noch</translation>
    </message>
    <message>
        <source>A recording is running already.</source>
        <translation>Es läuft schon eine Aufnahme.</translation>
    </message>
    <message>
        <source>Stop it first.</source>
        <translation>Stoppen Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The recording did not start: an error in the program.</source>
        <translation>Die Aufnahme hat nicht begonnen: ein Fehler im Programm.</translation>
    </message>
    <message>
        <source>The recording goes on without it.</source>
        <translation>Die Aufnahme geht ohne sie weiter.</translation>
    </message>
    <message>
        <source>Audio ({suffixes});;All files (*)</source>
        <translation>Ton ({suffixes});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Transcribe audio files</source>
        <translation>Audiodateien transkribieren</translation>
    </message>
    <message>
        <source>Correct it in the session settings.</source>
        <translation>Korrigieren Sie es in den Sitzungseinstellungen.</translation>
    </message>
    <message>
        <source>This month so far: ${dollars}</source>
        <translation>In diesem Monat bisher: {dollars} $</translation>
    </message>
    <message>
        <source>and what has no known price</source>
        <translation>und was keinen bekannten Preis hat</translation>
    </message>
    <message>
        <source>Save the transcript</source>
        <translation>Transkript speichern</translation>
    </message>
    <message>
        <source>A header named api-key</source>
        <translation>Kopfzeile api-key</translation>
    </message>
    <message>
        <source>A header named X-API-Key</source>
        <translation>Kopfzeile X-API-Key</translation>
    </message>
    <message>
        <source>api_key= in the address</source>
        <translation>api_key= in der Adresse</translation>
    </message>
    <message>
        <source>As the dialect has it</source>
        <translation>Wie es der Dialekt vorsieht</translation>
    </message>
    <message>
        <source>session.update with the beta dialect&apos;s flat fields</source>
        <translation>session.update mit den flachen Feldern des Beta-Dialekts</translation>
    </message>
    <message>
        <source>transcription_session.updated with turn detection alone</source>
        <translation>transcription_session.updated allein mit Abschnittserkennung</translation>
    </message>
    <message>
        <source>{rate} kHz</source>
        <translation>{rate} kHz</translation>
    </message>
    <message>
        <source>Where the key stands</source>
        <translation>Wo der Schlüssel steht</translation>
    </message>
    <message>
        <source>More address parameters</source>
        <translation>Weitere Adressparameter</translation>
    </message>
    <message>
        <source>Shape of the update</source>
        <translation>Form der Aktualisierung</translation>
    </message>
    <message>
        <source>Sample rate of PCM audio</source>
        <translation>Abtastrate von PCM-Ton</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>Zertifikatsdatei</translation>
    </message>
    <message>
        <source>GA is the present form of the protocol; some servers still speak the older beta.</source>
        <translation>GA ist die heutige Form des Protokolls; manche Server sprechen noch das ältere Beta.</translation>
    </message>
    <message>
        <source>On: a short-lived secret is made for every connection. Off: the key itself opens it.</source>
        <translation>Ein: Für jede Verbindung entsteht ein kurzlebiges Secret. Aus: Der Schlüssel selbst öffnet sie.</translation>
    </message>
    <message>
        <source>A client secret always goes as a bearer. In the address is the last resort: addresses end up in logs.</source>
        <translation>Ein Client-Secret geht immer als Bearer. In der Adresse ist der letzte Ausweg: Adressen landen in Protokolldateien.</translation>
    </message>
    <message>
        <source>OpenAI and Azure need it; some servers do not know it.</source>
        <translation>OpenAI und Azure brauchen es; manche Server kennen es nicht.</translation>
    </message>
    <message>
        <source>Gateways need it to find the way; OpenAI refuses it.</source>
        <translation>Gateways finden damit den Weg; OpenAI lehnt es ab.</translation>
    </message>
    <message>
        <source>For servers that read the language from the address alone.</source>
        <translation>Für Server, die die Sprache nur aus der Adresse lesen.</translation>
    </message>
    <message>
        <source>One name=value on each line, sent as it stands.</source>
        <translation>Je Zeile ein name=wert, so gesendet, wie es dasteht.</translation>
    </message>
    <message>
        <source>How the session&apos;s settings are sent once the connection is open.</source>
        <translation>Wie die Einstellungen der Sitzung gesendet werden, wenn die Verbindung steht.</translation>
    </message>
    <message>
        <source>Off: audio is sent at once, for servers that never acknowledge an update.</source>
        <translation>Aus: Ton wird sofort gesendet, für Server, die eine Aktualisierung nie bestätigen.</translation>
    </message>
    <message>
        <source>Off: turns end by silence alone, for servers that know no other turn detection.</source>
        <translation>Aus: Abschnitte enden nur durch Stille, für Server, die keine andere Erkennung kennen.</translation>
    </message>
    <message>
        <source>For servers whose live text always comes whole and may be revised, instead of piece by piece.</source>
        <translation>Für Server, deren Live-Text immer ganz kommt und sich ändern kann, statt Stück für Stück.</translation>
    </message>
    <message>
        <source>For servers that begin to count time anew after every turn.</source>
        <translation>Für Server, die nach jedem Abschnitt die Zeit neu zählen.</translation>
    </message>
    <message>
        <source>24 kHz unless the service asks for 16 kHz; the G.711 formats always have 8 kHz.</source>
        <translation>24 kHz, außer der Dienst verlangt 16 kHz; die G.711-Formate haben immer 8 kHz.</translation>
    </message>
    <message>
        <source>How much audio goes into one message: short means less delay, long means fewer messages.</source>
        <translation>Wie viel Ton in eine Nachricht passt: kurz heißt weniger Verzögerung, lang weniger Nachrichten.</translation>
    </message>
    <message>
        <source>How fast audio that had to wait may be sent, as a multiple of its length.</source>
        <translation>Wie schnell Ton, der warten musste, gesendet werden darf, als Vielfaches seiner Länge.</translation>
    </message>
    <message>
        <source>A PEM file of the authority that signed the service&apos;s certificate, where this computer does not know it.</source>
        <translation>Eine PEM-Datei der Stelle, die das Zertifikat des Dienstes signiert hat, falls dieser Computer sie nicht kennt.</translation>
    </message>
    <message>
        <source>Make a client secret over REST</source>
        <translation>Client-Secret über REST erzeugen</translation>
    </message>
    <message>
        <source>Say intent=transcription in the address</source>
        <translation>intent=transcription in der Adresse nennen</translation>
    </message>
    <message>
        <source>Say model= in the address</source>
        <translation>model= in der Adresse nennen</translation>
    </message>
    <message>
        <source>Say language= in the address</source>
        <translation>language= in der Adresse nennen</translation>
    </message>
    <message>
        <source>Wait until an update is acknowledged</source>
        <translation>Auf Bestätigung der Aktualisierung warten</translation>
    </message>
    <message>
        <source>Takes turn detection by meaning</source>
        <translation>Nimmt Abschnittserkennung nach Bedeutung</translation>
    </message>
    <message>
        <source>Live text comes whole each time</source>
        <translation>Live-Text kommt jedes Mal ganz</translation>
    </message>
    <message>
        <source>Times begin anew after every turn</source>
        <translation>Zeiten beginnen nach jedem Abschnitt neu</translation>
    </message>
    <message>
        <source>Sample rate</source>
        <translation>Abtastrate</translation>
    </message>
    <message>
        <source>Audio in one message</source>
        <translation>Ton in einer Nachricht</translation>
    </message>
    <message>
        <source>Speed of waiting audio</source>
        <translation>Tempo von wartendem Ton</translation>
    </message>
    <message>
        <source>None: only the computer&apos;s own authorities</source>
        <translation>Keine: nur die Stellen dieses Computers</translation>
    </message>
    <message>
        <source>Choose a certificate file</source>
        <translation>Zertifikatsdatei wählen</translation>
    </message>
    <message>
        <source>PEM (*.pem *.crt);;All files (*)</source>
        <translation>PEM (*.pem *.crt);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Not used yet</source>
        <translation>Noch nicht verwendet</translation>
    </message>
    <message>
        <source>Correct its address first.</source>
        <translation>Korrigieren Sie zuerst seine Adresse.</translation>
    </message>
    <message>
        <source>{title} (copy)</source>
        <translation>{title} (Kopie)</translation>
    </message>
    <message>
        <source>Paste the key</source>
        <translation>Schlüssel einfügen</translation>
    </message>
    <message>
        <source>Keep the key</source>
        <translation>Schlüssel behalten</translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation>Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Keep it for this run instead</source>
        <translation>Stattdessen bis zum Programmende behalten</translation>
    </message>
    <message>
        <source>Where the key is kept</source>
        <translation>Wo der Schlüssel liegt</translation>
    </message>
    <message>
        <source>Environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
    <message>
        <source>Only the name is remembered, never what it holds.</source>
        <translation>Nur der Name wird gemerkt, nie der Inhalt.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>It is bound to scheme, host and port, and never shown again.</source>
        <translation>Er ist an Schema, Host und Port gebunden und wird nie wieder gezeigt.</translation>
    </message>
    <message>
        <source>Correct the fields above first: a key is bound to an address.</source>
        <translation>Korrigieren Sie zuerst die Felder darüber: Ein Schlüssel ist an eine Adresse gebunden.</translation>
    </message>
    <message>
        <source>Looking for the key…</source>
        <translation>Sucht den Schlüssel…</translation>
    </message>
    <message>
        <source>Keeping the key…</source>
        <translation>Bewahrt den Schlüssel auf…</translation>
    </message>
    <message>
        <source>Replace the key</source>
        <translation>Schlüssel ersetzen</translation>
    </message>
    <message>
        <source>No key for {address}.</source>
        <translation>Kein Schlüssel für {address}.</translation>
    </message>
    <message>
        <source>It is not known whether there is a key.</source>
        <translation>Ob es einen Schlüssel gibt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring</source>
        <translation>Schlüsselbund des Systems</translation>
    </message>
    <message>
        <source>Locked with your login.</source>
        <translation>Mit Ihrer Anmeldung verschlossen.</translation>
    </message>
    <message>
        <source>Memory, for this run</source>
        <translation>Arbeitsspeicher, bis zum Programmende</translation>
    </message>
    <message>
        <source>Never written down; enter it again after the program has ended.</source>
        <translation>Wird nie geschrieben; geben Sie ihn nach dem Programmende neu ein.</translation>
    </message>
    <message>
        <source>An environment variable</source>
        <translation>Umgebungsvariable</translation>
    </message>
    <message>
        <source>Read from the variable when it is needed; nothing is stored.</source>
        <translation>Wird bei Bedarf aus der Variablen gelesen; nichts wird gespeichert.</translation>
    </message>
    <message>
        <source>A file that only you can read</source>
        <translation>Datei, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>Not encrypted: other users cannot read it, but every program that you run can. For computers without a keyring.</source>
        <translation>Nicht verschlüsselt: Andere Benutzer können sie nicht lesen, aber jedes Programm, das Sie ausführen. Für Computer ohne Schlüsselbund.</translation>
    </message>
    <message>
        <source>The service asks for none.</source>
        <translation>Der Dienst verlangt keinen.</translation>
    </message>
    <message>
        <source>Name the variable that holds the key.</source>
        <translation>Nennen Sie die Variable, die den Schlüssel enthält.</translation>
    </message>
    <message>
        <source>The variable {name} is set.</source>
        <translation>Die Variable {name} ist gesetzt.</translation>
    </message>
    <message>
        <source>The variable {name} is not set.</source>
        <translation>Die Variable {name} ist nicht gesetzt.</translation>
    </message>
    <message>
        <source>A key is kept for {address}.</source>
        <translation>Ein Schlüssel für {address} ist aufbewahrt.</translation>
    </message>
    <message>
        <source>No key for {address}. The address was changed: enter the key again.</source>
        <translation>Kein Schlüssel für {address}. Die Adresse wurde geändert: Geben Sie den Schlüssel neu ein.</translation>
    </message>
    <message>
        <source>A key for {address} is still kept in the system&apos;s keyring: choose that place again to remove it.</source>
        <translation>Ein Schlüssel für {address} liegt noch im Schlüsselbund des Systems: Wählen Sie diesen Ort wieder, um ihn zu entfernen.</translation>
    </message>
    <message>
        <source>A key for {address} is still kept in a file that only you can read: choose that place again to remove it.</source>
        <translation>Ein Schlüssel für {address} liegt noch in einer Datei, die nur Sie lesen können: Wählen Sie diesen Ort wieder, um ihn zu entfernen.</translation>
    </message>
    <message>
        <source>this address</source>
        <translation>diese Adresse</translation>
    </message>
    <message>
        <source>Services (*.toml);;All files (*)</source>
        <translation>Dienste (*.toml);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Import services</source>
        <translation>Dienste importieren</translation>
    </message>
    <message>
        <source>Export without keys</source>
        <translation>Ohne Schlüssel exportieren</translation>
    </message>
    <message>
        <source>OpenAI-compatible</source>
        <translation>OpenAI-kompatibel</translation>
    </message>
    <message>
        <source>https://RESOURCE.openai.azure.com/openai/v1, with the name of your resource.</source>
        <translation>https://RESOURCE.openai.azure.com/openai/v1, mit dem Namen Ihrer Ressource.</translation>
    </message>
    <message>
        <source>Up to and including the version, such as https://host/v1. A service on this computer may use http.</source>
        <translation>Bis einschließlich der Version, etwa https://host/v1. Ein Dienst auf diesem Computer darf http verwenden.</translation>
    </message>
    <message>
        <source>Up to and including the version, such as https://api.openai.com/v1.</source>
        <translation>Bis einschließlich der Version, etwa https://api.openai.com/v1.</translation>
    </message>
    <message>
        <source>Behaves like</source>
        <translation>Verhält sich wie</translation>
    </message>
    <message>
        <source>The model by that name</source>
        <translation>Das Modell dieses Namens</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Azure OpenAI takes the key in a header of its own; this sets where the key stands.</source>
        <translation>Azure OpenAI nimmt den Schlüssel in einer eigenen Kopfzeile; damit ist festgelegt, wo er steht.</translation>
    </message>
    <message>
        <source>Where a model has a name of its own here: the known model behind it, for what it takes and costs.</source>
        <translation>Wenn ein Modell hier einen eigenen Namen hat: das bekannte Modell dahinter, für Möglichkeiten und Preis.</translation>
    </message>
    <message>
        <source>Duplicate it to change its title, address or kind.</source>
        <translation>Duplizieren Sie ihn, um Titel, Adresse oder Art zu ändern.</translation>
    </message>
    <message>
        <source>Fixed, because commands and keys go by it; duplicate the service to have another.</source>
        <translation>Fest, weil Befehle und Schlüssel sich danach richten; duplizieren Sie den Dienst für einen anderen Namen.</translation>
    </message>
    <message>
        <source>Short, for commands: lower-case letters, digits and hyphens.</source>
        <translation>Kurz, für Befehle: Kleinbuchstaben, Ziffern und Bindestriche.</translation>
    </message>
    <message>
        <source>The name of your deployment at Azure, not of the model behind it.</source>
        <translation>Der Name Ihrer Bereitstellung bei Azure, nicht der des Modells dahinter.</translation>
    </message>
    <message>
        <source>What a recording begins with; the session settings can name another.</source>
        <translation>Womit eine Aufnahme beginnt; die Sitzungseinstellungen können ein anderes nennen.</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Add a service</source>
        <translation>Dienst hinzufügen</translation>
    </message>
    <message>
        <source>Duplicate this service</source>
        <translation>Diesen Dienst duplizieren</translation>
    </message>
    <message>
        <source>Remove this service</source>
        <translation>Diesen Dienst entfernen</translation>
    </message>
    <message>
        <source>Import and export</source>
        <translation>Import und Export</translation>
    </message>
    <message>
        <source>Import services…</source>
        <translation>Dienste importieren…</translation>
    </message>
    <message>
        <source>Export this service…</source>
        <translation>Diesen Dienst exportieren…</translation>
    </message>
    <message>
        <source>Export all services…</source>
        <translation>Alle Dienste exportieren…</translation>
    </message>
    <message>
        <source>Not saved yet</source>
        <translation>Noch nicht gespeichert</translation>
    </message>
    <message>
        <source>Change not saved</source>
        <translation>Änderung nicht gespeichert</translation>
    </message>
    <message>
        <source>No account needed</source>
        <translation>Kein Konto nötig</translation>
    </message>
    <message>
        <source>Text is made by the engine that is part of this program. It needs no account and no key, and nothing leaves this computer.</source>
        <translation>Der Text entsteht mit der Spracherkennung in diesem Programm. Sie braucht weder Konto noch Schlüssel, und nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>New service</source>
        <translation>Neuer Dienst</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Test</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>Connection settings</source>
        <translation>Verbindungseinstellungen</translation>
    </message>
    <message>
        <source>Address and key</source>
        <translation>Adresse und Schlüssel</translation>
    </message>
    <message>
        <source>Session update</source>
        <translation>Sitzungsupdate</translation>
    </message>
    <message>
        <source>A second of speech</source>
        <translation>Eine Sekunde Sprache</translation>
    </message>
    <message>
        <source>Running…</source>
        <translation>Läuft…</translation>
    </message>
    <message>
        <source>Passed</source>
        <translation>Bestanden</translation>
    </message>
    <message>
        <source>Not needed</source>
        <translation>Nicht nötig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Not reached</source>
        <translation>Nicht erreicht</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>Erneut testen</translation>
    </message>
    <message>
        <source>Changes are saved.</source>
        <translation>Änderungen sind gespeichert.</translation>
    </message>
    <message>
        <source>Not saved: correct what is marked.</source>
        <translation>Nicht gespeichert: Korrigieren Sie, was markiert ist.</translation>
    </message>
    <message>
        <source>The test runs.</source>
        <translation>Der Test läuft.</translation>
    </message>
    <message>
        <source>Another service</source>
        <translation>Ein anderer Dienst</translation>
    </message>
    <message>
        <source>{title} is being tested.</source>
        <translation>{title} wird gerade getestet.</translation>
    </message>
    <message>
        <source>Correct what is marked first.</source>
        <translation>Korrigieren Sie zuerst, was markiert ist.</translation>
    </message>
    <message>
        <source>Name a model first.</source>
        <translation>Nennen Sie zuerst ein Modell.</translation>
    </message>
    <message>
        <source>Agree to use this service first.</source>
        <translation>Stimmen Sie zuerst zu, diesen Dienst zu verwenden.</translation>
    </message>
    <message>
        <source>From the address to one second of speech.</source>
        <translation>Von der Adresse bis zu einer Sekunde Sprache.</translation>
    </message>
    <message>
        <source>From the address to one second of speech; the service may charge for it.</source>
        <translation>Von der Adresse bis zu einer Sekunde Sprache; der Dienst kann dafür Geld verlangen.</translation>
    </message>
    <message>
        <source>Remove a service</source>
        <translation>Dienst entfernen</translation>
    </message>
    <message>
        <source>Remove {title}?</source>
        <translation>{title} entfernen?</translation>
    </message>
    <message>
        <source>Its key is removed too. Recordings are not touched.</source>
        <translation>Auch sein Schlüssel wird entfernt. Aufnahmen bleiben unberührt.</translation>
    </message>
    <message>
        <source>The key was not removed: {message}</source>
        <translation>Der Schlüssel wurde nicht entfernt: {message}</translation>
    </message>
    <message>
        <source>The one model on this computer.</source>
        <translation>Das einzige Modell auf diesem Computer.</translation>
    </message>
    <message>
        <source>Applies now</source>
        <translation>Gilt sofort</translation>
    </message>
    <message>
        <source>At the next start</source>
        <translation>Beim nächsten Start</translation>
    </message>
    <message>
        <source>Session settings</source>
        <translation>Sitzungseinstellungen</translation>
    </message>
    <message>
        <source>Turn ending</source>
        <translation>Abschnittsende</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>Erweitert</translation>
    </message>
    <message>
        <source>Safety and keeping</source>
        <translation>Sicherheit und Aufbewahrung</translation>
    </message>
    <message>
        <source>Words…</source>
        <translation>Wörter…</translation>
    </message>
    <message>
        <source>What to do first</source>
        <translation>Was zuerst zu tun ist</translation>
    </message>
    <message>
        <source>Press Record, or {key}, and speak.</source>
        <translation>Drücken Sie „Aufnehmen“ oder {key} und sprechen Sie.</translation>
    </message>
    <message>
        <source>Press Record and speak.</source>
        <translation>Drücken Sie „Aufnehmen“ und sprechen Sie.</translation>
    </message>
    <message>
        <source>The words appear while you speak: dim ones may still change.</source>
        <translation>Die Worte erscheinen, während Sie sprechen: Blasse können sich noch ändern.</translation>
    </message>
    <message>
        <source>Choose the microphone at the top. The meter beside it moves when it hears something; the words next to it say whether that is loud enough.</source>
        <translation>Wählen Sie oben das Mikrofon. Die Anzeige daneben bewegt sich, wenn es etwas hört; die Worte daneben sagen, ob das laut genug ist.</translation>
    </message>
    <message>
        <source>Press the same button to stop. The last words are waited for; the window says for how many seconds.</source>
        <translation>Derselbe Knopf stoppt. Auf die letzten Worte wird gewartet; das Fenster sagt, wie viele Sekunden lang.</translation>
    </message>
    <message>
        <source>Without a microphone, drop an audio file onto the window, or play the 20-second demo from the menu at the top right.</source>
        <translation>Ohne Mikrofon ziehen Sie eine Audiodatei auf das Fenster, oder spielen Sie die Demo von 20 Sekunden aus dem Menü oben rechts ab.</translation>
    </message>
    <message>
        <source>Tell people that you record: in many places nobody may be recorded without their consent.</source>
        <translation>Sagen Sie, dass Sie aufnehmen: Vielerorts darf niemand ohne Einwilligung aufgenommen werden.</translation>
    </message>
    <message>
        <source>What leaves this computer</source>
        <translation>Was diesen Computer verlässt</translation>
    </message>
    <message>
        <source>It depends on the service that is chosen in the session settings, and on nothing else:</source>
        <translation>Das hängt vom Dienst ab, der in den Sitzungseinstellungen gewählt ist, und von nichts sonst:</translation>
    </message>
    <message>
        <source>Always here</source>
        <translation>Immer hier</translation>
    </message>
    <message>
        <source>The history, the sound of recordings, notes, words and settings stay on this computer; keys stay in the system&apos;s keyring or where you put them.</source>
        <translation>Verlauf, Ton von Aufnahmen, Notizen, Wörter und Einstellungen bleiben auf diesem Computer; Schlüssel bleiben im Schlüsselbund des Systems oder dort, wo Sie sie hinlegen.</translation>
    </message>
    <message>
        <source>Only where you switch it on, and only to devices in your network that have the link.</source>
        <translation>Nur, wenn Sie es einschalten, und nur an Geräte in Ihrem Netzwerk, die den Link haben.</translation>
    </message>
    <message>
        <source>No usage statistics, no crash reports, no search for updates.</source>
        <translation>Keine Nutzungsstatistik, keine Absturzberichte, keine Suche nach Aktualisierungen.</translation>
    </message>
    <message>
        <source>The captions are a window of their own that stays on top: drag it where you want it, and pull its edge for another width. It never takes the keyboard from the program you work in.</source>
        <translation>Die Untertitel sind ein eigenes Fenster, das im Vordergrund bleibt: Ziehen Sie es, wohin Sie wollen, und an seinem Rand für eine andere Breite. Es nimmt dem Programm, in dem Sie arbeiten, nie die Tastatur weg.</translation>
    </message>
    <message>
        <source>Hold the key for looking back to read the last half minute; the live text goes on meanwhile.</source>
        <translation>Halten Sie die Taste zum Zurückblicken, um die letzte halbe Minute zu lesen; der Live-Text geht währenddessen weiter.</translation>
    </message>
    <message>
        <source>Where the desktop lets no window stay on top, or for others in the room, serve the captions to a browser: the menu has “Captions in a browser or a file”. That is also a source for OBS.</source>
        <translation>Wo der Desktop kein Fenster im Vordergrund lässt oder für andere im Raum: Stellen Sie die Untertitel für einen Browser bereit, im Menü unter „Untertitel im Browser oder in einer Datei“. Das ist auch eine Quelle für OBS.</translation>
    </message>
    <message>
        <source>Every recording is kept at the left until you delete it. The field above searches all of them.</source>
        <translation>Jede Aufnahme bleibt links, bis Sie sie löschen. Das Feld darüber durchsucht alle.</translation>
    </message>
    <message>
        <source>In a recording you can correct turns, name speakers, play the sound, export, and transcribe a part or all of it again with another service.</source>
        <translation>In einer Aufnahme können Sie Abschnitte korrigieren, Sprechende benennen, den Ton abspielen, exportieren und einen Teil oder alles mit einem anderen Dienst neu transkribieren.</translation>
    </message>
    <message>
        <source>Whether there is a history, and how long sound is kept, stands under “Safety and keeping”.</source>
        <translation>Ob es einen Verlauf gibt und wie lange Ton aufbewahrt wird, steht unter „Sicherheit und Aufbewahrung“.</translation>
    </message>
    <message>
        <source>Notes and marks</source>
        <translation>Notizen und Markierungen</translation>
    </message>
    <message>
        <source>A mark is a place you want to find again; a note is what you write about a moment. Both stand beside the turns, and in exports, other than in subtitles and tables.</source>
        <translation>Eine Markierung ist eine Stelle, die Sie wiederfinden wollen; eine Notiz ist, was Sie zu einem Moment schreiben. Beide stehen neben den Abschnitten und in Exporten, nicht aber in Untertiteln und Tabellen.</translation>
    </message>
    <message>
        <source>While you record, press the mark or the note above the transcript. A note is about the moment at which you began to write it: Enter keeps it, Esc throws it away.</source>
        <translation>Während der Aufnahme drücken Sie die Markierung oder die Notiz über dem Transkript. Eine Notiz gilt für den Moment, in dem Sie sie zu schreiben begannen: Die Eingabetaste behält sie, Esc verwirft sie.</translation>
    </message>
    <message>
        <source>Both are listed at the right under “Notes”. A click leads to the place, F2 writes in the chosen one, Del removes it, and Ctrl+Z brings it back. A mark can have words, too.</source>
        <translation>Beide stehen rechts unter „Notizen“. Ein Klick führt an die Stelle, F2 ändert die gewählte, Entf entfernt sie, und Strg+Z holt sie zurück. Auch eine Markierung kann Worte haben.</translation>
    </message>
    <message>
        <source>In a recording of the history they are made at the chosen turn, and listed under “Marks and notes”. The demo is not kept, so nothing can be marked or noted in it.</source>
        <translation>In einer Aufnahme des Verlaufs entstehen sie am gewählten Abschnitt und stehen unter „Markierungen und Notizen“. Die Demo wird nicht behalten, darum lässt sich in ihr nichts markieren oder notieren.</translation>
    </message>
    <message>
        <source>Words that are written right</source>
        <translation>Wörter, die richtig geschrieben werden</translation>
    </message>
    <message>
        <source>Put names and terms into “Words”. Services that take hints are told of them; in finished turns what was misheard is replaced.</source>
        <translation>Tragen Sie Namen und Begriffe unter „Wörter“ ein. Dienste, die Hinweise nehmen, erfahren davon; in fertigen Abschnitten wird Verhörtes ersetzt.</translation>
    </message>
    <message>
        <source>Correct a word once, and see where else it stands: it is put right there, and from now on.</source>
        <translation>Korrigieren Sie ein Wort einmal und sehen Sie, wo es noch steht: Es wird auch dort richtig und von jetzt an.</translation>
    </message>
    <message>
        <source>When something does not work</source>
        <translation>Wenn etwas nicht geht</translation>
    </message>
    <message>
        <source>The line at the foot says in words how microphone, link and text are. Press one for the reason.</source>
        <translation>Die Zeile unten sagt in Worten, wie es um Mikrofon, Verbindung und Text steht. Drücken Sie darauf, um den Grund zu lesen.</translation>
    </message>
    <message>
        <source>Lost connections, a service that stays away, an unplugged microphone: the recording goes on, and what has no text is a gap with its reason that can be transcribed later.</source>
        <translation>Verlorene Verbindung, ausbleibender Dienst, getrenntes Mikrofon: Die Aufnahme geht weiter, und was keinen Text hat, ist eine Lücke mit ihrem Grund, die sich später transkribieren lässt.</translation>
    </message>
    <message>
        <source>“Save a diagnosis report” in the help menu checks sound, engine, network, keyring, display and disk, and writes a file without keys and without anything that was said. You can read it before you send it.</source>
        <translation>„Diagnosebericht speichern“ im Hilfemenü prüft Ton, Spracherkennung, Netzwerk, Schlüsselbund, Anzeige und Datenträger und schreibt eine Datei ohne Schlüssel und ohne Gesagtes. Sie können sie lesen, bevor Sie sie versenden.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>As they are now; “Keyboard shortcuts” in the menu changes them.</source>
        <translation>Wie sie jetzt sind; „Tastenkürzel“ im Menü ändert sie.</translation>
    </message>
    <message>
        <source>{key}, held</source>
        <translation>{key}, gehalten</translation>
    </message>
    <message>
        <source>Talk, with push to talk</source>
        <translation>Sprechen, mit Sprechtaste</translation>
    </message>
    <message>
        <source>Look back in the captions</source>
        <translation>In den Untertiteln zurückblicken</translation>
    </message>
    <message>
        <source>Every setting says when it counts.</source>
        <translation>Jede Einstellung sagt, ab wann sie gilt.</translation>
    </message>
    <message>
        <source>Used by the next recording.</source>
        <translation>Gilt für die nächste Aufnahme.</translation>
    </message>
    <message>
        <source>Noise reduction is off.</source>
        <translation>Die Rauschminderung ist aus.</translation>
    </message>
    <message>
        <source>The key is read from the environment variable {name}.</source>
        <translation>Der Schlüssel wird aus der Umgebungsvariablen {name} gelesen.</translation>
    </message>
    <message>
        <source>Is reached without a key.</source>
        <translation>Ist ohne Schlüssel erreichbar.</translation>
    </message>
    <message>
        <source>A turn ends when F8 is let go.</source>
        <translation>Ein Abschnitt endet, wenn F8 losgelassen wird.</translation>
    </message>
    <message>
        <source>This program ends a turn after a pause of {milliseconds} ms.</source>
        <translation>Dieses Programm beendet einen Abschnitt nach einer Pause von {milliseconds} ms.</translation>
    </message>
    <message>
        <source>A turn ends after {seconds} s, or when you commit it.</source>
        <translation>Ein Abschnitt endet nach {seconds} s, oder wenn Sie ihn abschließen.</translation>
    </message>
    <message>
        <source>A turn ends when you commit it, or stop.</source>
        <translation>Ein Abschnitt endet, wenn Sie ihn abschließen oder stoppen.</translation>
    </message>
    <message>
        <source>History (Ctrl+H)</source>
        <translation>Verlauf (Strg+H)</translation>
    </message>
    <message>
        <source>Session settings (Ctrl+,)</source>
        <translation>Sitzungseinstellungen (Strg+,)</translation>
    </message>
    <message>
        <source>folded away while the window is narrow</source>
        <translation>eingeklappt, solange das Fenster schmal ist</translation>
    </message>
    <message>
        <source>Speakers</source>
        <translation>Sprechende</translation>
    </message>
    <message>
        <source>Name of {name}</source>
        <translation>Name von {name}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>State: {text}</source>
        <translation>Zustand: {text}</translation>
    </message>
    <message>
        <source>the microphone sends nothing: is it muted?</source>
        <translation>das Mikrofon sendet nichts: Ist es stumm?</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>Dieser Computer</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent} %</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
    </message>
    <message>
        <source>Transcribing, {percent}</source>
        <translation>Wird transkribiert, {percent}</translation>
    </message>
    <message>
        <source>Closing when the last words are here. Close again to close now.</source>
        <translation>Schließt, sobald die letzten Worte da sind. Erneut schließen, um sofort zu schließen.</translation>
    </message>
    <message>
        <source>Audio file</source>
        <translation>Audiodatei</translation>
    </message>
    <message>
        <source>Mic off</source>
        <translation>Mikro aus</translation>
    </message>
    <message>
        <source>No microphone</source>
        <translation>Kein Mikrofon</translation>
    </message>
    <message>
        <source>Mic starting</source>
        <translation>Mikro startet</translation>
    </message>
    <message>
        <source>Mic off while paused</source>
        <translation>Mikro in der Pause aus</translation>
    </message>
    <message>
        <source>Mic silent: {remedy}</source>
        <translation>Mikro stumm: {remedy}</translation>
    </message>
    <message>
        <source>Mic too loud</source>
        <translation>Mikro zu laut</translation>
    </message>
    <message>
        <source>Mic too quiet</source>
        <translation>Mikro zu leise</translation>
    </message>
    <message>
        <source>Mic hears no speech</source>
        <translation>Mikro hört keine Sprache</translation>
    </message>
    <message>
        <source>Mic ok</source>
        <translation>Mikro ok</translation>
    </message>
    <message>
        <source>Link: {place}</source>
        <translation>Verbindung: {place}</translation>
    </message>
    <message>
        <source>Link: {place}, not connected</source>
        <translation>Verbindung: {place}, nicht verbunden</translation>
    </message>
    <message>
        <source>Link: starting the engine</source>
        <translation>Verbindung: Spracherkennung startet</translation>
    </message>
    <message>
        <source>Link: connecting{detail}</source>
        <translation>Verbindung: wird hergestellt{detail}</translation>
    </message>
    <message>
        <source>Link: now {place}{since}</source>
        <translation>Verbindung: jetzt {place}{since}</translation>
    </message>
    <message>
        <source>Link: trying again in {seconds} s{detail}</source>
        <translation>Verbindung: neuer Versuch in {seconds} s{detail}</translation>
    </message>
    <message>
        <source>Link: connecting again{detail}</source>
        <translation>Verbindung: wird neu hergestellt{detail}</translation>
    </message>
    <message>
        <source>Link lost{detail}</source>
        <translation>Verbindung verloren{detail}</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>lokal</translation>
    </message>
    <message>
        <source>{seconds} s waiting to be sent</source>
        <translation>{seconds} s warten aufs Senden</translation>
    </message>
    <message>
        <source>Text {delay} behind</source>
        <translation>Text {delay} zurück</translation>
    </message>
    <message>
        <source>No text yet</source>
        <translation>Noch kein Text</translation>
    </message>
    <message>
        <source>System Settings, Privacy &amp; Security, Microphone: switch Transcriber on, then start it again.</source>
        <translation>Systemeinstellungen, Datenschutz &amp; Sicherheit, Mikrofon: Schalten Sie Transcriber ein und starten Sie es dann neu.</translation>
    </message>
    <message>
        <source>Settings, Privacy &amp; security, Microphone: switch on Microphone access and Let desktop apps access your microphone.</source>
        <translation>Einstellungen, Datenschutz und Sicherheit, Mikrofon: Schalten Sie den Mikrofonzugriff ein, auch den für Desktop-Apps.</translation>
    </message>
    <message>
        <source>Sound settings of the desktop, Input: choose the microphone and see that it is not muted. In a terminal, “pactl list short sources” names every input; a line that ends in .monitor is no microphone.</source>
        <translation>Klangeinstellungen des Desktops, Eingang: Wählen Sie das Mikrofon und sehen Sie nach, ob es stumm ist. Im Terminal nennt „pactl list short sources“ alle Eingänge; eine Zeile, die auf .monitor endet, ist kein Mikrofon.</translation>
    </message>
    <message>
        <source>The sound comes from a file; the microphone is not used.</source>
        <translation>Der Ton kommt aus einer Datei; das Mikrofon wird nicht verwendet.</translation>
    </message>
    <message>
        <source>No microphone was found.</source>
        <translation>Es wurde kein Mikrofon gefunden.</translation>
    </message>
    <message>
        <source>Nothing is listened to until you record.</source>
        <translation>Gehört wird erst, wenn Sie aufnehmen.</translation>
    </message>
    <message>
        <source>The microphone is being opened.</source>
        <translation>Das Mikrofon wird geöffnet.</translation>
    </message>
    <message>
        <source>Nothing is listened to while the recording is paused.</source>
        <translation>Während die Aufnahme pausiert, wird nichts gehört.</translation>
    </message>
    <message>
        <source>The recording was stopped; what was said before is still being transcribed.</source>
        <translation>Die Aufnahme ist gestoppt; was vorher gesagt wurde, wird noch transkribiert.</translation>
    </message>
    <message>
        <source>See whether it has a switch of its own, or choose another one above.</source>
        <translation>Sehen Sie nach, ob es einen eigenen Schalter hat, oder wählen Sie oben ein anderes.</translation>
    </message>
    <message>
        <source>The microphone sends nothing but zeros: it is muted, switched off, or not allowed.</source>
        <translation>Das Mikrofon sendet nur Nullen: Es ist stumm, ausgeschaltet oder nicht erlaubt.</translation>
    </message>
    <message>
        <source>The sound is louder than can be recorded, and words become harder to make out.</source>
        <translation>Der Ton ist lauter, als sich aufnehmen lässt; Worte sind so schwerer zu erkennen.</translation>
    </message>
    <message>
        <source>Move away from the microphone, or turn its input down in the sound settings.</source>
        <translation>Gehen Sie weiter vom Mikrofon weg, oder stellen Sie seinen Eingang in den Klangeinstellungen leiser.</translation>
    </message>
    <message>
        <source>Sound arrives at a good level.</source>
        <translation>Der Ton kommt mit gutem Pegel an.</translation>
    </message>
    <message>
        <source>If the meter does not move when you speak, choose another one.</source>
        <translation>Bewegt sich die Anzeige nicht, wenn Sie sprechen, wählen Sie ein anderes.</translation>
    </message>
    <message>
        <source>Press Record or {key}.</source>
        <translation>Drücken Sie „Aufnehmen“ oder {key}.</translation>
    </message>
    <message>
        <source>Press Record.</source>
        <translation>Drücken Sie „Aufnehmen“.</translation>
    </message>
    <message>
        <source>Press {key} to go on.</source>
        <translation>Drücken Sie {key}, um fortzusetzen.</translation>
    </message>
    <message>
        <source>Press Resume to go on.</source>
        <translation>Drücken Sie „Fortsetzen“.</translation>
    </message>
    <message>
        <source>What is said arrives too quiet, and words are easily missed.</source>
        <translation>Was gesagt wird, kommt zu leise an; Wörter gehen leicht verloren.</translation>
    </message>
    <message>
        <source>Come closer to the microphone, or raise its input level in the sound settings.</source>
        <translation>Gehen Sie näher ans Mikrofon, oder erhöhen Sie seinen Eingangspegel in den Klangeinstellungen.</translation>
    </message>
    <message>
        <source>No speech was heard in the last ten seconds.</source>
        <translation>In den letzten zehn Sekunden war keine Sprache zu hören.</translation>
    </message>
    <message>
        <source>If somebody speaks: come closer, raise the input level in the sound settings, or choose another microphone.</source>
        <translation>Wenn jemand spricht: Gehen Sie näher heran, erhöhen Sie den Eingangspegel in den Klangeinstellungen, oder wählen Sie ein anderes Mikrofon.</translation>
    </message>
    <message>
        <source>Sound arrives. A few seconds of speech show whether it is loud enough.</source>
        <translation>Ton kommt an. Ein paar Sekunden Sprache zeigen, ob er laut genug ist.</translation>
    </message>
    <message>
        <source>Text is made on this computer. Nothing leaves it.</source>
        <translation>Der Text entsteht auf diesem Computer. Nichts verlässt ihn.</translation>
    </message>
    <message>
        <source>Sound goes to {service} while you record, and only then.</source>
        <translation>Ton geht an {service}, während Sie aufnehmen, und nur dann.</translation>
    </message>
    <message>
        <source>The program that makes the text on this computer is being started.</source>
        <translation>Das Programm, das auf diesem Computer den Text macht, startet gerade.</translation>
    </message>
    <message>
        <source>Speak on: it is recorded, and the text follows in a moment.</source>
        <translation>Sprechen Sie weiter: Es wird aufgenommen, der Text folgt gleich.</translation>
    </message>
    <message>
        <source>{service} takes the sound and sends the text back.</source>
        <translation>{service} nimmt den Ton und sendet den Text zurück.</translation>
    </message>
    <message>
        <source>There is no link to {service} yet. What you say is recorded.</source>
        <translation>Es gibt noch keine Verbindung zu {service}. Was Sie sagen, wird aufgenommen.</translation>
    </message>
    <message>
        <source>Speak on: all of it is sent as soon as the link stands.</source>
        <translation>Sprechen Sie weiter: Alles wird gesendet, sobald die Verbindung steht.</translation>
    </message>
    <message>
        <source>{service} cannot be reached. What was recorded is kept.</source>
        <translation>{service} ist nicht erreichbar. Was aufgenommen wurde, ist erhalten.</translation>
    </message>
    <message>
        <source>See the message above the transcript, or test the service under Services.</source>
        <translation>Lesen Sie die Meldung über dem Transkript, oder testen Sie den Dienst unter „Dienste“.</translation>
    </message>
    <message>
        <source>The file is being transcribed; what is done already stands in the transcript.</source>
        <translation>Die Datei wird transkribiert; was schon fertig ist, steht im Transkript.</translation>
    </message>
    <message>
        <source>The last words are being transcribed.</source>
        <translation>Die letzten Worte werden transkribiert.</translation>
    </message>
    <message>
        <source>Text begins with a recording.</source>
        <translation>Text beginnt mit einer Aufnahme.</translation>
    </message>
    <message>
        <source>There is no text while there is no link.</source>
        <translation>Ohne Verbindung gibt es keinen Text.</translation>
    </message>
    <message>
        <source>What you say is recorded, and its text follows.</source>
        <translation>Was Sie sagen, wird aufgenommen; der Text folgt.</translation>
    </message>
    <message>
        <source>{time} of sound wait to be transcribed; none of it is lost.</source>
        <translation>{time} Ton warten auf Transkription; nichts davon ist verloren.</translation>
    </message>
    <message>
        <source>If that grows on and on, close other programs, or choose a faster service.</source>
        <translation>Wächst das immer weiter, schließen Sie andere Programme, oder wählen Sie einen schnelleren Dienst.</translation>
    </message>
    <message>
        <source>A word is shown {time} after it is said.</source>
        <translation>Ein Wort erscheint {time}, nachdem es gesagt wurde.</translation>
    </message>
    <message>
        <source>If the meter moves and no words come: see that the language is right and that people speak close by.</source>
        <translation>Bewegt sich die Anzeige und es kommen keine Worte: Prüfen Sie, ob die Sprache stimmt und nah gesprochen wird.</translation>
    </message>
    <message>
        <source>Nothing is sent but while the key is held.</source>
        <translation>Gesendet wird nur, solange die Taste gedrückt ist.</translation>
    </message>
    <message>
        <source>Hold {key} while you speak.</source>
        <translation>Halten Sie {key}, während Sie sprechen.</translation>
    </message>
    <message>
        <source>No words were heard so far.</source>
        <translation>Bisher waren keine Worte zu hören.</translation>
    </message>
    <message>
        <source>If the meter moves while you speak: see that the language is right, speak closer to the microphone, or lower the threshold of the turn detection.</source>
        <translation>Bewegt sich die Anzeige, während Sie sprechen: Prüfen Sie die Sprache, sprechen Sie näher am Mikrofon, oder senken Sie die Schwelle der Abschnittserkennung.</translation>
    </message>
    <message>
        <source>{seconds} s left</source>
        <translation>noch {seconds} s</translation>
    </message>
    <message>
        <source>Finishing, {words}</source>
        <translation>Wird beendet, {words}</translation>
    </message>
    <message>
        <source>Waiting for the last words</source>
        <translation>Wartet auf die letzten Worte</translation>
    </message>
    <message>
        <source>too quiet</source>
        <translation>zu leise</translation>
    </message>
    <message>
        <source>nothing heard</source>
        <translation>nichts gehört</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>Sie sprechen</translation>
    </message>
    <message>
        <source>Hold {key} to talk</source>
        <translation>Zum Sprechen {key} halten</translation>
    </message>
    <message>
        <source>Live {place}</source>
        <translation>Live {place}</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Trying again</source>
        <translation>Neuer Versuch</translation>
    </message>
    <message>
        <source>in {seconds} s</source>
        <translation>in {seconds} s</translation>
    </message>
    <message>
        <source>Connecting again</source>
        <translation>Verbindet neu</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Nimmt auf</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>Input level in words</source>
        <translation>Eingangspegel in Worten</translation>
    </message>
    <message>
        <source>Stop the test</source>
        <translation>Test stoppen</translation>
    </message>
    <message>
        <source>Say a sentence: your words appear here. Nothing of it is kept.</source>
        <translation>Sagen Sie einen Satz: Hier erscheinen Ihre Worte. Nichts davon wird aufbewahrt.</translation>
    </message>
    <message>
        <source>Try the microphone</source>
        <translation>Mikrofon ausprobieren</translation>
    </message>
    <message>
        <source>Pause (F10)</source>
        <translation>Pause (F10)</translation>
    </message>
    <message>
        <source>Captions (F6)</source>
        <translation>Untertitel (F6)</translation>
    </message>
    <message>
        <source>Change between light and dark</source>
        <translation>Zwischen hell und dunkel wechseln</translation>
    </message>
    <message>
        <source>Compact mode (F7)</source>
        <translation>Kompaktmodus (F7)</translation>
    </message>
    <message>
        <source>Resume (F10)</source>
        <translation>Fortsetzen (F10)</translation>
    </message>
    <message>
        <source>Back to the whole window (F7)</source>
        <translation>Zurück zum ganzen Fenster (F7)</translation>
    </message>
    <message>
        <source>Commit turn</source>
        <translation>Abschließen</translation>
    </message>
    <message>
        <source>Commit turn (Ctrl+Return)</source>
        <translation>Abschnitt abschließen (Strg+Eingabe)</translation>
    </message>
    <message>
        <source>Previous transcript</source>
        <translation>Voriges Transkript</translation>
    </message>
    <message>
        <source>Transcript</source>
        <translation>Transkript</translation>
    </message>
    <message>
        <source>Name the speakers</source>
        <translation>Sprechende benennen</translation>
    </message>
    <message>
        <source>Mark this moment (Ctrl+M)</source>
        <translation>Diesen Moment markieren (Strg+M)</translation>
    </message>
    <message>
        <source>Write a note (Ctrl+Shift+N)</source>
        <translation>Notiz schreiben (Strg+Umschalt+N)</translation>
    </message>
    <message>
        <source>Find in this transcript (Ctrl+F)</source>
        <translation>In diesem Transkript suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Copy the transcript (Ctrl+Shift+C)</source>
        <translation>Transkript kopieren (Strg+Umschalt+C)</translation>
    </message>
    <message>
        <source>Save the transcript (Ctrl+S)</source>
        <translation>Transkript speichern (Strg+S)</translation>
    </message>
    <message>
        <source>Live transcript</source>
        <translation>Live-Transkript</translation>
    </message>
    <message>
        <source>Back to the live transcript (Ctrl+L)</source>
        <translation>Zurück zum Live-Transkript (Strg+L)</translation>
    </message>
    <message>
        <source>A recording is running.</source>
        <translation>Eine Aufnahme läuft.</translation>
    </message>
    <message>
        <source>{state}. Why?</source>
        <translation>{state}. Warum?</translation>
    </message>
    <message>
        <source>{state}. Press to read why, and what to do.</source>
        <translation>{state}. Drücken, um zu lesen, warum und was zu tun ist.</translation>
    </message>
    <message>
        <source>State of microphone, link and text</source>
        <translation>Zustand von Mikrofon, Verbindung und Text</translation>
    </message>
    <message>
        <source>Not transcribed: {reason}</source>
        <translation>Nicht transkribiert: {reason}</translation>
    </message>
    <message>
        <source>Gap: {reason}</source>
        <translation>Lücke: {reason}</translation>
    </message>
    <message>
        <source>{count} more characters: save the transcript to read them</source>
        <translation>{count} weitere Zeichen: Speichern Sie das Transkript, um sie zu lesen</translation>
    </message>
    <message>
        <source>No speech heard: {words}</source>
        <translation>Keine Sprache gehört: {words}</translation>
    </message>
    <message>
        <source>Correct this turn</source>
        <translation>Diesen Abschnitt korrigieren</translation>
    </message>
    <message>
        <source>Jump to live ({count} new)</source>
        <translation>Zu Live springen ({count} neu)</translation>
    </message>
    <message>
        <source>Jump to live</source>
        <translation>Zu Live springen</translation>
    </message>
    <message>
        <source>No speech was heard here: this text is left out of exports.</source>
        <translation>Hier war keine Sprache zu hören: Dieser Text bleibt aus Exporten weg.</translation>
    </message>
    <message>
        <source>Language: {languages}</source>
        <translation>Sprache: {languages}</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>Heard as</source>
        <translation>Gehört als</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>Told</source>
        <translation>Mitgeteilt</translation>
    </message>
    <message>
        <source>Not told</source>
        <translation>Nicht mitgeteilt</translation>
    </message>
    <message>
        <source>{written}, heard as {heard}</source>
        <translation>{written}, gehört als {heard}</translation>
    </message>
    <message>
        <source>Tell the service to expect it</source>
        <translation>Dem Dienst ankündigen</translation>
    </message>
    <message>
        <source>With every preset</source>
        <translation>Bei jeder Vorlage</translation>
    </message>
    <message>
        <source>Only with {preset}</source>
        <translation>Nur bei {preset}</translation>
    </message>
    <message>
        <source>Heard as, with commas between</source>
        <translation>Gehört als, mit Kommas dazwischen</translation>
    </message>
    <message>
        <source>Correct a word</source>
        <translation>Ein Wort korrigieren</translation>
    </message>
    <message>
        <source>In every other recording, too</source>
        <translation>Auch in allen anderen Aufnahmen</translation>
    </message>
    <message>
        <source>From now on, too: add it to the words</source>
        <translation>Auch von jetzt an: zu den Wörtern hinzufügen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>This recording</source>
        <translation>Diese Aufnahme</translation>
    </message>
    <message>
        <source>Found in this recording: {count}</source>
        <translation>In dieser Aufnahme gefunden: {count}</translation>
    </message>
    <message>
        <source>Found in other recordings: {count}</source>
        <translation>In anderen Aufnahmen gefunden: {count}</translation>
    </message>
    <message>
        <source>Looking through this recording…</source>
        <translation>Durchsucht diese Aufnahme…</translation>
    </message>
    <message>
        <source>Looking through the history…</source>
        <translation>Durchsucht den Verlauf…</translation>
    </message>
    <message>
        <source>More than {most} turns of the history have it: choose more words.</source>
        <translation>Mehr als {most} Abschnitte des Verlaufs enthalten es: Wählen Sie mehr Wörter.</translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>The words cannot be written to {path}: {reason}.</source>
        <translation>Die Wörter lassen sich nicht nach {path} schreiben: {reason}.</translation>
    </message>
    <message>
        <source>{model} is told of one word as a keyword.</source>
        <translation>{model} erfährt ein Wort als Schlüsselwort.</translation>
    </message>
    <message numerus="yes">
        <source>{model} is told of %n words as keywords.</source>
        <translation>
            <numerusform>{model} erfährt %n Wort als Schlüsselwort.</numerusform>
            <numerusform>{model} erfährt %n Wörter als Schlüsselwörter.</numerusform>
        </translation>
    </message>
    <message>
        <source>{model} is told of one word in its prompt.</source>
        <translation>{model} erfährt ein Wort im Prompt.</translation>
    </message>
    <message numerus="yes">
        <source>{model} is told of %n words in its prompt.</source>
        <translation>
            <numerusform>{model} erfährt %n Wort im Prompt.</numerusform>
            <numerusform>{model} erfährt %n Wörter im Prompt.</numerusform>
        </translation>
    </message>
    <message>
        <source>One word does not fit.</source>
        <translation>Ein Wort passt nicht hinein.</translation>
    </message>
    <message>
        <source>{model} cannot be told which words to expect.</source>
        <translation>{model} kann nicht erfahren, welche Wörter zu erwarten sind.</translation>
    </message>
    <message numerus="yes">
        <source>%n words do not fit.</source>
        <translation>
            <numerusform>%n Wort passt nicht hinein.</numerusform>
            <numerusform>%n Wörter passen nicht hinein.</numerusform>
        </translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Wörter</translation>
    </message>
    <message>
        <source>Look for a word</source>
        <translation>Ein Wort suchen</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Import words</source>
        <translation>Wörter importieren</translation>
    </message>
    <message>
        <source>Words (*.csv *.txt);;All files (*)</source>
        <translation>Wörter (*.csv *.txt);;Alle Dateien (*)</translation>
    </message>
    <message numerus="yes">
        <source>%n words were taken in.</source>
        <translation>
            <numerusform>%n Wort wurde aufgenommen.</numerusform>
            <numerusform>%n Wörter wurden aufgenommen.</numerusform>
        </translation>
    </message>
    <message>
        <source>One word was taken in.</source>
        <translation>Ein Wort wurde aufgenommen.</translation>
    </message>
    <message>
        <source>Export words</source>
        <translation>Wörter exportieren</translation>
    </message>
    <message>
        <source>Table (*.csv);;Lines (*.txt)</source>
        <translation>Tabelle (*.csv);;Zeilen (*.txt)</translation>
    </message>
    <message>
        <source>One more line makes no sense.</source>
        <translation>Eine weitere Zeile ergibt keinen Sinn.</translation>
    </message>
    <message>
        <source>Choose another name or another folder.</source>
        <translation>Wählen Sie einen anderen Namen oder Ordner.</translation>
    </message>
    <message>
        <source>{path} is not a file and was left as it is.</source>
        <translation>{path} ist keine Datei und blieb, wie es ist.</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>{path} lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Choose another folder, or make room there.</source>
        <translation>Wählen Sie einen anderen Ordner, oder schaffen Sie dort Platz.</translation>
    </message>
    <message>
        <source>Services are told to expect these words, as far as their model takes them; what is heard as something else is written right once a turn is finished.</source>
        <translation>Diese Wörter werden den Diensten angekündigt, soweit ihr Modell sie annimmt; was anders gehört wird, steht richtig da, sobald ein Abschnitt fertig ist.</translation>
    </message>
    <message numerus="yes">
        <source>%n more lines make no sense.</source>
        <translation>
            <numerusform>%n weitere Zeile ergibt keinen Sinn.</numerusform>
            <numerusform>%n weitere Zeilen ergeben keinen Sinn.</numerusform>
        </translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>Notiz schreiben…</translation>
    </message>
    <message>
        <source>Transcribe an audio file…</source>
        <translation>Audiodatei transkribieren…</translation>
    </message>
    <message>
        <source>Play the 20-second demo</source>
        <translation>Demo von 20 Sekunden abspielen</translation>
    </message>
    <message>
        <source>Save the previous transcript…</source>
        <translation>Voriges Transkript speichern…</translation>
    </message>
    <message>
        <source>Back to the live transcript</source>
        <translation>Zurück zum Live-Transkript</translation>
    </message>
    <message>
        <source>Find the next place</source>
        <translation>Nächste Stelle suchen</translation>
    </message>
    <message>
        <source>Find the place before</source>
        <translation>Vorige Stelle suchen</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Let clicks through the captions</source>
        <translation>Klicks durch die Untertitel lassen</translation>
    </message>
    <message>
        <source>Caption settings…</source>
        <translation>Einstellungen der Untertitel…</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Follow the system&apos;s light or dark</source>
        <translation>Hell oder dunkel wie das System</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>Größer</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>Kleiner</translation>
    </message>
    <message>
        <source>Usual size</source>
        <translation>Übliche Größe</translation>
    </message>
    <message>
        <source>Appearance and accessibility…</source>
        <translation>Darstellung und Barrierefreiheit…</translation>
    </message>
    <message>
        <source>Compact mode</source>
        <translation>Kompaktmodus</translation>
    </message>
    <message>
        <source>Services…</source>
        <translation>Dienste…</translation>
    </message>
    <message>
        <source>Captions in a browser or a file…</source>
        <translation>Untertitel im Browser oder in einer Datei…</translation>
    </message>
    <message>
        <source>Take the last correction back</source>
        <translation>Letzte Korrektur zurücknehmen</translation>
    </message>
    <message>
        <source>Watch the protocol…</source>
        <translation>Protokoll mitlesen…</translation>
    </message>
    <message>
        <source>Program settings…</source>
        <translation>Programmeinstellungen…</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>Search the guide</source>
        <translation>Anleitung durchsuchen</translation>
    </message>
    <message>
        <source>Headings of the guide</source>
        <translation>Überschriften der Anleitung</translation>
    </message>
    <message>
        <source>Text of the guide</source>
        <translation>Text der Anleitung</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>Save a diagnosis report…</source>
        <translation>Diagnosebericht speichern…</translation>
    </message>
    <message>
        <source>About Transcriber</source>
        <translation>Über Transcriber</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>Live captions from the microphone, made on this computer or by a Realtime transcription service.</source>
        <translation>Live-Untertitel vom Mikrofon, auf diesem Computer oder von einem Realtime-Transkriptionsdienst erzeugt.</translation>
    </message>
    <message>
        <source>Transcriber is free software under the MIT licence.</source>
        <translation>Transcriber ist freie Software unter der MIT-Lizenz.</translation>
    </message>
    <message>
        <source>It is made with:</source>
        <translation>Enthalten sind:</translation>
    </message>
    <message>
        <source>Qt for Python (PySide6): LGPL 3, replaceable as installed</source>
        <translation>Qt for Python (PySide6): LGPL 3, austauschbar wie installiert</translation>
    </message>
    <message>
        <source>Moonshine Voice with its English model: MIT</source>
        <translation>Moonshine Voice mit englischem Modell: MIT</translation>
    </message>
    <message>
        <source>Inter typeface, The Inter Project Authors: SIL Open Font License 1.1</source>
        <translation>Schriftart Inter, The Inter Project Authors: SIL Open Font License 1.1</translation>
    </message>
    <message>
        <source>The demo: John F. Kennedy, 1961, and LJ Speech, a LibriVox reading; both in the public domain.</source>
        <translation>Die Demo: John F. Kennedy, 1961, und LJ Speech, eine LibriVox-Lesung; beides gemeinfrei.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>another service took over</source>
        <translation>ein anderer Dienst hat übernommen</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} von {total}</translation>
    </message>
    <message>
        <source>{count} words</source>
        <translation>{count} Wörter</translation>
    </message>
    <message>
        <source>Cost: {cost}</source>
        <translation>Kosten: {cost}</translation>
    </message>
    <message>
        <source>Live recording</source>
        <translation>Live-Aufnahme</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>Demo</translation>
    </message>
    <message>
        <source>English</source>
        <translation>Englisch</translation>
    </message>
    <message>
        <source>Language detected</source>
        <translation>Sprache erkannt</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>Heute {time}</translation>
    </message>
    <message>
        <source>Meeting</source>
        <translation>Besprechung</translation>
    </message>
    <message>
        <source>Dictation</source>
        <translation>Diktat</translation>
    </message>
    <message>
        <source>Far microphone</source>
        <translation>Fernes Mikrofon</translation>
    </message>
    <message>
        <source>Phone line</source>
        <translation>Telefonleitung</translation>
    </message>
    <message>
        <source>Noisy room</source>
        <translation>Lauter Raum</translation>
    </message>
    <message>
        <source>A preset&apos;s name is one line of 1 to {most} characters.</source>
        <translation>Der Name einer Vorlage ist eine Zeile mit 1 bis {most} Zeichen.</translation>
    </message>
    <message>
        <source>{name} comes with the program; choose another name.</source>
        <translation>{name} gehört zum Programm; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>There is a preset named {name} already.</source>
        <translation>Eine Vorlage mit dem Namen {name} gibt es schon.</translation>
    </message>
    <message>
        <source>The history could not be opened because of an error in this program.</source>
        <translation>Der Verlauf konnte wegen eines Fehlers in diesem Programm nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Recordings go on, but nothing of them is kept.</source>
        <translation>Aufnahmen gehen weiter, aber nichts davon wird aufbewahrt.</translation>
    </message>
    <message>
        <source>the system gives no reason</source>
        <translation>das System nennt keinen Grund</translation>
    </message>
    <message>
        <source>The caption page cannot be served: {reason}.</source>
        <translation>Die Untertitelseite lässt sich nicht bereitstellen: {reason}.</translation>
    </message>
    <message>
        <source>Try another port.</source>
        <translation>Versuchen Sie einen anderen Port.</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>The caption file cannot be written: {reason}.</source>
        <translation>Die Untertiteldatei lässt sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>The captions go on without it. Choose another place for it.</source>
        <translation>Die Untertitel gehen ohne sie weiter. Wählen Sie einen anderen Ort dafür.</translation>
    </message>
    <message>
        <source>Port {asked} is taken by another program, so the caption page is at port {port} now.</source>
        <translation>Port {asked} ist von einem anderen Programm belegt, deshalb liegt die Untertitelseite jetzt an Port {port}.</translation>
    </message>
    <message>
        <source>Links and QR codes from before do not work until that port is free. You can also choose another port.</source>
        <translation>Bisherige Links und QR-Codes gelten erst wieder, wenn jener Port frei ist. Sie können auch einen anderen Port wählen.</translation>
    </message>
    <message>
        <source>Nothing that the history keeps is being recorded.</source>
        <translation>Es wird nichts aufgenommen, was der Verlauf aufbewahrt.</translation>
    </message>
    <message>
        <source>Start a recording, with the history switched on.</source>
        <translation>Beginnen Sie eine Aufnahme mit eingeschaltetem Verlauf.</translation>
    </message>
    <message>
        <source>This is being recorded now.</source>
        <translation>Dies wird gerade aufgenommen.</translation>
    </message>
    <message>
        <source>Stop the recording first, then delete it.</source>
        <translation>Stoppen Sie zuerst die Aufnahme und löschen Sie sie dann.</translation>
    </message>
    <message>
        <source>This was deleted for good.</source>
        <translation>Dies wurde endgültig gelöscht.</translation>
    </message>
    <message>
        <source>A recording</source>
        <translation>Eine Aufnahme</translation>
    </message>
    <message>
        <source>{title} was still being transcribed when the program ended.</source>
        <translation>{title} wurde noch transkribiert, als das Programm endete.</translation>
    </message>
    <message>
        <source>`transcriber history recover {public_id}` goes on with it.</source>
        <translation>`transcriber history recover {public_id}` setzt es fort.</translation>
    </message>
    <message>
        <source>{count} recordings were still being transcribed when the program ended, {title} among them.</source>
        <translation>{count} Aufnahmen wurden noch transkribiert, als das Programm endete, darunter {title}.</translation>
    </message>
    <message>
        <source>`transcriber history recover` goes on with them.</source>
        <translation>`transcriber history recover` setzt sie fort.</translation>
    </message>
    <message>
        <source>What was done is kept.</source>
        <translation>Was fertig war, ist erhalten.</translation>
    </message>
    <message>
        <source>{count} recordings were interrupted, the last one ({title}) at {local}.</source>
        <translation>{count} Aufnahmen wurden unterbrochen, die letzte ({title}) um {local}.</translation>
    </message>
    <message>
        <source>What they had is kept: `transcriber history list`, `transcriber history show {public_id}`.</source>
        <translation>Was sie hatten, ist erhalten: `transcriber history list`, `transcriber history show {public_id}`.</translation>
    </message>
    <message>
        <source>`transcriber history recover` transcribes the rest of them.</source>
        <translation>`transcriber history recover` transkribiert den Rest.</translation>
    </message>
    <message>
        <source>{title} was interrupted at {local}. {what_is_kept}</source>
        <translation>{title} wurde um {local} unterbrochen. {what_is_kept}</translation>
    </message>
    <message>
        <source>`transcriber history show {public_id}` shows it.</source>
        <translation>`transcriber history show {public_id}` zeigt sie.</translation>
    </message>
    <message>
        <source>`transcriber history recover {public_id}` transcribes the rest.</source>
        <translation>`transcriber history recover {public_id}` transkribiert den Rest.</translation>
    </message>
    <message>
        <source>Its sound is in {path}.</source>
        <translation>Der Ton liegt in {path}.</translation>
    </message>
    <message>
        <source>Its text up to {time} is kept.</source>
        <translation>Der Text bis {time} ist erhalten.</translation>
    </message>
    <message>
        <source>Its sound up to {time} is kept.</source>
        <translation>Der Ton bis {time} ist erhalten.</translation>
    </message>
    <message>
        <source>Its text up to {time} and its sound up to {time_2} are kept.</source>
        <translation>Der Text bis {time} und der Ton bis {time_2} sind erhalten.</translation>
    </message>
    <message>
        <source>Something of this recording is not in the history: an error in the program.</source>
        <translation>Etwas von dieser Aufnahme fehlt im Verlauf: ein Fehler im Programm.</translation>
    </message>
    <message>
        <source>The captions go on, and what the history lacks is saved as soon as it can be.</source>
        <translation>Die Untertitel gehen weiter, und was im Verlauf fehlt, wird gespeichert, sobald es geht.</translation>
    </message>
    <message>
        <source>It goes on once this computer no longer transcribes what is being recorded.</source>
        <translation>Es geht weiter, sobald dieser Computer nicht mehr die laufende Aufnahme transkribiert.</translation>
    </message>
    <message>
        <source>It ended because of an error in this program.</source>
        <translation>Es endete wegen eines Fehlers in diesem Programm.</translation>
    </message>
    <message>
        <source>This is being recorded now. Stop the recording first.</source>
        <translation>Dies wird gerade aufgenommen. Stoppen Sie zuerst die Aufnahme.</translation>
    </message>
    <message>
        <source>The audio of this recording was not kept.</source>
        <translation>Der Ton dieser Aufnahme wurde nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Start the program again; see the log for the reason.</source>
        <translation>Starten Sie das Programm neu; den Grund nennt die Protokolldatei.</translation>
    </message>
    <message>
        <source>{title} needs a key.</source>
        <translation>{title} braucht einen Schlüssel.</translation>
    </message>
    <message>
        <source>Set the environment variable {name}.</source>
        <translation>Setzen Sie die Umgebungsvariable {name}.</translation>
    </message>
    <message>
        <source>Enter it under Services, or with `transcriber key set {name}`.</source>
        <translation>Geben Sie ihn unter „Dienste“ ein, oder mit `transcriber key set {name}`.</translation>
    </message>
    <message>
        <source>WAV, FLAC, OGG and MP3 files can be read.</source>
        <translation>Gelesen werden Dateien in WAV, FLAC, OGG und MP3.</translation>
    </message>
    <message>
        <source>{name} holds no sound.</source>
        <translation>{name} enthält keinen Ton.</translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation>Wählen Sie eine andere Datei.</translation>
    </message>
    <message>
        <source>{path} is a folder, not an audio file.</source>
        <translation>{path} ist ein Ordner, keine Audiodatei.</translation>
    </message>
    <message>
        <source>{path} is not a file that can be read again.</source>
        <translation>{path} ist keine Datei, die sich noch einmal lesen lässt.</translation>
    </message>
    <message>
        <source>{name} is empty.</source>
        <translation>{name} ist leer.</translation>
    </message>
    <message>
        <source>There is no file {path}.</source>
        <translation>Es gibt keine Datei {path}.</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>Prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>{name} is damaged or cut off: {seconds} s of it could be read.</source>
        <translation>{name} ist beschädigt oder abgeschnitten: {seconds} s davon konnten gelesen werden.</translation>
    </message>
    <message>
        <source>What could be read was used.</source>
        <translation>Was lesbar war, wurde verwendet.</translation>
    </message>
    <message>
        <source>Audio files cannot be read here: the sndfile library is missing.</source>
        <translation>Audiodateien können hier nicht gelesen werden: Die Bibliothek sndfile fehlt.</translation>
    </message>
    <message>
        <source>Install it (Debian, Ubuntu: apt install libsndfile1).</source>
        <translation>Installieren Sie sie (Debian, Ubuntu: apt install libsndfile1).</translation>
    </message>
    <message>
        <source>{name} is not an audio file that can be read.</source>
        <translation>{name} ist keine lesbare Audiodatei.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}.</source>
        <translation>{path} lässt sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>Check the file&apos;s permissions.</source>
        <translation>Prüfen Sie die Rechte der Datei.</translation>
    </message>
    <message>
        <source>The microphone changed</source>
        <translation>Das Mikrofon hat gewechselt</translation>
    </message>
    <message>
        <source>The loudspeaker changed</source>
        <translation>Der Lautsprecher hat gewechselt</translation>
    </message>
    <message>
        <source>The chosen microphone</source>
        <translation>Das gewählte Mikrofon</translation>
    </message>
    <message>
        <source>The sound server stopped</source>
        <translation>Der Soundserver ist stehen geblieben</translation>
    </message>
    <message>
        <source>{name} delivered no sound</source>
        <translation>{name} lieferte keinen Ton</translation>
    </message>
    <message>
        <source>{name} was unplugged</source>
        <translation>{name} wurde getrennt</translation>
    </message>
    <message>
        <source>The computer was asleep for {duration}</source>
        <translation>Der Computer war {duration} im Ruhezustand</translation>
    </message>
    <message>
        <source>{reason}; now using {name}.</source>
        <translation>{reason}; jetzt wird {name} verwendet.</translation>
    </message>
    <message>
        <source>It goes back when {chosen_name} is plugged in again.</source>
        <translation>Es geht zurück, sobald {chosen_name} wieder angeschlossen ist.</translation>
    </message>
    <message>
        <source>It goes back when {chosen_name} is there again.</source>
        <translation>Es geht zurück, sobald {chosen_name} wieder da ist.</translation>
    </message>
    <message>
        <source>It goes back when it is there again.</source>
        <translation>Es geht zurück, sobald es wieder da ist.</translation>
    </message>
    <message>
        <source>{chosen_name} is not there; the sound comes from {name}.</source>
        <translation>{chosen_name} ist nicht da; der Ton kommt von {name}.</translation>
    </message>
    <message>
        <source>It goes on as soon as the computer plays through a loudspeaker again.</source>
        <translation>Es geht weiter, sobald der Computer wieder über einen Lautsprecher spielt.</translation>
    </message>
    <message>
        <source>{reason}; what the computer plays is not recorded now.</source>
        <translation>{reason}; was der Computer abspielt, wird gerade nicht aufgenommen.</translation>
    </message>
    <message>
        <source>The recording waits for {chosen_name}. Plug it in again, or stop.</source>
        <translation>Die Aufnahme wartet auf {chosen_name}. Schließen Sie es wieder an, oder stoppen Sie.</translation>
    </message>
    <message>
        <source>The recording waits for a microphone. Plug one in, or stop.</source>
        <translation>Die Aufnahme wartet auf ein Mikrofon. Schließen Sie eines an, oder stoppen Sie.</translation>
    </message>
    <message>
        <source>{reason}; nothing is recorded now.</source>
        <translation>{reason}; gerade wird nichts aufgenommen.</translation>
    </message>
    <message>
        <source>Back on {name}.</source>
        <translation>Zurück bei {name}.</translation>
    </message>
    <message>
        <source>{reason}; nothing was recorded meanwhile.</source>
        <translation>{reason}; währenddessen wurde nichts aufgenommen.</translation>
    </message>
    <message>
        <source>The sound {name} could not be made smaller: {reason}.</source>
        <translation>Der Ton {name} konnte nicht verkleinert werden: {reason}.</translation>
    </message>
    <message>
        <source>It is kept as it is, and tried again later.</source>
        <translation>Er bleibt, wie er ist; später wird es noch einmal versucht.</translation>
    </message>
    <message>
        <source>It needs PulseAudio, or PipeWire in its place, and its monitor sources.</source>
        <translation>Dazu braucht es PulseAudio, oder an seiner Stelle PipeWire, mit seinen Monitorquellen.</translation>
    </message>
    <message>
        <source>Plug one in, or check that it is switched on.</source>
        <translation>Schließen Sie eines an, oder prüfen Sie, ob es eingeschaltet ist.</translation>
    </message>
    <message>
        <source>More than one microphone is called {text}.</source>
        <translation>Mehrere Mikrofone heißen {text}.</translation>
    </message>
    <message>
        <source>Choose by id: {ids}.</source>
        <translation>Wählen Sie nach Kennung: {ids}.</translation>
    </message>
    <message>
        <source>There is no microphone.</source>
        <translation>Es gibt kein Mikrofon.</translation>
    </message>
    <message>
        <source>What the computer plays cannot be recorded here.</source>
        <translation>Was der Computer abspielt, lässt sich hier nicht aufnehmen.</translation>
    </message>
    <message>
        <source>There is no microphone called {text}, nor any other.</source>
        <translation>Es gibt kein Mikrofon namens {text} und auch kein anderes.</translation>
    </message>
    <message>
        <source>There is no microphone called {text}.</source>
        <translation>Es gibt kein Mikrofon namens {text}.</translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation>Es gibt: {names}.</translation>
    </message>
    <message>
        <source>Check its plug, or choose another microphone.</source>
        <translation>Prüfen Sie seinen Stecker, oder wählen Sie ein anderes Mikrofon.</translation>
    </message>
    <message>
        <source>{name} delivers no sound any more.</source>
        <translation>{name} liefert keinen Ton mehr.</translation>
    </message>
    <message>
        <source>{name} was unplugged or switched off.</source>
        <translation>{name} wurde getrennt oder ausgeschaltet.</translation>
    </message>
    <message>
        <source>{name} is in use by another program.</source>
        <translation>{name} wird von einem anderen Programm benutzt.</translation>
    </message>
    <message>
        <source>Close that program, or choose another microphone.</source>
        <translation>Schließen Sie jenes Programm, oder wählen Sie ein anderes Mikrofon.</translation>
    </message>
    <message>
        <source>{name} cannot be opened: {reason}.</source>
        <translation>{name} lässt sich nicht öffnen: {reason}.</translation>
    </message>
    <message>
        <source>The sound {path} is no longer there.</source>
        <translation>Der Ton {path} ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Its text is still kept.</source>
        <translation>Der Text ist noch erhalten.</translation>
    </message>
    <message>
        <source>Check the loudspeaker or headphones and the system&apos;s sound settings.</source>
        <translation>Prüfen Sie Lautsprecher oder Kopfhörer und die Klangeinstellungen des Systems.</translation>
    </message>
    <message>
        <source>Sound cannot be played here: {reason}.</source>
        <translation>Hier lässt sich kein Ton abspielen: {reason}.</translation>
    </message>
    <message>
        <source>The sound output was unplugged or does not answer.</source>
        <translation>Die Tonausgabe wurde getrennt oder antwortet nicht.</translation>
    </message>
    <message>
        <source>{path} can no longer be read.</source>
        <translation>{path} lässt sich nicht mehr lesen.</translation>
    </message>
    <message>
        <source>Check the disk.</source>
        <translation>Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <source>Microphones cannot be used here: the PortAudio library is missing.</source>
        <translation>Mikrofone lassen sich hier nicht verwenden: Die Bibliothek PortAudio fehlt.</translation>
    </message>
    <message>
        <source>Install it (Debian, Ubuntu: apt install libportaudio2 libasound2-plugins).</source>
        <translation>Installieren Sie sie (Debian, Ubuntu: apt install libportaudio2 libasound2-plugins).</translation>
    </message>
    <message>
        <source>The sound system of this computer does not answer.</source>
        <translation>Das Tonsystem dieses Computers antwortet nicht.</translation>
    </message>
    <message>
        <source>Restart the sound server, or the computer.</source>
        <translation>Starten Sie den Soundserver oder den Computer neu.</translation>
    </message>
    <message>
        <source>The recording is full: one recording holds {hours} hours of audio.</source>
        <translation>Die Aufnahme ist voll: Eine Aufnahme fasst {hours} Stunden Ton.</translation>
    </message>
    <message>
        <source>Start a new recording.</source>
        <translation>Beginnen Sie eine neue Aufnahme.</translation>
    </message>
    <message>
        <source>Someone removed the recording&apos;s file {path}.</source>
        <translation>Jemand hat die Datei der Aufnahme entfernt: {path}.</translation>
    </message>
    <message>
        <source>{name} is not a recording made by this program.</source>
        <translation>{name} ist keine Aufnahme dieses Programms.</translation>
    </message>
    <message>
        <source>There is no recording {path}.</source>
        <translation>Es gibt keine Aufnahme {path}.</translation>
    </message>
    <message>
        <source>The recording {path} can no longer be read.</source>
        <translation>Die Aufnahme {path} lässt sich nicht mehr lesen.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>Free some space where {parent} is.</source>
        <translation>Schaffen Sie Platz, wo {parent} liegt.</translation>
    </message>
    <message>
        <source>The recording {path} exists already.</source>
        <translation>Die Aufnahme {path} gibt es schon.</translation>
    </message>
    <message>
        <source>The recording {path} cannot be written: {reason}.</source>
        <translation>Die Aufnahme {path} kann nicht geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>Check the folder {parent}.</source>
        <translation>Prüfen Sie den Ordner {parent}.</translation>
    </message>
    <message>
        <source>The audio is no longer there: {path}.</source>
        <translation>Der Ton ist nicht mehr da: {path}.</translation>
    </message>
    <message>
        <source>Its text stays.</source>
        <translation>Der Text bleibt.</translation>
    </message>
    <message>
        <source>{name} is damaged or cut off.</source>
        <translation>{name} ist beschädigt oder abgeschnitten.</translation>
    </message>
    <message>
        <source>What was transcribed before stays as it was.</source>
        <translation>Was vorher transkribiert war, bleibt, wie es war.</translation>
    </message>
    <message>
        <source>{name} cannot be read.</source>
        <translation>{name} kann nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Contrast {shown} over any picture: easy to read.</source>
        <translation>Kontrast {shown} über jedem Bild: gut zu lesen.</translation>
    </message>
    <message>
        <source>Contrast {shown} over the worst picture: readable for most, 7:1 is better.</source>
        <translation>Kontrast {shown} über dem ungünstigsten Bild: für die meisten lesbar, 7:1 ist besser.</translation>
    </message>
    <message>
        <source>Contrast {shown} over the worst picture: too little. Use other colours, more opacity, or an outline.</source>
        <translation>Kontrast {shown} über dem ungünstigsten Bild: zu wenig. Nehmen Sie andere Farben, mehr Deckkraft oder einen Umriss.</translation>
    </message>
    <message>
        <source>{speed} characters a second; at usual speech a word stays for {stands_s:.1f} s</source>
        <translation>{speed} Zeichen je Sekunde; bei üblichem Sprechen bleibt ein Wort {stands_s:.1f} s stehen</translation>
    </message>
    <message>
        <source>{tempo}. Too fast for most: choose 17.</source>
        <translation>{tempo}. Für die meisten zu schnell: Wählen Sie 17.</translation>
    </message>
    <message>
        <source>{tempo}. Fast: more lines or 17 give more time.</source>
        <translation>{tempo}. Schnell: Mehr Zeilen oder 17 geben mehr Zeit.</translation>
    </message>
    <message>
        <source>{tempo}: a comfortable speed.</source>
        <translation>{tempo}: ein angenehmes Tempo.</translation>
    </message>
    <message>
        <source>{length} characters a line do not fit on this screen: at this size it has room for {most_characters}.</source>
        <translation>{length} Zeichen je Zeile passen nicht auf diesen Bildschirm: In dieser Größe ist Platz für {most_characters}.</translation>
    </message>
    <message>
        <source>too long: the eye loses the next line. 37 to 42 are usual.</source>
        <translation>zu lang, das Auge verliert die nächste Zeile. Üblich sind 37 bis 42.</translation>
    </message>
    <message>
        <source>rather long; 37 to 42 are usual.</source>
        <translation>eher lang; üblich sind 37 bis 42.</translation>
    </message>
    <message>
        <source>rather short: lines change often. 37 to 42 are usual.</source>
        <translation>eher kurz, die Zeilen wechseln oft. Üblich sind 37 bis 42.</translation>
    </message>
    <message>
        <source>a usual length.</source>
        <translation>eine übliche Länge.</translation>
    </message>
    <message>
        <source>{length} characters a line: {words}</source>
        <translation>{length} Zeichen je Zeile: {words}</translation>
    </message>
    <message>
        <source>A colour is written as # and six hexadecimal digits.</source>
        <translation>Eine Farbe wird als # und sechs Hexadezimalziffern geschrieben.</translation>
    </message>
    <message>
        <source>A font has a name of at most {longest_family} characters.</source>
        <translation>Der Name einer Schriftart hat höchstens {longest_family} Zeichen.</translation>
    </message>
    <message>
        <source>{words} {least} to {most} {unit}.</source>
        <translation>{words} {least} bis {most} {unit}.</translation>
    </message>
    <message>
        <source>Standard</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>What broadcasters have in common: two lines, white on black at 80 %, outlined, 17 characters a second.</source>
        <translation>Was Sender gemeinsam haben: zwei Zeilen, weiß auf Schwarz mit 80 %, mit Umriss, 17 Zeichen je Sekunde.</translation>
    </message>
    <message>
        <source>BBC Subtitle Guidelines: two lines, about 37 characters, white on black, live text word by word and left-justified, 160 to 180 words a minute.</source>
        <translation>BBC Subtitle Guidelines: zwei Zeilen, etwa 37 Zeichen, weiß auf Schwarz, Live-Text Wort für Wort und linksbündig, 160 bis 180 Wörter je Minute.</translation>
    </message>
    <message>
        <source>Netflix Timed Text Style Guide: two lines of 42 characters, white sans-serif without a box, at least 5/6 of a second, 17 characters a second for adults.</source>
        <translation>Netflix Timed Text Style Guide: zwei Zeilen mit 42 Zeichen, weiße serifenlose Schrift ohne Kasten, mindestens 5/6 Sekunde, 17 Zeichen je Sekunde für Erwachsene.</translation>
    </message>
    <message>
        <source>47 CFR 79.102 and CEA-708: up to four rows, 42 characters on a 16:9 screen, white on opaque black.</source>
        <translation>47 CFR 79.102 und CEA-708: bis zu vier Zeilen, 42 Zeichen auf einem 16:9-Bild, weiß auf deckendem Schwarz.</translation>
    </message>
    <message>
        <source>Large hall</source>
        <translation>Großer Saal</translation>
    </message>
    <message>
        <source>Few large words for the last row: 32 characters as in 47 CFR 79.101, three lines, opaque.</source>
        <translation>Wenige große Wörter für die letzte Reihe: 32 Zeichen wie in 47 CFR 79.101, drei Zeilen, deckend.</translation>
    </message>
    <message>
        <source>A preset has a name of at most {longest_name} characters.</source>
        <translation>Der Name einer Vorlage hat höchstens {longest_name} Zeichen.</translation>
    </message>
    <message>
        <source>There is a preset {name} already.</source>
        <translation>Eine Vorlage {name} gibt es schon.</translation>
    </message>
    <message>
        <source>There are {most_own} presets already; delete one first.</source>
        <translation>Es gibt schon {most_own} Vorlagen; löschen Sie zuerst eine.</translation>
    </message>
    <message>
        <source>New keys: press them here</source>
        <translation>Neue Tasten: hier drücken</translation>
    </message>
    <message>
        <source>Press the keys</source>
        <translation>Tasten drücken</translation>
    </message>
    <message>
        <source>Tell the people who can be heard that you are recording.</source>
        <translation>Sagen Sie allen, die zu hören sind, dass Sie aufnehmen.</translation>
    </message>
    <message>
        <source>In many places nobody may be recorded without their consent.</source>
        <translation>Vielerorts darf niemand ohne Einwilligung aufgenommen werden.</translation>
    </message>
    <message>
        <source>Save a diagnosis report</source>
        <translation>Diagnosebericht speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Checking sound, engine, network and display…</source>
        <translation>Prüft Ton, Spracherkennung, Netzwerk und Anzeige…</translation>
    </message>
    <message>
        <source>The report is saved; nothing is in the way.</source>
        <translation>Der Bericht ist gespeichert; nichts steht im Weg.</translation>
    </message>
    <message>
        <source>The report is saved.</source>
        <translation>Der Bericht ist gespeichert.</translation>
    </message>
    <message>
        <source>The diagnosis found something that is in the way; the report says what to do.</source>
        <translation>Die Diagnose hat etwas gefunden, das im Weg steht; der Bericht sagt, was zu tun ist.</translation>
    </message>
    <message>
        <source>The report was not written.</source>
        <translation>Der Bericht wurde nicht geschrieben.</translation>
    </message>
    <message>
        <source>Choose another folder, and try again.</source>
        <translation>Wählen Sie einen anderen Ordner, und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: the text is made here.</source>
        <translation>Nichts verlässt diesen Computer: Der Text entsteht hier.</translation>
    </message>
    <message>
        <source>Speech goes to another program on this computer; what that one does with it is not known here.</source>
        <translation>Sprache geht an ein anderes Programm auf diesem Computer; was jenes damit macht, ist hier nicht bekannt.</translation>
    </message>
    <message>
        <source>Speech, its language, the prompt and the keywords go to {host} while you record.</source>
        <translation>Sprache, ihre Sprachangabe, Prompt und Schlüsselwörter gehen an {host}, während Sie aufnehmen.</translation>
    </message>
    <message>
        <source>The way there is not encrypted.</source>
        <translation>Der Weg dorthin ist nicht verschlüsselt.</translation>
    </message>
    <message>
        <source>Also what the computer plays</source>
        <translation>Auch was der Computer abspielt</translation>
    </message>
    <message>
        <source>Also what the computer plays: its words are Others, the microphone&apos;s are Me</source>
        <translation>Auch was der Computer abspielt: Seine Worte sind „Andere“, die des Mikrofons „Ich“</translation>
    </message>
    <message>
        <source>Also what the computer plays: off</source>
        <translation>Auch was der Computer abspielt: aus</translation>
    </message>
    <message>
        <source>{name} must be {allowed}, not {value:g}.</source>
        <translation>{name} muss {allowed} sein, nicht {value:g}.</translation>
    </message>
    <message>
        <source>include_logprobs must be true or false.</source>
        <translation>include_logprobs muss true oder false sein.</translation>
    </message>
    <message>
        <source>model must name a transcription model.</source>
        <translation>model muss ein Transkriptionsmodell nennen.</translation>
    </message>
    <message>
        <source>model must be one line of visible characters.</source>
        <translation>model muss eine Zeile aus sichtbaren Zeichen sein.</translation>
    </message>
    <message>
        <source>turn_detection must be server_vad, semantic_vad or off.</source>
        <translation>turn_detection muss server_vad, semantic_vad oder aus sein.</translation>
    </message>
    <message>
        <source>{field} must be an ISO 639-1 code such as en or de, not {shown}{hint}.</source>
        <translation>{field} muss ein Kürzel nach ISO 639-1 sein, etwa en oder de, nicht {shown}{hint}.</translation>
    </message>
    <message>
        <source>keywords must not hold an empty entry.</source>
        <translation>keywords darf keinen leeren Eintrag enthalten.</translation>
    </message>
    <message>
        <source>keywords must be words or short phrases without line breaks.</source>
        <translation>keywords müssen Wörter oder kurze Wendungen ohne Zeilenumbruch sein.</translation>
    </message>
    <message>
        <source>modalities must be text, or text and audio.</source>
        <translation>modalities muss Text oder Text und Ton sein.</translation>
    </message>
    <message>
        <source>{field} must be a list, not {shown}.</source>
        <translation>{field} muss eine Liste sein, nicht {shown}.</translation>
    </message>
    <message>
        <source>{field} must have at most {most} entries, not {count}.</source>
        <translation>{field} darf höchstens {most} Einträge haben, nicht {count}.</translation>
    </message>
    <message>
        <source>{field} must be text, not {shown}.</source>
        <translation>{field} muss Text sein, nicht {shown}.</translation>
    </message>
    <message>
        <source>{field} must be at most {longest} characters{each}, not {count}.</source>
        <translation>{field} darf höchstens {longest} Zeichen{each} haben, nicht {count}.</translation>
    </message>
    <message>
        <source>{field} must be text: it holds half of a character.</source>
        <translation>{field} muss Text sein: Es enthält ein halbes Zeichen.</translation>
    </message>
    <message>
        <source>{field} must be a number from {allowed}, not {shown}.</source>
        <translation>{field} muss eine Zahl von {allowed} sein, nicht {shown}.</translation>
    </message>
    <message>
        <source>{field} must be {allowed}, not {shown}.</source>
        <translation>{field} muss {allowed} sein, nicht {shown}.</translation>
    </message>
    <message>
        <source>{field} must be a whole number from {allowed}, not {shown}.</source>
        <translation>{field} muss eine ganze Zahl von {allowed} sein, nicht {shown}.</translation>
    </message>
    <message>
        <source>{field} must be one of {choices}, not {shown}.</source>
        <translation>{field} muss eines von {choices} sein, nicht {shown}.</translation>
    </message>
    <message>
        <source>The service makes no client secrets at this address (HTTP {status}).</source>
        <translation>Der Dienst erzeugt an dieser Adresse keine Client-Secrets (HTTP {status}).</translation>
    </message>
    <message>
        <source>Check the address; if it is right, switch client secrets off for this service.</source>
        <translation>Prüfen Sie die Adresse; stimmt sie, schalten Sie Client-Secrets für diesen Dienst aus.</translation>
    </message>
    <message>
        <source>The service did not answer within {timeout_s:g} s.</source>
        <translation>Der Dienst hat nicht innerhalb von {timeout_s:g} s geantwortet.</translation>
    </message>
    <message>
        <source>The service could not be reached: the connection ended before an answer.</source>
        <translation>Der Dienst war nicht erreichbar: Die Verbindung endete vor einer Antwort.</translation>
    </message>
    <message>
        <source>The answer of the service is far too long.</source>
        <translation>Die Antwort des Dienstes ist viel zu lang.</translation>
    </message>
    <message>
        <source>The service answered without a client secret.</source>
        <translation>Der Dienst hat ohne Client-Secret geantwortet.</translation>
    </message>
    <message>
        <source>Check the address and the dialect, or connect to this service with the key itself.</source>
        <translation>Prüfen Sie Adresse und Dialekt, oder verbinden Sie sich mit dem Schlüssel selbst.</translation>
    </message>
    <message>
        <source>The key is not sent to {base_url} because plain http can be read on the way.</source>
        <translation>Der Schlüssel wird nicht an {base_url} gesendet, weil unverschlüsseltes http unterwegs lesbar ist.</translation>
    </message>
    <message>
        <source>Use an address that begins with https, or a service on this computer.</source>
        <translation>Nehmen Sie eine Adresse, die mit https beginnt, oder einen Dienst auf diesem Computer.</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>sie ist nicht lesbar</translation>
    </message>
    <message>
        <source>nothing listens at port 0</source>
        <translation>an Port 0 hört niemand</translation>
    </message>
    <message>
        <source>it must begin with https:// (or http:// for a service on this computer)</source>
        <translation>sie muss mit https:// beginnen (oder http:// für einen Dienst auf diesem Computer)</translation>
    </message>
    <message>
        <source>a user name or password cannot stand in it</source>
        <translation>Benutzername oder Passwort können nicht darin stehen</translation>
    </message>
    <message>
        <source>it names no computer</source>
        <translation>sie nennt keinen Computer</translation>
    </message>
    <message>
        <source>it must end before any ? or #</source>
        <translation>sie muss vor ? oder # enden</translation>
    </message>
    <message>
        <source>it must end before /realtime</source>
        <translation>sie muss vor /realtime enden</translation>
    </message>
    <message>
        <source>it holds a space</source>
        <translation>sie enthält ein Leerzeichen</translation>
    </message>
    <message>
        <source>the computer&apos;s name holds a character that no name has</source>
        <translation>der Name des Computers enthält ein Zeichen, das in keinem Namen steht</translation>
    </message>
    <message>
        <source>the computer&apos;s name cannot be read</source>
        <translation>der Name des Computers ist nicht lesbar</translation>
    </message>
    <message>
        <source>it holds a character that no address has</source>
        <translation>sie enthält ein Zeichen, das in keiner Adresse steht</translation>
    </message>
    <message>
        <source>The address of the service is not valid: {reason}.</source>
        <translation>Die Adresse des Dienstes ist ungültig: {reason}.</translation>
    </message>
    <message>
        <source>Write it like https://api.openai.com/v1.</source>
        <translation>Schreiben Sie sie wie https://api.openai.com/v1.</translation>
    </message>
    <message>
        <source>Check the network and the address of the service; the connection is tried again by itself.</source>
        <translation>Prüfen Sie das Netzwerk und die Adresse des Dienstes; die Verbindung wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>Wait a little; the connection is tried again by itself.</source>
        <translation>Warten Sie etwas; die Verbindung wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>The connection is made again by itself; what was recorded is kept.</source>
        <translation>Die Verbindung wird von selbst wiederhergestellt; was aufgenommen wurde, ist erhalten.</translation>
    </message>
    <message>
        <source>A new client secret is made by itself.</source>
        <translation>Ein neues Client-Secret entsteht von selbst.</translation>
    </message>
    <message>
        <source>Check the API key in the settings, and that its project may use this service.</source>
        <translation>Prüfen Sie den API-Schlüssel in den Einstellungen und ob sein Projekt diesen Dienst verwenden darf.</translation>
    </message>
    <message>
        <source>Choose the GA dialect for this service.</source>
        <translation>Wählen Sie für diesen Dienst den Dialekt GA.</translation>
    </message>
    <message>
        <source>GA is spoken to it already: check the address of the service.</source>
        <translation>Mit ihm wird schon GA gesprochen: Prüfen Sie die Adresse des Dienstes.</translation>
    </message>
    <message>
        <source>Check the address and the options of the service in the settings.</source>
        <translation>Prüfen Sie Adresse und Optionen des Dienstes in den Einstellungen.</translation>
    </message>
    <message>
        <source>The service ended the session because it reached its longest duration.</source>
        <translation>Der Dienst hat die Sitzung beendet, weil sie ihre längste Dauer erreicht hat.</translation>
    </message>
    <message>
        <source>The connection to the service was lost: {reason}.</source>
        <translation>Die Verbindung zum Dienst ging verloren: {reason}.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Die Verbindung ging verloren.</translation>
    </message>
    <message>
        <source>The service closed the connection with code {close_code}{quoted}.</source>
        <translation>Der Dienst hat die Verbindung mit Code {close_code} geschlossen{quoted}.</translation>
    </message>
    <message>
        <source>English only on this computer.</source>
        <translation>Auf diesem Computer nur Englisch.</translation>
    </message>
    <message>
        <source>{name} takes a list of languages instead.</source>
        <translation>{name} nimmt stattdessen eine Liste von Sprachen.</translation>
    </message>
    <message>
        <source>{name} takes one language only.</source>
        <translation>{name} nimmt nur eine Sprache.</translation>
    </message>
    <message>
        <source>{name} takes no prompt.</source>
        <translation>{name} nimmt keinen Prompt.</translation>
    </message>
    <message>
        <source>{name} takes no keywords.</source>
        <translation>{name} nimmt keine Schlüsselwörter.</translation>
    </message>
    <message>
        <source>{name} has one pace only.</source>
        <translation>{name} kennt nur ein Tempo.</translation>
    </message>
    <message>
        <source>{name} does no noise reduction.</source>
        <translation>{name} mindert kein Rauschen.</translation>
    </message>
    <message>
        <source>{name} ends no turns.</source>
        <translation>{name} beendet keine Abschnitte.</translation>
    </message>
    <message>
        <source>{name} ends turns at silences only.</source>
        <translation>{name} beendet Abschnitte nur bei Stille.</translation>
    </message>
    <message>
        <source>{name} gives no log probabilities.</source>
        <translation>{name} gibt keine Log-Wahrscheinlichkeiten.</translation>
    </message>
    <message>
        <source>This service is told of turn detection only.</source>
        <translation>Diesem Dienst wird nur die Abschnittserkennung mitgeteilt.</translation>
    </message>
    <message>
        <source>The beta dialect has no such field.</source>
        <translation>Der Beta-Dialekt hat kein solches Feld.</translation>
    </message>
    <message>
        <source>Only the beta dialect has modalities.</source>
        <translation>Nur der Beta-Dialekt hat Modalitäten.</translation>
    </message>
    <message>
        <source>This service takes pcm16 at {sample_rate_hz} Hz only.</source>
        <translation>Dieser Dienst nimmt nur pcm16 mit {sample_rate_hz} Hz.</translation>
    </message>
    <message>
        <source>This service ends turns at silences only.</source>
        <translation>Dieser Dienst beendet Abschnitte nur bei Stille.</translation>
    </message>
    <message>
        <source>This service chooses the padding itself.</source>
        <translation>Diesen Vorlauf wählt der Dienst selbst.</translation>
    </message>
    <message>
        <source>This service makes no client secrets.</source>
        <translation>Dieser Dienst erzeugt keine Client-Secrets.</translation>
    </message>
    <message>
        <source>it took no data for {seconds} s</source>
        <translation>er hat {seconds} s lang keine Daten angenommen</translation>
    </message>
    <message>
        <source>it did not answer the close</source>
        <translation>er hat auf das Schließen nicht geantwortet</translation>
    </message>
    <message>
        <source>it sent more than can be read</source>
        <translation>er hat mehr gesendet, als gelesen werden kann</translation>
    </message>
    <message>
        <source>this computer was asleep</source>
        <translation>dieser Computer war im Ruhezustand</translation>
    </message>
    <message>
        <source>it did not answer for {seconds} s</source>
        <translation>er hat {seconds} s lang nicht geantwortet</translation>
    </message>
    <message>
        <source>The service did not answer within {seconds} s.</source>
        <translation>Der Dienst hat nicht innerhalb von {seconds} s geantwortet.</translation>
    </message>
    <message>
        <source>The proxy that is set on this computer cannot be used.</source>
        <translation>Der auf diesem Computer eingestellte Proxy lässt sich nicht verwenden.</translation>
    </message>
    <message>
        <source>The address leads to something that is not a Realtime service.</source>
        <translation>Die Adresse führt zu etwas, das kein Realtime-Dienst ist.</translation>
    </message>
    <message>
        <source>The proxy of this network asks for a name and a password (HTTP 407).</source>
        <translation>Der Proxy dieses Netzwerks verlangt Namen und Passwort (HTTP 407).</translation>
    </message>
    <message>
        <source>Put them into HTTPS_PROXY, written like http://name:password@proxy.example.com:3128.</source>
        <translation>Tragen Sie beides in HTTPS_PROXY ein, geschrieben wie http://name:password@proxy.example.com:3128.</translation>
    </message>
    <message>
        <source>The proxy of this network could not reach the service (HTTP {status}).</source>
        <translation>Der Proxy dieses Netzwerks konnte den Dienst nicht erreichen (HTTP {status}).</translation>
    </message>
    <message>
        <source>The proxy of this network does not let the service through (HTTP {status}).</source>
        <translation>Der Proxy dieses Netzwerks lässt den Dienst nicht durch (HTTP {status}).</translation>
    </message>
    <message>
        <source>Ask whoever runs the network to allow the service, or name its computer in NO_PROXY.</source>
        <translation>Bitten Sie die Verwaltung des Netzwerks, den Dienst zu erlauben, oder nennen Sie seinen Rechner in NO_PROXY.</translation>
    </message>
    <message>
        <source>Set HTTPS_PROXY to the address of an http proxy, such as http://proxy.example.com:3128.</source>
        <translation>Setzen Sie HTTPS_PROXY auf die Adresse eines http-Proxys, etwa http://proxy.example.com:3128.</translation>
    </message>
    <message>
        <source>Check the API key in the settings and what its project may use; some services answer so until they are given the model in their address.</source>
        <translation>Prüfen Sie den API-Schlüssel in den Einstellungen und was sein Projekt verwenden darf; manche Dienste antworten so, bis sie das Modell in ihrer Adresse bekommen.</translation>
    </message>
    <message>
        <source>Choose another model, or ask for access to this one.</source>
        <translation>Wählen Sie ein anderes Modell, oder bitten Sie um Zugang zu diesem.</translation>
    </message>
    <message>
        <source>Change whether the service is given the model and the intent in its address.</source>
        <translation>Ändern Sie, ob der Dienst Modell und intent in seiner Adresse bekommt.</translation>
    </message>
    <message>
        <source>The service asks to wait{quoted}.</source>
        <translation>Der Dienst bittet zu warten{quoted}.</translation>
    </message>
    <message>
        <source>The address of the service leads nowhere (HTTP 404){quoted}.</source>
        <translation>Die Adresse des Dienstes führt ins Leere (HTTP 404){quoted}.</translation>
    </message>
    <message>
        <source>The service sends on to another address (HTTP {status}).</source>
        <translation>Der Dienst verweist auf eine andere Adresse (HTTP {status}).</translation>
    </message>
    <message>
        <source>The service refused the request (HTTP {status}){quoted}.</source>
        <translation>Der Dienst hat die Anfrage abgelehnt (HTTP {status}){quoted}.</translation>
    </message>
    <message>
        <source> the setting {plain}</source>
        <translation> die Einstellung {plain}</translation>
    </message>
    <message>
        <source> the session</source>
        <translation> die Sitzung</translation>
    </message>
    <message>
        <source>The service does not accept{setting}{quoted}.</source>
        <translation>Der Dienst nimmt nicht an:{setting}{quoted}.</translation>
    </message>
    <message>
        <source>The service reports{quoted}.</source>
        <translation>Der Dienst meldet{quoted}.</translation>
    </message>
    <message>
        <source>The service reports an error.</source>
        <translation>Der Dienst meldet einen Fehler.</translation>
    </message>
    <message>
        <source>Correct this setting; the session goes on as it was.</source>
        <translation>Korrigieren Sie diese Einstellung; die Sitzung geht wie bisher weiter.</translation>
    </message>
    <message>
        <source>The session goes on.</source>
        <translation>Die Sitzung geht weiter.</translation>
    </message>
    <message>
        <source>The service closed the connection because of the dialect{quoted}.</source>
        <translation>Der Dienst hat die Verbindung wegen des Dialekts geschlossen{quoted}.</translation>
    </message>
    <message>
        <source>The service closed the connection{quoted}.</source>
        <translation>Der Dienst hat die Verbindung geschlossen{quoted}.</translation>
    </message>
    <message>
        <source>The service no longer speaks the beta dialect{quoted}.</source>
        <translation>Der Dienst spricht den Beta-Dialekt nicht mehr{quoted}.</translation>
    </message>
    <message>
        <source>The account of this key cannot pay{quoted}.</source>
        <translation>Das Konto dieses Schlüssels kann nicht zahlen{quoted}.</translation>
    </message>
    <message>
        <source>Check the balance and the limits of the account.</source>
        <translation>Prüfen Sie Guthaben und Grenzen des Kontos.</translation>
    </message>
    <message>
        <source>This key may not do that{quoted}.</source>
        <translation>Dieser Schlüssel darf das nicht{quoted}.</translation>
    </message>
    <message>
        <source>The service does not offer this model{quoted}.</source>
        <translation>Der Dienst bietet dieses Modell nicht an{quoted}.</translation>
    </message>
    <message>
        <source>The service is given a model where it wants none, or the reverse{quoted}.</source>
        <translation>Der Dienst bekommt ein Modell, wo er keines will, oder umgekehrt{quoted}.</translation>
    </message>
    <message>
        <source>The service cannot answer now{quoted}.</source>
        <translation>Der Dienst kann gerade nicht antworten{quoted}.</translation>
    </message>
    <message>
        <source>The service answered with HTTP {status}{quoted}.</source>
        <translation>Der Dienst hat mit HTTP {status} geantwortet{quoted}.</translation>
    </message>
    <message>
        <source>If it stays so, choose the GA dialect for this service; the connection is tried again by itself.</source>
        <translation>Bleibt es so, wählen Sie für diesen Dienst den Dialekt GA; die Verbindung wird von selbst erneut versucht.</translation>
    </message>
    <message>
        <source> (HTTP {status})</source>
        <translation> (HTTP {status})</translation>
    </message>
    <message>
        <source>The service asks for an API key{shown}{quoted}.</source>
        <translation>Der Dienst verlangt einen API-Schlüssel{shown}{quoted}.</translation>
    </message>
    <message>
        <source>The service does not accept the client secret any more{shown}{quoted}.</source>
        <translation>Der Dienst nimmt das Client-Secret nicht mehr an{shown}{quoted}.</translation>
    </message>
    <message>
        <source>The service does not let this API key in{shown}{quoted}.</source>
        <translation>Der Dienst lässt diesen API-Schlüssel nicht zu{shown}{quoted}.</translation>
    </message>
    <message>
        <source>The service does not accept the API key{shown}{quoted}.</source>
        <translation>Der Dienst nimmt den API-Schlüssel nicht an{shown}{quoted}.</translation>
    </message>
    <message>
        <source>sample_rate_hz must be {rates}, not {sample_rate_hz:g}.</source>
        <translation>sample_rate_hz muss {rates} sein, nicht {sample_rate_hz:g}.</translation>
    </message>
    <message>
        <source>{field} must be {allowed}, not {value:g}.</source>
        <translation>{field} muss {allowed} sein, nicht {value:g}.</translation>
    </message>
    <message>
        <source>certificate_authority_path must be a file&apos;s path.</source>
        <translation>certificate_authority_path muss der Pfad einer Datei sein.</translation>
    </message>
    <message>
        <source>query must hold names and values of plain text, such as region=eu.</source>
        <translation>query muss Namen und Werte aus einfachem Text enthalten, etwa region=eu.</translation>
    </message>
    <message>
        <source>query must not hold a key: choose where the key goes instead.</source>
        <translation>query darf keinen Schlüssel enthalten: Wählen Sie stattdessen, wo der Schlüssel steht.</translation>
    </message>
    <message>
        <source>query must not hold {name}, which another switch already sends.</source>
        <translation>query darf {name} nicht enthalten; das sendet schon ein anderer Schalter.</translation>
    </message>
    <message>
        <source>Correct the environment variable SSL_CERT_FILE.</source>
        <translation>Berichtigen Sie die Umgebungsvariable SSL_CERT_FILE.</translation>
    </message>
    <message>
        <source>Choose a file in PEM format that holds the certificate of the authority.</source>
        <translation>Wählen Sie eine Datei im Format PEM, in der das Zertifikat der Zertifizierungsstelle steht.</translation>
    </message>
    <message>
        <source>The certificate of the service is not trusted: {reason}.</source>
        <translation>Dem Zertifikat des Dienstes wird nicht vertraut: {reason}.</translation>
    </message>
    <message>
        <source>Check the address; in a company network, ask for the file of its certificate authority.</source>
        <translation>Prüfen Sie die Adresse; in einem Firmennetz fragen Sie nach der Datei der Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>proxy of this network</source>
        <translation>Proxy dieses Netzes</translation>
    </message>
    <message>
        <source>service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>The {who} could not be reached: {reason}.</source>
        <translation>Nicht erreichbar: {who} ({reason}).</translation>
    </message>
    <message>
        <source>it holds no certificate</source>
        <translation>sie enthält kein Zertifikat</translation>
    </message>
    <message>
        <source>no such file</source>
        <translation>die Datei gibt es nicht</translation>
    </message>
    <message>
        <source>The certificate authority in {path} cannot be used: {reason}.</source>
        <translation>Die Zertifizierungsstelle in {path} lässt sich nicht verwenden: {reason}.</translation>
    </message>
    <message>
        <source>its name was not found</source>
        <translation>der Name wurde nicht gefunden</translation>
    </message>
    <message>
        <source>no encrypted connection came about</source>
        <translation>eine verschlüsselte Verbindung kam nicht zustande</translation>
    </message>
    <message>
        <source>no connection</source>
        <translation>keine Verbindung</translation>
    </message>
    <message>
        <source>the service went silent</source>
        <translation>der Dienst verstummte</translation>
    </message>
    <message>
        <source>{spent_dollars:.2f} of {monthly_budget_dollars:.2f} dollars</source>
        <translation>{spent_dollars:.2f} von {monthly_budget_dollars:.2f} Dollar</translation>
    </message>
    <message>
        <source>This month&apos;s budget for services is spent: {of_budget}.</source>
        <translation>Das Monatsbudget für Dienste ist verbraucht: {of_budget}.</translation>
    </message>
    <message>
        <source>Raise the budget in the settings, or use this computer.</source>
        <translation>Erhöhen Sie das Budget in den Einstellungen, oder verwenden Sie diesen Computer.</translation>
    </message>
    <message>
        <source>When it is spent, the recording goes on with this computer.</source>
        <translation>Ist es verbraucht, geht die Aufnahme mit diesem Computer weiter.</translation>
    </message>
    <message>
        <source>When it is spent, the recording stops.</source>
        <translation>Ist es verbraucht, stoppt die Aufnahme.</translation>
    </message>
    <message>
        <source>This month&apos;s budget for services is nearly spent: {of_budget}.</source>
        <translation>Das Monatsbudget für Dienste ist fast verbraucht: {of_budget}.</translation>
    </message>
    <message>
        <source>What this service costs is not known, so the monthly budget cannot be watched.</source>
        <translation>Was dieser Dienst kostet, ist nicht bekannt; das Monatsbudget lässt sich daher nicht überwachen.</translation>
    </message>
    <message>
        <source>See the service&apos;s own account of the costs.</source>
        <translation>Sehen Sie in der Kostenübersicht des Dienstes nach.</translation>
    </message>
    <message>
        <source>The microphone gives only digital silence.</source>
        <translation>Das Mikrofon gibt nur digitale Stille.</translation>
    </message>
    <message>
        <source>Check its mute switch and whether this system allows the program to use it.</source>
        <translation>Prüfen Sie seinen Stummschalter und ob dieses System dem Programm den Zugriff erlaubt.</translation>
    </message>
    <message>
        <source>{name} has a sample rate of {sample_rate_hz} Hz, which cannot be read.</source>
        <translation>{name} hat eine Abtastrate von {sample_rate_hz} Hz, die sich nicht lesen lässt.</translation>
    </message>
    <message>
        <source>Convert it to 48000, 44100 or 16000 Hz.</source>
        <translation>Wandeln Sie sie in 48000, 44100 oder 16000 Hz um.</translation>
    </message>
    <message>
        <source>{lost} from the microphone.</source>
        <translation>{lost} (vom Mikrofon).</translation>
    </message>
    <message>
        <source>If this comes again, close other programs that use sound.</source>
        <translation>Kommt das wieder vor, schließen Sie andere Programme, die Ton verwenden.</translation>
    </message>
    <message>
        <source>The sound now comes from {moved_to}.</source>
        <translation>Der Ton kommt jetzt von {moved_to}.</translation>
    </message>
    <message>
        <source>{reason}; nothing was recorded for {duration}, shown here as 1 h</source>
        <translation>{reason}; {duration} lang wurde nichts aufgenommen, hier als 1 h gezeigt</translation>
    </message>
    <message>
        <source>{gap_ms:.1f} s of sound did not arrive</source>
        <translation>{gap_ms:.1f} s Ton sind nicht angekommen</translation>
    </message>
    <message>
        <source>The service did not answer for the last words.</source>
        <translation>Der Dienst hat für die letzten Worte nicht geantwortet.</translation>
    </message>
    <message>
        <source>The audio is kept.</source>
        <translation>Der Ton ist erhalten.</translation>
    </message>
    <message>
        <source>The service threw away sound that it had not transcribed.</source>
        <translation>Der Dienst hat Ton verworfen, den er nicht transkribiert hatte.</translation>
    </message>
    <message>
        <source>It is sent again.</source>
        <translation>Er wird erneut gesendet.</translation>
    </message>
    <message>
        <source>the service threw sound away</source>
        <translation>der Dienst hat Ton verworfen</translation>
    </message>
    <message>
        <source>It happened before: words are missing.</source>
        <translation>Das geschah schon einmal: Worte fehlen.</translation>
    </message>
    <message>
        <source>The service did not end the turn when asked: {message}</source>
        <translation>Der Dienst hat den Abschnitt auf Bitte nicht beendet: {message}</translation>
    </message>
    <message>
        <source>Its own turn detection goes on ending them.</source>
        <translation>Seine eigene Abschnittserkennung beendet sie weiter.</translation>
    </message>
    <message>
        <source>Pauses cannot be heard on this computer: its speech detection does not load.</source>
        <translation>Pausen lassen sich auf diesem Computer nicht hören: Die Spracherkennung dafür lädt nicht.</translation>
    </message>
    <message>
        <source>Turns end after a fixed time, with Commit, or with push-to-talk; installing the program again may help.</source>
        <translation>Abschnitte enden nach fester Zeit, mit „Abschließen“ oder mit der Sprechtaste; eine neue Installation des Programms kann helfen.</translation>
    </message>
    <message>
        <source>What the computer plays is still recorded.</source>
        <translation>Was der Computer abspielt, wird weiter aufgenommen.</translation>
    </message>
    <message>
        <source>The microphone is still recorded.</source>
        <translation>Das Mikrofon wird weiter aufgenommen.</translation>
    </message>
    <message>
        <source>{lost} of what the computer plays.</source>
        <translation>{lost} (von dem, was der Computer abspielt).</translation>
    </message>
    <message>
        <source>The service gave its prompt back for unclear sound. That is left out.</source>
        <translation>Der Dienst hat bei unklarem Ton seinen Prompt zurückgegeben. Das ist ausgelassen.</translation>
    </message>
    <message>
        <source>Where somebody spoke there, a gap says so.</source>
        <translation>Wo dort jemand sprach, steht eine Lücke.</translation>
    </message>
    <message>
        <source>You chose to go on without the service.</source>
        <translation>Sie haben gewählt, ohne den Dienst weiterzumachen.</translation>
    </message>
    <message>
        <source>The recording ended because of an error in this program.</source>
        <translation>Die Aufnahme endete wegen eines Fehlers in diesem Programm.</translation>
    </message>
    <message>
        <source>the recording was broken off</source>
        <translation>die Aufnahme wurde abgebrochen</translation>
    </message>
    <message>
        <source>the service did not answer for it</source>
        <translation>der Dienst hat dafür nicht geantwortet</translation>
    </message>
    <message>
        <source>The audio is kept in {path}.</source>
        <translation>Der Ton liegt in {path}.</translation>
    </message>
    <message>
        <source>Not everything was transcribed.</source>
        <translation>Nicht alles wurde transkribiert.</translation>
    </message>
    <message>
        <source>{message} The service reported this {count} times.</source>
        <translation>{message} Der Dienst hat dies {count}-mal gemeldet.</translation>
    </message>
    <message>
        <source>The service reported {untold} more errors.</source>
        <translation>Der Dienst hat {untold} weitere Fehler gemeldet.</translation>
    </message>
    <message>
        <source>Paste a new client secret, or use the service&apos;s key.</source>
        <translation>Fügen Sie ein neues Client-Secret ein, oder verwenden Sie den Schlüssel des Dienstes.</translation>
    </message>
    <message>
        <source>It was tried several times.</source>
        <translation>Es wurde mehrmals versucht.</translation>
    </message>
    <message>
        <source>The disk took no sound, and the memory for what waits to be transcribed was full</source>
        <translation>Der Datenträger nahm keinen Ton an, und der Speicher für wartenden Ton war voll</translation>
    </message>
    <message>
        <source>Another program cut the recording&apos;s file short</source>
        <translation>Ein anderes Programm hat die Datei der Aufnahme gekürzt</translation>
    </message>
    <message>
        <source>The sound is kept again, but from {clock} to {clock_2} there is none.</source>
        <translation>Der Ton wird wieder aufbewahrt, aber von {clock} bis {clock_2} gibt es keinen.</translation>
    </message>
    <message>
        <source>Its text is kept as far as it was transcribed.</source>
        <translation>Der Text ist erhalten, soweit er transkribiert war.</translation>
    </message>
    <message>
        <source>{was_cut}: its sound from {clock} to {clock_2} is gone.</source>
        <translation>{was_cut}: Der Ton von {clock} bis {clock_2} ist fort.</translation>
    </message>
    <message>
        <source>The recording goes on, and what comes is kept.</source>
        <translation>Die Aufnahme geht weiter, und was kommt, wird aufbewahrt.</translation>
    </message>
    <message>
        <source>The disk is full: captions go on, but the sound is not kept from {start} on.</source>
        <translation>Der Datenträger ist voll: Die Untertitel gehen weiter, aber ab {start} wird der Ton nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>{message} Captions go on, but the sound is not kept from {start} on.</source>
        <translation>{message} Die Untertitel gehen weiter, aber ab {start} wird der Ton nicht aufbewahrt.</translation>
    </message>
    <message>
        <source>Stop and start again to have the sound kept.</source>
        <translation>Stoppen und starten Sie neu, damit der Ton aufbewahrt wird.</translation>
    </message>
    <message>
        <source>{remedy} The last ten minutes are held in memory and saved as soon as that is possible.</source>
        <translation>{remedy} Die letzten zehn Minuten bleiben im Arbeitsspeicher und werden gespeichert, sobald es geht.</translation>
    </message>
    <message>
        <source>The recording goes on and the sound is kept. The captions can go on with this computer.</source>
        <translation>Die Aufnahme geht weiter, und der Ton wird aufbewahrt. Die Untertitel können mit diesem Computer weitergehen.</translation>
    </message>
    <message>
        <source>What is made here can be transcribed again with another service later.</source>
        <translation>Was hier entsteht, kann später mit einem anderen Dienst neu transkribiert werden.</translation>
    </message>
    <message>
        <source>{reason} The captions go on with this computer.</source>
        <translation>{reason} Die Untertitel gehen mit diesem Computer weiter.</translation>
    </message>
    <message>
        <source>Transcription on this computer stopped and was started again.</source>
        <translation>Die Transkription auf diesem Computer blieb stehen und wurde neu gestartet.</translation>
    </message>
    <message>
        <source>The connection is back.</source>
        <translation>Die Verbindung ist wieder da.</translation>
    </message>
    <message>
        <source>Nothing is lost: the last {duration} are transcribed again.</source>
        <translation>Nichts ist verloren: Die letzten {duration} werden neu transkribiert.</translation>
    </message>
    <message>
        <source>Try again later.</source>
        <translation>Versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>The service has been out of reach for {longest_away_s:.0f} s.</source>
        <translation>Der Dienst ist seit {longest_away_s:.0f} s nicht erreichbar.</translation>
    </message>
    <message>
        <source>Check the network and the address of the service.</source>
        <translation>Prüfen Sie das Netz und die Adresse des Dienstes.</translation>
    </message>
    <message>
        <source>Wait a little.</source>
        <translation>Warten Sie ein wenig.</translation>
    </message>
    <message>
        <source>If it stays so, choose the GA dialect for this service.</source>
        <translation>Bleibt es so, wählen Sie für diesen Dienst den Dialekt GA.</translation>
    </message>
    <message>
        <source>The test ended because of an error in this program.</source>
        <translation>Der Test endete wegen eines Fehlers in diesem Programm.</translation>
    </message>
    <message>
        <source>The log says more.</source>
        <translation>Mehr steht in der Protokolldatei.</translation>
    </message>
    <message>
        <source>{base_url}, {how_safe}.</source>
        <translation>{base_url}, {how_safe}.</translation>
    </message>
    <message>
        <source>The service heard: {words}</source>
        <translation>Der Dienst hörte: {words}</translation>
    </message>
    <message>
        <source>The service answered, and heard no words.</source>
        <translation>Der Dienst hat geantwortet und keine Worte gehört.</translation>
    </message>
    <message>
        <source>No client secret is made for this service.</source>
        <translation>Für diesen Dienst entsteht kein Client-Secret.</translation>
    </message>
    <message>
        <source>The service made a client secret.</source>
        <translation>Der Dienst hat ein Client-Secret erzeugt.</translation>
    </message>
    <message>
        <source>The service accepted the connection.</source>
        <translation>Der Dienst hat die Verbindung angenommen.</translation>
    </message>
    <message>
        <source>No text came for {speech_timeout_s:g} s after a second of speech.</source>
        <translation>{speech_timeout_s:g} s nach einer Sekunde Sprache kam kein Text.</translation>
    </message>
    <message>
        <source>Check the model&apos;s name, and whether this model needs turn detection to be off.</source>
        <translation>Prüfen Sie den Namen des Modells und ob es ohne Abschnittserkennung arbeiten muss.</translation>
    </message>
    <message>
        <source>The service could not transcribe: {quoted}.</source>
        <translation>Der Dienst konnte nicht transkribieren: {quoted}.</translation>
    </message>
    <message>
        <source>Check the model&apos;s name and what the account may use.</source>
        <translation>Prüfen Sie den Namen des Modells und was das Konto verwenden darf.</translation>
    </message>
    <message>
        <source>The service reports: {quoted}.</source>
        <translation>Der Dienst meldet: {quoted}.</translation>
    </message>
    <message>
        <source>Check the settings of the session.</source>
        <translation>Prüfen Sie die Einstellungen der Sitzung.</translation>
    </message>
    <message>
        <source>Test again; if the client secret was pasted, paste a new one.</source>
        <translation>Testen Sie erneut; war das Client-Secret eingefügt, fügen Sie ein neues ein.</translation>
    </message>
    <message>
        <source>Test again; if it ends like this each time, the service itself is at fault.</source>
        <translation>Testen Sie erneut; endet es jedes Mal so, liegt es am Dienst selbst.</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
    <message>
        <source>The session&apos;s own configuration was adopted.</source>
        <translation>Die eigene Konfiguration der Sitzung wurde übernommen.</translation>
    </message>
    <message>
        <source>The service accepted the settings of the session.</source>
        <translation>Der Dienst hat die Einstellungen der Sitzung angenommen.</translation>
    </message>
    <message>
        <source>Everything stays on this computer; no key is used.</source>
        <translation>Alles bleibt auf diesem Computer; kein Schlüssel wird verwendet.</translation>
    </message>
    <message>
        <source>First use of {title}: what is spoken goes to {host}, without a key.</source>
        <translation>Erste Verwendung von {title}: Was gesprochen wird, geht an {host}, ohne Schlüssel.</translation>
    </message>
    <message>
        <source>First use of {title}: what is spoken goes to {host}, and the key in the variable {variable} opens it.</source>
        <translation>Erste Verwendung von {title}: Was gesprochen wird, geht an {host}; der Schlüssel in der Variablen {variable} öffnet den Zugang.</translation>
    </message>
    <message>
        <source>First use of {title}: what is spoken goes to {host}, and the key that you enter for {name} opens it.</source>
        <translation>Erste Verwendung von {title}: Was gesprochen wird, geht an {host}; der Schlüssel, den Sie für {name} eingeben, öffnet den Zugang.</translation>
    </message>
    <message>
        <source>{path} is too large for a key</source>
        <translation>{path} ist zu groß für einen Schlüssel</translation>
    </message>
    <message>
        <source>Move it away and enter the key again.</source>
        <translation>Räumen Sie es weg und geben Sie den Schlüssel neu ein.</translation>
    </message>
    <message>
        <source>{path} is not what was made for keys</source>
        <translation>{path} ist nicht, was für Schlüssel angelegt wurde</translation>
    </message>
    <message>
        <source>{path} belongs to another user</source>
        <translation>{path} gehört einem anderen Benutzer</translation>
    </message>
    <message>
        <source>Other users may read {path}</source>
        <translation>Andere Benutzer dürfen {path} lesen</translation>
    </message>
    <message>
        <source>Close it with `chmod {right}`, and make a new key if others had access.</source>
        <translation>Schließen Sie den Zugang mit `chmod {right}`, und erzeugen Sie einen neuen Schlüssel, falls andere Zugriff hatten.</translation>
    </message>
    <message>
        <source>{what}, so no key is read or kept there.</source>
        <translation>{what}; dort wird daher kein Schlüssel gelesen oder aufbewahrt.</translation>
    </message>
    <message>
        <source>it is no text</source>
        <translation>sie ist kein Text</translation>
    </message>
    <message>
        <source>The file of the key could not be {what}: {reason}.</source>
        <translation>Mit der Datei des Schlüssels ging etwas nicht ({what}): {reason}.</translation>
    </message>
    <message>
        <source>Look at {parent}, or keep the key in the system&apos;s keyring or in an environment variable.</source>
        <translation>Sehen Sie in {parent} nach, oder bewahren Sie den Schlüssel im Schlüsselbund oder in einer Umgebungsvariablen auf.</translation>
    </message>
    <message>
        <source>keep the key in an environment variable, or in a file that only you can read</source>
        <translation>bewahren Sie den Schlüssel in einer Umgebungsvariablen auf oder in einer Datei, die nur Sie lesen können</translation>
    </message>
    <message>
        <source>The system&apos;s keyring does not answer.</source>
        <translation>Der Schlüsselbund des Systems antwortet nicht.</translation>
    </message>
    <message>
        <source>Look for a window that asks for its password, and try again; or {elsewhere}.</source>
        <translation>Suchen Sie ein Fenster, das nach dessen Passwort fragt, und versuchen Sie es erneut; oder {elsewhere}.</translation>
    </message>
    <message>
        <source>This computer has no keyring that a key can be kept in.</source>
        <translation>Dieser Computer hat keinen Schlüsselbund für einen Schlüssel.</translation>
    </message>
    <message>
        <source>Keep the key in an environment variable, or in a file that only you can read.</source>
        <translation>Bewahren Sie den Schlüssel in einer Umgebungsvariablen auf oder in einer Datei, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring is locked.</source>
        <translation>Der Schlüsselbund des Systems ist gesperrt.</translation>
    </message>
    <message>
        <source>Unlock it and try again; or {elsewhere}.</source>
        <translation>Entsperren Sie ihn und versuchen Sie es erneut; oder {elsewhere}.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring could not be opened.</source>
        <translation>Der Schlüsselbund des Systems ließ sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Set it up and try again; or {elsewhere}.</source>
        <translation>Richten Sie ihn ein und versuchen Sie es erneut; oder {elsewhere}.</translation>
    </message>
    <message>
        <source>The system&apos;s keyring refused ({name}).</source>
        <translation>Der Schlüsselbund des Systems hat abgelehnt ({name}).</translation>
    </message>
    <message>
        <source>Try again; or {elsewhere}.</source>
        <translation>Versuchen Sie es erneut; oder {elsewhere}.</translation>
    </message>
    <message>
        <source>Confirm it under Services.</source>
        <translation>Bestätigen Sie ihn unter „Dienste“.</translation>
    </message>
    <message>
        <source>The key of {title} comes from the variable {key_variable}.</source>
        <translation>Der Schlüssel von {title} kommt aus der Variablen {key_variable}.</translation>
    </message>
    <message>
        <source>Set that variable, or choose another place for the key.</source>
        <translation>Setzen Sie diese Variable, oder wählen Sie einen anderen Ort für den Schlüssel.</translation>
    </message>
    <message>
        <source>{title} asks for no key.</source>
        <translation>{title} verlangt keinen Schlüssel.</translation>
    </message>
    <message>
        <source>Choose a place for the key first.</source>
        <translation>Wählen Sie zuerst einen Ort für den Schlüssel.</translation>
    </message>
    <message>
        <source>Copy the whole key, and nothing else, and enter it again.</source>
        <translation>Kopieren Sie den ganzen Schlüssel und nichts sonst, und geben Sie ihn neu ein.</translation>
    </message>
    <message>
        <source>Correct the address of the service.</source>
        <translation>Korrigieren Sie die Adresse des Dienstes.</translation>
    </message>
    <message>
        <source>The key in {key_variable} is for OpenAI and is not sent to {host}.</source>
        <translation>Der Schlüssel in {key_variable} ist für OpenAI und wird nicht an {host} gesendet.</translation>
    </message>
    <message>
        <source>Add another service for this address, with a key of its own.</source>
        <translation>Fügen Sie für diese Adresse einen weiteren Dienst mit eigenem Schlüssel hinzu.</translation>
    </message>
    <message>
        <source>When settings are saved, the file as it is now is kept beside the new one.</source>
        <translation>Beim Speichern der Einstellungen bleibt die jetzige Datei neben der neuen erhalten.</translation>
    </message>
    <message>
        <source>Correct the file, or remove it. {kept_beside}</source>
        <translation>Korrigieren oder entfernen Sie die Datei. {kept_beside}</translation>
    </message>
    <message>
        <source>The settings file {source} cannot be read; the settings are those of a first start.</source>
        <translation>Die Einstellungsdatei {source} lässt sich nicht lesen; die Einstellungen sind die eines ersten Starts.</translation>
    </message>
    <message>
        <source>The settings file {source} is of a newer version; what is unknown in it is left out.</source>
        <translation>Die Einstellungsdatei {source} stammt von einer neueren Version; Unbekanntes darin ist ausgelassen.</translation>
    </message>
    <message>
        <source>The settings file {source} has values that are not understood: {some_of}.</source>
        <translation>Die Einstellungsdatei {source} enthält Werte, die nicht verstanden werden: {some_of}.</translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <source>Ask for the file again, exported from this program.</source>
        <translation>Bitten Sie noch einmal um die Datei, aus diesem Programm exportiert.</translation>
    </message>
    <message>
        <source>Update this program, or ask for a file of an older version.</source>
        <translation>Aktualisieren Sie dieses Programm, oder bitten Sie um die Datei einer älteren Version.</translation>
    </message>
    <message>
        <source>There is no service to export.</source>
        <translation>Es gibt keinen Dienst zum Exportieren.</translation>
    </message>
    <message>
        <source>Add one first; this computer needs no file.</source>
        <translation>Fügen Sie zuerst einen hinzu; dieser Computer braucht keine Datei.</translation>
    </message>
    <message>
        <source>{name} could not be written: {reason}.</source>
        <translation>{name} ließ sich nicht schreiben: {reason}.</translation>
    </message>
    <message>
        <source>Choose another folder or name.</source>
        <translation>Wählen Sie einen anderen Ordner oder Namen.</translation>
    </message>
    <message>
        <source>{name} could not be read: {reason}.</source>
        <translation>{name} ließ sich nicht lesen: {reason}.</translation>
    </message>
    <message>
        <source>{name} is too large for a file of services.</source>
        <translation>{name} ist zu groß für eine Datei mit Diensten.</translation>
    </message>
    <message>
        <source>{name} is no text, so it is no file of services.</source>
        <translation>{name} ist kein Text und damit keine Datei mit Diensten.</translation>
    </message>
    <message>
        <source>{name} is a folder, not a file of services.</source>
        <translation>{name} ist ein Ordner, keine Datei mit Diensten.</translation>
    </message>
    <message>
        <source>{name} is a pipe or a device, not a file of services.</source>
        <translation>{name} ist eine Pipe oder ein Gerät, keine Datei mit Diensten.</translation>
    </message>
    <message>
        <source>The file is no TOML, so it is no file of services.</source>
        <translation>Die Datei ist kein TOML und damit keine Datei mit Diensten.</translation>
    </message>
    <message>
        <source>The file is no file of services: it does not say format = &quot;{format}&quot;.</source>
        <translation>Die Datei ist keine Datei mit Diensten: Es fehlt format = &quot;{format}&quot;.</translation>
    </message>
    <message>
        <source>The file is of version {version}; this program reads version {version_2}.</source>
        <translation>Die Datei hat Version {version}; dieses Programm liest Version {version_2}.</translation>
    </message>
    <message>
        <source>The file does not say which version it is.</source>
        <translation>Die Datei nennt ihre Version nicht.</translation>
    </message>
    <message>
        <source>The file</source>
        <translation>Die Datei</translation>
    </message>
    <message>
        <source>The file holds no service.</source>
        <translation>Die Datei enthält keinen Dienst.</translation>
    </message>
    <message>
        <source>The file holds more than {most_profiles} services.</source>
        <translation>Die Datei enthält mehr als {most_profiles} Dienste.</translation>
    </message>
    <message>
        <source>Service {number} of the file</source>
        <translation>Dienst {number} der Datei</translation>
    </message>
    <message>
        <source>{what}.</source>
        <translation>{what}.</translation>
    </message>
    <message>
        <source>Its address is missing.</source>
        <translation>Seine Adresse fehlt.</translation>
    </message>
    <message>
        <source>{where} holds {shown}, which this program does not know.</source>
        <translation>{where} enthält {shown}; das kennt dieses Programm nicht.</translation>
    </message>
    <message>
        <source>Service {number} of the file makes no sense: {what}</source>
        <translation>Dienst {number} der Datei ergibt keinen Sinn: {what}</translation>
    </message>
    <message>
        <source>it is not there</source>
        <translation>sie ist nicht da</translation>
    </message>
    <message>
        <source>A model&apos;s name has at most {longest_model_characters} characters.</source>
        <translation>Der Name eines Modells hat höchstens {longest_model_characters} Zeichen.</translation>
    </message>
    <message>
        <source>A title has 1 to {longest_title} characters.</source>
        <translation>Ein Titel hat 1 bis {longest_title} Zeichen.</translation>
    </message>
    <message>
        <source>The address of the service is not valid: no host has such a name.</source>
        <translation>Die Adresse des Dienstes ist ungültig: Kein Host heißt so.</translation>
    </message>
    <message>
        <source>A name has lower-case letters, digits and single - between them, at most {longest_name}.</source>
        <translation>Ein Name hat Kleinbuchstaben, Ziffern und einzelne - dazwischen, höchstens {longest_name}.</translation>
    </message>
    <message>
        <source>There is a service named {name} already.</source>
        <translation>Einen Dienst namens {name} gibt es schon.</translation>
    </message>
    <message>
        <source>The address of the service is missing.</source>
        <translation>Die Adresse des Dienstes fehlt.</translation>
    </message>
    <message>
        <source>This computer has no address; add another service instead.</source>
        <translation>Dieser Computer hat keine Adresse; fügen Sie stattdessen einen anderen Dienst hinzu.</translation>
    </message>
    <message>
        <source>This computer stays this computer, and no other service is.</source>
        <translation>Dieser Computer bleibt dieser Computer, und kein anderer Dienst ist er.</translation>
    </message>
    <message>
        <source>This computer needs no key.</source>
        <translation>Dieser Computer braucht keinen Schlüssel.</translation>
    </message>
    <message>
        <source>Put the name of your own host in the place of the capitals.</source>
        <translation>Setzen Sie den Namen Ihres eigenen Hosts an die Stelle der Großbuchstaben.</translation>
    </message>
    <message>
        <source>A key is not sent over plain http to another computer; use https, or say that the service asks for no key.</source>
        <translation>Ein Schlüssel wird nicht über unverschlüsseltes http an einen anderen Computer gesendet; nehmen Sie https, oder geben Sie an, dass der Dienst keinen Schlüssel verlangt.</translation>
    </message>
    <message>
        <source>Give the name of the variable that holds the key, such as MY_SERVICE_KEY, not the key itself.</source>
        <translation>Nennen Sie die Variable, die den Schlüssel enthält, etwa MY_SERVICE_KEY, nicht den Schlüssel selbst.</translation>
    </message>
    <message>
        <source>A key does not belong here: keep it as the key of this service.</source>
        <translation>Ein Schlüssel gehört nicht hierher: Bewahren Sie ihn als Schlüssel dieses Dienstes auf.</translation>
    </message>
    <message>
        <source>{what} must not hold a line end or another invisible character.</source>
        <translation>{what} darf weder Zeilenende noch andere unsichtbare Zeichen enthalten.</translation>
    </message>
    <message>
        <source>A monthly budget is more than 0 and at most 100000 dollars.</source>
        <translation>Ein Monatsbudget liegt über 0 und bei höchstens 100000 Dollar.</translation>
    </message>
    <message>
        <source>A budget warns at 1 to 100 percent.</source>
        <translation>Ein Budget warnt bei 1 bis 100 Prozent.</translation>
    </message>
    <message>
        <source>Audio is kept for 1 to {most_days} days, or always.</source>
        <translation>Ton wird 1 bis {most_days} Tage aufbewahrt, oder immer.</translation>
    </message>
    <message>
        <source>OpenAI&apos;s own service, perhaps with another key or another project.</source>
        <translation>Der Dienst von OpenAI selbst, vielleicht mit anderem Schlüssel oder Projekt.</translation>
    </message>
    <message>
        <source>A resource of your own at Azure; put its name into the address and your deployment as the model.</source>
        <translation>Eine eigene Ressource bei Azure; setzen Sie ihren Namen in die Adresse und Ihre Bereitstellung als Modell ein.</translation>
    </message>
    <message>
        <source>A gateway or any other server that speaks the Realtime API as OpenAI does.</source>
        <translation>Ein Gateway oder ein anderer Server, der die Realtime-API wie OpenAI spricht.</translation>
    </message>
    <message>
        <source>A speaches server of your own; give its address and a model that is installed there.</source>
        <translation>Ein eigener speaches-Server; geben Sie seine Adresse und ein dort installiertes Modell an.</translation>
    </message>
    <message>
        <source>A LocalAI server of your own; the model is the name of a pipeline that is set up there.</source>
        <translation>Ein eigener LocalAI-Server; das Modell ist der Name einer dort eingerichteten Pipeline.</translation>
    </message>
    <message>
        <source>Together AI&apos;s hosted speech models; a key of theirs is needed.</source>
        <translation>Die Sprachmodelle von Together AI; dafür ist ein Schlüssel von dort nötig.</translation>
    </message>
    <message>
        <source>{path} is not a list of words: it is too large, or no text.</source>
        <translation>{path} ist keine Wortliste: zu groß oder kein Text.</translation>
    </message>
    <message>
        <source>This {kind} is no longer there.</source>
        <translation>Dies ist nicht mehr da ({kind}).</translation>
    </message>
    <message>
        <source>The disk is full; the history could not be saved.</source>
        <translation>Der Datenträger ist voll; der Verlauf ließ sich nicht speichern.</translation>
    </message>
    <message>
        <source>Free some space.</source>
        <translation>Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>There was not enough time for it.</source>
        <translation>Dafür reichte die Zeit nicht.</translation>
    </message>
    <message>
        <source>It is done another time.</source>
        <translation>Es geschieht ein anderes Mal.</translation>
    </message>
    <message>
        <source>The history cannot be written.</source>
        <translation>Der Verlauf lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>Allow this user to write in the data folder.</source>
        <translation>Erlauben Sie diesem Benutzer, im Datenordner zu schreiben.</translation>
    </message>
    <message>
        <source>The disk did not take or give the history&apos;s data.</source>
        <translation>Der Datenträger nahm oder gab die Daten des Verlaufs nicht.</translation>
    </message>
    <message>
        <source>Check the disk and its free space.</source>
        <translation>Prüfen Sie den Datenträger und seinen freien Platz.</translation>
    </message>
    <message>
        <source>Another program holds the history.</source>
        <translation>Ein anderes Programm hält den Verlauf.</translation>
    </message>
    <message>
        <source>Close it, or try again in a moment.</source>
        <translation>Schließen Sie es, oder versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The history file is damaged.</source>
        <translation>Die Verlaufsdatei ist beschädigt.</translation>
    </message>
    <message>
        <source>Start the program again: it restores the newest good copy.</source>
        <translation>Starten Sie das Programm neu: Es stellt die neueste gute Kopie wieder her.</translation>
    </message>
    <message>
        <source>The history cannot be opened.</source>
        <translation>Der Verlauf lässt sich nicht öffnen.</translation>
    </message>
    <message>
        <source>Check that the data folder exists and belongs to this user.</source>
        <translation>Prüfen Sie, ob es den Datenordner gibt und er diesem Benutzer gehört.</translation>
    </message>
    <message>
        <source>Someone removed or replaced the history file while it was in use.</source>
        <translation>Jemand hat die Verlaufsdatei im Betrieb entfernt oder ersetzt.</translation>
    </message>
    <message>
        <source>Put it back, or start the program again for a new history.</source>
        <translation>Legen Sie sie zurück, oder starten Sie das Programm neu für einen neuen Verlauf.</translation>
    </message>
    <message>
        <source>There is no recording {public_id!r}.</source>
        <translation>Es gibt keine Aufnahme {public_id!r}.</translation>
    </message>
    <message>
        <source>List the history for its ids.</source>
        <translation>Listen Sie den Verlauf auf, um die Kennungen zu sehen.</translation>
    </message>
    <message>
        <source>The history was written by a newer version of this program (format {found}; this one knows {known}).</source>
        <translation>Der Verlauf stammt von einer neueren Version dieses Programms (Format {found}; bekannt ist {known}).</translation>
    </message>
    <message>
        <source>Update the program; the history was left as it is.</source>
        <translation>Aktualisieren Sie das Programm; der Verlauf blieb, wie er ist.</translation>
    </message>
    <message>
        <source> The damaged file was kept as {name}.</source>
        <translation> Die beschädigte Datei ist als {name} erhalten.</translation>
    </message>
    <message>
        <source>The search index was damaged and was made anew; no text was lost.</source>
        <translation>Das Suchverzeichnis war beschädigt und wurde neu erstellt; kein Text ging verloren.</translation>
    </message>
    <message>
        <source>an earlier day</source>
        <translation>einem früheren Tag</translation>
    </message>
    <message>
        <source>The history file was damaged. The safety copy of {day} was restored.{kept}</source>
        <translation>Die Verlaufsdatei war beschädigt. Die Sicherungskopie von {day} wurde wiederhergestellt.{kept}</translation>
    </message>
    <message>
        <source>The history file was damaged and there is no safety copy; a new one was begun.{kept}</source>
        <translation>Die Verlaufsdatei war beschädigt, und es gibt keine Sicherungskopie; eine neue wurde begonnen.{kept}</translation>
    </message>
    <message>
        <source>This turn is no longer in the history.</source>
        <translation>Dieser Abschnitt ist nicht mehr im Verlauf.</translation>
    </message>
    <message>
        <source>Only turns that follow each other can be taken together.</source>
        <translation>Nur aufeinanderfolgende Abschnitte lassen sich zusammenfassen.</translation>
    </message>
    <message>
        <source>no reason is known</source>
        <translation>kein Grund bekannt</translation>
    </message>
    <message>
        <source>the service gave no reason</source>
        <translation>der Dienst nannte keinen Grund</translation>
    </message>
    <message>
        <source>[Gap {time} to {time_2}: {failure}]</source>
        <translation>[Lücke {time} bis {time_2}: {failure}]</translation>
    </message>
    <message>
        <source>{recorded} recorded: {transcribed} speech transcribed, {silent} silent, {missing} missing</source>
        <translation>{recorded} aufgenommen: {transcribed} Sprache transkribiert, {silent} still, {missing} fehlen</translation>
    </message>
    <message>
        <source>{known}, {pending} not done yet</source>
        <translation>{known}, {pending} noch nicht fertig</translation>
    </message>
    <message>
        <source>{time} of missing speech</source>
        <translation>{time} fehlende Sprache</translation>
    </message>
    <message>
        <source>speech was heard here, but the service gave no text</source>
        <translation>hier war Sprache zu hören, aber der Dienst gab keinen Text</translation>
    </message>
    <message>
        <source>A vocabulary has at most {most_entries} entries.</source>
        <translation>Ein Wortschatz hat höchstens {most_entries} Einträge.</translation>
    </message>
    <message>
        <source>{word}: {reason}</source>
        <translation>{word}: {reason}</translation>
    </message>
    <message>
        <source>A word has at most {most_heard_forms} heard forms.</source>
        <translation>Ein Wort hat höchstens {most_heard_forms} gehörte Formen.</translation>
    </message>
    <message>
        <source>{form} is replaced by {owner} already.</source>
        <translation>{form} wird schon durch {owner} ersetzt.</translation>
    </message>
    <message>
        <source>A word needs at least one letter, digit or sign.</source>
        <translation>Ein Wort braucht mindestens einen Buchstaben, eine Ziffer oder ein Zeichen.</translation>
    </message>
    <message>
        <source>A word or phrase has at most {longest_form_characters} characters.</source>
        <translation>Ein Wort oder eine Wendung hat höchstens {longest_form_characters} Zeichen.</translation>
    </message>
    <message>
        <source>A word is one line of visible characters.</source>
        <translation>Ein Wort ist eine Zeile aus sichtbaren Zeichen.</translation>
    </message>
    <message>
        <source>From here transcribed by {service}</source>
        <translation>Ab hier transkribiert von {service}</translation>
    </message>
    <message>
        <source>{count} more characters are not shown; they are saved.</source>
        <translation>{count} weitere Zeichen sind nicht gezeigt; gespeichert werden sie.</translation>
    </message>
    <message>
        <source>This could not be changed because of an error in this program.</source>
        <translation>Wegen eines Fehlers in diesem Programm ließ sich dies nicht ändern.</translation>
    </message>
    <message>
        <source>Where it stands</source>
        <translation>Wo es steht</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>Corrected in other recordings, too: {count}. The menu of the main window takes it back.</source>
        <translation>Auch in anderen Aufnahmen korrigiert: {count}. Das Menü des Hauptfensters nimmt es zurück.</translation>
    </message>
    <message>
        <source>It cannot be gone on with: its service is not set up any more.</source>
        <translation>Es lässt sich nicht fortsetzen: Der Dienst dafür ist nicht mehr eingerichtet.</translation>
    </message>
    <message>
        <source>About ${dollars} a minute.</source>
        <translation>Etwa {dollars} $ je Minute.</translation>
    </message>
    <message>
        <source>Speaker {number}</source>
        <translation>Person {number}</translation>
    </message>
    <message>
        <source>Line {number}: From here on nothing is read: this is too much, or no list of words.</source>
        <translation>Zeile {number}: Ab hier wird nichts gelesen: Das ist zu viel oder keine Wortliste.</translation>
    </message>
    <message>
        <source>Line {number}: {reason}</source>
        <translation>Zeile {number}: {reason}</translation>
    </message>
    <message>
        <source>Save this transcript first, which is not in the history; then drop them again.</source>
        <translation>Speichern Sie zuerst dieses Transkript, das nicht im Verlauf steht; ziehen Sie sie danach noch einmal hierher.</translation>
    </message>
    <message>
        <source>Put right what is wrong, and drop them again.</source>
        <translation>Beheben Sie, was nicht stimmt, und ziehen Sie sie noch einmal hierher.</translation>
    </message>
    <message>
        <source>One file that waited was left out.</source>
        <translation>Eine wartende Datei wurde ausgelassen.</translation>
    </message>
    <message numerus="yes">
        <source>%n files that waited were left out.</source>
        <translation>
            <numerusform>%n wartende Datei wurde ausgelassen.</numerusform>
            <numerusform>%n wartende Dateien wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more files wait</source>
        <translation>
            <numerusform>%n weitere Datei wartet</numerusform>
            <numerusform>%n weitere Dateien warten</numerusform>
        </translation>
    </message>
    <message>
        <source>One more file waits</source>
        <translation>Eine weitere Datei wartet</translation>
    </message>
    <message>
        <source>{count} files were asked for, but without a history each would wipe the text of the one before.</source>
        <translation>Gewünscht sind {count} Dateien, doch ohne Verlauf würde jede den Text der vorigen löschen.</translation>
    </message>
    <message>
        <source>Take one file at a time, or switch the history on in the session settings and start the program again.</source>
        <translation>Nehmen Sie eine Datei auf einmal, oder schalten Sie in den Sitzungseinstellungen den Verlauf ein und starten Sie das Programm neu.</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
    <message>
        <source>The recording is in the history of this computer.</source>
        <translation>Die Aufnahme steht im Verlauf dieses Computers.</translation>
    </message>
    <message>
        <source>0 dropped</source>
        <translation>0 ausgefallen</translation>
    </message>
    <message>
        <source>All sound of the microphone has arrived.</source>
        <translation>Aller Ton des Mikrofons ist angekommen.</translation>
    </message>
    <message>
        <source>{seconds} s of sound did not arrive.</source>
        <translation>{seconds} s Ton sind nicht angekommen.</translation>
    </message>
    <message>
        <source>{seconds} s dropped</source>
        <translation>{seconds} s ausgefallen</translation>
    </message>
    <message>
        <source>Saved {seconds} s ago</source>
        <translation>Vor {seconds} s gespeichert</translation>
    </message>
    <message>
        <source>All sound until then is on the disk, with every finished turn.</source>
        <translation>Aller Ton bis dahin ist auf der Platte, mit jedem fertigen Abschnitt.</translation>
    </message>
    <message>
        <source>The key is empty.</source>
        <translation>Der Schlüssel ist leer.</translation>
    </message>
    <message>
        <source>The key is longer than {most} characters.</source>
        <translation>Der Schlüssel ist länger als {most} Zeichen.</translation>
    </message>
    <message>
        <source>The key holds a space or a character that no key has; copy it again.</source>
        <translation>Der Schlüssel enthält ein Leerzeichen oder ein Zeichen, das in keinem Schlüssel steht; kopieren Sie ihn noch einmal.</translation>
    </message>
    <message>
        <source>{path} exists already; choose another name for the trace.</source>
        <translation>{path} gibt es schon; wählen Sie einen anderen Namen für den Mitschnitt.</translation>
    </message>
    <message>
        <source>The trace {path} cannot be read: {reason}.</source>
        <translation>Der Mitschnitt {path} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <source>The trace cannot be written to {path}: {reason}.</source>
        <translation>Der Mitschnitt kann nicht nach {path} geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <source>The trace to {path} ends here: {reason}.</source>
        <translation>Der Mitschnitt nach {path} endet hier: {reason}.</translation>
    </message>
    <message>
        <source>{path} is not a trace: it does not begin with the line of one.</source>
        <translation>{path} ist kein Mitschnitt: Die erste Zeile ist nicht die eines Mitschnitts.</translation>
    </message>
    <message>
        <source>The trace {path} is of a newer version of this program; read it with that one.</source>
        <translation>Der Mitschnitt {path} ist von einer neueren Version dieses Programms; lesen Sie ihn mit dieser.</translation>
    </message>
    <message>
        <source>The first line of the trace {path} does not say when it began.</source>
        <translation>Die erste Zeile des Mitschnitts {path} sagt nicht, wann er begann.</translation>
    </message>
    <message>
        <source>Line {number} of the trace {path} is damaged.</source>
        <translation>Zeile {number} des Mitschnitts {path} ist beschädigt.</translation>
    </message>
    <message>
        <source>Text can be {least} to {most} % of its usual size.</source>
        <translation>Schrift kann {least} bis {most} % ihrer üblichen Größe haben.</translation>
    </message>
    <message>
        <source>A port is a number from {least} to {most}.</source>
        <translation>Ein Port ist eine Zahl von {least} bis {most}.</translation>
    </message>
    <message>
        <source>A caption file has {least} to {most} lines.</source>
        <translation>Eine Untertiteldatei hat {least} bis {most} Zeilen.</translation>
    </message>
    <message>
        <source>No file can have this path.</source>
        <translation>Diesen Pfad kann keine Datei haben.</translation>
    </message>
    <message>
        <source>has a value that is not allowed</source>
        <translation>hat einen Wert, der nicht erlaubt ist</translation>
    </message>
    <message>
        <source>is no such table</source>
        <translation>ist keine solche Tabelle</translation>
    </message>
    <message>
        <source>misses a value</source>
        <translation>lässt einen Wert aus</translation>
    </message>
    <message>
        <source>must be a list</source>
        <translation>muss eine Liste sein</translation>
    </message>
    <message>
        <source>has another number of values</source>
        <translation>hat eine andere Anzahl von Werten</translation>
    </message>
    <message>
        <source>must be a number</source>
        <translation>muss eine Zahl sein</translation>
    </message>
    <message>
        <source>is too large</source>
        <translation>ist zu groß</translation>
    </message>
    <message>
        <source>It was moved or removed outside of this program. The text is still in the history.</source>
        <translation>Er wurde außerhalb dieses Programms verschoben oder entfernt. Der Text ist noch im Verlauf.</translation>
    </message>
    <message>
        <source>The sound of {count} recordings is no longer where it was kept.</source>
        <translation>Der Ton von {count} Aufnahmen ist nicht mehr dort, wo er lag.</translation>
    </message>
    <message>
        <source>The sound of a recording is no longer where it was kept.</source>
        <translation>Der Ton einer Aufnahme ist nicht mehr dort, wo er lag.</translation>
    </message>
    <message>
        <source>The sound of {title} is no longer where it was kept.</source>
        <translation>Der Ton von {title} ist nicht mehr dort, wo er lag.</translation>
    </message>
    <message>
        <source>This source began later</source>
        <translation>Diese Quelle begann später</translation>
    </message>
    <message>
        <source>The two sources had come apart in time</source>
        <translation>Die beiden Quellen waren zeitlich auseinandergelaufen</translation>
    </message>
    <message>
        <source>a first event</source>
        <translation>einem ersten Ereignis</translation>
    </message>
    <message>
        <source>an acknowledgement</source>
        <translation>einer Bestätigung</translation>
    </message>
    <message>
        <source>The service accepted the connection, then sent no sign of {event} for {seconds} s.</source>
        <translation>Der Dienst hat die Verbindung angenommen und dann {seconds} s lang nichts von {event} gesendet.</translation>
    </message>
    <message>
        <source>something else than a file stands there</source>
        <translation>dort steht etwas anderes als eine Datei</translation>
    </message>
    <message>
        <source>The speech engine did not start within {seconds} s.</source>
        <translation>Die Spracherkennung ist nicht innerhalb von {seconds} s gestartet.</translation>
    </message>
    <message>
        <source>The speech engine could not be run.</source>
        <translation>Die Spracherkennung konnte nicht gestartet werden.</translation>
    </message>
    <message>
        <source>The speech engine ended while it was starting.</source>
        <translation>Die Spracherkennung endete, während sie startete.</translation>
    </message>
    <message>
        <source>The demo is not kept in the history, so nothing can be marked or noted in it.</source>
        <translation>Die Demo wird nicht im Verlauf aufbewahrt, daher kann darin nichts markiert oder notiert werden.</translation>
    </message>
    <message>
        <source>A test is not kept in the history, so nothing can be marked or noted in it.</source>
        <translation>Ein Test wird nicht im Verlauf aufbewahrt, daher kann darin nichts markiert oder notiert werden.</translation>
    </message>
    <message>
        <source>The history is off, so nothing can be marked or noted.</source>
        <translation>Der Verlauf ist aus, daher kann nichts markiert oder notiert werden.</translation>
    </message>
    <message>
        <source>There is room for {count} characters here; the rest was left out.</source>
        <translation>Hier ist Platz für {count} Zeichen; der Rest wurde weggelassen.</translation>
    </message>
</context>
</TS>
