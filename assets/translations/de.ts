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
        <source>Clicks go through the captions. Ctrl+F6 or the menu takes that back.</source>
        <translation>Klicks gehen durch die Untertitel hindurch. Strg+F6 oder das Menü nimmt das zurück.</translation>
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
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>They reach what lies under the captions. Ctrl+F6 or the menu of the main window takes it back.</source>
        <translation>Sie erreichen, was unter den Untertiteln liegt. Strg+F6 oder das Menü des Hauptfensters nimmt das zurück.</translation>
    </message>
    <message>
        <source>Goes past the window manager; then the window can be dragged, but not resized.</source>
        <translation>Umgeht die Fensterverwaltung; das Fenster lässt sich dann verschieben, aber nicht in der Größe ändern.</translation>
    </message>
    <message>
        <source>Hold the captions, or F7, to look back at the last 30 seconds. Drag them to move them.</source>
        <translation>Halten Sie die Untertitel oder F7 gedrückt, um die letzten 30 Sekunden zu sehen. Ziehen Sie, um sie zu verschieben.</translation>
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
        <source>You are recording. Tell the people who can be heard: in many places nobody may be recorded without their consent.</source>
        <translation>Sie nehmen auf. Sagen Sie es allen, die zu hören sind: Vielerorts darf niemand ohne Einwilligung aufgenommen werden.</translation>
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
        <source>Drop one audio file: WAV, FLAC, OGG, Opus, MP3 or AIFF.</source>
        <translation>Ziehen Sie eine Audiodatei hierher: WAV, FLAC, OGG, Opus, MP3 oder AIFF.</translation>
    </message>
    <message>
        <source>{count} things were dropped, and one file is transcribed at a time.</source>
        <translation>Sie haben {count} Dinge hierher gezogen; transkribiert wird eine Datei auf einmal.</translation>
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
        <source>Drop WAV, FLAC, OGG, Opus, MP3 or AIFF, or try it with Ctrl+O.</source>
        <translation>Ziehen Sie WAV, FLAC, OGG, Opus, MP3 oder AIFF hierher, oder versuchen Sie es mit Strg+O.</translation>
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
        <source>Press Record or F9, drop an audio file here, or play a 20-second demo.</source>
        <translation>Drücken Sie „Aufnehmen“ oder F9, ziehen Sie eine Audiodatei hierher, oder spielen Sie die Demo von 20 Sekunden ab.</translation>
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
        <source>If one is connected: System Settings, Privacy &amp; Security, Microphone, and allow Transcriber.</source>
        <translation>Falls eines angeschlossen ist: Systemeinstellungen, Datenschutz &amp; Sicherheit, Mikrofon, und dort Transcriber erlauben.</translation>
    </message>
    <message>
        <source>If one is connected: Settings, Privacy &amp; security, Microphone, and let desktop apps use it.</source>
        <translation>Falls eines angeschlossen ist: Einstellungen, Datenschutz und Sicherheit, Mikrofon, und dort Desktop-Apps den Zugriff erlauben.</translation>
    </message>
    <message>
        <source>If one is connected: see in the sound settings that the input is not muted or switched off.</source>
        <translation>Falls eines angeschlossen ist: Sehen Sie in den Klangeinstellungen nach, ob der Eingang stumm oder ausgeschaltet ist.</translation>
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
        <source>Service</source>
        <translation>Dienst</translation>
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
        <source>Marked at {now}</source>
        <translation>Markiert bei {now}</translation>
    </message>
    <message>
        <source>Note kept at {time}</source>
        <translation>Notiz bei {time} behalten</translation>
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
        <source>If the chosen one goes away, the next best one takes its place.</source>
        <translation>Fällt das gewählte aus, tritt das nächstbeste an seine Stelle.</translation>
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
        <source>${dollars_per_minute:g} a minute</source>
        <translation>{dollars_per_minute:g} $ je Minute</translation>
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
        <source>High</source>
        <translation>Hoch</translation>
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
        <translation>Nur Nachrichten mit diesem Text zeigen</translation>
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
        <source>Record or stop (F9 or Ctrl+R)</source>
        <translation>Aufnehmen oder stoppen (F9 oder Strg+R)</translation>
    </message>
    <message>
        <source>{time} recorded</source>
        <translation>{time} aufgenommen</translation>
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
        <source>Audio ({suffixes});;All files (*)</source>
        <translation>Ton ({suffixes});;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Transcribe an audio file</source>
        <translation>Audiodatei transkribieren</translation>
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
        <source>Words that are written right</source>
        <translation>Wörter, die richtig geschrieben werden</translation>
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
        <source>Needs no key; nothing leaves this computer.</source>
        <translation>Braucht keinen Schlüssel; nichts verlässt diesen Computer.</translation>
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
        <source>No connection</source>
        <translation>Keine Verbindung</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Pausiert</translation>
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
        <source>Link: connecting again{detail}</source>
        <translation>Verbindung: wird neu hergestellt{detail}</translation>
    </message>
    <message>
        <source>Link lost{detail}</source>
        <translation>Verbindung verloren{detail}</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
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
        <source>From now on, too: add it to the words</source>
        <translation>Auch von jetzt an: zu den Wörtern hinzufügen</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message numerus="yes">
        <source>%n turns of this recording have it.</source>
        <translation>
            <numerusform>%n Abschnitt dieser Aufnahme enthält es.</numerusform>
            <numerusform>%n Abschnitte dieser Aufnahme enthalten es.</numerusform>
        </translation>
    </message>
    <message>
        <source>Heard</source>
        <translation>Gehört</translation>
    </message>
    <message>
        <source>The words cannot be written to {path}: {reason}.</source>
        <translation>Die Wörter lassen sich nicht nach {path} schreiben: {reason}.</translation>
    </message>
    <message numerus="yes">
        <source>{model} is told of %n words as keywords.</source>
        <translation>
            <numerusform>{model} erfährt %n Wort als Schlüsselwort.</numerusform>
            <numerusform>{model} erfährt %n Wörter als Schlüsselwörter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{model} is told of %n words in its prompt.</source>
        <translation>
            <numerusform>{model} erfährt %n Wort im Prompt.</numerusform>
            <numerusform>{model} erfährt %n Wörter im Prompt.</numerusform>
        </translation>
    </message>
    <message>
        <source>{model} cannot be told which words to expect.</source>
        <translation>{model} kann nicht erfahren, welche Wörter zu erwarten sind.</translation>
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
        <source>Export words</source>
        <translation>Wörter exportieren</translation>
    </message>
    <message>
        <source>Table (*.csv);;Lines (*.txt)</source>
        <translation>Tabelle (*.csv);;Zeilen (*.txt)</translation>
    </message>
    <message>
        <source>{path} cannot be written: {reason}.</source>
        <translation>{path} lässt sich nicht schreiben: {reason}.</translation>
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
</context>
</TS>
