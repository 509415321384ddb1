# Los textos de «Acerca de».

about-title = Acerca de
about-version = Versión { $version }
about-what = Los chats de Twitch y YouTube en un solo overlay. Solo salen de este ordenador hacia las plataformas que usas y hacia los moderadores que invitas.
about-kept = Qué se guarda
about-keptHelp = Los canales, los overlays, los ajustes y el historial del chat están en una carpeta tuya.
about-openData = Abrir la carpeta de datos
about-openLogs = Abrir la carpeta de registros
about-help = Si algo no funciona
about-helpText = Guarda un informe y cuenta en la página del proyecto en GitHub, en «Issues», qué hiciste, qué pasó y qué versión era, con el archivo. No contiene mensajes, nombres ni direcciones. Tras un fallo, añade también el archivo más nuevo de la carpeta de registros: no contiene chat ni claves.
about-report = Guardar un informe
about-reportTitle = Qué contiene el informe
about-reportText = Esto es todo, tal como está ahora. Guardado, es un archivo en tu carpeta de datos que nadie recibe si no lo envías: en la página del proyecto en GitHub, en «Issues».
about-reportSave = Guardarlo
about-licence = Licencia
about-licenceText = MultiChat Overlay es software libre con licencia MIT: úsalo, cámbialo y compártelo, con su aviso. Viene sin ninguna garantía.
about-marks = Twitch y YouTube son nombres de sus propietarios. Este programa no es de ninguno de ellos.
about-thirdParty = Partes de otros
about-thirdPartyText = Gran parte del programa es obra de otras personas, que la han regalado. La lista nombra cada parte, a sus autores y su licencia. Está en inglés.
about-thirdPartyShow = Mostrar la lista
about-thirdPartyHide = Ocultar la lista
