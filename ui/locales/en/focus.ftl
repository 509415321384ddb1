# The words of the focus queue.

focus-deeds-suggested = suggested a message
focus-deeds-accepted = accepted a suggestion
focus-deeds-rejected = rejected a suggestion
focus-deeds-queued = queued a message
focus-deeds-unqueued = took a message out of the queue
focus-deeds-hid = hid a message
focus-deeds-unhid = brought back a message
focus-deeds-passed = let a message pass
focus-deeds-sent = wrote in chat
focus-deeds-deleted = deleted a message
focus-deeds-timed_out = timed somebody out
stage-title = Focus
stage-now = On screen
stage-nothing = Nothing is on screen
stage-start = Click a message in the chat to queue it, then press Next.
stage-startNext = Press Next to show the first of the queue.
stage-previous = Previous
stage-next = Next
stage-clear = Take off
stage-undo = Undo what a moderator did last
stage-withKey = { $what } ({ $key })
stage-undone = It is undone.
stage-queue =
    { $count ->
        [0] Queue
       *[other] Queue ({ $count })
    }
stage-place =
    { $number ->
        [0] on screen
       *[other] #{ $number }
    }
stage-add = Queue
stage-addWhose = Queue this message of { $name }
stage-takeOut = Take out
stage-empty = Empty
stage-emptyQueue = Empty the queue
stage-emptied =
    { $count ->
        [one] { $count } message is out of the queue.
       *[other] { $count } messages are out of the queue.
    }
stage-takeOutWhose = Take this message of { $name } out of the queue
stage-show = Show { $name }'s message now
stage-pin = Keep { $name }'s message on screen until you go on
stage-up = Move { $name }'s message up
stage-down = Move { $name }'s message down
stage-movedTo = Moved to { $place } of { $of }.
stage-item = { $place }. { $name }: { $text }
stage-auto = Auto: { $why }
stage-autoWhat = Came to the queue by itself
stage-by = by { $name }
stage-suggestions = Suggested by moderators ({ $count })
stage-accept = Accept
stage-acceptWhose = Accept { $name }'s message
stage-rejectWhose = Reject { $name }'s message
stage-removed = This message was removed
stage-noOverlay = Viewers see it on a focus overlay. There is none yet.
stage-make = Make a focus overlay
stage-overlayName = Focus overlay
stage-copy = Copy the focus overlay's address
stage-copied = Copied: in OBS, add a Browser source with it.
stage-copyByHand = The address can't be copied here. Open the overlay under Overlays, In OBS.
stage-kind = Focus
stage-startNote = One message at a time, large: the one that you pick in chat.
highlights-title = Automatic highlights
highlights-superchats = Super Chats come to the queue by themselves
highlights-help = What you queue yourself always goes first. What an overlay keeps from viewers for its words does not come by itself.
highlights-more = More
highlights-what = Queue by themselves, too
highlights-ticks-stickers = Super Stickers and Jewels
highlights-ticks-cheers = Cheers
highlights-ticks-donations = Donations
highlights-ticks-gifts = Gifts
highlights-ticks-memberships = Memberships and subscriptions
highlights-ticks-first_messages = First messages (only Twitch says which)
highlights-ticks-questions = Questions
highlights-ticks-vips = What VIPs write
highlights-ticks-members = What members and subscribers write
highlights-keywords = Messages with one of these words
highlights-keyword = Add a word
highlights-add = Add
highlights-removeWord = Remove { $word }
highlights-least = Only from this amount on
highlights-leastNote = Super Chats included. Currencies that are not listed: any amount.
highlights-currency = Currency
highlights-amount = Least amount
highlights-amountOf = Least amount in { $currency }
highlights-removeLeast = Remove the least amount in { $currency }
highlights-currencies-BITS = Bits
highlights-currencies-JEWELS = Jewels
highlights-currencies-GIFTS = Number of gifts
highlights-screen = On screen
highlights-seconds = A message stays for
highlights-secondsUnit = s
highlights-secondsNote = Empty: until you go on. A pinned one stays as well.
highlights-advance = The next one follows by itself
highlights-advanceNote = The first one of the queue then needs nobody to press Next. What came by itself waits until no chat overlay can still stop it.
stage-undoneDeed =
    { $named ->
        [yes] Undone: { $by } { $deed } ({ $name }).
       *[no] Undone: { $by } { $deed }.
    }
stage-marked =
    { $others ->
        [0] { $by }
        [one] { $by } and 1 other
       *[other] { $by } and { $others } others
    }
