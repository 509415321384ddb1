# The words of the health panel.

health-title = Health
health-well = All is well
health-wellHelp = Nothing needs you. If something does, it is told here, and the tray icon changes.
health-since = Since { $at }
health-doesLabel = What happens by itself
health-todoLabel = What you can do
health-partly = Some of its chat is missing
health-stays = The rest goes on. This stays here until it is mended.
health-passed = It is over. This stays here until you dismiss it.
health-does-backoff = It is tried again by itself, and what was missed is fetched where the platform has it.
health-does-waits = Your other chats go on.
health-does-partly = It goes on with what it can read.
health-todo-failed = “Try again”, beside the channel under Chat, looks at once.
health-todo-needs_auth = Make the stream public where it is set up, or wait for the next one. Signing in here does not help.
health-todo-report = “Save a report”, beside the channel under Chat, makes a file. Send it to us, and a later version can read this.
health-obsLooks = OBS is looked for until it is there. Overlays work without this connection.
health-obsWaits = The connection waits for you. Overlays that are in OBS go on.
health-open = Open { $section }
