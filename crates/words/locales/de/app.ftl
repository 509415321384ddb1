# Warum die Anwendung nicht starten konnte: steht in einem Fenster und auf der Kommandozeile.

the-data-folder-could-not = der Datenordner { $folder } konnte nicht benutzt werden: { $error }. Gib mit --data-dir einen anderen an
this-system-names-no-folder = dieses System nennt keinen Ordner für Anwendungsdaten. Gib mit --data-dir einen an
port-is-used-by-another = Port { $port } wird von einem anderen Programm benutzt. Schließe dieses Programm oder starte mit --port und einer anderen Zahl (0 nimmt irgendeinen freien; damit ändert sich die Adresse des Overlays in OBS)
port-could-not-be-used = Port { $port } konnte nicht benutzt werden: { $error }. Versuche mit --port eine andere Zahl
the-application-is-running-already = die Anwendung läuft schon, antwortet aber nicht. Beende sie über ihr Symbol im Infobereich oder in der Taskliste des Systems und starte sie noch einmal
the-systems-signals-could-not = die Signale des Systems ließen sich nicht empfangen: { $error }. Starte den Computer neu
the-system-gave-no-threads = das System stellte keine Threads bereit: { $error }. Schließe andere Programme und starte noch einmal
the-system-gave-no-random = das System gab keine Zufallszahlen, und Schlüssel brauchen welche. Starte den Computer neu
a-flatpak-cant-do-this = ein Flatpak kann das nicht selbst
