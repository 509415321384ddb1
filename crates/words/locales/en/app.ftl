# Why the application could not start: said in a box, and on the command line.

the-data-folder-could-not = the data folder { $folder } could not be used: { $error }. Give another one with --data-dir
this-system-names-no-folder = this system names no folder for application data. Give one with --data-dir
port-is-used-by-another = port { $port } is used by another program. Close that program, or start with --port and another number (0 takes any free one; the overlay's address in OBS changes with it)
port-could-not-be-used = port { $port } could not be used: { $error }. Try another number with --port
the-application-is-running-already = the application is running already, but does not answer. Quit it from its tray icon, or end it in the system's task list, and start again
the-systems-signals-could-not = the system's signals could not be heard: { $error }. Restart the computer
the-system-gave-no-threads = the system gave no threads to run on: { $error }. Close other programs and start again
the-system-gave-no-random = the system gave no random numbers, and keys need them. Restart the computer
a-flatpak-cant-do-this = a Flatpak can't do this by itself
