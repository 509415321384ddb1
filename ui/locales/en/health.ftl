# The words of the health panel.

health-title = Health
health-well = All is well
health-wellHelp = Nothing needs you. If something does, it is told here, and the tray icon changes.
health-since = Since { $at }
health-doesLabel = What happens by itself
health-todoLabel = What you can do
health-partly = Some of its chat is missing
health-stays = The rest goes on. This stays here until it is mended.
health-does-backoff = It is tried again by itself, and what was missed is fetched where the platform has it.
health-does-needs_auth = It waits for you. Your other chats go on.
health-does-failed = It is not tried again by itself. Your other chats go on.
health-does-partly = It goes on with what it can read.
health-obsLooks = OBS is looked for until it is there. Overlays work without this connection.
health-obsWaits = The connection waits for you. Overlays that are in OBS go on.
health-open = Open { $section }
