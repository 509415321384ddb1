# What several parts of the pages say.

page-states-off = Off
page-states-connecting = Connecting…
page-states-live = Live
page-states-waiting = Waiting
page-states-backoff = Trying again soon
page-states-needs_auth = No access
page-states-failed = Not working
page-faces-off = Stopped
page-faces-live = Listening
page-faces-trouble = No chat right now
page-faces-attention = Needs your attention
page-appName = MultiChat Overlay
page-undo = Undo
page-dismiss = Dismiss
page-openLogs = Open the log folder
page-fileSaved = { $file } goes to your downloads.
page-unmask-title = Show it on the screen?
page-unmask-text = It can't be copied by itself here, and this window may be on your stream. Once shown, it hides itself again after 10 seconds.
page-unmask-yes = Show it
page-header-connecting = Connecting…
page-header-notRunning = Not running
page-header-noChannel = No channel yet
page-header-addOne = Add a channel under Chat
page-header-stopped = No chat is being read
page-header-stoppedTillOpen = Starts by itself when your overlay is open
page-header-trying = Trying to connect again
page-header-nothingLive = No channel is live yet
page-header-needs = { $channel }: { $state }
page-header-live =
    { $count ->
        [one] 1 chat is live
       *[other] { $count } chats are live
    }
page-header-start = Start listening
page-header-stop = Stop listening
page-header-starting = Starting…
page-header-stopping = Stopping…
page-curtain-draw = Hide chat
page-curtain-lift = Show chat
page-curtain-help = Takes chat off every overlay at once. It goes on behind, and is there again when you show it.
page-curtain-drawn = Chat is hidden on your stream
page-dock-title = Chat
page-dock-refused-title = This address is not valid any more
page-dock-refused-help = Open the dashboard from the MultiChat icon, copy the dock's new address, and put it into OBS: Docks, Custom Browser Docks.
page-dock-section = A dock in OBS
page-dock-help = Your chats in a window of OBS' own. In OBS: Docks, Custom Browser Docks, and paste this address.
page-dock-address = Address of the dock
page-dock-rotate = New address
page-dock-rotated = The dock has a new address. Put it into OBS in the old one's place.
page-dock-secret = Whoever has this address can do all that the dock can, also write in your name. Keep it off the stream.
page-dock-question-title = Give the dock a new address?
page-dock-question-text = The old one stops working at once. Whoever has it can do all that the dock can, also write in your name and hide chat.
page-dock-question-yes = New address
page-sources-title = Channels
page-sources-label = Add a channel
page-sources-placeholder = Channel, @handle or link
page-sources-help = Paste a Twitch channel, a YouTube handle, or any link.
page-sources-add = Add
page-sources-adding = Looking it up…
page-sources-found = That is on { $platform }. Press Enter to add it.
page-sources-which = Where is “{ $name }”?
page-sources-elsewhere = That link is neither Twitch nor YouTube.
page-sources-elsewhereHint = Open the channel's page in a browser, and copy the address from there.
page-sources-demo = Demo chat
page-sources-demoHelp = Shown until you add your first channel.
page-sources-none = No channels yet
page-sources-noneHelp = Paste your channel above. Its chat shows up here, and on your stream.
page-sources-read = Read the chat of { $channel }
page-sources-remove = Remove { $channel }
page-sources-retry = Try again
page-sources-removed = { $channel } was removed.
page-sources-streams = { $count } streams are live. Read the chat of
page-sources-unknownKinds =
    { $count ->
        [one] One kind of message is new to this version. It is shown by its text, if it has any.
       *[other] { $count } kinds of message are new to this version. They are shown by their text, if they have any.
    }
page-sources-saveReport = Save a report
page-sources-reportSaved = The report is saved; it has no messages and no names in it. Report what happened on the project's page at GitHub, under “Issues”, and add this file:
page-sources-messages =
    { $count ->
        [one] 1 message
       *[other] { $count } messages
    }
page-quota-spent = Official API today: { $spent } units spent, { $left } left.
page-quota-usedUp = New ones come at { $resets }.
page-proxies-title = Proxies for YouTube
page-proxies-help = Only if YouTube refuses this computer: one address a line, tried from the top. “direct” is the way without one.
page-proxies-save = Save
page-proxies-number = Proxy { $number }
page-proxies-saved =
    { $count ->
        [0] YouTube is read directly.
       *[other] YouTube is read this way from now on.
    }
