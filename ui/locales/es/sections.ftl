# Los nombres de las secciones del panel.

sections-nav = Secciones
sections-names-chat = Chat
sections-names-overlays = Overlays
sections-names-paid = Destacados
sections-names-history = Historial
sections-names-moderators = Moderadores
sections-names-accounts = Cuentas
sections-names-settings = Ajustes
sections-names-health = Estado
sections-names-about = Acerca de
sections-waiting =
    { $count ->
        [one] 1 asunto te espera
       *[other] { $count } asuntos te esperan
    }
