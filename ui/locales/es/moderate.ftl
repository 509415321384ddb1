# Los textos de la página de los moderadores.

moderate-because-deleted = Se borró.
moderate-because-timeout = Su autor fue expulsado temporalmente.
moderate-because-ban = Su autor fue expulsado.
moderate-because-cleared = Se vació el chat.
moderate-because-hidden = Ya no está en el directo.
moderate-doings-suggest = sugerir mensajes
moderate-doings-queue = poner mensajes en la cola
moderate-doings-hide = ocultar mensajes
moderate-doings-send = escribir en el chat
moderate-doings-delete = borrar mensajes
moderate-doings-timeout = expulsar temporalmente
moderate-taps-suggest = sugerirlo
moderate-taps-queue = ponerlo en la cola
moderate-taps-hide = ocultarlo
moderate-taps-send = responder
moderate-taps-delete = borrarlo
moderate-taps-timeout = expulsar temporalmente a su autor
moderate-page = MultiChat: moderación
moderate-title = Moderación
moderate-as = Eres { $name }
moderate-forever = Hasta que el streamer la termine
moderate-over-title = Tu invitación ha terminado
moderate-over-help = Se acabó su tiempo o el streamer la ha terminado. Pídele un enlace nuevo si todavía te necesita.
moderate-lost-title = El MultiChat del streamer no responde.
moderate-lost-help = Esta página vuelve por sí sola. Comprueba que estás en la misma red.
moderate-away-title = El MultiChat del streamer no está conectado ahora, o se ha retirado tu invitación.
moderate-away-help = Esta página vuelve por sí sola.
moderate-full-title = Hay demasiadas páginas abiertas con tu enlace.
moderate-full-help = Cierra las demás: esta página vuelve por sí sola.
moderate-unreached-title = No se puede llegar al MultiChat del streamer.
moderate-unreached-help = Esta página vuelve por sí sola. Comprueba que tienes conexión.
moderate-broken-title = Este enlace no es válido
moderate-broken-help = Ábrelo otra vez tal como te lo envió el streamer, con todo lo que sigue a #, o pídele uno nuevo.
moderate-insecure-title = Esta página necesita HTTPS
moderate-insecure-help = Sin él, tu navegador no puede cifrar nada: abre el enlace otra vez con https:// al principio.
moderate-notAllowed = No tienes permiso para eso. Pídeselo al streamer.
moderate-views = Vistas
moderate-chat = Chat
moderate-markedView = Sugeridos
moderate-decidedView = Decididos
moderate-log = Mensajes
moderate-act = Qué hacer con este mensaje de { $name }
moderate-keys = Las flechas arriba y abajo recorren los mensajes.
moderate-tap = Toca un mensaje para { $what }.
moderate-empty = Aún no hay mensajes
moderate-emptyHelp = Lo que se escribe en los chats aparece aquí al momento, antes de que lo vean los espectadores.
moderate-isMarked = Sugerido
moderate-isQueued = En la cola
moderate-isOn = En pantalla
moderate-countdown = En el directo en { $seconds } s
moderate-seconds = { $seconds } s
moderate-stop = Parar
moderate-stopOf = este mensaje de { $name }
moderate-stopWhose = Parar este mensaje de { $name }
moderate-held = Retenido por una palabra
moderate-heldWhy = Contiene «{ $word }»
moderate-pass = Dejar pasar
moderate-passNow = Dejar pasar ya
moderate-passWhose = Dejar pasar este mensaje de { $name }
moderate-noMarks = No hay sugerencias
moderate-noMarksHelp = Toca un mensaje del chat para sugerírselo al streamer. Lo que sugieran otros también aparece aquí.
moderate-markBy = { $name }, { $at }
moderate-onScreen = Ahora en pantalla
moderate-nothingOn = No hay ningún mensaje en pantalla.
moderate-queue = En la cola
moderate-emptyQueue = La cola está vacía.
moderate-by = por { $name }
moderate-auto = por sí solo: { $rule }
moderate-byStreamer = por el streamer
moderate-decisions = Qué fue de las sugerencias
moderate-noDecisions = El streamer aún no ha decidido sobre ninguna.
moderate-accepted = Aceptado
moderate-rejected = Rechazado
moderate-unknownMessage = El mensaje ya no está.
moderate-hiddenByYou = Ocultos por ti
moderate-bringBack = Recuperar
moderate-bringBackWhose = Recuperar este mensaje de { $name }
moderate-note = Nota para el streamer
moderate-notePlaceholder = ¿Por qué? (opcional)
moderate-mark = Sugerírselo al streamer
moderate-markAgain = Sugerirlo también
moderate-enqueue = A la cola
moderate-unqueue = Sacar de la cola
moderate-hide = Ocultar del directo
moderate-reply = Responder
moderate-delete = Borrar en la plataforma
moderate-timeouts = Expulsar durante
moderate-timeoutLong = Expulsar a { $name } durante { $span }
moderate-noSignIn = Para borrar o expulsar desde aquí, el streamer tiene que iniciar sesión y permitir moderar.
moderate-noSend = Para escribir desde aquí, el streamer tiene que iniciar sesión y permitir escribir.
moderate-noRights = Puedes leer. Pregunta al streamer si deberías poder hacer más.
moderate-gone = Este mensaje ya no está. { $why }
moderate-close = Cerrar
moderate-mayRead = Puedes leer.
moderate-may = Puedes { $what }.
moderate-until = Hasta { $end }
moderate-timeoutHour = 1 hora
moderate-timeout = { $minutes } min
moderate-timedOut =
    { $named ->
        [yes] { $name } no puede escribir durante { $span }.
       *[no] Su autor no puede escribir durante { $span }.
    }
moderate-marked =
    { $named ->
        [yes] El mensaje de { $name } queda sugerido al streamer.
       *[no] El mensaje queda sugerido al streamer.
    }
moderate-queued =
    { $named ->
        [yes] El mensaje de { $name } está en la cola.
       *[no] El mensaje está en la cola.
    }
moderate-unqueued =
    { $named ->
        [yes] El mensaje de { $name } ya no está en la cola.
       *[no] El mensaje ya no está en la cola.
    }
moderate-hid =
    { $named ->
        [yes] El mensaje de { $name } ya no está en el directo.
       *[no] El mensaje ya no está en el directo.
    }
moderate-broughtBack =
    { $named ->
        [yes] El mensaje de { $name } ha vuelto.
       *[no] El mensaje ha vuelto.
    }
moderate-passed =
    { $named ->
        [yes] Se dejó pasar el mensaje de { $name }.
       *[no] Se dejó pasar el mensaje.
    }
moderate-deleted =
    { $named ->
        [yes] El mensaje de { $name } está borrado.
       *[no] El mensaje está borrado.
    }
