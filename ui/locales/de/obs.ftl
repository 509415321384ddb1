# Die Texte unter „OBS“.

obs-states-off = Nicht verbunden
obs-states-not_running = OBS wird gesucht…
obs-states-wrong_password = Falsches Passwort
obs-states-password_needed = Braucht das Passwort von OBS
obs-states-too_old = OBS ist zu alt
obs-states-no_browser_plugin = OBS kann keine Overlays zeigen
obs-states-connected = Verbunden
obs-title = OBS
obs-help = Mit OBS verbunden, kommen deine Overlays mit einem Klick in die Szenen und laden sich von selbst neu.
obs-off = In OBS ändert sich nichts, bis du ein Overlay hinzufügst.
obs-connect = Mit OBS verbinden
obs-connecting = Verbindet sich…
obs-again = Noch einmal versuchen
obs-disconnect = Trennen
obs-stopLooking = Nicht mehr suchen
obs-forget = Gespeichertes Passwort löschen
obs-forgotten = Das gespeicherte Passwort wurde gelöscht.
obs-password = WebSocket-Passwort von OBS
obs-passwordHelp = In OBS: Werkzeuge, WebSocket-Servereinstellungen, Verbindungsinformationen anzeigen.
obs-send = Verbinden
obs-noPlace = Es gibt noch keinen Ort, an dem das Passwort aufbewahrt wird. Wähle einen und drücke noch einmal auf Verbinden.
obs-overlay = Overlay
obs-scene = Szene
obs-onAir = { $scene } (auf Sendung)
obs-add = Hinzufügen
obs-addWhat = { $overlay } zur Szene { $scene } hinzufügen
obs-show = Zeigen
obs-showWhat = { $overlay } in der Szene { $scene } zeigen
obs-isThere = Es ist in dieser Szene.
obs-isHidden = Es ist da, aber ausgeblendet.
obs-isWithin = Es ist in dieser Szene, innerhalb von „{ $place }“.
obs-isHiddenWithin = Es ist da, innerhalb von „{ $place }“, aber ausgeblendet. Mach es in OBS sichtbar.
obs-added = { $overlay } ist jetzt in der Szene „{ $scene }“.
obs-wasThere = { $overlay } war schon in der Szene „{ $scene }“.
obs-shown = { $overlay } ist in der Szene „{ $scene }“ jetzt zu sehen.
obs-addedHidden = { $overlay } ist wieder in der Szene „{ $scene }“, ausgeblendet wie zuvor.
obs-staysHidden = { $overlay } ist in der Szene „{ $scene }“, aber ausgeblendet. Mach es in OBS sichtbar.
obs-takenOut = { $overlay } ist nicht mehr in der Szene „{ $scene }“.
obs-where = Wo deine Overlays sind
obs-nowhere = Noch ist keins in einer Szene.
obs-within = { $scene }, innerhalb von { $place }
obs-hidden = { $where } (ausgeblendet)
obs-remove = Herausnehmen
obs-removeWhat = { $overlay } aus der Szene { $scene } nehmen
obs-noScenes = OBS hat keine Szene.
obs-refresh = Quellen neu laden
obs-refreshed =
    { $count ->
        [0] Es gibt keine Quelle zum Neuladen.
        [one] 1 Quelle wird neu geladen.
       *[other] { $count } Quellen werden neu geladen.
    }
obs-oldLoaders-title = Startdateien mit alter Adresse
obs-oldLoaders-help = Diese Quellen warten, wo niemand antwortet, und bleiben leer. Speichere die Startdatei noch einmal anstelle der alten und drücke auf „Quellen neu laden“.
obs-oldLoaders-save = Neu speichern
obs-oldLoaders-saveWhat = Startdatei von { $overlay } neu speichern
obs-byHand-title = Ohne Verbindung
obs-byHand-drag = Zieh „{ $overlay }“ in OBS hinein
obs-byHand-dragHelp = Halte dies fest und lass es über dem Bild in OBS los: Die Quelle hat die richtige Größe.
obs-byHand-size = { $width } × { $height }
obs-byHand-loader = Startdatei speichern
obs-byHand-loaderHelp = Eine Quelle, die auf MultiChat Overlay wartet, egal was zuerst startet. In OBS: Quellen, +, Browser, „Lokale Datei“ ankreuzen und sie auswählen. Speichere sie nach einer neuen Adresse noch einmal.
obs-byHand-saved = { $name } liegt bei deinen Downloads.
