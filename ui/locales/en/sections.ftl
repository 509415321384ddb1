# The names of the dashboard's sections.

sections-nav = Sections
sections-names-chat = Chat
sections-names-overlays = Overlays
sections-names-paid = Highlights
sections-names-history = History
sections-names-moderators = Moderators
sections-names-accounts = Accounts
sections-names-settings = Settings
sections-names-health = Health
sections-names-about = About
sections-waiting =
    { $count ->
        [one] 1 thing waits for you
       *[other] { $count } things wait for you
    }
