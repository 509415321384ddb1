# Die Texte zu YouTubes einfachem API-Schlüssel.

api-key-states-none = Keiner ist gespeichert.
api-key-states-set = Einer ist gespeichert.
api-key-states-locked = Einer ist gespeichert und kann gerade nicht gelesen werden. Unten steht, was du tun kannst.
api-key-title = API-Schlüssel verwenden
api-key-help = Mit ihm geht öffentlicher Chat über YouTubes offizielle API weiter, solange die Seite nicht gelesen werden kann. Eine Anmeldung leistet dasselbe und findet auch deine nicht gelisteten Streams.
api-key-guide-1 = Öffne console.cloud.google.com, lege ein Projekt an und aktiviere unter „APIs & Services“ die „YouTube Data API v3“.
api-key-guide-2 = Erstelle unter „Credentials“ einen API-Schlüssel und beschränke ihn auf diese API.
api-key-guide-3 = Kopiere ihn in das Feld unten. Er wird sofort geprüft und wie Anmeldungen aufbewahrt.
api-key-key = YouTube-API-Schlüssel
api-key-save = Prüfen und speichern
api-key-checking = Wird geprüft…
api-key-forget = API-Schlüssel löschen
api-key-noPlace = Es gibt noch keinen Ort, an dem er aufbewahrt wird. Wähle unten einen und sende ihn noch einmal.
api-key-saved = Der API-Schlüssel ist gültig und gespeichert.
api-key-forgotten = Der API-Schlüssel wurde gelöscht.
