# Los textos de los ajustes.

settings-title = Ajustes
settings-autostart = Iniciar con el ordenador
settings-autostartNote = En la bandeja, sin ventana.
settings-hotkeys-hide_chat = Ocultar y mostrar el chat con teclas
settings-hotkeyNote = Funciona en cualquier programa. Pulsa las teclas a la vez mientras este campo tiene el foco; Supr las quita.
settings-hotkeyNone = Ninguna
settings-file = Todos los ajustes en un archivo
settings-fileNote = Canales, overlays y ajustes, sin inicios de sesión ni direcciones: para guardarlos o para otro ordenador.
settings-export = Exportar
settings-import = Importar…
settings-exported = Guardado como { $file }, donde van tus descargas.
settings-unreadable = Este archivo no se puede leer.
settings-unreadableHint = Elige un archivo que se haya exportado aquí.
settings-preview-title = ¿Importar estos ajustes?
settings-preview-nothing = Todo lo de este archivo ya está así.
settings-preview-settings = Ajustes que cambian: { $names }.
settings-preview-sourcesAdded = Canales que se añaden: { $names }.
settings-preview-overlaysAdded = Overlays que se añaden: { $names }.
settings-preview-overlaysChanged = Overlays que cambian: { $names }.
settings-preview-rest = No se toca nada más, y lo que hay ahora se guarda en un archivo.
settings-preview-yes = Importar
settings-imported = Se han importado los ajustes.
settings-kept = Lo que había antes está en { $path }
settings-language = Idioma
settings-languageSystem = El del sistema
