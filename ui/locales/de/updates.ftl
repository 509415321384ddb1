# Die Texte zu neuen Versionen.

updates-title = Updates
updates-look = Nach Updates suchen
updates-states-unknown = Seit dem Start hat noch niemand nach einer neueren Version gesucht.
updates-states-looking = Suche nach einer neueren Version …
updates-states-newest = Das ist die neueste Version.
updates-found = Version { $version } ist da.
updates-install = Installieren und neu starten
updates-installing = Version { $version } wird geladen, geprüft und installiert. Danach startet das Programm neu.
updates-faults-offline = Der Server mit den Updates war nicht erreichbar. Prüfe die Internetverbindung und suche noch einmal.
updates-faults-unreadable = Der Server mit den Updates hat etwas geantwortet, das sich nicht verwenden lässt. Suche später noch einmal.
updates-faults-not_for_this = Es gibt eine neuere Version, aber noch nicht für dieses System. Suche später noch einmal.
updates-faults-forged = Was geladen wurde, ist nicht von denen signiert, die dieses Programm machen, und wurde verworfen. Suche später noch einmal, und melde es, wenn es so bleibt.
updates-faults-not_installed = Die neuere Version ließ sich nicht an die Stelle dieser setzen; diese läuft weiter. Prüfe den Platz auf dem Datenträger und ob in den Ordner des Programms geschrieben werden darf.
updates-atStart = Bei jedem Start suchen
updates-atStartNote = Der Server erfährt die Adresse dieses Computers und dass das Programm läuft. Geladen und installiert wird erst, wenn du es sagst.
updates-undecided = Aus, bis du dich entscheidest. Der Server würde die Adresse dieses Computers erfahren und dass das Programm läuft; geladen und installiert wird erst, wenn du es sagst.
updates-question-title = Version { $version } jetzt installieren?
updates-question-text = Das Programm endet und startet neu, das dauert einige Sekunden.
updates-question-inUse = Es ist im Einsatz: Ein Chat wird gelesen, oder ein Overlay ist offen. Einige Sekunden lang sehen deine Zuschauer keine neuen Nachrichten, und was währenddessen auf Twitch geschrieben wird, fehlt.
