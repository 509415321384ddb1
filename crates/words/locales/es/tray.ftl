# Los textos de la bandeja del sistema.

start-listeners = Leer los chats
stop-listeners = Dejar de leer los chats
chat-speed-free = Velocidad del chat: sin límite
chat-speed-fast = Velocidad del chat: rápida
chat-speed-comfortable = Velocidad del chat: cómoda
chat-speed-slow = Velocidad del chat: lenta
hide-chat = Ocultar el chat ahora
show-chat = Mostrar el chat de nuevo
open-dashboard = Abrir el panel
copy-overlay-url = Copiar la URL del overlay
quit = Salir

no-channels = Aún no hay canales
demo = Chat de prueba
donations = Donaciones
state-off = desactivado
state-connecting = conectando
state-live = en directo
state-waiting = esperando un directo
state-backoff = reconectando
state-needs-auth = sin acceso
state-failed = ha fallado, mira el panel

tooltip-no-channels = aún no hay canales
tooltip-stopped = no se lee ningún chat
tooltip-live = en directo
tooltip-some-live =
    { $all ->
        [one] { $live } de { $all } canal en directo
       *[other] { $live } de { $all } canales en directo
    }
tooltip-hidden = el chat está oculto
tooltip-attention = hay algo que requiere tu atención: abre el panel
tooltip-trouble = ahora no se puede leer ningún chat: se reintenta
