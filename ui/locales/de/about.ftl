# Die Texte unter „Über“.

about-title = Über
about-version = Version { $version }
about-what = Die Chats von Twitch und YouTube in einem Overlay. Sie verlassen diesen Computer nur zu den Plattformen, die du nutzt, und zu Moderatoren, die du einlädst.
about-kept = Was gespeichert wird
about-keptHelp = Kanäle, Overlays, Einstellungen und der Chatverlauf liegen zusammen in einem Ordner bei dir.
about-openData = Datenordner öffnen
about-openLogs = Protokollordner öffnen
about-help = Wenn etwas nicht funktioniert
about-helpText = Speichere einen Bericht und melde auf der Seite des Projekts bei GitHub, unter „Issues“, was du getan hast, was geschehen ist und welche Version es war; häng die Datei an. Sie enthält keine Nachrichten, Namen oder Adressen. Nach einem Absturz häng auch die neueste Datei aus dem Protokollordner an: Sie enthält keinen Chat und keine Schlüssel.
about-report = Bericht speichern
about-reportTitle = Was im Bericht steht
about-reportText = Das ist alles, nach dem Stand von jetzt. Beim Speichern entsteht eine Datei in deinem Datenordner; niemand bekommt sie, wenn du sie nicht verschickst: auf der Seite des Projekts bei GitHub, unter „Issues“.
about-reportSave = Speichern
about-licence = Lizenz
about-licenceText = MultiChat Overlay ist freie Software unter der MIT-Lizenz: Nutze es, ändere es und gib es weiter, mit dem Lizenzhinweis. Eine Gewährleistung gibt es nicht.
about-marks = Twitch und YouTube sind Namen ihrer Inhaber. Dieses Programm stammt von keinem der beiden.
about-thirdParty = Teile von anderen
about-thirdPartyText = Vieles im Programm ist die Arbeit anderer, die sie verschenkt haben. Die Liste nennt jedes Teil, wer es gemacht hat und seine Lizenz. Sie ist auf Englisch.
about-thirdPartyShow = Liste anzeigen
about-thirdPartyHide = Liste ausblenden
