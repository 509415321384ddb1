# Was mehrere Teile der Seiten sagen.

page-states-off = Aus
page-states-connecting = Verbindet sich…
page-states-live = Live
page-states-waiting = Wartet
page-states-backoff = Versucht es gleich wieder
page-states-needs_auth = Kein Zugang
page-states-failed = Funktioniert nicht
page-faces-off = Angehalten
page-faces-live = Liest mit
page-faces-trouble = Gerade kein Chat
page-faces-attention = Hier wirst du gebraucht
page-appName = MultiChat Overlay
page-undo = Rückgängig
page-dismiss = Schließen
page-openLogs = Protokollordner öffnen
page-fileSaved = { $file } liegt bei deinen Downloads.
page-unmask-title = Auf dem Bildschirm zeigen?
page-unmask-text = Hier lässt es sich nicht von selbst kopieren, und dieses Fenster ist vielleicht in deinem Stream zu sehen. Gezeigt verbirgt es sich nach 10 Sekunden wieder.
page-unmask-yes = Zeigen
page-header-connecting = Verbindet sich…
page-header-notRunning = Läuft nicht
page-header-noChannel = Noch kein Kanal
page-header-addOne = Füge unter Chat einen Kanal hinzu
page-header-stopped = Es wird kein Chat gelesen
page-header-stoppedTillOpen = Startet von selbst, sobald dein Overlay offen ist
page-header-trying = Verbindet sich wieder
page-header-nothingLive = Noch ist kein Kanal live
page-header-needs = { $channel }: { $state }
page-header-live =
    { $count ->
        [one] 1 Chat ist live
       *[other] { $count } Chats sind live
    }
page-header-start = Chats lesen
page-header-stop = Nicht mehr lesen
page-header-starting = Startet…
page-header-stopping = Hält an…
page-curtain-draw = Chat ausblenden
page-curtain-lift = Chat einblenden
page-curtain-help = Nimmt den Chat sofort von allen Overlays. Im Hintergrund läuft er weiter und ist wieder da, wenn du ihn einblendest.
page-curtain-drawn = Der Chat ist in deinem Stream ausgeblendet
page-dock-title = Chat
page-dock-refused-title = Diese Adresse gilt nicht mehr
page-dock-refused-help = Öffne das Dashboard über das MultiChat-Symbol, kopiere die neue Adresse des Docks und trage sie in OBS ein: Docks, Benutzerdefinierte Browser-Docks.
page-dock-section = Ein Dock in OBS
page-dock-help = Deine Chats in einem eigenen Fenster von OBS. In OBS: Docks, Benutzerdefinierte Browser-Docks, und diese Adresse einfügen.
page-dock-address = Adresse des Docks
page-dock-rotate = Neue Adresse
page-dock-rotated = Das Dock hat eine neue Adresse. Trage sie in OBS anstelle der alten ein.
page-dock-secret = Wer diese Adresse hat, kann alles, was das Dock kann, auch in deinem Namen schreiben. Zeig sie nicht im Stream.
page-dock-question-title = Dem Dock eine neue Adresse geben?
page-dock-question-text = Die alte funktioniert sofort nicht mehr. Wer sie hat, kann alles, was das Dock kann, auch in deinem Namen schreiben und den Chat ausblenden.
page-dock-question-yes = Neue Adresse
page-sources-title = Kanäle
page-sources-label = Kanal hinzufügen
page-sources-placeholder = Kanal, @Handle oder Link
page-sources-help = Füge einen Twitch-Kanal, ein YouTube-Handle oder irgendeinen Link ein.
page-sources-add = Hinzufügen
page-sources-adding = Wird gesucht…
page-sources-found = Das ist auf { $platform }. Drücke die Eingabetaste, um ihn hinzuzufügen.
page-sources-which = Wo ist „{ $name }“?
page-sources-elsewhere = Dieser Link gehört weder zu Twitch noch zu YouTube.
page-sources-elsewhereHint = Öffne die Seite des Kanals in einem Browser und kopiere die Adresse von dort.
page-sources-demo = Demo-Chat
page-sources-demoHelp = Läuft, bis du deinen ersten Kanal hinzufügst.
page-sources-none = Noch keine Kanäle
page-sources-noneHelp = Füge oben deinen Kanal ein. Sein Chat erscheint hier und in deinem Stream.
page-sources-read = Chat von { $channel } lesen
page-sources-remove = { $channel } entfernen
page-sources-retry = Noch einmal versuchen
page-sources-removed = { $channel } wurde entfernt.
page-sources-streams =
    { $count ->
        [one] { $count } Stream ist live. Lies den Chat von
       *[other] { $count } Streams sind live. Lies den Chat von
    }
