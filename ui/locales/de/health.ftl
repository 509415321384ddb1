# Die Texte unter „Zustand“.

health-title = Zustand
health-well = Alles in Ordnung
health-wellHelp = Du musst dich um nichts kümmern. Wenn doch, steht es hier, und das Symbol im Infobereich ändert sich.
health-since = Seit { $at }
health-doesLabel = Was von selbst geschieht
health-todoLabel = Was du tun kannst
health-partly = Ein Teil des Chats fehlt
health-stays = Alles andere läuft weiter. Dies steht hier, bis es behoben ist.
health-does-backoff = Es wird von selbst noch einmal versucht, und Verpasstes wird nachgeholt, wo die Plattform es hat.
health-does-needs_auth = Es wartet auf dich. Deine anderen Chats laufen weiter.
health-does-failed = Von selbst wird es nicht noch einmal versucht. Deine anderen Chats laufen weiter.
health-does-partly = Gelesen wird weiter, was lesbar ist.
health-obsLooks = OBS wird gesucht, bis es da ist. Overlays funktionieren auch ohne diese Verbindung.
health-obsWaits = Die Verbindung wartet auf dich. Overlays, die schon in OBS sind, laufen weiter.
health-open = { $section } öffnen
