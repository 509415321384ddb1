# Die Texte der Einstellungen.

settings-title = Einstellungen
settings-autostart = Mit dem Computer starten
settings-autostartNote = Im Infobereich, ohne Fenster.
settings-hotkeys-hide_chat = Chat mit Tasten aus- und einblenden
settings-hotkeyNote = Wirkt in jedem Programm. Drücke die Tasten zusammen, während dieses Feld den Fokus hat; Entf nimmt sie heraus.
settings-hotkeyNone = Keine
settings-file = Alle Einstellungen als Datei
settings-fileNote = Kanäle, Overlays und Einstellungen, ohne Anmeldungen und Adressen: zum Aufheben oder für einen anderen Computer.
settings-export = Exportieren
settings-import = Importieren…
settings-exported = Als { $file } gespeichert, wo deine Downloads liegen.
settings-unreadable = Diese Datei lässt sich nicht lesen.
settings-unreadableHint = Wähle eine Datei, die hier exportiert wurde.
settings-preview-title = Diese Einstellungen importieren?
settings-preview-nothing = Alles in dieser Datei ist schon so.
settings-preview-settings = Einstellungen, die sich ändern: { $names }.
settings-preview-sourcesAdded = Kanäle, die dazukommen: { $names }.
settings-preview-overlaysAdded = Overlays, die dazukommen: { $names }.
settings-preview-overlaysChanged = Overlays, die sich ändern: { $names }.
settings-preview-rest = Sonst ändert sich nichts, und was jetzt eingestellt ist, bleibt als Datei erhalten.
settings-preview-yes = Importieren
settings-imported = Die Einstellungen sind importiert.
settings-kept = Was vorher eingestellt war, steht in { $path }
settings-language = Sprache
settings-languageSystem = Wie im System
