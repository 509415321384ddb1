# Die Namen der Bereiche des Dashboards.

sections-nav = Bereiche
sections-names-chat = Chat
sections-names-overlays = Overlays
sections-names-paid = Highlights
sections-names-history = Verlauf
sections-names-moderators = Moderation
sections-names-accounts = Konten
sections-names-settings = Einstellungen
sections-names-health = Zustand
sections-names-about = Über
sections-waiting =
    { $count ->
        [one] 1 Sache wartet auf dich
       *[other] { $count } Sachen warten auf dich
    }