page-sources-unknownKinds =
    { $count ->
        [one] Eine Art von Nachricht kennt diese Version noch nicht. Gezeigt wird ihr Text, wenn sie einen hat.
       *[other] { $count } Arten von Nachrichten kennt diese Version noch nicht. Gezeigt wird ihr Text, wenn sie einen haben.
    }
page-sources-saveReport = Bericht speichern
page-sources-reportSaved = Der Bericht ist gespeichert; er enthält keine Nachrichten und keine Namen. Melde auf der Seite des Projekts bei GitHub, unter „Issues“, was geschehen ist, und häng diese Datei an:
page-sources-messages =
    { $count ->
        [one] 1 Nachricht
       *[other] { $count } Nachrichten
    }
page-quota-spent = Offizielle API heute: { $spent } Einheiten verbraucht, { $left } übrig.
page-quota-usedUp = Neue gibt es um { $resets }.
page-proxies-title = Proxys für YouTube
page-proxies-help = Nur falls YouTube diesen Computer abweist: je Zeile eine Adresse, von oben an versucht. „direct“ ist der Weg ohne Proxy.
page-proxies-save = Speichern
page-proxies-number = Proxy { $number }
page-proxies-saved =
    { $count ->
        [0] YouTube wird direkt gelesen.
       *[other] YouTube wird von jetzt an auf diesem Weg gelesen.
    }
