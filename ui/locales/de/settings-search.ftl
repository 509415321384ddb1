# Die Texte der Suche in den Einstellungen, und was in anderen Bereichen eingestellt wird.

settings-search-search = Einstellungen durchsuchen
settings-search-none = Keine Einstellung hat diese Wörter.
settings-search-noneHelp = Versuch ein anderes Wort oder weniger.
settings-search-elsewhere = In anderen Bereichen eingestellt
settings-search-streamer = Streamer-Modus
settings-search-streamerNote = Für wenn dieses Fenster in deinem Stream zu sehen ist: Eine Adresse, ein Link oder ein Bild davon, das du zeigst, verbirgt sich nach 10 Sekunden wieder.
settings-search-listeners = Wann der Chat gelesen wird
settings-search-listenersNote = „Solange es gebraucht wird“ heißt: solange ein Overlay oder das Dock offen ist.
settings-search-modes-always = Immer
settings-search-modes-in_use = Solange es gebraucht wird
settings-search-modes-manual = Nur wenn du es startest
settings-search-chatSpeed = Wie schnell der Chat ist: Chat-Tempo, Zeichen pro Sekunde, Geschwindigkeit, langsam, schnell
settings-search-others-overlays-says-1 = Theme, Schrift, Farben und Größe eines Overlays
settings-search-others-overlays-says-2 = Was ein Overlay zeigt: Wörter, Links, Befehle, Pronomen, Emotes, Abzeichen
settings-search-others-overlays-says-3 = Verbindung zu OBS und sein Passwort
settings-search-others-overlays-says-4 = Adresse eines Overlays und des Docks
settings-search-others-chat-says-1 = Kanäle, Streams und Proxys für YouTube
settings-search-others-paid-says-1 = Highlights: Super Chats, Fragen und Wörter, die in die Warteschlange kommen
settings-search-others-paid-says-2 = Spenden: Dienste und ihre Tokens
settings-search-others-paid-says-3 = Unterstützungsseite: Links, Ziele und Wechselkurse
settings-search-others-moderators-says-1 = Moderatoren: Links, Rechte, Netzwerk
settings-search-others-accounts-says-1 = Anmeldungen, Client-IDs, API-Schlüssel und Passphrase
