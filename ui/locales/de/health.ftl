# Die Texte unter „Zustand“.

health-title = Zustand
health-well = Alles in Ordnung
health-wellHelp = Du musst dich um nichts kümmern. Wenn doch, steht es hier, und das Symbol im Infobereich ändert sich.
health-since = Seit { $at }
health-doesLabel = Was von selbst geschieht
health-todoLabel = Was du tun kannst
health-partly = Ein Teil des Chats fehlt
health-obsLooks = OBS wird gesucht, bis es da ist. Overlays funktionieren auch ohne diese Verbindung.
health-open = { $section } öffnen
