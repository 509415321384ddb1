# Los textos de «Estado».

health-title = Estado
health-well = Todo va bien
health-wellHelp = Nada requiere tu atención. Si algo la requiere, se dice aquí y cambia el icono de la bandeja.
health-since = Desde: { $at }
health-doesLabel = Qué ocurre por sí solo
health-todoLabel = Qué puedes hacer
health-partly = Falta una parte de su chat
health-obsLooks = Se busca OBS hasta que aparezca. Los overlays funcionan sin esta conexión.
health-open = Abrir { $section }
