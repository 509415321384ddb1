# The words of writing and moderating.

writing-form = Write in chat
writing-field = Message
writing-send = Send
writing-to = To
writing-help = Enter sends. Tab completes names, emotes and commands. Arrow up brings the last one back to write it again.
writing-commands = Commands
writing-twitchAlone = Twitch alone
writing-completed = { $word }, { $at } of { $of }
writing-reply = Reply to { $name }
writing-replying = Reply to { $name }:
writing-leaveReply = Don't reply
writing-noAccount = Sign in to write in your chats from here.
writing-noRight = Your sign-in may not write yet. Allow it under Accounts.
writing-toAccounts = Go to Accounts
writing-inDashboard = To write here, sign in and allow it in the dashboard: the MultiChat icon, Open dashboard, Accounts.
writing-noneLive = None of your chats is live.
writing-notLive = The chat of that message is not live any more.
writing-noneTicked = Tick at least one chat.
writing-tooLong =
    { $letters ->
        [one] There is one letter too many.
       *[other] There are { $letters } letters too many.
    }
writing-failed = { $where }:
writing-noReason = It was not sent, and no reason was given.
writing-again = Try again in { $span }.
writing-moderate = Moderate
writing-moderateWhose = Moderate this message of { $name }
writing-menu = { $name } on { $platform }
writing-delete = Delete this message
writing-timeout = Timeout for { $span }
writing-ban = Ban
writing-unban = Lift the timeout or ban
writing-close = Close
writing-deleted = A message of { $name } is deleted on { $platform }.
writing-timedOut = { $name } can't write on { $platform } for { $span }.
writing-banned = { $name } is banned on { $platform }.
writing-unbanned = { $name } may write on { $platform } again.
writing-place = { $channel } on { $platform }
writing-placeholderOne = Write in the chat of { $channel }
writing-placeholder = Write a message
writing-tooMany = { $letters } too many
writing-left = { $letters } left
writing-tooManyLong = { $letters } letters too many
writing-leftLong = { $letters } letters left
