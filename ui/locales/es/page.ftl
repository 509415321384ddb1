# Lo que dicen varias partes de las páginas.

page-states-off = Desactivado
page-states-connecting = Conectando…
page-states-live = En directo
page-states-waiting = En espera
page-states-backoff = Se reintenta en breve
page-states-needs_auth = Sin acceso
page-states-failed = No funciona
page-faces-off = Parado
page-faces-live = Leyendo
page-faces-trouble = Ahora no hay chat
page-faces-attention = Requiere tu atención
page-appName = MultiChat Overlay
page-undo = Deshacer
page-dismiss = Cerrar
page-openLogs = Abrir la carpeta de registros
page-fileSaved = { $file } va a tus descargas.
page-unmask-title = ¿Mostrarlo en la pantalla?
page-unmask-text = Aquí no se puede copiar por sí solo, y esta ventana puede verse en tu directo. Una vez mostrado, vuelve a ocultarse a los 10 segundos.
page-unmask-yes = Mostrarlo
page-header-connecting = Conectando…
page-header-notRunning = No está en marcha
page-header-noChannel = Aún no hay ningún canal
page-header-addOne = Añade un canal en Chat
page-header-stopped = No se lee ningún chat
page-header-stoppedTillOpen = Empieza solo cuando tu overlay esté abierto
page-header-trying = Volviendo a conectar
page-header-nothingLive = Ningún canal está aún en directo
page-header-needs = { $channel }: { $state }
page-header-live =
    { $count ->
        [one] 1 chat en directo
       *[other] { $count } chats en directo
    }
page-header-start = Leer los chats
page-header-stop = Dejar de leer
page-header-starting = Iniciando…
page-header-stopping = Parando…
page-curtain-draw = Ocultar el chat
page-curtain-lift = Mostrar el chat
page-curtain-help = Quita el chat de todos los overlays al momento. Sigue por detrás y vuelve cuando lo muestres.
page-curtain-drawn = El chat está oculto en tu directo
page-dock-title = Chat
page-dock-refused-title = Esta dirección ya no es válida
page-dock-refused-help = Abre el panel desde el icono de MultiChat, copia la nueva dirección del dock y ponla en OBS: Docks, Docks de navegador personalizados.
page-dock-section = Un dock en OBS
page-dock-help = Tus chats en una ventana del propio OBS. En OBS: Docks, Docks de navegador personalizados, y pega esta dirección.
page-dock-address = Dirección del dock
page-dock-rotate = Nueva dirección
page-dock-rotated = El dock tiene una dirección nueva. Ponla en OBS en lugar de la antigua.
page-dock-secret = Quien tenga esta dirección puede hacer todo lo que puede el dock, también escribir en tu nombre. No la muestres en el directo.
page-dock-question-title = ¿Dar al dock una dirección nueva?
page-dock-question-text = La antigua deja de funcionar al momento. Quien la tenga puede hacer todo lo que puede el dock, también escribir en tu nombre y ocultar el chat.
page-dock-question-yes = Nueva dirección
page-sources-title = Canales
page-sources-label = Añadir un canal
page-sources-placeholder = Canal, @handle o enlace
page-sources-help = Pega un canal de Twitch, un handle de YouTube o cualquier enlace.
page-sources-add = Añadir
page-sources-adding = Buscando…
page-sources-found = Está en { $platform }. Pulsa Intro para añadirlo.
page-sources-which = ¿Dónde está «{ $name }»?
page-sources-elsewhere = Ese enlace no es de Twitch ni de YouTube.
page-sources-elsewhereHint = Abre la página del canal en un navegador y copia la dirección de allí.
page-sources-demo = Chat de prueba
page-sources-demoHelp = Se muestra hasta que añadas tu primer canal.
page-sources-none = Aún no hay canales
page-sources-noneHelp = Pega tu canal arriba. Su chat aparece aquí y en tu directo.
page-sources-read = Leer el chat de { $channel }
page-sources-remove = Quitar { $channel }
page-sources-retry = Reintentar
page-sources-removed = Se ha quitado { $channel }.
page-sources-streams =
    { $count ->
        [one] Hay { $count } emisión en directo. Leer el chat de
       *[other] Hay { $count } emisiones en directo. Leer el chat de
    }
page-sources-unknownKinds =
    { $count ->
        [one] Un tipo de mensaje es nuevo para esta versión. Se muestra su texto, si lo tiene.
       *[other] { $count } tipos de mensaje son nuevos para esta versión. Se muestra su texto, si lo tienen.
    }
page-sources-saveReport = Guardar un informe
page-sources-reportSaved = El informe está guardado; no contiene mensajes ni nombres. Cuenta lo que ha pasado en la página del proyecto en GitHub, en «Issues», y añade este archivo:
page-sources-messages =
    { $count ->
        [one] 1 mensaje
       *[other] { $count } mensajes
    }
page-quota-spent = API oficial hoy: { $spent } unidades gastadas, quedan { $left }.
page-quota-usedUp = Habrá nuevas a las { $resets }.
page-proxies-title = Proxys para YouTube
page-proxies-help = Solo si YouTube rechaza este ordenador: una dirección por línea, se prueban desde arriba. «direct» es el camino sin ninguno.
page-proxies-save = Guardar
page-proxies-number = Proxy { $number }
page-proxies-saved =
    { $count ->
        [0] YouTube se lee directamente.
       *[other] YouTube se lee por este camino a partir de ahora.
    }
