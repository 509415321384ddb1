# The words of the section About.

about-title = About
about-version = Version { $version }
about-what = Twitch and YouTube chat in one overlay. It goes to the platforms that you use and to moderators whom you invite, and nowhere else.
about-kept = What is kept
about-keptHelp = Channels, overlays, settings and the history of chat are in one folder of yours.
about-openData = Open the data folder
about-openLogs = Open the log folder
about-help = If something does not work
about-helpText = Save a report, and tell on the project's page at GitHub, under “Issues”, what you did, what happened and which version it was, with the file. No messages, names or addresses are in it. After a crash, add the newest file of the log folder: no chat and no keys are in it.
about-report = Save a report
about-reportTitle = What is in the report
about-reportText = This is all of it, as it is now. Saved, it is a file in your data folder, which nobody gets unless you send it: on the project's page at GitHub, under “Issues”.
about-reportSave = Save it
about-licence = Licence
about-licenceText = MultiChat Overlay is free software under the MIT licence: use it, change it and pass it on, with its notice. It comes without any warranty.
about-marks = Twitch and YouTube are their owners' names. This application is made by neither.
about-thirdParty = Parts by others
about-thirdPartyText = Much of the program is the work of others, who gave it away. The list names each part, its makers and its licence.
about-thirdPartyShow = Show the list
about-thirdPartyHide = Hide the list
