# The words of the guide for who starts for the first time.

first-run-title = Chat in OBS, in three steps
first-run-leave = Leave the guide
first-run-call = Show the guide
first-run-done = Done
first-run-paste = Paste your channel
first-run-pasteHelp = A Twitch channel, a YouTube handle, or any link to it.
first-run-pasteDone = Your chat is that of { $channels }.
first-run-toField = Paste a channel
first-run-see = See it
first-run-seeHelp = Once your channel is added, its chat is under “Live chat”.
first-run-seeWaits = Your channel is not live yet. Its chat shows up by itself when it is.
first-run-seeStopped = Nobody listens to your chat right now, and so none of it shows up.
first-run-seeRead = Its chat is being read. The first message shows up under “Live chat”.
first-run-seeDone = Messages of your channel have come in.
first-run-put = Put it into OBS
first-run-putHelp = In OBS, under Sources: press +, choose Browser, and paste the address as its URL. Set the width to 400 and the height to 700.
first-run-putInto = Add it to the scene { $scene }
first-run-putDone = It is in the scene “{ $scene }”.
first-run-putOpened = Your overlay has been opened.
first-run-copy = Copy the address
first-run-copiedSay = The address is copied. Now paste it in OBS, as the URL of a Browser source.
first-run-notCopied = It can't be copied here. Open Overlays, and copy it by hand.
first-run-more = All ways into OBS
