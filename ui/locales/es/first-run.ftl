# Los textos de la guía para empezar.

first-run-title = El chat en OBS, en tres pasos
first-run-leave = Cerrar la guía
first-run-call = Mostrar la guía
first-run-done = Hecho
first-run-paste = Pega tu canal
first-run-pasteHelp = Un canal de Twitch, un handle de YouTube o cualquier enlace a él.
first-run-pasteDone = Tu chat es el de { $channels }.
first-run-toField = Pegar un canal
first-run-see = Míralo
first-run-seeHelp = En cuanto añadas tu canal, su chat está en «Chat en directo».
first-run-seeWaits = Tu canal aún no está en directo. Cuando lo esté, su chat aparece por sí solo.
first-run-seeStopped = Ahora mismo no se lee tu chat, y por eso no aparece nada.
first-run-seeRead = Su chat se está leyendo. El primer mensaje aparece en «Chat en directo».
first-run-seeDone = Han llegado mensajes de tu canal.
first-run-put = Ponlo en OBS
first-run-putHelp = En OBS, en Fuentes: pulsa +, elige Navegador y pega la dirección como URL. Pon el ancho en 400 y el alto en 700.
first-run-putInto = Añadirlo a la escena { $scene }
first-run-putDone = Está en la escena «{ $scene }».
first-run-putOpened = Tu overlay se ha abierto.
first-run-copy = Copiar la dirección
first-run-copiedSay = La dirección está copiada. Ahora pégala en OBS como URL de una fuente de navegador.
first-run-notCopied = Aquí no se puede copiar. Abre Overlays y cópiala a mano.
first-run-more = Todas las formas de ponerlo en OBS
