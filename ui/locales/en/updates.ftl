# The words of newer versions.

updates-title = Updates
updates-look = Look for updates
updates-states-unknown = Nobody has looked for a newer version since the start.
updates-states-looking = Looking for a newer version…
updates-states-newest = This is the newest version.
updates-found = Version { $version } is there.
updates-install = Install and restart
updates-installing = Version { $version } is being fetched, checked and installed. The application then starts again.
updates-faults-offline = The server with the updates could not be reached. Check the connection to the internet and look again.
updates-faults-unreadable = The server with the updates answered something that can’t be used. Look again later.
updates-faults-not_for_this = There is a newer version, but not yet for this system. Look again later.
updates-faults-forged = What was fetched is not signed by the makers of this application, so it was thrown away. Look again later, and report it if it stays so.
updates-faults-not_installed = The newer version could not be put in this one’s place; this one goes on. Check the space on the disk and whether the folder of the application may be written to.
updates-atStart = Look at every start
updates-atStartNote = The server learns this computer’s address and that the application runs. Nothing is fetched or installed before you say so.
updates-undecided = Off until you decide. The server would learn this computer’s address and that the application runs; nothing is fetched or installed before you say so.
updates-question-title = Install version { $version } now?
updates-question-text = The application ends and starts again, which takes some seconds.
updates-question-inUse = It is in use: a chat is being read, or an overlay is open. For some seconds your viewers see no new messages, and what is written meanwhile on Twitch is missing.