page-overlay-title = Overlays
page-overlay-preview = Vista previa de { $name }
page-overlay-backdrop = Detrás
page-overlay-backdrops-dark = Juego oscuro
page-overlay-backdrops-bright = Juego claro
page-overlay-backdrops-checks = Nada
page-overlay-backdrops-own = Imagen…
page-overlay-ownRefused = Esta imagen no se puede leer.
page-overlay-ownRefusedHint = Elige un archivo PNG, JPEG o WebP.
page-overlay-by = de { $author }
page-overlay-url = Dirección para OBS
page-overlay-show = Mostrar
page-overlay-hide = Ocultar
page-overlay-copy = Copiar dirección
page-overlay-copied = Copiada
page-overlay-copyByHand = Pulsa Ctrl+C (⌘C en un Mac) para copiarla.
page-overlay-secret = Quien tenga esta dirección puede ver tu overlay. No la muestres en el directo.
page-overlay-steps = Cómo ponerlo en OBS
page-overlay-none = Cargando tus overlays…
page-test-kind = Tipo de mensaje
page-test-send = Probar en la vista previa
page-test-everything = Un poco de todo
page-test-platformOff = No se ve: { $what }. { $platform } está desactivado en este overlay.
page-test-off = No se ve: { $what }. Está desactivado en este overlay.
page-test-kept = No se ve: { $what }. Lo impide la regla «{ $rule }».
page-test-notShown = No se ve: { $what }. Este overlay no muestra nada de eso.
page-automod-title = Retenido por AutoMod
page-automod-term = Contiene un término bloqueado
page-automod-category = Se toma por: { $category }
page-automod-allow = Permitir
page-automod-allowWhose = Permitir este mensaje de { $name }
page-automod-deny = Denegar
page-automod-denyWhose = Denegar este mensaje de { $name }
page-feed-title = Chat en directo
page-feed-log = Mensajes
page-feed-hide = Ocultar
page-feed-hideWhose = Ocultar este mensaje de { $name }
page-feed-held = Te espera
page-feed-heldWhy = Contiene «{ $word }»
page-feed-pass = Mostrarlo
page-feed-passWhose = Mostrarlo: este mensaje de { $name }
page-feed-empty = Aún no hay mensajes
page-feed-emptyHelp = Lo que se escribe en tus chats aparece aquí al momento.
page-feed-emptyStopped = No se está leyendo
page-feed-emptyStoppedHelp = Pulsa «Leer los chats» arriba para volver a leer tus chats.
page-feed-emptyTillOpenHelp = El chat se lee mientras haya un overlay o un dock abierto. Para leerlo ahora, pulsa «Leer los chats» arriba: entonces sigue hasta que lo pares.
page-feed-emptyNoChannelHelp = Añade un canal en el panel, en Chat: lo que se escriba allí aparece aquí al momento.
page-feed-replyTo = Respuesta a { $name }:
page-warnings = Avisos
page-lost-title = MultiChat Overlay no está en marcha.
page-lost-help = Inícialo de nuevo y esta página vuelve por sí sola.
page-lost-helpDashboard = Inícialo de nuevo y abre el panel desde el icono de la bandeja: cada inicio tiene su propia página.
page-refused-title = MultiChat Overlay se ha reiniciado
page-refused-help = Esta página es de la ejecución anterior. Abre el panel de nuevo desde el icono de la bandeja; después puedes cerrar esta página.
page-refused-retry = Reintentar
page-noKey-title = Abre el panel desde el icono de la bandeja
page-noKey-help = Haz clic en el icono de MultiChat Overlay junto al reloj y elige «Abrir el panel». Esta página necesita la clave que viene con él.
page-ended-title = MultiChat Overlay ha terminado
page-ended-help = El chat ha salido de tu directo. Puedes cerrar esta página.
page-closing-title = ¿Salir de MultiChat Overlay?
page-closing-text = Este escritorio no tiene bandeja. Al cerrar la ventana termina MultiChat Overlay y el chat sale de tu directo.
page-closing-keep = Dejarlo abierto
page-closing-quit = Salir
page-errors-unreachable = MultiChat Overlay no responde.
page-errors-unreachableHint = ¿Sigue en marcha? Su icono está junto al reloj del ordenador en el que funciona.
page-errors-unknown = MultiChat Overlay respondió con el error { $status }.
page-errors-unexpected = Algo inesperado salió mal. Recarga la página e inténtalo otra vez.
page-sources-stream = { $title } (desde las { $started })
page-quota-lasts = A este ritmo duran hasta las { $until }; habrá nuevas a las { $resets }.
page-quota-enough = Duran hasta que haya nuevas a las { $resets }.
page-proxies-route =
    { $used ->
        [yes]
            { $state ->
                [works] en uso, funciona
                [broken] en uso, no funciona
               *[untried] en uso, aún sin probar
            }
       *[no]
            { $state ->
                [works] funciona
                [broken] no funciona
               *[untried] aún sin probar
            }
    }
page-overlay-obs-1 = En OBS, en Fuentes, pulsa + y elige Navegador.
page-overlay-obs-2 = Pega la dirección en el campo URL.
page-overlay-obs-3 = Pon el ancho a { $width } y la altura a { $height } y pulsa Aceptar.
page-feed-hidden =
    { $named ->
        [yes] Un mensaje de { $name } ya no está en tu directo.
       *[no] El mensaje ya no está en tu directo.
    }
page-feed-newer =
    { $count ->
        [one] { $shown } nuevo
       *[other] { $shown } nuevos
    }
