# What the application does about what is wrong.

it-is-over-this-stays = It is over. This stays here until you dismiss it.
the-rest-goes-on-this = The rest goes on. This stays here until it is mended.
what-is-kept-of-your = What is kept of your sign-ins stays as it is, and all that needs none goes on.
chat-is-read-without-this = Chat is read without this sign-in. Writing and moderating there wait for you.
chat-and-your-other-services = Chat and your other services go on. This one waits for the new token.
the-connection-waits-for-you = The connection waits for you. Overlays that are in OBS go on.
overlays-that-are-in-obs = Overlays that are in OBS go on.
your-other-sources-go-on = Your other sources go on. This one waits for the new file.
it-is-written-again-by = It is written again by itself until that works.
chat-overlays-and-the-dashboard = Chat, overlays and the dashboard work as ever.
what-is-open-goes-on = What is open goes on. New pages are let in by themselves as soon as there is room.
chat-is-shown-as-it = Chat is shown as it comes. What the file still takes is kept.
chat-is-shown-as-it-comes = Chat is shown as it comes. It waits to be written, and is as soon as that works.
your-other-hotkeys-work = Your other hotkeys work.
the-port-is-tried-again = The port is tried again by itself until it is free.
it-is-tried-again-by-itself-until = It is tried again by itself until there is a tray.
chat-runs-from-memory-with = Chat runs from memory, with what was set last.
they-are-fetched-anew-when = They are fetched anew when they are needed, and kept as soon as that works.
the-overlay-wears-another-theme = The overlay wears another theme until this one is whole again.
it-is-tried-again-by-itself-and = It is tried again by itself, and what was missed is fetched where the platform has it.
your-other-chats-go-on = Your other chats go on.
it-goes-on-with-what = It goes on with what it can read.
try-again-beside-the-channel = “Try again”, beside the channel under Chat, looks at once.
make-the-stream-public-where = Make the stream public where it is set up, or wait for the next one. Signing in here does not help.
save-a-report-beside-the = “Save a report”, beside the channel under Chat, makes a file. Add it to a report on the project's page at GitHub, under “Issues”, and a later version can read this.
chat-is-read-behind-it = Chat is read behind it, and all there when you show it again.
