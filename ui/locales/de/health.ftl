# Die Texte unter „Zustand“.

health-title = Zustand
health-well = Alles in Ordnung
health-wellHelp = Du musst dich um nichts kümmern. Wenn doch, steht es hier, und das Symbol im Infobereich ändert sich.
health-since = Seit { $at }
health-doesLabel = Was von selbst geschieht
health-todoLabel = Was du tun kannst
health-partly = Ein Teil des Chats fehlt
health-stays = Alles andere läuft weiter. Dies steht hier, bis es behoben ist.
health-passed = Es ist vorbei. Dies steht hier, bis du es schließt.
health-does-backoff = Es wird von selbst noch einmal versucht, und Verpasstes wird nachgeholt, wo die Plattform es hat.
health-does-waits = Deine anderen Chats laufen weiter.
health-does-partly = Gelesen wird weiter, was lesbar ist.
health-todo-failed = „Noch einmal versuchen“ beim Kanal unter Chat sieht sofort nach.
health-todo-needs_auth = Mach den Stream dort öffentlich, wo er eingerichtet ist, oder warte auf den nächsten. Eine Anmeldung hier hilft nicht.
health-todo-report = „Bericht speichern“ beim Kanal unter Chat erstellt eine Datei. Schick sie uns, dann kann eine spätere Version dies lesen.
health-obsLooks = OBS wird gesucht, bis es da ist. Overlays funktionieren auch ohne diese Verbindung.
health-obsWaits = Die Verbindung wartet auf dich. Overlays, die schon in OBS sind, laufen weiter.
health-open = { $section } öffnen
