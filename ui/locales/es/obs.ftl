# Los textos de «OBS».

obs-states-off = Sin conexión
obs-states-not_running = Buscando OBS…
obs-states-wrong_password = Contraseña incorrecta
obs-states-password_needed = Necesita la contraseña de OBS
obs-states-too_old = OBS es demasiado antiguo
obs-states-no_browser_plugin = OBS no puede mostrar overlays
obs-states-connected = Conectado
obs-title = OBS
obs-help = Con la conexión a OBS, tus overlays entran en sus escenas con un clic y se recargan por sí solos.
obs-off = En OBS no cambia nada hasta que añadas un overlay.
obs-connect = Conectar con OBS
obs-connecting = Conectando…
obs-again = Reintentar
obs-disconnect = Desconectar
obs-stopLooking = Dejar de buscar
obs-forget = Borrar la contraseña guardada
obs-forgotten = La contraseña guardada se ha borrado.
obs-password = Contraseña de WebSocket de OBS
obs-passwordHelp = En OBS: Herramientas, Ajustes del servidor WebSocket, Mostrar información de conexión.
obs-send = Conectar
obs-noPlace = Aún no hay dónde guardar la contraseña. Elige un lugar y pulsa Conectar otra vez.
obs-overlay = Overlay
obs-scene = Escena
obs-onAir = { $scene } (en el aire)
obs-add = Añadir
obs-addWhat = Añadir { $overlay } a la escena { $scene }
obs-show = Mostrar
obs-showWhat = Mostrar { $overlay } en la escena { $scene }
obs-isThere = Está en esta escena.
obs-isHidden = Está ahí, pero oculto.
obs-isWithin = Está en esta escena, dentro de «{ $place }».
obs-isHiddenWithin = Está ahí, dentro de «{ $place }», pero oculto. Hazlo visible en OBS.
obs-added = { $overlay } está ahora en la escena «{ $scene }».
obs-wasThere = { $overlay } ya estaba en la escena «{ $scene }».
obs-shown = { $overlay } se ve ahora en la escena «{ $scene }».
obs-addedHidden = { $overlay } está otra vez en la escena «{ $scene }», oculto como antes.
obs-staysHidden = { $overlay } está en la escena «{ $scene }», pero oculto. Hazlo visible en OBS.
obs-takenOut = { $overlay } ya no está en la escena «{ $scene }».
obs-where = Dónde están tus overlays
obs-nowhere = Ninguno está aún en una escena.
obs-within = { $scene }, dentro de { $place }
obs-hidden = { $where } (oculto)
obs-remove = Sacar
obs-removeWhat = Sacar { $overlay } de la escena { $scene }
obs-noScenes = OBS no tiene ninguna escena.
obs-refresh = Recargar las fuentes
obs-refreshed =
    { $count ->
        [0] No hay ninguna fuente que recargar.
        [one] Se recarga 1 fuente.
       *[other] Se recargan { $count } fuentes.
    }
obs-oldLoaders-title = Archivos de carga con una dirección antigua
obs-oldLoaders-help = Estas fuentes esperan donde nadie responde y se quedan vacías. Guarda el archivo de carga otra vez en el lugar del antiguo y pulsa «Recargar las fuentes».
obs-oldLoaders-save = Guardar otra vez
obs-oldLoaders-saveWhat = Guardar otra vez el archivo de carga de { $overlay }
obs-byHand-title = Sin conectar
obs-byHand-drag = Arrastra «{ $overlay }» a OBS
obs-byHand-dragHelp = Mantenlo pulsado y suéltalo sobre la imagen en OBS: la fuente tiene el tamaño correcto.
obs-byHand-size = { $width } × { $height }
obs-byHand-loader = Guardar un archivo de carga
obs-byHand-loaderHelp = Una fuente que espera a MultiChat Overlay, arranque quien arranque primero. En OBS: Fuentes, +, Navegador, marca «Archivo local» y elígelo. Guárdalo otra vez después de una dirección nueva.
obs-byHand-saved = { $name } está en tus descargas.
