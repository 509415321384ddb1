# Los textos de «Cuentas».

accounts-states-no_client = Necesita un ID de cliente
accounts-states-revoked = La plataforma cerró la sesión
accounts-states-locked = No se puede abrir el inicio de sesión
accounts-deeds-read = leer el chat
accounts-deeds-send = escribir en el chat
accounts-deeds-moderate = moderar
accounts-deeds-commands = usar todos los comandos de barra de Twitch
accounts-deeds-events = leer recompensas, encuestas y Hype Trains
accounts-deeds-followers = ver quién sigue
accounts-keeps-keychain-name = En el llavero, con una clave nueva
accounts-keeps-keychain-note = Inicias sesión de nuevo. Lo que no se puede abrir se aparta, no se borra.
accounts-keeps-keychain-yes = Empezar de nuevo
accounts-keeps-passphrase-name = En un archivo, sellado con una frase de contraseña
accounts-keeps-passphrase-note = Escribes la frase después de cada inicio.
accounts-keeps-passphrase-yes = Sellar con esta frase
accounts-keeps-this_run-name = Solo hasta cerrar
accounts-keeps-this_run-note = No se guarda nada. Inicias sesión después de cada inicio.
accounts-keeps-this_run-yes = Guardar solo hasta cerrar
accounts-title = Cuentas
accounts-help = Para leer el chat no hace falta ninguna. Inicia sesión para escribir y moderar desde aquí.
accounts-noClient = Esta versión no trae un ID de cliente para { $platform }. Introduce uno propio; son unos minutos.
accounts-locked = Está guardado y ahora no se puede leer. Más abajo verás qué hacer.
accounts-noPlace = Aún no hay dónde guardarlo. Elige un lugar más abajo y se seguirá adelante.
accounts-signIn = Iniciar sesión en { $platform }
accounts-signInAgain = Iniciar sesión de nuevo en { $platform }
accounts-asking = Un momento…
accounts-also = También puede
accounts-more = Permitir más
accounts-allow = Permitirlo en { $platform }
accounts-send = Escribir en el chat
accounts-moderate = Moderar
accounts-commands = Usar todos los comandos de barra
accounts-commandsNote = Anuncios, modo lento, shoutouts, raids, publicidad, VIP, moderadores, susurros.
accounts-events = Mostrar recompensas, encuestas y Hype Trains
accounts-eventsNote = De tu propio canal; en el chat no aparecen.
accounts-followers = Mostrar quién sigue
accounts-followersNote = Un aviso por cada uno, una vez. Un overlay que no muestra avisos no muestra ninguno.
accounts-both = Escribir en el chat y moderar
accounts-bothNote = Google permite ambas cosas o ninguna.
accounts-addMyChannel = Añadir mi canal
accounts-addMyChannelOn = Añadir mi canal de { $platform }
accounts-signOut = Cerrar sesión
accounts-signOutOf = Cerrar sesión en { $platform }
accounts-signedOut = Has cerrado sesión en { $platform }.
accounts-askSignOut-title = ¿Cerrar sesión en { $platform }?
accounts-askSignOut-yes = Cerrar sesión
accounts-askSignOut-unread = La sesión no se puede leer ahora, así que { $host } no sabrá que termina. Aquí se olvida; ciérrala tú allí, donde tu cuenta muestra sus conexiones. El chat se sigue leyendo.
accounts-waiting-opened = La página de { $platform } está abierta en tu navegador.
accounts-waiting-notOpened = Abre esta página de { $platform }:
accounts-waiting-compare = Si muestra un código, tiene que ser este. Si te pide uno, escríbelo:
accounts-waiting-choose = Elige allí tu cuenta y permite lo que se pide.
accounts-waiting-code = Código
accounts-waiting-copy = Copiar el código
accounts-waiting-copied = Copiado
accounts-waiting-copyByHand = Selecciónalo y pulsa Ctrl+C (⌘C en un Mac).
accounts-waiting-address = Dirección de la página
accounts-waiting-again = Abrir la página otra vez
accounts-waiting-qr = Código QR con la dirección de la página, para tu móvil
accounts-waiting-qrHelp = O con tu móvil.
accounts-waiting-progress = Esperando a { $platform }…
accounts-waiting-refusedThere = Si lo rechazas allí, pulsa Cancelar aquí: Twitch no avisa.
accounts-waiting-cancel = Cancelar
accounts-waiting-cancelWhat = Cancelar el inicio de sesión en { $platform }
accounts-vault-title = Cómo se guardan los inicios de sesión
accounts-vault-shut = Los inicios de sesión no se pueden guardar ni leer
accounts-vault-states-opening = Consultando tu llavero…
accounts-vault-states-keychain = Guardados en el llavero de este ordenador.
accounts-vault-states-passphrase = Guardados en un archivo que sella tu frase de contraseña.
accounts-vault-states-this_run = Guardados hasta que se cierre MultiChat Overlay; no se escriben en ninguna parte.
accounts-vault-retry = Reintentar
accounts-vault-unlock = Abrir con la frase de contraseña
accounts-vault-passphrase = Frase de contraseña
accounts-vault-newPassphrase = Nueva frase de contraseña
accounts-vault-passphraseNote = Al menos 10 caracteres. Nadie puede recuperarla por ti.
accounts-vault-other = Guardarlos de otra manera
accounts-client-title = Usar tu propio ID de cliente
accounts-client-guide-twitch-1 = Abre dev.twitch.tv/console/apps, inicia sesión y pulsa «Register Your Application».
accounts-client-guide-twitch-2 = Ponle un nombre tuyo. Como OAuth Redirect URL escribe http://localhost, como categoría «Chat Bot», como tipo de cliente «Public».
accounts-client-guide-twitch-3 = Pulsa «Create», luego «Manage», y copia el Client ID en el campo de abajo.
accounts-client-guide-youtube-1 = Abre console.cloud.google.com, crea un proyecto y activa la «YouTube Data API v3» en «APIs & Services».
accounts-client-guide-youtube-2 = En «Google Auth Platform», configura la pantalla de consentimiento y añade tu propia cuenta como usuario de prueba.
accounts-client-guide-youtube-3 = En «Clients», crea uno del tipo «Desktop app». No necesita dirección de redirección: esta aplicación usa http://127.0.0.1 con un puerto libre.
accounts-client-guide-youtube-4 = Copia el ID de cliente y el secreto de cliente en los campos de abajo.
accounts-client-id = ID de cliente de { $platform }
accounts-client-secret = Secreto de cliente de Google
accounts-client-secretIsSet = Hay uno guardado
accounts-client-save = Guardar
accounts-client-saved = Guardado. Ya puedes iniciar sesión.
accounts-client-cleared = Se ha quitado el ID de cliente.
accounts-as =
    { $named ->
        [yes] Sesión iniciada como { $name }
       *[no] Sesión iniciada
    }
accounts-can = Puede { $what }.
accounts-canNothing = Desde aquí no puede hacer nada.
accounts-askSignOut-text =
    { $named ->
        [yes] La sesión de { $name } se cierra en { $host } y se olvida aquí. El chat se sigue leyendo; escribes y moderas en { $platform }.
       *[no] La sesión se cierra en { $host } y se olvida aquí. El chat se sigue leyendo; escribes y moderas en { $platform }.
    }
accounts-waiting-minutes =
    { $minutes ->
        [0] Se acabó el tiempo.
        [one] Queda menos de un minuto.
       *[other] Quedan { $minutes } minutos.
    }
