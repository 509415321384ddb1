# The sync service.

chat-overlays-and-links-in = Chat, Overlays und Links in deinem Netzwerk gehen wie immer.
it-is-called-again-by = Er wird von selbst wieder angerufen.
there-is-no-link-yet = es gibt noch keinen Link: gib einen an
this-is-no-connection-link = das ist kein Verbindungslink: einer sieht so aus: https://sync.example.org/join#…
a-connection-link-begins-with = ein Verbindungslink beginnt mit https://
the-service-does-not-know = Der Dienst kennt diesen Link nicht mehr. Bitte den, der ihn betreibt, um einen neuen.
another-computer-has-connected-with = Ein anderer Computer hat sich mit diesem Link verbunden, und Moderatoren erreichen jenen. Verbinde dich neu, um sie hier zu haben.
what-answers-there-is-no = Was dort antwortet, ist kein Sync-Dienst dieser Version. Er wird von selbst wieder angerufen.
the-service-does-not-answer = Der Dienst antwortet nicht. Er wird von selbst wieder angerufen.
the-certificate-of-the-service = Dem Zertifikat des Dienstes wird hier nicht vertraut: Bitte den, der ihn betreibt, es zu erneuern. Er wird von selbst wieder angerufen.
the-connection-to-the-service = Die Verbindung zum Dienst ist abgebrochen. Sie kommt von selbst wieder.
moderators-cant-reach-their-page-over = Moderatoren erreichen ihre Seite über das Internet nicht.
moderators-reach-another-computer = Moderatoren erreichen einen anderen deiner Computer.
the-link-to-the-service = Der Link zum Dienst ist aufbewahrt und kann nicht gelesen werden: { $trouble }. { $hint }
