# The words of the application's settings.

settings-title = Settings
settings-autostart = Start with the computer
settings-autostartNote = In the tray, without a window.
settings-hotkeys-hide_chat = Hide and show chat by keys
settings-hotkeyNote = Works in every program. Press the keys together while this field has the focus; Delete takes them out.
settings-hotkeyNone = None
settings-file = All settings as a file
settings-fileNote = Channels, overlays and settings, without sign-ins and addresses: to keep, or for another computer.
settings-export = Export
settings-import = Import…
settings-exported = Saved as { $file }, where your downloads go.
settings-unreadable = This file can't be read.
settings-unreadableHint = Choose a file that was exported here.
settings-preview-title = Import these settings?
settings-preview-nothing = Everything in this file is as it is already.
settings-preview-settings = Settings that change: { $names }.
settings-preview-sourcesAdded = Channels that are added: { $names }.
settings-preview-overlaysAdded = Overlays that are added: { $names }.
settings-preview-overlaysChanged = Overlays that change: { $names }.
settings-preview-rest = Nothing else is touched, and what is set now is kept as a file.
settings-preview-yes = Import
settings-imported = The settings are imported.
settings-kept = What was set before is in { $path }
settings-language = Language
settings-languageSystem = As the system has it
