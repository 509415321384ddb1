# The sync service.

chat-overlays-and-links-in = El chat, los overlays y los enlaces de tu red funcionan como siempre.
it-is-called-again-by = Se vuelve a llamar por sí solo.
there-is-no-link-yet = todavía no hay enlace: indica uno
this-is-no-connection-link = esto no es un enlace de conexión: uno se ve así: https://sync.example.org/join#…
a-connection-link-begins-with = un enlace de conexión empieza por https://
the-service-does-not-know = El servicio ya no conoce este enlace. Pide uno nuevo a quien lo gestiona.
another-computer-has-connected-with = Otro ordenador se ha conectado con este enlace, y los moderadores llegan a ese. Conéctate de nuevo para tenerlos aquí.
what-answers-there-is-no = Lo que responde allí no es un servicio de sincronización de esta versión. Se vuelve a llamar por sí solo.
the-service-does-not-answer = El servicio no responde. Se vuelve a llamar por sí solo.
the-certificate-of-the-service = Aquí no se confía en el certificado del servicio: pide a quien lo gestiona que lo renueve. Se vuelve a llamar por sí solo.
the-connection-to-the-service = Se ha perdido la conexión con el servicio. Vuelve por sí sola.
moderators-cant-reach-their-page-over = Los moderadores no pueden llegar a su página por internet.
moderators-reach-another-computer = Los moderadores llegan a otro ordenador tuyo.
the-link-to-the-service = El enlace al servicio está guardado y no se puede leer: { $trouble }. { $hint }
