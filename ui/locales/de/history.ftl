# Die Texte des Verlaufs.

history-title = Verlauf
history-help = Alles, was in deinen Chats geschrieben wurde, während sie gelesen wurden, auch was seither entfernt wurde.
history-search = Verlauf durchsuchen
history-searchPlaceholder = Ein Wort oder ein Name
history-filters = Filter
history-author = Wer es schrieb
history-authorPlaceholder = Genauer Name
history-ofAuthor = Nur Nachrichten von { $name }
history-channel = Kanal
history-anyChannel = Alle Kanäle
history-platform = Plattform
history-anyPlatform = Alle Plattformen
history-kind = Art
history-anyKind = Alle Arten
history-from = Von
history-to = Bis
history-removed = Entfernte Nachrichten
history-removals-any = Mit Entfernten
history-removals-no = Ohne Entfernte
history-removals-yes = Nur Entfernte
history-reset = Alle Filter löschen
history-list = Gefundene Nachrichten, die neuesten zuerst
history-newest =
    { $count ->
        [one] Die neueste Nachricht
       *[other] Die neuesten { $count } Nachrichten
    }
history-found =
    { $count ->
        [one] 1 Nachricht
       *[other] { $count } Nachrichten
    }
history-searching = Wird gesucht…
history-older = Ältere zeigen
history-end = Das ist alles.
history-refresh = Noch einmal suchen
history-none = Noch ist nichts gespeichert
history-noneHelp = Füge unter Chat einen Kanal hinzu. Was dort von da an geschrieben wird, findest du hier.
history-noneFound = Nichts passt
history-noneFoundHelp = Suche nach weniger oder lösche die Filter.
history-failed = Der Verlauf ließ sich nicht lesen
history-export = Gefundenes speichern als
history-exports-txt = Text
history-exportHelp-csv = Eine Tabelle für eine Tabellenkalkulation
history-exportHelp-json = Alles, für andere Programme
history-exportHelp-txt = Eine Zeile je Nachricht
history-saving = Wird gespeichert…
history-gap = Der Chat wurde nicht gelesen
history-removedWhy-deleted = Gelöscht
history-removedWhy-timeout = Timeout
history-removedWhy-ban = Gebannt
history-removedWhy-cleared = Chat geleert
history-removedWhy-hidden = Von dir ausgeblendet
