# Los textos de escribir y moderar.

writing-form = Escribir en el chat
writing-field = Mensaje
writing-send = Enviar
writing-to = A
writing-help = Intro envía. Tab completa nombres, emotes y comandos. Flecha arriba: escribir otra vez lo último.
writing-commands = Comandos
writing-twitchAlone = Solo Twitch
writing-completed = { $word }, { $at } de { $of }
writing-reply = Responder a { $name }
writing-replying = Respuesta a { $name }:
writing-leaveReply = No responder
writing-noAccount = Inicia sesión para escribir en tus chats desde aquí.
writing-noRight = Tu inicio de sesión aún no puede escribir. Permítelo en Cuentas.
writing-toAccounts = Ir a Cuentas
writing-inDashboard = Para escribir aquí, inicia sesión y permítelo en el panel: el icono de MultiChat, Abrir el panel, Cuentas.
writing-noneLive = Ninguno de tus chats está en directo.
writing-notLive = El chat de ese mensaje ya no está en directo.
writing-noneTicked = Marca al menos un chat.
writing-tooLong =
    { $letters ->
        [one] Sobra un carácter.
       *[other] Sobran { $letters } caracteres.
    }
writing-failed = { $where }:
writing-noReason = No se envió, y no se dio ningún motivo.
writing-again = Inténtalo otra vez en { $span }.
writing-moderate = Moderar
writing-moderateWhose = Moderar este mensaje de { $name }
writing-menu = { $name } en { $platform }
writing-delete = Borrar este mensaje
writing-timeout = Expulsar durante { $span }
writing-ban = Expulsar
writing-unban = Levantar la expulsión
writing-close = Cerrar
writing-deleted = Un mensaje de { $name } está borrado en { $platform }.
writing-timedOut = { $name } no puede escribir en { $platform } durante { $span }.
writing-banned = { $name } está expulsado en { $platform }.
writing-unbanned = { $name } puede escribir de nuevo en { $platform }.
writing-place = { $channel } en { $platform }
writing-placeholderOne = Escribe en el chat de { $channel }
writing-placeholder = Escribe un mensaje
writing-tooMany = sobran { $letters }
writing-left = quedan { $letters }
writing-tooManyLong = sobran { $letters } caracteres
writing-leftLong = quedan { $letters } caracteres
