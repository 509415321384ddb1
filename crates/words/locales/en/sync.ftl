# The sync service.

chat-overlays-and-links-in = Chat, overlays and links in your network work as ever.
it-is-called-again-by = It is called again by itself.
there-is-no-link-yet = there is no link yet: give one
this-is-no-connection-link = this is no connection link: one looks like https://sync.example.org/join#…
a-connection-link-begins-with = a connection link begins with https://
the-service-does-not-know = The service does not know this link any more. Ask who runs it for a new one.
another-computer-has-connected-with = Another computer has connected with this link, and moderators reach that one. Connect again to have them here.
what-answers-there-is-no = What answers there is no sync service of this version. It is called again by itself.
the-service-does-not-answer = The service does not answer. It is called again by itself.
the-certificate-of-the-service = The certificate of the service is not trusted here: ask who runs it to renew it. It is called again by itself.
the-connection-to-the-service = The connection to the service was lost. It comes back by itself.
moderators-cant-reach-their-page-over = Moderators can't reach their page over the internet.
moderators-reach-another-computer = Moderators reach another computer of yours.
the-link-to-the-service = The link to the service is kept, and can't be read: { $trouble }. { $hint }
