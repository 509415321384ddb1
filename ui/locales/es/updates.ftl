# Los textos de las versiones nuevas.

updates-title = Actualizaciones
updates-look = Buscar actualizaciones
updates-states-unknown = Nadie ha buscado una versión nueva desde el inicio.
updates-states-looking = Buscando una versión nueva…
updates-states-newest = Esta es la versión más nueva.
updates-found = Hay una versión { $version }.
updates-install = Instalar y reiniciar
updates-installing = La versión { $version } se descarga, se comprueba y se instala. Después el programa vuelve a iniciarse.
updates-faults-offline = No se pudo llegar al servidor de actualizaciones. Comprueba la conexión a internet y busca otra vez.
updates-faults-unreadable = El servidor de actualizaciones respondió algo que no se puede usar. Busca otra vez más tarde.
updates-faults-not_for_this = Hay una versión nueva, pero todavía no para este sistema. Busca otra vez más tarde.
updates-faults-forged = Lo descargado no está firmado por quienes hacen este programa y se ha descartado. Busca otra vez más tarde, y avisa si sigue así.
updates-faults-not_installed = La versión nueva no se pudo poner en lugar de esta; esta sigue funcionando. Comprueba el espacio en el disco y si se puede escribir en la carpeta del programa.
updates-atStart = Buscar en cada inicio
updates-atStartNote = El servidor sabrá la dirección de este ordenador y que el programa está en marcha. No se descarga ni se instala nada hasta que tú lo digas.
updates-undecided = Desactivado hasta que decidas. El servidor sabría la dirección de este ordenador y que el programa está en marcha; no se descarga ni se instala nada hasta que tú lo digas.
updates-question-title = ¿Instalar ahora la versión { $version }?
updates-question-text = El programa termina y vuelve a iniciarse; tarda unos segundos.
updates-question-inUse = Está en uso: se lee un chat o hay un overlay abierto. Durante unos segundos tus espectadores no ven mensajes nuevos, y lo que se escriba mientras tanto en Twitch falta.
