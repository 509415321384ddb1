# The words of the history.

history-title = History
history-help = Everything that was written in your chats while they were read, also what was removed since.
history-search = Search the history
history-searchPlaceholder = A word, or a name
history-filters = Filters
history-author = Who wrote it
history-authorPlaceholder = Exact name
history-ofAuthor = Only messages of { $name }
history-channel = Channel
history-anyChannel = All channels
history-platform = Platform
history-anyPlatform = All platforms
history-kind = Kind
history-anyKind = All kinds
history-from = From
history-to = Until
history-removed = Removed messages
history-removals-any = With removed ones
history-removals-no = Without what was removed
history-removals-yes = Only what was removed
history-reset = Clear all filters
history-list = Messages found, newest first
history-newest =
    { $count ->
        [one] The newest message
       *[other] The newest { $count } messages
    }
history-found =
    { $count ->
        [one] 1 message
       *[other] { $count } messages
    }
history-searching = Searching…
history-older = Show older ones
history-end = That is all of it.
history-refresh = Look again
history-none = Nothing is kept yet
history-noneHelp = Add a channel under Chat. What is written there from then on can be found here.
history-noneFound = Nothing fits
history-noneFoundHelp = Look for less, or clear the filters.
history-failed = The history could not be read
history-export = Save what is found as
history-exports-txt = Text
history-exportHelp-csv = A table for a spreadsheet
history-exportHelp-json = Everything, for other programs
history-exportHelp-txt = A line for each message
history-saving = Saving…
history-gap = Chat was not read
history-removedWhy-deleted = Deleted
history-removedWhy-timeout = Timed out
history-removedWhy-ban = Banned
history-removedWhy-cleared = Cleared
history-removedWhy-hidden = Hidden by you
