# The words of the accounts panel.

accounts-states-no_client = Needs a client id
accounts-states-revoked = Signed out by the platform
accounts-states-locked = Sign-in can't be opened
accounts-deeds-read = read chat
accounts-deeds-send = write in chat
accounts-deeds-moderate = moderate
accounts-deeds-commands = use all of Twitch's slash commands
accounts-deeds-events = read rewards, polls and Hype Trains
accounts-deeds-followers = see who follows
accounts-keeps-keychain-name = In the keychain, with a new key
accounts-keeps-keychain-note = You sign in again. What can't be opened is put aside, not deleted.
accounts-keeps-keychain-yes = Start over
accounts-keeps-passphrase-name = In a file, sealed with a passphrase
accounts-keeps-passphrase-note = You give the passphrase after each start.
accounts-keeps-passphrase-yes = Seal with this passphrase
accounts-keeps-this_run-name = For this run only
accounts-keeps-this_run-note = Nothing is written. You sign in again after each start.
accounts-keeps-this_run-yes = Keep for this run only
accounts-title = Accounts
accounts-help = Chat is read without one. Sign in to write and to moderate from here.
accounts-noClient = This version brings no client id for { $platform }. Enter one of your own; it takes a few minutes.
accounts-locked = It is kept, and can't be read now. See below what to do.
accounts-noPlace = It has no place to be kept in yet. Choose one below, and it goes on.
accounts-signIn = Sign in to { $platform }
accounts-signInAgain = Sign in to { $platform } again
accounts-asking = One moment…
accounts-also = It may also
accounts-more = Allow more
accounts-allow = Allow it at { $platform }
accounts-send = Write in chat
accounts-moderate = Moderate
accounts-commands = Use all slash commands
accounts-commandsNote = Announcements, slow mode, shoutouts, raids, advertising, VIPs, moderators, whispers.
accounts-events = Show rewards, polls and Hype Trains
accounts-eventsNote = Of your own channel; chat has nothing of them.
accounts-followers = Show who follows
accounts-followersNote = A notice for each, once. An overlay that shows no notices shows none of them.
accounts-both = Write in chat and moderate
accounts-bothNote = Google allows both or neither.
accounts-addMyChannel = Add my channel
accounts-addMyChannelOn = Add my channel on { $platform }
accounts-signOut = Sign out
accounts-signOutOf = Sign out of { $platform }
accounts-signedOut = You are signed out of { $platform }.
accounts-askSignOut-title = Sign out of { $platform }?
accounts-askSignOut-yes = Sign out
accounts-askSignOut-unread = The sign-in can't be read now, so { $host } can't be told that it is over. It is forgotten here; end it there yourself, where your account lists its connections. Chat is read on.
accounts-waiting-opened = The page of { $platform } is open in your browser.
accounts-waiting-notOpened = Open this page of { $platform }:
accounts-waiting-compare = If it shows a code, it must be this one. If it asks for one, type it:
accounts-waiting-choose = Choose your account there, and allow what is asked.
accounts-waiting-code = Code
accounts-waiting-copy = Copy the code
accounts-waiting-copied = Copied
accounts-waiting-copyByHand = Select it, and press Ctrl+C (⌘C on a Mac).
accounts-waiting-address = Address of the page
accounts-waiting-again = Open the page again
accounts-waiting-qr = QR code of the page's address, for your phone
accounts-waiting-qrHelp = Or with your phone.
accounts-waiting-progress = Waiting for { $platform }…
accounts-waiting-refusedThere = If you refuse there, press Cancel here: Twitch does not tell.
accounts-waiting-cancel = Cancel
accounts-waiting-cancelWhat = Cancel signing in to { $platform }
accounts-vault-title = How sign-ins are kept
accounts-vault-shut = Sign-ins can't be kept or read
accounts-vault-states-opening = Asking your keychain…
accounts-vault-states-keychain = Kept in this computer's keychain.
accounts-vault-states-passphrase = Kept in a file that your passphrase seals.
accounts-vault-states-this_run = Kept until MultiChat Overlay ends, and written nowhere.
accounts-vault-retry = Try again
accounts-vault-unlock = Open with the passphrase
accounts-vault-passphrase = Passphrase
accounts-vault-newPassphrase = New passphrase
accounts-vault-passphraseNote = At least 10 characters. Nobody can recover it for you.
accounts-vault-other = Keep them in another way
accounts-client-title = Use your own client id
accounts-client-guide-twitch-1 = Open dev.twitch.tv/console/apps, sign in, and press “Register Your Application”.
accounts-client-guide-twitch-2 = Give it a name of your own. As OAuth Redirect URL enter http://localhost, as category “Chat Bot”, as client type “Public”.
accounts-client-guide-twitch-3 = Press “Create”, then “Manage”, and copy the Client ID into the field below.
accounts-client-guide-youtube-1 = Open console.cloud.google.com, make a project, and enable the “YouTube Data API v3” under “APIs & Services”.
accounts-client-guide-youtube-2 = Under “Google Auth Platform”, set up the consent screen, and add your own account as a test user.
accounts-client-guide-youtube-3 = Under “Clients”, create one of the type “Desktop app”. It needs no redirect address: this application uses http://127.0.0.1 with a free port.
accounts-client-guide-youtube-4 = Copy the client ID and the client secret into the fields below.
accounts-client-id = { $platform } client id
accounts-client-secret = Google client secret
accounts-client-secretIsSet = One is set
accounts-client-save = Save
accounts-client-saved = Saved. You can sign in now.
accounts-client-cleared = The client id is removed.
accounts-as =
    { $named ->
        [yes] Signed in as { $name }
       *[no] Signed in
    }
accounts-can = May { $what }.
accounts-canNothing = It may do nothing here.
accounts-askSignOut-text =
    { $named ->
        [yes] The sign-in of { $name } is ended at { $host } and forgotten here. Chat is read on; you write and moderate on { $platform } itself.
       *[no] The sign-in is ended at { $host } and forgotten here. Chat is read on; you write and moderate on { $platform } itself.
    }
accounts-waiting-minutes =
    { $minutes ->
        [0] The time is up.
        [one] Less than a minute is left.
       *[other] { $minutes } minutes are left.
    }
