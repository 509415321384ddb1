# Die Texte der Seite für Moderatoren.

moderate-because-deleted = Sie wurde gelöscht.
moderate-because-timeout = Wer sie schrieb, hat einen Timeout bekommen.
moderate-because-ban = Wer sie schrieb, wurde gebannt.
moderate-because-cleared = Der Chat wurde geleert.
moderate-because-hidden = Sie ist nicht mehr im Stream.
moderate-doings-suggest = Nachrichten vorschlagen
moderate-doings-queue = Nachrichten einreihen
moderate-doings-hide = Nachrichten ausblenden
moderate-doings-send = im Chat schreiben
moderate-doings-delete = Nachrichten löschen
moderate-doings-timeout = Timeouts geben
moderate-taps-suggest = sie vorzuschlagen
moderate-taps-queue = sie einzureihen
moderate-taps-hide = sie auszublenden
moderate-taps-send = auf sie zu antworten
moderate-taps-delete = sie zu löschen
moderate-taps-timeout = ihrem Absender einen Timeout zu geben
moderate-page = MultiChat: Moderation
moderate-title = Moderation
moderate-as = Du bist { $name }
moderate-forever = Bis der Streamer sie beendet
moderate-over-title = Deine Einladung ist vorbei
moderate-over-help = Ihre Zeit ist abgelaufen, oder der Streamer hat sie beendet. Bitte um einen neuen Link, wenn du noch gebraucht wirst.
moderate-lost-title = Das MultiChat des Streamers antwortet nicht.
moderate-lost-help = Diese Seite kommt von selbst zurück. Prüfe, ob du im selben Netzwerk bist.
moderate-away-title = Das MultiChat des Streamers ist gerade nicht verbunden, oder deine Einladung wurde zurückgezogen.
moderate-away-help = Diese Seite kommt von selbst zurück.
moderate-full-title = Mit deinem Link sind zu viele Seiten offen.
moderate-full-help = Schließe die anderen: Diese Seite kommt von selbst zurück.
moderate-unreached-title = Das MultiChat des Streamers ist nicht zu erreichen.
moderate-unreached-help = Diese Seite kommt von selbst zurück. Prüfe, ob du online bist.
moderate-broken-title = Dieser Link ist nicht gültig
moderate-broken-help = Öffne ihn noch einmal so, wie der Streamer ihn geschickt hat, mit allem, was auf # folgt, oder bitte um einen neuen.
moderate-insecure-title = Diese Seite braucht HTTPS
moderate-insecure-help = Ohne HTTPS kann dein Browser nichts verschlüsseln: Öffne den Link noch einmal mit https:// am Anfang.
moderate-notAllowed = Das darfst du nicht. Bitte den Streamer um das Recht dazu.
moderate-views = Ansichten
moderate-chat = Chat
moderate-markedView = Vorschläge
moderate-decidedView = Entschieden
moderate-log = Nachrichten
moderate-act = Was mit dieser Nachricht von { $name } geschehen soll
moderate-keys = Mit Auf und Ab gehst du durch die Nachrichten.
moderate-tap = Tippe auf eine Nachricht, um { $what }.
moderate-empty = Noch keine Nachrichten
moderate-emptyHelp = Was in den Chats geschrieben wird, erscheint hier sofort, bevor es die Zuschauer sehen.
moderate-isMarked = Vorgeschlagen
moderate-isQueued = Eingereiht
moderate-isOn = Im Bild
moderate-countdown = In { $seconds } s im Stream
moderate-seconds = { $seconds } s
moderate-stop = Stopp
moderate-stopOf = diese Nachricht von { $name }
moderate-stopWhose = Diese Nachricht von { $name } stoppen
moderate-held = Wegen eines Wortes zurückgehalten
moderate-heldWhy = Enthält „{ $word }“
moderate-pass = Durchlassen
moderate-passNow = Jetzt durchlassen
moderate-passWhose = Diese Nachricht von { $name } durchlassen
moderate-noMarks = Noch nichts vorgeschlagen
moderate-noMarksHelp = Tippe im Chat auf eine Nachricht, um sie dem Streamer vorzuschlagen. Was andere vorschlagen, erscheint auch hier.
moderate-markBy = { $name }, { $at }
moderate-onScreen = Jetzt im Bild
moderate-nothingOn = Keine Nachricht ist im Bild.
moderate-queue = Eingereiht
moderate-emptyQueue = Die Warteschlange ist leer.
moderate-by = von { $name }
moderate-auto = von selbst: { $rule }
moderate-byStreamer = vom Streamer
moderate-decisions = Was aus Vorschlägen wurde
moderate-noDecisions = Der Streamer hat noch über keinen entschieden.
moderate-accepted = Angenommen
moderate-rejected = Abgelehnt
moderate-unknownMessage = Die Nachricht ist nicht mehr da.
moderate-hiddenByYou = Von dir ausgeblendet
moderate-bringBack = Zurückholen
moderate-bringBackWhose = Diese Nachricht von { $name } zurückholen
moderate-note = Notiz für den Streamer
moderate-notePlaceholder = Warum? (muss nicht sein)
moderate-mark = Dem Streamer vorschlagen
moderate-markAgain = Auch vorschlagen
moderate-enqueue = Einreihen
moderate-unqueue = Aus der Warteschlange nehmen
moderate-hide = Im Stream ausblenden
moderate-reply = Antworten
moderate-delete = Auf der Plattform löschen
moderate-timeouts = Timeout für
moderate-timeoutLong = { $name } einen Timeout für { $span } geben
moderate-noSignIn = Um hier zu löschen oder Timeouts zu geben, muss sich der Streamer anmelden und Moderieren erlauben.
moderate-noSend = Um von hier zu schreiben, muss sich der Streamer anmelden und Schreiben erlauben.
moderate-noRights = Du kannst mitlesen. Frag den Streamer, wenn du mehr tun können sollst.
moderate-gone = Diese Nachricht ist nicht mehr da. { $why }
moderate-close = Schließen
moderate-mayRead = Du kannst mitlesen.
moderate-may = Du kannst { $what }.
moderate-until = Bis { $end }
moderate-timeoutHour = 1 Stunde
moderate-timeout = { $minutes } min
moderate-timedOut =
    { $named ->
        [yes] { $name } kann für { $span } nicht schreiben.
       *[no] Wer sie schrieb, kann für { $span } nicht schreiben.
    }
moderate-marked =
    { $named ->
        [yes] Die Nachricht von { $name } ist dem Streamer vorgeschlagen.
       *[no] Die Nachricht ist dem Streamer vorgeschlagen.
    }
moderate-queued =
    { $named ->
        [yes] Die Nachricht von { $name } ist eingereiht.
       *[no] Die Nachricht ist eingereiht.
    }
moderate-unqueued =
    { $named ->
        [yes] Die Nachricht von { $name } ist nicht mehr in der Warteschlange.
       *[no] Die Nachricht ist nicht mehr in der Warteschlange.
    }
moderate-hid =
    { $named ->
        [yes] Die Nachricht von { $name } ist nicht mehr im Stream.
       *[no] Die Nachricht ist nicht mehr im Stream.
    }
moderate-broughtBack =
    { $named ->
        [yes] Die Nachricht von { $name } ist wieder da.
       *[no] Die Nachricht ist wieder da.
    }
moderate-passed =
    { $named ->
        [yes] Die Nachricht von { $name } wurde durchgelassen.
       *[no] Die Nachricht wurde durchgelassen.
    }
moderate-deleted =
    { $named ->
        [yes] Die Nachricht von { $name } ist gelöscht.
       *[no] Die Nachricht ist gelöscht.
    }
