# The words of the settings' search, and of what is set in other sections.

settings-search-search = Search the settings
settings-search-none = No setting has these words.
settings-search-noneHelp = Try another word, or fewer.
settings-search-elsewhere = Set in other sections
settings-search-streamer = Streamer mode
settings-search-streamerNote = For when this window is on your stream: an address, a link or a picture of it that you show hides itself again after 10 seconds.
settings-search-listeners = When chat is read
settings-search-listenersNote = “While it is in use” means: while an overlay or the dock is open.
settings-search-modes-always = Always
settings-search-modes-in_use = While it is in use
settings-search-modes-manual = Only when you start it
settings-search-chatSpeed = How fast chat is: characters a second, speed, slow, fast
settings-search-others-overlays-says-1 = Theme, font, colours and size of an overlay
settings-search-others-overlays-says-2 = What an overlay shows: words, links, commands, pronouns, emotes, badges
settings-search-others-overlays-says-3 = Connection to OBS and its password
settings-search-others-overlays-says-4 = Address of an overlay and of the dock
settings-search-others-chat-says-1 = Channels, streams and proxies for YouTube
settings-search-others-paid-says-1 = Highlights: Super Chats, questions and words that come to the queue
settings-search-others-paid-says-2 = Donations: services and their tokens
settings-search-others-paid-says-3 = Support page: links, goals and exchange rates
settings-search-others-moderators-says-1 = Moderators: links, rights, network
settings-search-others-accounts-says-1 = Sign-ins, client ids, API key and passphrase
