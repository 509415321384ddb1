# The words of YouTube's plain API key.

api-key-states-none = None is set.
api-key-states-set = One is set.
api-key-states-locked = One is kept, and can't be read now. See below what to do.
api-key-title = Use an API key
api-key-help = With one, public chat goes on by YouTube's official API while its page can't be read. A sign-in does the same, and finds your unlisted streams too.
api-key-guide-1 = Open console.cloud.google.com, make a project, and enable the “YouTube Data API v3” under “APIs & Services”.
api-key-guide-2 = Under “Credentials”, create an API key, and restrict it to that API.
api-key-guide-3 = Copy it into the field below. It is checked at once, and kept as sign-ins are.
api-key-key = YouTube API key
api-key-save = Check and save
api-key-checking = Checking…
api-key-forget = Forget the API key
api-key-noPlace = It has no place to be kept in yet. Choose one below, and send it again.
api-key-saved = The API key is good, and kept.
api-key-forgotten = The API key is forgotten.
