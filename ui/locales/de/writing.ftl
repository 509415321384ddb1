# Die Texte zum Schreiben und Moderieren.

writing-form = Im Chat schreiben
writing-field = Nachricht
writing-send = Senden
writing-to = An
writing-help = Die Eingabetaste sendet. Tab vervollständigt Namen, Emotes und Befehle. Pfeil nach oben: zuletzt Gesendetes noch einmal.
writing-commands = Befehle
writing-twitchAlone = Nur Twitch
writing-completed = { $word }, { $at } von { $of }
writing-reply = { $name } antworten
writing-replying = Antwort an { $name }:
writing-leaveReply = Nicht antworten
writing-noAccount = Melde dich an, um von hier in deinen Chats zu schreiben.
writing-noRight = Deine Anmeldung darf noch nicht schreiben. Erlaube es unter Konten.
writing-toAccounts = Zu den Konten
writing-inDashboard = Um hier zu schreiben, melde dich im Dashboard an und erlaube es: das MultiChat-Symbol, Dashboard öffnen, Konten.
writing-noneLive = Keiner deiner Chats ist live.
writing-notLive = Der Chat dieser Nachricht ist nicht mehr live.
writing-noneTicked = Kreuze mindestens einen Chat an.
writing-tooLong =
    { $letters ->
        [one] Ein Zeichen ist zu viel.
       *[other] { $letters } Zeichen sind zu viel.
    }
writing-failed = { $where }:
writing-noReason = Es wurde nicht gesendet, und ein Grund wurde nicht genannt.
writing-again = Versuch es in { $span } noch einmal.
writing-moderate = Moderieren
writing-moderateWhose = Diese Nachricht von { $name } moderieren
writing-menu = { $name } auf { $platform }
writing-delete = Diese Nachricht löschen
writing-timeout = Timeout für { $span }
writing-ban = Bannen
writing-unban = Timeout oder Bann aufheben
writing-close = Schließen
writing-deleted = Eine Nachricht von { $name } ist auf { $platform } gelöscht.
writing-timedOut = { $name } kann auf { $platform } für { $span } nicht schreiben.
writing-banned = { $name } ist auf { $platform } gebannt.
writing-unbanned = { $name } darf auf { $platform } wieder schreiben.
writing-place = { $channel } auf { $platform }
writing-placeholderOne = Im Chat von { $channel } schreiben
writing-placeholder = Schreib eine Nachricht
writing-tooMany = { $letters } zu viel
writing-left = noch { $letters }
writing-tooManyLong = { $letters } Zeichen zu viel
writing-leftLong = noch { $letters } Zeichen
