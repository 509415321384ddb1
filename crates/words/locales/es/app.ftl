# Por qué la aplicación no pudo iniciarse: se dice en una ventana y en la línea de órdenes.

the-data-folder-could-not = no se pudo usar la carpeta de datos { $folder }: { $error }. Indica otra con --data-dir
this-system-names-no-folder = este sistema no indica ninguna carpeta para los datos de aplicaciones. Indica una con --data-dir
port-is-used-by-another = otro programa usa el puerto { $port }. Cierra ese programa o inicia con --port y otro número (0 toma cualquiera libre; con ello cambia la dirección del overlay en OBS)
port-could-not-be-used = no se pudo usar el puerto { $port }: { $error }. Prueba con --port y otro número
the-application-is-running-already = la aplicación ya está en marcha, pero no responde. Ciérrala desde su icono de la bandeja o termínala en la lista de tareas del sistema, e iníciala otra vez
the-systems-signals-could-not = no se pudieron recibir las señales del sistema: { $error }. Reinicia el ordenador
the-system-gave-no-threads = el sistema no dio hilos de ejecución: { $error }. Cierra otros programas e inicia otra vez
the-system-gave-no-random = el sistema no dio números aleatorios, y las claves los necesitan. Reinicia el ordenador
a-flatpak-cant-do-this = un Flatpak no puede hacerlo por sí mismo