page-overlay-title = Overlays
page-overlay-preview = Vorschau von { $name }
page-overlay-backdrop = Dahinter
page-overlay-backdrops-dark = Dunkles Spiel
page-overlay-backdrops-bright = Helles Spiel
page-overlay-backdrops-checks = Nichts
page-overlay-backdrops-own = Bild…
page-overlay-ownRefused = Dieses Bild lässt sich nicht lesen.
page-overlay-ownRefusedHint = Wähle eine PNG-, JPEG- oder WebP-Datei.
page-overlay-by = von { $author }
page-overlay-url = Adresse für OBS
page-overlay-show = Zeigen
page-overlay-hide = Verbergen
page-overlay-copy = Adresse kopieren
page-overlay-copied = Kopiert
page-overlay-copyByHand = Drücke Strg+C (⌘C auf dem Mac), um sie zu kopieren.
page-overlay-secret = Wer diese Adresse hat, kann dein Overlay sehen. Zeig sie nicht im Stream.
page-overlay-steps = So kommt es in OBS
page-overlay-none = Deine Overlays werden geholt…
page-test-kind = Art der Nachricht
page-test-send = In der Vorschau zeigen
page-test-everything = Von allem etwas
page-test-platformOff = Nicht zu sehen: { $what }. { $platform } ist für dieses Overlay ausgeschaltet.
page-test-off = Nicht zu sehen: { $what }. Für dieses Overlay ausgeschaltet.
page-test-kept = Nicht zu sehen: { $what }. Die Regel „{ $rule }“ hält es fern.
page-test-notShown = Nicht zu sehen: { $what }. Davon zeigt dieses Overlay nichts.
page-automod-title = Von AutoMod zurückgehalten
page-automod-term = Enthält einen gesperrten Begriff
page-automod-category = Gehalten für: { $category }
page-automod-allow = Erlauben
page-automod-allowWhose = Diese Nachricht von { $name } erlauben
page-automod-deny = Ablehnen
page-automod-denyWhose = Diese Nachricht von { $name } ablehnen
page-feed-title = Live-Chat
page-feed-log = Nachrichten
page-feed-hide = Ausblenden
page-feed-hideWhose = Diese Nachricht von { $name } ausblenden
page-feed-held = Wartet auf dich
page-feed-heldWhy = Enthält „{ $word }“
page-feed-pass = Zeigen
page-feed-passWhose = Diese Nachricht von { $name } zeigen
page-feed-empty = Noch keine Nachrichten
page-feed-emptyHelp = Was in deinen Chats geschrieben wird, erscheint hier sofort.
page-feed-emptyStopped = Es wird nicht gelesen
page-feed-emptyStoppedHelp = Drücke oben auf „Chats lesen“, um deine Chats wieder zu lesen.
page-feed-emptyTillOpenHelp = Der Chat wird gelesen, solange ein Overlay oder ein Dock offen ist. Um ihn jetzt zu lesen, drücke oben auf „Chats lesen“: dann läuft es, bis du es anhältst.
page-feed-emptyNoChannelHelp = Füge im Dashboard unter Chat einen Kanal hinzu: Was dort geschrieben wird, steht sofort hier.
page-feed-replyTo = Antwort an { $name }:
page-warnings = Warnungen
page-lost-title = MultiChat Overlay läuft nicht.
page-lost-help = Starte es wieder, dann kommt diese Seite von selbst zurück.
page-lost-helpDashboard = Starte es wieder und öffne das Dashboard über das Symbol im Infobereich: Jeder Start hat eine eigene Seite.
page-refused-title = MultiChat Overlay wurde neu gestartet
page-refused-help = Diese Seite gehört zum vorigen Lauf. Öffne das Dashboard noch einmal über das Symbol im Infobereich; diese Seite kannst du dann schließen.
page-refused-retry = Noch einmal versuchen
page-noKey-title = Öffne das Dashboard über das Symbol im Infobereich
page-noKey-help = Klicke auf das Symbol von MultiChat Overlay neben der Uhr und wähle „Dashboard öffnen“. Diese Seite braucht den Schlüssel, den sie dort bekommt.
page-ended-title = MultiChat Overlay ist beendet
page-ended-help = Der Chat ist aus deinem Stream verschwunden. Du kannst diese Seite schließen.
page-closing-title = MultiChat Overlay beenden?
page-closing-text = Dieser Desktop hat keinen Infobereich. Wenn du das Fenster schließt, endet MultiChat Overlay, und der Chat verschwindet aus deinem Stream.
page-closing-keep = Offen lassen
page-closing-quit = Beenden
page-errors-unreachable = MultiChat Overlay antwortet nicht.
page-errors-unreachableHint = Läuft es noch? Sein Symbol ist neben der Uhr des Computers, auf dem es läuft.
page-errors-unknown = MultiChat Overlay hat mit dem Fehler { $status } geantwortet.
page-errors-unexpected = Etwas Unerwartetes ist schiefgegangen. Lade die Seite neu und versuch es noch einmal.
page-sources-stream = { $title } (seit { $started })
page-quota-lasts = In diesem Tempo reichen sie bis { $until }; neue gibt es um { $resets }.
page-quota-enough = Sie reichen, bis es um { $resets } neue gibt.
page-proxies-route =
    { $used ->
        [yes]
            { $state ->
                [works] in Gebrauch, funktioniert
                [broken] in Gebrauch, funktioniert nicht
               *[untried] in Gebrauch, noch nicht versucht
            }
       *[no]
            { $state ->
                [works] funktioniert
                [broken] funktioniert nicht
               *[untried] noch nicht versucht
            }
    }
page-overlay-obs-1 = Drücke in OBS unter Quellen auf + und wähle Browser.
page-overlay-obs-2 = Füge die Adresse in das Feld URL ein.
page-overlay-obs-3 = Stelle die Breite auf { $width } und die Höhe auf { $height }, dann drücke auf OK.
page-feed-hidden =
    { $named ->
        [yes] Eine Nachricht von { $name } ist nicht mehr in deinem Stream.
       *[no] Die Nachricht ist nicht mehr in deinem Stream.
    }
page-feed-newer =
    { $count ->
        [one] { $shown } neue
       *[other] { $shown } neue
    }
