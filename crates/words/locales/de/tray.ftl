# Die Wörter im Infobereich.

start-listeners = Chats lesen
stop-listeners = Chats nicht mehr lesen
chat-speed-free = Chat-Tempo: wie er kommt
chat-speed-fast = Chat-Tempo: schnell
chat-speed-comfortable = Chat-Tempo: angenehm
chat-speed-slow = Chat-Tempo: langsam
hide-chat = Chat jetzt ausblenden
show-chat = Chat wieder einblenden
open-dashboard = Dashboard öffnen
copy-overlay-url = Overlay-URL kopieren
quit = Beenden

no-channels = Noch keine Kanäle
demo = Demo-Chat
donations = Spenden
state-off = aus
state-connecting = verbindet sich
state-live = live
state-waiting = wartet auf einen Stream
state-backoff = verbindet sich neu
state-needs-auth = kein Zugang
state-failed = fehlgeschlagen, siehe Dashboard

tooltip-no-channels = noch keine Kanäle
tooltip-stopped = Chats werden nicht gelesen
tooltip-live = live
tooltip-some-live =
    { $all ->
        [one] { $live } von { $all } Kanal live
       *[other] { $live } von { $all } Kanälen live
    }
tooltip-hidden = Chat ist ausgeblendet
tooltip-attention = hier wirst du gebraucht: öffne das Dashboard
tooltip-trouble = gerade ist kein Chat lesbar: es wird noch einmal versucht
