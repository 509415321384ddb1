# Los textos de «Estado».

health-title = Estado
health-well = Todo va bien
health-wellHelp = Nada requiere tu atención. Si algo la requiere, se dice aquí y cambia el icono de la bandeja.
health-since = Desde: { $at }
health-doesLabel = Qué ocurre por sí solo
health-todoLabel = Qué puedes hacer
health-partly = Falta una parte de su chat
health-stays = Lo demás sigue en marcha. Esto se queda aquí hasta que se arregle.
health-passed = Ya ha pasado. Esto se queda aquí hasta que lo cierres.
health-does-backoff = Se reintenta por sí solo, y lo perdido se recupera si la plataforma lo tiene.
health-does-waits = Tus otros chats siguen.
health-does-partly = Sigue con lo que puede leer.
health-todo-failed = «Reintentar», junto al canal en Chat, mira al momento.
health-todo-needs_auth = Haz público el directo donde está configurado, o espera al siguiente. Iniciar sesión aquí no ayuda.
health-todo-report = «Guardar un informe», junto al canal en Chat, crea un archivo. Envíanoslo y una versión posterior podrá leerlo.
health-obsLooks = Se busca OBS hasta que aparezca. Los overlays funcionan sin esta conexión.
health-obsWaits = La conexión te espera. Los overlays que ya están en OBS siguen.
health-open = Abrir { $section }
