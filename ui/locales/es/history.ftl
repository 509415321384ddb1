# Los textos del historial.

history-title = Historial
history-help = Todo lo que se escribió en tus chats mientras se leían, también lo que se eliminó después.
history-search = Buscar en el historial
history-searchPlaceholder = Una palabra o un nombre
history-filters = Filtros
history-author = Quién lo escribió
history-authorPlaceholder = Nombre exacto
history-ofAuthor = Solo los mensajes de { $name }
history-channel = Canal
history-anyChannel = Todos los canales
history-platform = Plataforma
history-anyPlatform = Todas las plataformas
history-kind = Tipo
history-anyKind = Todos los tipos
history-from = Desde
history-to = Hasta
history-removed = Mensajes eliminados
history-removals-any = Con los eliminados
history-removals-no = Sin los eliminados
history-removals-yes = Solo los eliminados
history-reset = Quitar todos los filtros
history-list = Mensajes encontrados, los más nuevos primero
history-newest =
    { $count ->
        [one] El mensaje más nuevo
       *[other] Los { $count } mensajes más nuevos
    }
history-found =
    { $count ->
        [one] 1 mensaje
       *[other] { $count } mensajes
    }
history-searching = Buscando…
history-older = Mostrar más antiguos
history-end = Eso es todo.
history-refresh = Buscar de nuevo
history-none = Aún no hay nada guardado
history-noneHelp = Añade un canal en Chat. Lo que se escriba allí a partir de entonces se encuentra aquí.
history-noneFound = No hay coincidencias
history-noneFoundHelp = Busca menos palabras o quita los filtros.
history-failed = No se pudo leer el historial
history-export = Guardar lo encontrado como
history-exports-txt = Texto
history-exportHelp-csv = Una tabla para una hoja de cálculo
history-exportHelp-json = Todo, para otros programas
history-exportHelp-txt = Una línea por mensaje
history-saving = Guardando…
history-gap = El chat no se leyó
history-removedWhy-deleted = Borrado
history-removedWhy-timeout = Expulsado temporalmente
history-removedWhy-ban = Expulsado
history-removedWhy-cleared = Chat vaciado
history-removedWhy-hidden = Oculto por ti
