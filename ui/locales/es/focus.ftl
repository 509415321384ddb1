# Los textos de la cola de enfoque.

focus-deeds-suggested = sugirió un mensaje
focus-deeds-accepted = aceptó una sugerencia
focus-deeds-rejected = rechazó una sugerencia
focus-deeds-queued = puso un mensaje en la cola
focus-deeds-unqueued = sacó un mensaje de la cola
focus-deeds-hid = ocultó un mensaje
focus-deeds-unhid = recuperó un mensaje
focus-deeds-passed = dejó pasar un mensaje
focus-deeds-sent = escribió en el chat
focus-deeds-deleted = borró un mensaje
focus-deeds-timed_out = expulsó temporalmente a alguien
stage-title = Enfoque
stage-now = En pantalla
stage-nothing = No hay nada en pantalla
stage-start = Haz clic en un mensaje del chat para ponerlo en la cola y pulsa Siguiente.
stage-startNext = Pulsa Siguiente para mostrar el primero de la cola.
stage-previous = Anterior
stage-next = Siguiente
stage-clear = Quitar
stage-undo = Deshacer lo último que hizo un moderador
stage-withKey = { $what } ({ $key })
stage-undone = Deshecho.
stage-queue =
    { $count ->
        [0] Cola
       *[other] Cola ({ $count })
    }
stage-place =
    { $number ->
        [0] en pantalla
       *[other] n.º { $number }
    }
stage-add = A la cola
stage-addWhose = Poner en la cola este mensaje de { $name }
stage-takeOut = Sacar
stage-empty = Vaciar
stage-emptyQueue = Vaciar la cola
stage-emptied =
    { $count ->
        [one] { $count } mensaje ha salido de la cola.
       *[other] { $count } mensajes han salido de la cola.
    }
stage-takeOutWhose = Sacar de la cola este mensaje de { $name }
stage-show = Mostrar ahora el mensaje de { $name }
stage-pin = Dejar en pantalla el mensaje de { $name } hasta que sigas
stage-up = Subir el mensaje de { $name }
stage-down = Bajar el mensaje de { $name }
stage-movedTo = Movido al puesto { $place } de { $of }.
stage-item = { $place }. { $name }: { $text }
stage-auto = Auto: { $why }
stage-autoWhat = Llegó a la cola por sí solo
stage-by = por { $name }
stage-suggestions = Sugeridos por moderadores ({ $count })
stage-accept = Aceptar
stage-acceptWhose = Aceptar el mensaje de { $name }
stage-rejectWhose = Rechazar el mensaje de { $name }
stage-removed = Este mensaje se eliminó
stage-noOverlay = Los espectadores lo ven en un overlay de enfoque. Aún no hay ninguno.
stage-make = Crear un overlay de enfoque
stage-overlayName = Overlay de enfoque
stage-copy = Copiar la dirección del overlay de enfoque
stage-copied = Copiada: añade en OBS una fuente Navegador con ella.
stage-copyByHand = Aquí no se puede copiar la dirección. Abre el overlay en Overlays, En OBS.
stage-kind = Enfoque
stage-startNote = Un mensaje cada vez, grande: el que elijas en el chat.
highlights-title = Destacados automáticos
highlights-superchats = Los Super Chats llegan a la cola por sí solos
highlights-help = Lo que pones tú en la cola va siempre primero. Lo que un overlay oculta por sus palabras no entra por sí solo.
highlights-more = Más
highlights-what = Poner también en la cola
highlights-ticks-stickers = Super Stickers y Jewels
highlights-ticks-cheers = Cheers
highlights-ticks-donations = Donaciones
highlights-ticks-gifts = Regalos
highlights-ticks-memberships = Membresías y suscripciones
highlights-ticks-first_messages = Primeros mensajes (solo Twitch lo dice)
highlights-ticks-questions = Preguntas
highlights-ticks-vips = Lo que escriben los VIP
highlights-ticks-members = Lo que escriben miembros y suscriptores
highlights-keywords = Mensajes con una de estas palabras
highlights-keyword = Añadir una palabra
highlights-add = Añadir
highlights-removeWord = Quitar { $word }
highlights-least = Solo a partir de este importe
highlights-leastNote = También los Super Chats. Monedas que no estén en la lista: cualquier importe.
highlights-currency = Moneda
highlights-amount = Importe mínimo
highlights-amountOf = Importe mínimo en { $currency }
highlights-removeLeast = Quitar el importe mínimo en { $currency }
highlights-currencies-BITS = Bits
highlights-currencies-JEWELS = Jewels
highlights-currencies-GIFTS = Número de regalos
highlights-screen = En pantalla
highlights-seconds = Un mensaje se queda
highlights-secondsUnit = s
highlights-secondsNote = Vacío: hasta que sigas. Uno fijado también se queda.
highlights-advance = El siguiente llega por sí solo
highlights-advanceNote = Así el primero de la cola no necesita que nadie pulse Siguiente. Lo que llegó por sí solo espera hasta que ningún overlay de chat pueda detenerlo.
stage-undoneDeed =
    { $named ->
        [yes] Deshecho: { $by } { $deed } ({ $name }).
       *[no] Deshecho: { $by } { $deed }.
    }
stage-marked =
    { $others ->
        [0] { $by }
        [one] { $by } y 1 más
       *[other] { $by } y { $others } más
    }
