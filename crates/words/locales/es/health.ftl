# Qué hace la aplicación cuando algo va mal.

it-is-over-this-stays = Ya ha pasado. Esto se queda aquí hasta que lo cierres.
the-rest-goes-on-this = Lo demás sigue en marcha. Esto se queda aquí hasta que se arregle.
what-is-kept-of-your = Lo que está guardado de tus sesiones se queda como está, y todo lo que no necesita ninguna sigue.
chat-is-read-without-this = El chat se lee sin esta sesión. Escribir y moderar allí te esperan.
chat-and-your-other-services = El chat y tus otros servicios siguen. Este espera el token nuevo.
the-connection-waits-for-you = La conexión te espera. Los overlays que ya están en OBS siguen.
overlays-that-are-in-obs = Los overlays que ya están en OBS siguen.
your-other-sources-go-on = Tus otras fuentes siguen. Esta espera el archivo nuevo.
it-is-written-again-by = Se vuelve a escribir por sí solo hasta que funcione.
chat-overlays-and-the-dashboard = El chat, los overlays y el panel funcionan como siempre.
what-is-open-goes-on = Lo que está abierto sigue. Las páginas nuevas entran por sí solas en cuanto hay sitio.
chat-is-shown-as-it = El chat se muestra según llega. Lo que el archivo aún admite se guarda.
chat-is-shown-as-it-comes = El chat se muestra según llega. Espera a que se pueda escribir, y se escribe en cuanto se pueda.
your-other-hotkeys-work = Tus otros atajos funcionan.
the-port-is-tried-again = El puerto se reintenta por sí solo hasta que quede libre.
it-is-tried-again-by-itself-until = Se reintenta por sí solo hasta que haya una bandeja.
chat-runs-from-memory-with = El chat funciona desde la memoria, con lo último que se ajustó.
they-are-fetched-anew-when = Se descargan de nuevo cuando hacen falta, y se guardan en cuanto se pueda.
the-overlay-wears-another-theme = El overlay lleva otro tema hasta que este vuelva a estar entero.
it-is-tried-again-by-itself-and = Se reintenta por sí solo, y lo perdido se recupera si la plataforma lo tiene.
your-other-chats-go-on = Tus otros chats siguen.
it-goes-on-with-what = Sigue con lo que puede leer.
try-again-beside-the-channel = «Reintentar», junto al canal en Chat, mira al momento.
make-the-stream-public-where = Haz público el directo donde está configurado, o espera al siguiente. Iniciar sesión aquí no ayuda.
save-a-report-beside-the = «Guardar un informe», junto al canal en Chat, crea un archivo. Añádelo a un informe en la página del proyecto en GitHub, en «Issues», y una versión posterior podrá leerlo.
chat-is-read-behind-it = El chat se lee detrás, y está entero cuando lo muestras de nuevo.
