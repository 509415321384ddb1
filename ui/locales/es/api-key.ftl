# Los textos de la clave de API de YouTube.

api-key-states-none = No hay ninguna guardada.
api-key-states-set = Hay una guardada.
api-key-states-locked = Hay una guardada y ahora no se puede leer. Más abajo verás qué hacer.
api-key-title = Usar una clave de API
api-key-help = Con ella, el chat público sigue por la API oficial de YouTube mientras su página no se pueda leer. Un inicio de sesión hace lo mismo y encuentra también tus directos ocultos.
api-key-guide-1 = Abre console.cloud.google.com, crea un proyecto y activa la «YouTube Data API v3» en «APIs & Services».
api-key-guide-2 = En «Credentials», crea una clave de API y restríngela a esa API.
api-key-guide-3 = Cópiala en el campo de abajo. Se comprueba al momento y se guarda como los inicios de sesión.
api-key-key = Clave de API de YouTube
api-key-save = Comprobar y guardar
api-key-checking = Comprobando…
api-key-forget = Olvidar la clave de API
api-key-noPlace = Aún no hay dónde guardarla. Elige un lugar más abajo y envíala otra vez.
api-key-saved = La clave de API es válida y está guardada.
api-key-forgotten = La clave de API se ha olvidado.
