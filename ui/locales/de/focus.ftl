# Die Texte der Fokus-Warteschlange.

focus-deeds-suggested = eine Nachricht vorgeschlagen
focus-deeds-accepted = einen Vorschlag angenommen
focus-deeds-rejected = einen Vorschlag abgelehnt
focus-deeds-queued = eine Nachricht eingereiht
focus-deeds-unqueued = eine Nachricht aus der Warteschlange genommen
focus-deeds-hid = eine Nachricht ausgeblendet
focus-deeds-unhid = eine Nachricht zurückgeholt
focus-deeds-passed = eine Nachricht durchgelassen
focus-deeds-sent = im Chat geschrieben
focus-deeds-deleted = eine Nachricht gelöscht
focus-deeds-timed_out = jemandem einen Timeout gegeben
stage-title = Fokus
stage-now = Im Bild
stage-nothing = Nichts ist im Bild
stage-start = Klicke eine Nachricht im Chat an, um sie einzureihen, und drücke dann auf Weiter.
stage-startNext = Drücke auf Weiter, um die erste der Warteschlange zu zeigen.
stage-previous = Zurück
stage-next = Weiter
stage-clear = Ausblenden
stage-undo = Letzte Aktion der Moderation rückgängig machen
stage-withKey = { $what } ({ $key })
stage-undone = Rückgängig gemacht.
stage-queue =
    { $count ->
        [0] Warteschlange
       *[other] Warteschlange ({ $count })
    }
stage-place =
    { $number ->
        [0] im Bild
       *[other] #{ $number }
    }
stage-add = Einreihen
stage-addWhose = Diese Nachricht von { $name } einreihen
stage-takeOut = Herausnehmen
stage-empty = Leeren
stage-emptyQueue = Warteschlange leeren
stage-emptied =
    { $count ->
        [one] { $count } Nachricht ist aus der Warteschlange.
       *[other] { $count } Nachrichten sind aus der Warteschlange.
    }
stage-takeOutWhose = Diese Nachricht von { $name } aus der Warteschlange nehmen
stage-show = Nachricht von { $name } jetzt zeigen
stage-pin = Nachricht von { $name } im Bild behalten, bis du weitergehst
stage-up = Nachricht von { $name } nach oben
stage-down = Nachricht von { $name } nach unten
stage-movedTo = Auf Platz { $place } von { $of } verschoben.
stage-item = { $place }. { $name }: { $text }
stage-auto = Auto: { $why }
stage-autoWhat = Von selbst in die Warteschlange gekommen
stage-by = von { $name }
stage-suggestions = Von der Moderation vorgeschlagen ({ $count })
stage-accept = Annehmen
stage-acceptWhose = Nachricht von { $name } annehmen
stage-rejectWhose = Nachricht von { $name } ablehnen
stage-removed = Diese Nachricht wurde entfernt
stage-noOverlay = Die Zuschauer sehen sie auf einem Fokus-Overlay. Noch gibt es keins.
stage-make = Fokus-Overlay anlegen
stage-overlayName = Fokus-Overlay
stage-copy = Adresse des Fokus-Overlays kopieren
stage-copied = Kopiert: Füge in OBS eine Browser-Quelle damit hinzu.
stage-copyByHand = Hier lässt sich die Adresse nicht kopieren. Öffne das Overlay unter Overlays, In OBS.
stage-kind = Fokus
stage-startNote = Eine Nachricht auf einmal, groß: die, die du im Chat auswählst.
highlights-title = Automatische Highlights
highlights-superchats = Super Chats kommen von selbst in die Warteschlange
highlights-help = Was du selbst einreihst, geht immer vor. Was ein Overlay wegen seiner Wörter zurückhält, kommt nicht von selbst in die Warteschlange.
highlights-more = Mehr
highlights-what = Auch von selbst einreihen
highlights-ticks-stickers = Super Sticker und Jewels
highlights-ticks-cheers = Cheers
highlights-ticks-donations = Spenden
highlights-ticks-gifts = Geschenke
highlights-ticks-memberships = Mitgliedschaften und Abos
highlights-ticks-first_messages = Erste Nachrichten (das sagt nur Twitch)
highlights-ticks-questions = Fragen
highlights-ticks-vips = Was VIPs schreiben
highlights-ticks-members = Was Mitglieder und Abonnenten schreiben
highlights-keywords = Nachrichten mit einem dieser Wörter
highlights-keyword = Wort hinzufügen
highlights-add = Hinzufügen
highlights-removeWord = { $word } entfernen
highlights-least = Erst ab diesem Betrag
highlights-leastNote = Auch für Super Chats. Währungen, die nicht in der Liste stehen: jeder Betrag.
highlights-currency = Währung
highlights-amount = Mindestbetrag
highlights-amountOf = Mindestbetrag in { $currency }
highlights-removeLeast = Mindestbetrag in { $currency } entfernen
highlights-currencies-BITS = Bits
highlights-currencies-JEWELS = Jewels
highlights-currencies-GIFTS = Anzahl der Geschenke
highlights-screen = Im Bild
highlights-seconds = Eine Nachricht bleibt für
highlights-secondsUnit = s
highlights-secondsNote = Leer: bis du weitergehst. Eine angeheftete bleibt ebenfalls.
highlights-advance = Die nächste folgt von selbst
highlights-advanceNote = Die erste der Warteschlange braucht dann niemanden, der „Weiter“ drückt. Was von selbst kam, wartet, bis kein Chat-Overlay es mehr anhalten kann.
stage-undoneDeed =
    { $named ->
        [yes] Rückgängig gemacht: { $by } hat { $deed } ({ $name }).
       *[no] Rückgängig gemacht: { $by } hat { $deed }.
    }
stage-marked =
    { $others ->
        [0] { $by }
        [one] { $by } und noch jemand
       *[other] { $by } und { $others } weitere
    }