page-overlay-title = Overlays
page-overlay-preview = Preview of { $name }
page-overlay-backdrop = Behind it
page-overlay-backdrops-dark = Dark game
page-overlay-backdrops-bright = Bright game
page-overlay-backdrops-checks = Nothing
page-overlay-backdrops-own = Picture…
page-overlay-ownRefused = This picture can't be read.
page-overlay-ownRefusedHint = Choose a PNG, JPEG or WebP file.
page-overlay-by = by { $author }
page-overlay-url = Address for OBS
page-overlay-show = Show
page-overlay-hide = Hide
page-overlay-copy = Copy address
page-overlay-copied = Copied
page-overlay-copyByHand = Press Ctrl+C (⌘C on a Mac) to copy it.
page-overlay-secret = Whoever has this address can see your overlay. Keep it off the stream.
page-overlay-steps = How to put it in OBS
page-overlay-none = Getting your overlays…
page-test-kind = Kind of message
page-test-send = Try in the preview
page-test-everything = A bit of everything
page-test-platformOff = Not shown: { $what }. { $platform } is turned off for this overlay.
page-test-off = Not shown: { $what }. It is turned off for this overlay.
page-test-kept = Not shown: { $what }. The rule “{ $rule }” keeps it away.
page-test-notShown = Not shown: { $what }. This overlay has nothing to show of it.
page-automod-title = Held by AutoMod
page-automod-term = Has a blocked term in it
page-automod-category = Taken for: { $category }
page-automod-allow = Allow
page-automod-allowWhose = Allow it: this message of { $name }
page-automod-deny = Deny
page-automod-denyWhose = Deny it: this message of { $name }
page-feed-title = Live chat
page-feed-log = Messages
page-feed-hide = Hide
page-feed-hideWhose = Hide this message of { $name }
page-feed-held = Waiting for you
page-feed-heldWhy = Has “{ $word }” in it
page-feed-pass = Show it
page-feed-passWhose = Show it: this message of { $name }
page-feed-empty = No messages yet
page-feed-emptyHelp = Whatever is written in your chats shows up here at once.
page-feed-emptyStopped = Not listening
page-feed-emptyStoppedHelp = Press “Start listening” at the top to read your chats again.
page-feed-emptyTillOpenHelp = Chat is read while an overlay or a dock is open. To read it now, press “Start listening” at the top: then it goes on until you stop it.
page-feed-emptyNoChannelHelp = Add a channel in the dashboard, under Chat: what is written there shows up here at once.
page-feed-replyTo = Reply to { $name }:
page-warnings = Warnings
page-lost-title = MultiChat Overlay is not running.
page-lost-help = Start it again, and this page comes back by itself.
page-lost-helpDashboard = Start it again, and open the dashboard from the tray icon: each start has a page of its own.
page-refused-title = MultiChat Overlay was restarted
page-refused-help = This page belongs to the run before. Open the dashboard again from the tray icon; you can close this page then.
page-refused-retry = Try again
page-noKey-title = Open the dashboard from the tray icon
page-noKey-help = Click the MultiChat Overlay icon near the clock, and choose “Open dashboard”. This page needs the key that comes with it.
page-ended-title = MultiChat Overlay has ended
page-ended-help = Chat has left your stream. You can close this page.
page-closing-title = Quit MultiChat Overlay?
page-closing-text = There is no tray on this desktop. Closing the window ends MultiChat Overlay, and chat leaves your stream.
page-closing-keep = Keep it open
page-closing-quit = Quit
page-errors-unreachable = MultiChat Overlay does not answer.
page-errors-unreachableHint = Is it still running? Its icon is near the clock of the computer that it runs on.
page-errors-unknown = MultiChat Overlay answered with the error { $status }.
page-errors-unexpected = Something unexpected went wrong. Reload the page and try again.
page-sources-stream = { $title } (since { $started })
page-quota-lasts = At this pace they last until { $until }; new ones come at { $resets }.
page-quota-enough = They last until new ones come at { $resets }.
page-proxies-route =
    { $used ->
        [yes]
            { $state ->
                [works] in use, works
                [broken] in use, does not work
               *[untried] in use, not tried yet
            }
       *[no]
            { $state ->
                [works] works
                [broken] does not work
               *[untried] not tried yet
            }
    }
page-overlay-obs-1 = In OBS, under Sources, press + and choose Browser.
page-overlay-obs-2 = Paste the address into the field URL.
page-overlay-obs-3 = Set the width to { $width } and the height to { $height }, then press OK.
page-feed-hidden =
    { $named ->
        [yes] A message of { $name } is off your stream.
       *[no] The message is off your stream.
    }
page-feed-newer =
    { $count ->
        [one] { $shown } new
       *[other] { $shown } new
    }
