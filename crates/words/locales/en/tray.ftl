# The words of the tray.

start-listeners = Start listeners
stop-listeners = Stop listeners
chat-speed-free = Chat speed: as it comes
chat-speed-fast = Chat speed: fast
chat-speed-comfortable = Chat speed: comfortable
chat-speed-slow = Chat speed: slow
hide-chat = Hide chat now
show-chat = Show chat again
open-dashboard = Open dashboard
copy-overlay-url = Copy overlay URL
quit = Quit

no-channels = No channels yet
demo = Demo chat
donations = Donations
state-off = off
state-connecting = connecting
state-live = live
state-waiting = waiting for a stream
state-backoff = reconnecting
state-needs-auth = no access
state-failed = failed, see the dashboard

tooltip-no-channels = no channels yet
tooltip-stopped = not listening
tooltip-live = live
tooltip-some-live = { $live } of { $all } channels live
tooltip-hidden = chat is hidden
tooltip-attention = something needs you: open the dashboard
tooltip-trouble = no chat can be read now: it is tried again
