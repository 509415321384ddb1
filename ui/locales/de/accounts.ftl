# Die Texte unter „Konten“.

accounts-states-no_client = Braucht eine Client-ID
accounts-states-revoked = Von der Plattform abgemeldet
accounts-states-locked = Anmeldung lässt sich nicht öffnen
accounts-deeds-read = den Chat lesen
accounts-deeds-send = im Chat schreiben
accounts-deeds-moderate = moderieren
accounts-deeds-commands = alle Slash-Befehle von Twitch nutzen
accounts-deeds-events = Belohnungen, Umfragen und Hype Trains lesen
accounts-deeds-followers = sehen, wer folgt
accounts-keeps-keychain-name = Im Schlüsselbund, mit einem neuen Schlüssel
accounts-keeps-keychain-note = Du meldest dich neu an. Was sich nicht öffnen lässt, wird beiseitegelegt und nicht gelöscht.
accounts-keeps-keychain-yes = Neu anfangen
accounts-keeps-passphrase-name = In einer Datei, mit einer Passphrase versiegelt
accounts-keeps-passphrase-note = Du gibst die Passphrase nach jedem Start ein.
accounts-keeps-passphrase-yes = Mit dieser Passphrase versiegeln
accounts-keeps-this_run-name = Nur bis zum Beenden
accounts-keeps-this_run-note = Nichts wird gespeichert. Du meldest dich nach jedem Start neu an.
accounts-keeps-this_run-yes = Nur bis zum Beenden behalten
accounts-title = Konten
accounts-help = Zum Lesen des Chats brauchst du keins. Melde dich an, um von hier aus zu schreiben und zu moderieren.
accounts-noClient = Diese Version bringt keine Client-ID für { $platform } mit. Gib eine eigene ein; das dauert ein paar Minuten.
accounts-locked = Sie ist gespeichert und kann gerade nicht gelesen werden. Unten steht, was du tun kannst.
accounts-noPlace = Es gibt noch keinen Ort, an dem sie aufbewahrt wird. Wähle unten einen, dann geht es weiter.
accounts-signIn = Bei { $platform } anmelden
accounts-signInAgain = Neu bei { $platform } anmelden
accounts-asking = Einen Moment…
accounts-also = Erlaubt sein soll auch
accounts-more = Mehr erlauben
accounts-allow = Bei { $platform } erlauben
accounts-send = Im Chat schreiben
accounts-moderate = Moderieren
accounts-commands = Alle Slash-Befehle nutzen
accounts-commandsNote = Ankündigungen, langsamer Modus, Shoutouts, Raids, Werbung, VIPs, Moderatoren, Flüstern.
accounts-events = Belohnungen, Umfragen und Hype Trains zeigen
accounts-eventsNote = Die deines eigenen Kanals; im Chat stehen sie nicht.
accounts-followers = Zeigen, wer folgt
accounts-followersNote = Ein Hinweis für jeden, einmal. Ein Overlay, das keine Hinweise zeigt, zeigt keinen davon.
accounts-both = Im Chat schreiben und moderieren
accounts-bothNote = Google erlaubt nur beides zusammen.
accounts-addMyChannel = Meinen Kanal hinzufügen
accounts-addMyChannelOn = Meinen Kanal auf { $platform } hinzufügen
accounts-signOut = Abmelden
accounts-signOutOf = Von { $platform } abmelden
accounts-signedOut = Du bist von { $platform } abgemeldet.
accounts-askSignOut-title = Von { $platform } abmelden?
accounts-askSignOut-yes = Abmelden
accounts-askSignOut-unread = Die Anmeldung ist jetzt nicht lesbar, also erfährt { $host } nicht, dass sie endet. Hier wird sie vergessen; beende sie dort selbst, wo dein Konto seine Verbindungen zeigt. Der Chat wird weiter gelesen.
accounts-waiting-opened = Die Seite von { $platform } ist in deinem Browser geöffnet.
accounts-waiting-notOpened = Öffne diese Seite von { $platform }:
accounts-waiting-compare = Wenn sie einen Code zeigt, muss es dieser sein. Wenn sie nach einem fragt, gib ihn ein:
accounts-waiting-choose = Wähle dort dein Konto und erlaube, wonach gefragt wird.
accounts-waiting-code = Code
accounts-waiting-copy = Code kopieren
accounts-waiting-copied = Kopiert
accounts-waiting-copyByHand = Markiere ihn und drücke Strg+C (⌘C auf dem Mac).
accounts-waiting-address = Adresse der Seite
accounts-waiting-again = Seite noch einmal öffnen
accounts-waiting-qr = QR-Code mit der Adresse der Seite, für dein Handy
accounts-waiting-qrHelp = Oder mit deinem Handy.
accounts-waiting-progress = Warten auf { $platform }…
accounts-waiting-refusedThere = Wenn du dort ablehnst, drücke hier auf Abbrechen: Twitch sagt es nicht weiter.
accounts-waiting-cancel = Abbrechen
accounts-waiting-cancelWhat = Anmeldung bei { $platform } abbrechen
accounts-vault-title = Wie Anmeldungen aufbewahrt werden
accounts-vault-shut = Anmeldungen können weder gespeichert noch gelesen werden
accounts-vault-states-opening = Dein Schlüsselbund wird gefragt…
accounts-vault-states-keychain = Im Schlüsselbund dieses Computers.
accounts-vault-states-passphrase = In einer Datei, die deine Passphrase versiegelt.
accounts-vault-states-this_run = Nur bis MultiChat Overlay beendet wird; gespeichert wird nichts.
accounts-vault-retry = Noch einmal versuchen
accounts-vault-unlock = Mit der Passphrase öffnen
accounts-vault-passphrase = Passphrase
accounts-vault-newPassphrase = Neue Passphrase
accounts-vault-passphraseNote = Mindestens 10 Zeichen. Niemand kann sie für dich wiederherstellen.
accounts-vault-other = Anders aufbewahren
accounts-client-title = Eigene Client-ID verwenden
accounts-client-guide-twitch-1 = Öffne dev.twitch.tv/console/apps, melde dich an und drücke auf „Register Your Application“.
accounts-client-guide-twitch-2 = Gib ihr einen eigenen Namen. Trage als OAuth Redirect URL http://localhost ein, als Kategorie „Chat Bot“, als Client-Typ „Public“.
accounts-client-guide-twitch-3 = Drücke auf „Create“, dann auf „Manage“, und kopiere die Client ID in das Feld unten.
accounts-client-guide-youtube-1 = Öffne console.cloud.google.com, lege ein Projekt an und aktiviere unter „APIs & Services“ die „YouTube Data API v3“.
accounts-client-guide-youtube-2 = Richte unter „Google Auth Platform“ den Zustimmungsbildschirm ein und trage dein eigenes Konto als Testnutzer ein.
accounts-client-guide-youtube-3 = Lege unter „Clients“ einen vom Typ „Desktop app“ an. Eine Weiterleitungsadresse braucht er nicht: Dieses Programm nimmt http://127.0.0.1 mit einem freien Port.
accounts-client-guide-youtube-4 = Kopiere Client-ID und Clientschlüssel in die Felder unten.
accounts-client-id = Client-ID von { $platform }
accounts-client-secret = Clientschlüssel von Google
accounts-client-secretIsSet = Einer ist gespeichert
accounts-client-save = Speichern
accounts-client-saved = Gespeichert. Du kannst dich jetzt anmelden.
accounts-client-cleared = Die Client-ID ist entfernt.
accounts-as =
    { $named ->
        [yes] Angemeldet als { $name }
       *[no] Angemeldet
    }
accounts-can = Darf { $what }.
accounts-canNothing = Von hier aus ist nichts erlaubt.
accounts-askSignOut-text =
    { $named ->
        [yes] Die Anmeldung von { $name } wird bei { $host } beendet und hier vergessen. Der Chat wird weiter gelesen; schreiben und moderieren kannst du auf { $platform } selbst.
       *[no] Die Anmeldung wird bei { $host } beendet und hier vergessen. Der Chat wird weiter gelesen; schreiben und moderieren kannst du auf { $platform } selbst.
    }
accounts-waiting-minutes =
    { $minutes ->
        [0] Die Zeit ist abgelaufen.
        [one] Weniger als eine Minute bleibt.
       *[other] Noch { $minutes } Minuten.
    }
