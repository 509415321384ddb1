# The words of what was paid, and of the services that take donations.

paid-title = Paid
paid-help = Every Super Chat, cheer, subscription, membership, gift and donation is kept for ever. What has no amount, such as a subscription, is counted apart from the sums. Nothing here is ever cleared away. What is marked “Test” is made up: it is in no total and no table, and gone with the next start.
paid-search = Search what was paid
paid-searchPlaceholder = Name, text or amount
paid-unreadOnly = Not read yet
paid-tests = Tests too
paid-all = All
paid-currency = Currency
paid-anyCurrency = Any currency
paid-totals = Totals
paid-unreadable =
    { $count ->
        [one] The amount of one message could not be read. It is in no total.
       *[other] The amounts of { $count } messages could not be read. They are in no total.
    }
paid-unreadCount = { $count } not read
paid-markRead = Mark the message of { $name } as read
paid-markUnread = Mark the message of { $name } as not read
paid-read = Read
paid-unread = Not read
paid-readAll = Mark all as read
paid-more = Show more
paid-export = Save as CSV
paid-test = Test
paid-removed = Removed by the platform
paid-hidden = Hidden by you
paid-none = Nothing yet
paid-noneHelp = Whatever viewers pay shows up here, whatever becomes of the chat.
paid-noneFound = Nothing fits
paid-noneFoundHelp = Look for something else, or for less.
paid-somebody = Somebody
paid-donations-title = Donations
paid-donations-help = Donations show in the chat, on your overlays and under Paid, each once. A token stays on this computer, sealed.
paid-donations-token-streamlabs = Socket API token
paid-donations-token-streamelements = JWT token
paid-donations-token-kofi = Verification token
paid-donations-guide-streamlabs-1 = Open streamlabs.com, Settings, API Settings, API Tokens.
paid-donations-guide-streamlabs-2 = Copy “Your Socket API Token”, and paste it here.
paid-donations-guide-streamelements-1 = Open streamelements.com, click your channel's picture, then Channels.
paid-donations-guide-streamelements-2 = Press “Show secrets”, copy the JWT token, and paste it here.
paid-donations-guide-kofi-1 = Open ko-fi.com/manage/webhooks, and copy the Verification Token from Advanced.
paid-donations-guide-kofi-2 = Ko-fi calls an address on the internet, and this computer has none: it takes a tunnel that passes https to the address below, and asks for it by its own name (Host 127.0.0.1).
paid-donations-guide-kofi-3 = Let the tunnel pass nothing but paths that begin with /hooks/.
paid-donations-away-streamlabs = Streamlabs never tells later what was given while this application was closed or offline: look there.
paid-donations-away-streamelements = What was given in the last week while this application was closed or offline is asked for when it is back.
paid-donations-away-kofi = While this computer does not answer, Ko-fi tries again for a while and then gives up: look there.
paid-donations-save = Save
paid-donations-forget = Forget the token for { $name }
paid-donations-forgetShort = Forget the token
paid-donations-saved = The token for { $name } is kept.
paid-donations-forgotten = The token for { $name } is forgotten.
paid-donations-hook = Path for Ko-fi
paid-donations-hookSecret = Whoever has this path can send you made-up donations. Keep it off the stream.
paid-donations-rotate = New path
paid-donations-rotated = The path for Ko-fi is another one. Tell Ko-fi.
paid-donations-question-title = Give Ko-fi's calls a new path?
paid-donations-question-text = The old one stops working at once.
paid-donations-question-yes = New path
paid-total =
    { $count ->
        [one] { $currency }, 1 message
       *[other] { $currency }, { $count } messages
    }
paid-charity =
    { $count ->
        [one] { $currency } for charity, 1 message
       *[other] { $currency } for charity, { $count } messages
    }
paid-times = { $count } ×
paid-tier = Tier { $number }
paid-bits = { $count } bits
paid-jewels = { $count } Jewels
