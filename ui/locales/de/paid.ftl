# Die Texte zu Bezahltem und zu den Diensten für Spenden.

paid-title = Bezahlt
paid-help = Alle Super Chats, Cheers, Abos, Mitgliedschaften, Geschenke und Spenden, dauerhaft. Was keinen Betrag hat, etwa ein Abo, wird gesondert gezählt. Hier wird nie etwas gelöscht. Was „Test“ trägt, ist erfunden: Es ist in keiner Summe und keiner Tabelle, und beim nächsten Start weg.
paid-search = Bezahltes durchsuchen
paid-searchPlaceholder = Name, Text oder Betrag
paid-unreadOnly = Noch nicht gelesen
paid-tests = Auch Tests
paid-all = Alle
paid-currency = Währung
paid-anyCurrency = Jede Währung
paid-totals = Summen
paid-unreadable =
    { $count ->
        [one] Der Betrag einer Nachricht ließ sich nicht lesen. Er ist in keiner Summe.
       *[other] Die Beträge von { $count } Nachrichten ließen sich nicht lesen. Sie sind in keiner Summe.
    }
paid-unreadCount = { $count } ungelesen
paid-markRead = Nachricht von { $name } als gelesen markieren
paid-markUnread = Nachricht von { $name } als ungelesen markieren
paid-read = Gelesen
paid-unread = Ungelesen
paid-readAll = Alle als gelesen markieren
paid-more = Mehr zeigen
paid-export = Als CSV speichern
paid-test = Test
paid-removed = Von der Plattform entfernt
paid-hidden = Von dir ausgeblendet
paid-none = Noch nichts
paid-noneHelp = Was Zuschauer bezahlen, erscheint hier, was immer aus dem Chat wird.
paid-noneFound = Nichts passt
paid-noneFoundHelp = Such nach etwas anderem oder nach weniger.
paid-somebody = Jemand
paid-donations-title = Spenden
paid-donations-help = Spenden erscheinen im Chat, auf deinen Overlays und unter Bezahlt, jede einmal. Ein Token bleibt versiegelt auf diesem Computer.
paid-donations-token-streamlabs = Socket-API-Token
paid-donations-token-streamelements = JWT-Token
paid-donations-token-kofi = Verifizierungs-Token
paid-donations-guide-streamlabs-1 = Öffne streamlabs.com, Settings, API Settings, API Tokens.
paid-donations-guide-streamlabs-2 = Kopiere „Your Socket API Token“ und füge es hier ein.
paid-donations-guide-streamelements-1 = Öffne streamelements.com, klicke auf das Bild deines Kanals, dann auf Channels.
paid-donations-guide-streamelements-2 = Drücke auf „Show secrets“, kopiere das JWT token und füge es hier ein.
paid-donations-guide-kofi-1 = Öffne ko-fi.com/manage/webhooks und kopiere unter Advanced das Verification Token.
paid-donations-guide-kofi-2 = Ko-fi ruft eine Adresse im Internet auf, und dieser Computer hat keine: Es braucht einen Tunnel, der https an die Adresse unten weitergibt und mit deren eigenem Namen fragt (Host 127.0.0.1).
paid-donations-guide-kofi-3 = Lass den Tunnel nur Pfade weitergeben, die mit /hooks/ beginnen.
paid-donations-away-streamlabs = Was gegeben wurde, während diese Anwendung geschlossen oder offline war, sagt Streamlabs später nicht mehr: Schau dort nach.
paid-donations-away-streamelements = Was in der letzten Woche gegeben wurde, während diese Anwendung geschlossen oder offline war, wird erfragt, sobald sie wieder da ist.
paid-donations-away-kofi = Solange dieser Computer nicht antwortet, versucht Ko-fi es eine Weile und gibt dann auf: Schau dort nach.
paid-donations-save = Speichern
paid-donations-forget = Token für { $name } löschen
paid-donations-forgetShort = Token löschen
paid-donations-saved = Das Token für { $name } ist gespeichert.
paid-donations-forgotten = Das Token für { $name } wurde gelöscht.
paid-donations-hook = Pfad für Ko-fi
paid-donations-hookSecret = Wer diesen Pfad hat, kann dir erfundene Spenden schicken. Zeig ihn nicht im Stream.
paid-donations-rotate = Neuer Pfad
paid-donations-rotated = Der Pfad für Ko-fi hat sich geändert. Trag ihn bei Ko-fi ein.
paid-donations-question-title = Den Aufrufen von Ko-fi einen neuen Pfad geben?
paid-donations-question-text = Der alte funktioniert sofort nicht mehr.
paid-donations-question-yes = Neuer Pfad
paid-total =
    { $count ->
        [one] { $currency }, 1 Nachricht
       *[other] { $currency }, { $count } Nachrichten
    }
paid-charity =
    { $count ->
        [one] { $currency } für einen guten Zweck, 1 Nachricht
       *[other] { $currency } für einen guten Zweck, { $count } Nachrichten
    }
paid-times = { $count } ×
paid-tier = Stufe { $number }
paid-bits = { $count } Bits
paid-jewels = { $count } Jewels
