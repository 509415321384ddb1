# Die Texte der Einführung beim ersten Start.

first-run-title = In drei Schritten zum Chat in OBS
first-run-leave = Einführung schließen
first-run-call = Einführung zeigen
first-run-done = Erledigt
first-run-paste = Füge deinen Kanal ein
first-run-pasteHelp = Einen Twitch-Kanal, ein YouTube-Handle oder irgendeinen Link dorthin.
first-run-pasteDone = Dein Chat ist der von { $channels }.
first-run-toField = Kanal einfügen
first-run-see = Sieh ihn dir an
first-run-seeHelp = Sobald dein Kanal hinzugefügt ist, steht sein Chat unter „Live-Chat“.
first-run-seeWaits = Dein Kanal ist noch nicht live. Sobald er es ist, erscheint sein Chat von selbst.
first-run-seeStopped = Dein Chat wird gerade nicht gelesen, und darum erscheint nichts davon.
first-run-seeRead = Sein Chat wird gelesen. Die erste Nachricht erscheint unter „Live-Chat“.
first-run-seeDone = Nachrichten aus deinem Kanal sind angekommen.
first-run-put = Hol ihn in OBS
first-run-putHelp = In OBS unter Quellen: Drücke auf +, wähle Browser und füge die Adresse als URL ein. Setze die Breite auf 400 und die Höhe auf 700.
first-run-putInto = Zur Szene { $scene } hinzufügen
first-run-putDone = Er ist in der Szene „{ $scene }“.
first-run-putOpened = Dein Overlay wurde geöffnet.
first-run-copy = Adresse kopieren
first-run-copiedSay = Die Adresse ist kopiert. Füge sie jetzt in OBS als URL einer Browser-Quelle ein.
first-run-notCopied = Sie lässt sich hier nicht kopieren. Öffne Overlays und kopiere sie von Hand.
first-run-more = Alle Wege nach OBS
