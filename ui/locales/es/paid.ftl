# Los textos de lo pagado y de los servicios de donaciones.

paid-title = Pagado
paid-help = Todos los Super Chats, cheers, suscripciones, membresías, regalos y donaciones, para siempre. Lo que no tiene importe, como una suscripción, se cuenta aparte de las sumas. Aquí nunca se borra nada. Lo marcado «Prueba» es inventado: no está en ningún total ni tabla, y desaparece en el próximo inicio.
paid-search = Buscar en lo pagado
paid-searchPlaceholder = Nombre, texto o importe
paid-unreadOnly = Aún sin leer
paid-tests = También pruebas
paid-all = Todo
paid-currency = Moneda
paid-anyCurrency = Cualquier moneda
paid-totals = Totales
paid-unreadable =
    { $count ->
        [one] No se pudo leer el importe de un mensaje. No está en ningún total.
       *[other] No se pudieron leer los importes de { $count } mensajes. No están en ningún total.
    }
paid-unreadCount = { $count } sin leer
paid-markRead = Marcar como leído el mensaje de { $name }
paid-markUnread = Marcar como no leído el mensaje de { $name }
paid-read = Leído
paid-unread = Sin leer
paid-readAll = Marcar todo como leído
paid-more = Mostrar más
paid-export = Guardar como CSV
paid-test = Prueba
paid-removed = Eliminado por la plataforma
paid-hidden = Oculto por ti
paid-none = Aún nada
paid-noneHelp = Lo que pagan los espectadores aparece aquí, pase lo que pase con el chat.
paid-noneFound = Nada coincide
paid-noneFoundHelp = Busca otra cosa, o menos.
paid-somebody = Alguien
paid-donations-title = Donaciones
paid-donations-help = Las donaciones se ven en el chat, en tus overlays y en Pagado, una sola vez cada una. Un token se queda en este ordenador, sellado.
paid-donations-token-streamlabs = Token de Socket API
paid-donations-token-streamelements = Token JWT
paid-donations-token-kofi = Token de verificación
paid-donations-guide-streamlabs-1 = Abre streamlabs.com, Settings, API Settings, API Tokens.
paid-donations-guide-streamlabs-2 = Copia «Your Socket API Token» y pégalo aquí.
paid-donations-guide-streamelements-1 = Abre streamelements.com, haz clic en la imagen de tu canal y luego en Channels.
paid-donations-guide-streamelements-2 = Pulsa «Show secrets», copia el JWT token y pégalo aquí.
paid-donations-guide-kofi-1 = Abre ko-fi.com/manage/webhooks y copia el Verification Token en Advanced.
paid-donations-guide-kofi-2 = Ko-fi llama a una dirección de internet, y este ordenador no tiene ninguna: hace falta un túnel que pase https a la dirección de abajo y la pida por su propio nombre (Host 127.0.0.1).
paid-donations-guide-kofi-3 = Que el túnel deje pasar solo rutas que empiecen por /hooks/.
paid-donations-away-streamlabs = Streamlabs nunca cuenta después lo que se dio mientras esta aplicación estaba cerrada o sin conexión: míralo allí.
paid-donations-away-streamelements = Lo que se dio en la última semana mientras esta aplicación estaba cerrada o sin conexión se pide en cuanto vuelve.
paid-donations-away-kofi = Mientras este ordenador no responde, Ko-fi lo intenta un tiempo y luego lo deja: míralo allí.
paid-donations-save = Guardar
paid-donations-forget = Olvidar el token de { $name }
paid-donations-forgetShort = Olvidar el token
paid-donations-saved = El token de { $name } está guardado.
paid-donations-forgotten = El token de { $name } se ha olvidado.
paid-donations-hook = Ruta para Ko-fi
paid-donations-hookSecret = Quien tenga esta ruta puede enviarte donaciones inventadas. No la muestres en el directo.
paid-donations-rotate = Nueva ruta
paid-donations-rotated = La ruta para Ko-fi es otra. Indícasela a Ko-fi.
paid-donations-question-title = ¿Dar una ruta nueva a las llamadas de Ko-fi?
paid-donations-question-text = La antigua deja de funcionar al momento.
paid-donations-question-yes = Nueva ruta
paid-total =
    { $count ->
        [one] { $currency }, 1 mensaje
       *[other] { $currency }, { $count } mensajes
    }
paid-charity =
    { $count ->
        [one] { $currency } para una causa benéfica, 1 mensaje
       *[other] { $currency } para una causa benéfica, { $count } mensajes
    }
paid-times = { $count } ×
paid-tier = Nivel { $number }
paid-bits = { $count } bits
paid-jewels = { $count } Jewels
