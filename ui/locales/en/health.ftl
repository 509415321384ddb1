# The words of the health panel.

health-title = Health
health-well = All is well
health-wellHelp = Nothing needs you. If something does, it is told here, and the tray icon changes.
health-since = Since { $at }
health-doesLabel = What happens by itself
health-todoLabel = What you can do
health-partly = Some of its chat is missing
health-obsLooks = OBS is looked for until it is there. Overlays work without this connection.
health-open = Open { $section }
