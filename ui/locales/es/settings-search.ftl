# Los textos de la búsqueda en los ajustes, y de lo que se ajusta en otras secciones.

settings-search-search = Buscar en los ajustes
settings-search-none = Ningún ajuste tiene esas palabras.
settings-search-noneHelp = Prueba con otra palabra o con menos.
settings-search-elsewhere = Se ajusta en otras secciones
settings-search-streamer = Modo streamer
settings-search-streamerNote = Para cuando esta ventana se ve en tu directo: una dirección, un enlace o una imagen suya que muestres vuelve a ocultarse a los 10 segundos.
settings-search-listeners = Cuándo se lee el chat
settings-search-listenersNote = «Mientras se usa» significa: mientras está abierto un overlay o el dock.
settings-search-modes-always = Siempre
settings-search-modes-in_use = Mientras se usa
settings-search-modes-manual = Solo cuando tú lo inicies
settings-search-chatSpeed = Qué rápido va el chat: velocidad, caracteres por segundo, lento, rápido
settings-search-others-overlays-says-1 = Tema, letra, colores y tamaño de un overlay
settings-search-others-overlays-says-2 = Qué muestra un overlay: palabras, enlaces, comandos, pronombres, emotes, insignias
settings-search-others-overlays-says-3 = Conexión con OBS y su contraseña
settings-search-others-overlays-says-4 = Dirección de un overlay y del dock
settings-search-others-chat-says-1 = Canales, emisiones y proxys para YouTube
settings-search-others-paid-says-1 = Destacados: Super Chats, preguntas y palabras que van a la cola
settings-search-others-paid-says-2 = Donaciones: servicios y sus tokens
settings-search-others-paid-says-3 = Página de apoyo: enlaces, metas y tipos de cambio
settings-search-others-moderators-says-1 = Moderadores: enlaces, permisos, red
settings-search-others-accounts-says-1 = Inicios de sesión, IDs de cliente, clave de API y frase de contraseña
