# The words of the moderators' page.

moderate-because-deleted = It was deleted.
moderate-because-timeout = Its author was timed out.
moderate-because-ban = Its author was banned.
moderate-because-cleared = The chat was cleared.
moderate-because-hidden = It is off the stream.
moderate-doings-suggest = suggest messages
moderate-doings-queue = queue messages
moderate-doings-hide = hide messages
moderate-doings-send = write in chat
moderate-doings-delete = delete messages
moderate-doings-timeout = time people out
moderate-taps-suggest = suggest it
moderate-taps-queue = queue it
moderate-taps-hide = hide it
moderate-taps-send = reply to it
moderate-taps-delete = delete it
moderate-taps-timeout = time its author out
moderate-page = MultiChat: moderating
moderate-title = Moderating
moderate-as = You are { $name }
moderate-forever = Until the streamer ends it
moderate-over-title = Your invitation is over
moderate-over-help = Its time has run out, or the streamer has ended it. Ask them for a new link if you are still needed.
moderate-lost-title = The streamer's MultiChat does not answer.
moderate-lost-help = This page comes back by itself. Check that you are in the same network.
moderate-away-title = The streamer's MultiChat is not connected right now, or your invitation was withdrawn.
moderate-away-help = This page comes back by itself.
moderate-full-title = Too many pages are open with your link.
moderate-full-help = Close the others: this page comes back by itself.
moderate-unreached-title = The streamer's MultiChat can't be reached.
moderate-unreached-help = This page comes back by itself. Check that you are online.
moderate-broken-title = This link is not valid
moderate-broken-help = Open it again as the streamer sent it, with all that follows the #, or ask them for a new one.
moderate-insecure-title = This page needs HTTPS
moderate-insecure-help = Without it your browser can't seal what you say: open the link again with https:// at its beginning.
moderate-notAllowed = You are not allowed to do that. Ask the streamer for the right to.
moderate-views = Views
moderate-chat = Chat
moderate-markedView = Suggested
moderate-decidedView = Decided
moderate-log = Messages
moderate-act = What to do about this message of { $name }
moderate-keys = Up and Down move between messages.
moderate-tap = Tap a message to { $what }.
moderate-empty = No messages yet
moderate-emptyHelp = Whatever is written in the chats shows up here at once, before viewers see it.
moderate-isMarked = Suggested
moderate-isQueued = Queued
moderate-isOn = On screen
moderate-countdown = On stream in { $seconds } s
moderate-seconds = { $seconds } s
moderate-stop = Stop
moderate-stopOf = this message of { $name }
moderate-stopWhose = Stop this message of { $name }
moderate-held = Held back by a word
moderate-heldWhy = Has “{ $word }” in it
moderate-pass = Pass
moderate-passNow = Let pass now
moderate-passWhose = Let this message of { $name } pass
moderate-noMarks = Nothing is suggested
moderate-noMarksHelp = Tap a message in the chat to suggest it to the streamer. What others suggest shows up here too.
moderate-markBy = { $name }, { $at }
moderate-onScreen = On screen now
moderate-nothingOn = No message is on screen.
moderate-queue = Queued
moderate-emptyQueue = The queue is empty.
moderate-by = by { $name }
moderate-auto = by itself: { $rule }
moderate-byStreamer = by the streamer
moderate-decisions = What became of suggestions
moderate-noDecisions = The streamer has not decided on any yet.
moderate-accepted = Accepted
moderate-rejected = Rejected
moderate-unknownMessage = The message is not there any more.
moderate-hiddenByYou = Hidden by you
moderate-bringBack = Bring back
moderate-bringBackWhose = Bring back this message of { $name }
moderate-note = Note for the streamer
moderate-notePlaceholder = Why? (not needed)
moderate-mark = Suggest to the streamer
moderate-markAgain = Suggest it too
moderate-enqueue = Queue
moderate-unqueue = Take out of the queue
moderate-hide = Hide from the stream
moderate-reply = Reply
moderate-delete = Delete on the platform
moderate-timeouts = Time out for
moderate-timeoutLong = Time out { $name } for { $span }
moderate-noSignIn = To delete or time out here, the streamer has to sign in and allow moderating.
moderate-noSend = To write from here, the streamer has to sign in and allow writing.
moderate-noRights = You can read along. Ask the streamer if you should be able to do more.
moderate-gone = This message is not there any more. { $why }
moderate-close = Close
moderate-mayRead = You can read along.
moderate-may = You can { $what }.
moderate-until = Until { $end }
moderate-timeoutHour = 1 hour
moderate-timeout = { $minutes } min
moderate-timedOut =
    { $named ->
        [yes] { $name } can't write for { $span }.
       *[no] Its author can't write for { $span }.
    }
moderate-marked =
    { $named ->
        [yes] The message of { $name } is suggested to the streamer.
       *[no] The message is suggested to the streamer.
    }
moderate-queued =
    { $named ->
        [yes] The message of { $name } is queued.
       *[no] The message is queued.
    }
moderate-unqueued =
    { $named ->
        [yes] The message of { $name } is out of the queue.
       *[no] The message is out of the queue.
    }
moderate-hid =
    { $named ->
        [yes] The message of { $name } is off the stream.
       *[no] The message is off the stream.
    }
moderate-broughtBack =
    { $named ->
        [yes] The message of { $name } is back.
       *[no] The message is back.
    }
moderate-passed =
    { $named ->
        [yes] The message of { $name } was let pass.
       *[no] The message was let pass.
    }
moderate-deleted =
    { $named ->
        [yes] The message of { $name } is deleted.
       *[no] The message is deleted.
    }
