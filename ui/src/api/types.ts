// Written from the server's types: UPDATE_TYPES=1 cargo test -p server typescript

export type Platform = "twitch" | "youtube" | "demo" | "donations";

export type SourceState = "off" | "connecting" | "live" | "waiting" | "backoff" | "needs_auth" | "failed";

export type RemovalReason = "deleted" | "timeout" | "ban" | "cleared" | "hidden";

/** A message with the moderator or the rule that picked it; the streamer, where neither is named. */
export type FocusItem = Message & { by?: string; auto?: string; pinned?: boolean };

/** A message with who marked it first and why, and all who did. */
export type Suggestion = Message & { by: string; note: string; marked_by: Mark[] };

export const BOUGHT_KINDS: readonly string[] = ["subscription", "gift", "membership", "milestone"];

export type Message = { id: string, platform: Platform, source: string, kind: string, 
/**
 * RFC 3339, UTC.
 */
at: string, 
/**
 * `null` for what the platform says itself.
 */
author: Author | null, text: string, body: Array<Part>, amount?: string, system?: string, reply_to?: Reply, 
/**
 * What sets it apart beside its kind: `first`, `returning`, `gigantified`,
 * `mention`, `shared`.
 */
marks?: Array<string>, 
/**
 * The name of the channel where it was written, or its id, if another one than the source's.
 */
shared_from?: string, 
/**
 * 1 to 7, for paid messages.
 */
tier?: number, 
/**
 * What happened, for subscriptions, memberships and gifts.
 */
event?: string, 
/**
 * The name of a member's level, where it is told.
 */
level?: string, 
/**
 * How many were given.
 */
count?: number, 
/**
 * Who received a gift, as far as they are known.
 */
recipients?: Array<string>, 
/**
 * The colour of an announcement.
 */
accent?: string, poll?: Poll, 
/**
 * The picture of a gift.
 */
image?: string, 
/**
 * How often the same was written, where it is shown once for all.
 */
times?: number, 
/**
 * The author's place among the channel's top fans.
 */
rank?: number, 
/**
 * The message effect that was bought.
 */
effect?: string, 
/**
 * Why it was removed; in the history only.
 */
removed?: RemovalReason, };

export type Author = { id: string, name: string, roles: Array<string>, 
/**
 * `#rrggbb`; `null` where the author has chosen none.
 */
color: string | null, badges: Array<Badge>, avatar?: string, 
/**
 * `she/her`
 */
pronouns?: string, };

export type Badge = { name: string, title: string, 
/**
 * The path of its picture on this server; `null` where there is none.
 */
icon: string | null, 
/**
 * The path of what stands for the picture until it is there.
 */
stand_in?: string, 
/**
 * What is behind the picture, `#rrggbb`.
 */
color?: string, };

export type Part = { type: 'text' | 'emote' | 'gif' | 'mention' | 'link' | 'cheer' | 'modifier', text: string, 
/**
 * The path of its picture on this server.
 */
image?: string, 
/**
 * Whose emote or modifier it is.
 */
provider?: string, 
/**
 * Width by height of the picture, where it is known.
 */
ratio?: number, 
/**
 * It lies on the emote before it.
 */
overlay?: boolean, 
/**
 * It is drawn large.
 */
large?: boolean, effects?: Array<string>, 
/**
 * Whose word does each of `effects`, in their order.
 */
effects_by?: Array<string>, 
/**
 * What other providers have under this name, for where `provider` is off: the first that is on
 * counts.
 */
instead?: Array<Substitute>, 
/**
 * How many bits.
 */
bits?: number, 
/**
 * The colour of their tier, `#rrggbb`.
 */
color?: string, };

export type Substitute = { image: string, provider: string, ratio?: number, overlay?: boolean, };

export type Poll = { question: string, choices: Array<{ text: string, permille?: number }>, votes?: number, };

export type Reply = { id?: string, author: string, text: string, };

export type Change = { 
/**
 * The change's number.
 */
seq: number, 
/**
 * The message.
 */
add: Message, } | { 
/**
 * The change's number.
 */
seq: number, 
/**
 * The message.
 */
replace: Message, } | { 
/**
 * The change's number.
 */
seq: number, 
/**
 * The message and its place.
 */
insert: Insertion, } | { 
/**
 * The change's number.
 */
seq: number, 
/**
 * Which, and why.
 */
remove: Removal, };

export type Insertion = { message: Message, 
/**
 * The message after it; `null` where it is the last.
 */
before: string | null, };

export type Removal = { ids: Array<string>, reason: RemovalReason, };

export type FeedCounts = { 
/**
 * Messages that were shown.
 */
shown: number, 
/**
 * Messages that a rule kept away.
 */
hidden: number, 
/**
 * Messages that repeated another one.
 */
repeated: number, 
/**
 * Messages that were skipped because chat was faster than its pace.
 */
skipped: number, 
/**
 * Messages that were removed before anybody saw them.
 */
stopped: number, 
/**
 * Messages that wait for a person now.
 */
held: number, };

export type Outcome = "shown" | "changed" | "hidden" | "held" | "repeated" | "skipped";

export type Focus = { 
/**
 * What the focus overlay shows.
 */
current: FocusItem | null, 
/**
 * What follows, the next one first.
 */
queue: Array<FocusItem>, 
/**
 * What moderators marked, the oldest first.
 */
suggestions: Array<Suggestion>, 
/**
 * What became of the last suggestions, the newest first.
 */
decided: Array<Decision>, 
/**
 * Whether there is something before what is on screen.
 */
can_go_back: boolean, };

export type Mark = { 
/**
 * Whose.
 */
by: string, 
/**
 * What they say.
 */
note: string, 
/**
 * RFC 3339, UTC.
 */
at: string, };

export type Decision = { message_id: string, 
/**
 * Whether it was queued.
 */
accepted: boolean, 
/**
 * RFC 3339, UTC.
 */
at: string, };

export type LiveStream = { 
/**
 * The platform's id of it.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * When it began, where told.
 */
started?: string, 
/**
 * Whether its chat is the one that is read.
 */
chosen: boolean, };

export type Route = { 
/**
 * `direct`, or the proxy's host and port.
 */
name: string, 
/**
 * Whether requests go this way now.
 */
used: boolean, 
/**
 * Whether it works, as far as it was tried.
 */
works?: boolean, };

export type Quota = { 
/**
 * Units that are spent today.
 */
spent: number, 
/**
 * Units that are left.
 */
left: number, 
/**
 * When they begin anew.
 */
resets_at: string, 
/**
 * When they are used up at this pace; `None` where they last until they begin anew.
 */
lasts_until?: string, };

export type Status = { 
/**
 * The application's version.
 */
version: string, 
/**
 * Seconds since the start.
 */
uptime: number, 
/**
 * Whether any source is listened to.
 */
listening: boolean, 
/**
 * What the application's words are in.
 */
language: Language, 
/**
 * How fast chat is on overlays, in characters a second; `None`: as it comes.
 */
chat_speed: number | null, 
/**
 * Whether the curtain is drawn: then no overlay shows anything.
 */
curtain: boolean, 
/**
 * The tray icon's face.
 */
face: Face, 
/**
 * Every source, in the order in which they were added.
 */
sources: Array<Source>, 
/**
 * The services that add emotes, as far as they are asked.
 */
emotes: Array<EmoteProvider>, 
/**
 * The accounts that one can sign in to.
 */
accounts: Array<Account>, 
/**
 * How sign-ins are kept.
 */
vault: Vault, 
/**
 * The services that take donations.
 */
donations: Array<DonationService>, 
/**
 * What the sources that are there now brought since they were started, and what is lost.
 */
counters: Counters, 
/**
 * What is known of newer versions; nothing, where the program does not update itself.
 */
updates?: Updates, 
/**
 * What a person should know, and can do something about.
 */
warnings: Array<Warning>, };

export type Face = "off" | "live" | "trouble" | "attention";

export type Source = { 
/**
 * Our id of it.
 */
id: string, 
/**
 * Its platform.
 */
platform: Platform, 
/**
 * The channel.
 */
channel: string, 
/**
 * Its state.
 */
state: 'off' | 'connecting' | 'live' | 'waiting' | 'backoff' | 'needs_auth' | 'failed', 
/**
 * How much of its chat is read.
 */
health: 'ok' | 'degraded' | 'blind' | 'down', 
/**
 * One sentence: what is, and what to do if there is something to do.
 */
detail: string, 
/**
 * Since when it is in this state.
 */
since: string, 
/**
 * What it brought since it was started.
 */
counts: Counts, 
/**
 * The platform's names of the kinds of input that we don't know, as far as they were met.
 */
unknown_kinds?: Array<string>, 
/**
 * The channel's streams that are live, the earliest first, where there are several.
 */
streams?: LiveStream[], 
/**
 * The proxies and how they are, where any are set.
 */
routes?: Route[], 
/**
 * What is spent and left of the platform's quota, while the chat is read by what counts.
 */
quota?: Quota, 
/**
 * What is wrong with it; nothing, where nothing is.
 */
trouble?: SourceTrouble, };

export type SourceTrouble = { 
/**
 * What the application does about it.
 */
does: string, 
/**
 * What a person can do, beyond what the detail says; empty: nothing.
 */
hint: string, 
/**
 * Whether it needs a person: the rest mends itself.
 */
needs_person: boolean, };

export type Counts = { 
/**
 * Messages.
 */
messages: number, 
/**
 * Removals.
 */
removed: number, 
/**
 * Input of a kind that we don't know.
 */
unknown: number, 
/**
 * Input that breaks its own grammar, or is longer than anything honest.
 */
malformed: number, };

export type Counters = { 
/**
 * Messages of all sources.
 */
messages: number, 
/**
 * Removals of all sources.
 */
removed: number, 
/**
 * Messages that the history could not keep, because the disk was too slow or full.
 */
history_lost: number, 
/**
 * Overlays that are open now.
 */
overlays_connected: number, 
/**
 * Docks that are open now.
 */
docks_connected: number, };

export type DonationService = { 
/**
 * `streamlabs`, `streamelements` or `kofi`.
 */
provider: string, 
/**
 * Its name.
 */
name: string, 
/**
 * Its state.
 */
state: SourceState, 
/**
 * One sentence: what is, and what to do if there is something to do.
 */
detail: string, };

export type Support = { 
/**
 * The page's name in its address; `""`: there is no page.
 */
name: string, 
/**
 * The id of the page's theme, one for chat; `""`: a plain look, light or dark as the viewer's
 * browser is. Overlays have themes of their own.
 */
theme: string, 
/**
 * The page's heading.
 */
title: string, 
/**
 * What stands under it.
 */
text: string, 
/**
 * Where one can donate, in order.
 */
links: Array<SupportLink>, 
/**
 * What is collected for, in order.
 */
goals: Array<SupportGoal>, 
/**
 * What amounts in another currency count for. What has no rate does not count.
 */
rates: Array<Rate>, 
/**
 * What is said to who gave last, on the overlay; `{name}` and `{amount}` are put in.
 */
thanks: string, };

export type SupportLink = { 
/**
 * What it is called.
 */
label: string, 
/**
 * Where it leads: `https` alone.
 */
url: string, };

export type SupportGoal = { 
/**
 * What for.
 */
title: string, 
/**
 * How much, as a decimal number.
 */
amount: string, 
/**
 * In which currency: ISO 4217, `BITS` or `JEWELS`.
 */
currency: string, 
/**
 * From when on it counts; `null`: all that was ever paid.
 */
since: string | null, 
/**
 * What was there before, as a decimal number.
 */
start: string, };

export type Rate = { 
/**
 * The one that was paid in.
 */
from: string, 
/**
 * The goal's.
 */
to: string, 
/**
 * What one is worth, as a decimal number.
 */
rate: string, };

export type SupportView = { 
/**
 * The page's heading.
 */
title: string, 
/**
 * What stands under it.
 */
text: string, 
/**
 * Where one can donate.
 */
links: Array<LinkView>, 
/**
 * The goals, and how far they are.
 */
goals: Array<GoalView>, 
/**
 * Thanks to who gave last. On the overlay alone.
 */
thanks?: ThanksView, };

export type LinkView = { 
/**
 * What it is called.
 */
label: string, 
/**
 * Where it leads.
 */
url: string, 
/**
 * The path of its QR code on this server.
 */
qr: string, };

export type GoalView = { 
/**
 * What for.
 */
title: string, 
/**
 * What is there, as a decimal number.
 */
value: string, 
/**
 * What is wanted, as a decimal number.
 */
amount: string, 
/**
 * The currency of both.
 */
currency: string, 
/**
 * How far it is in thousandths; more than 1,000 where there is more than was wanted.
 */
permille: number, };

export type ThanksView = { 
/**
 * The message's id.
 */
id: string, 
/**
 * When it was paid for, in RFC 3339.
 */
at: string, 
/**
 * Who.
 */
name: string, 
/**
 * How much, as the platform wrote it.
 */
amount: string, 
/**
 * The streamer's words to them.
 */
words: string, 
/**
 * What they said.
 */
text: string, };

export type SupportOptions = { 
/**
 * What it shows, in this order, one after the other.
 */
show: Array<SupportPart>, 
/**
 * Seconds that each is on.
 */
seconds: number, };

export type SupportPart = "qr" | "goal" | "thanks";

export type EmoteProvider = { 
/**
 * `7tv`, `bttv` or `ffz`.
 */
provider: string, 
/**
 * `loading`, `ok` or `down`.
 */
state: string, 
/**
 * How many emotes of it are known in all channels that are read.
 */
emotes: number, };

export type Account = { 
/**
 * Its platform.
 */
platform: Platform, 
/**
 * How it is.
 */
state: 'no_client' | 'signed_out' | 'connecting' | 'connected' | 'retrying' | 'revoked' | 'locked', 
/**
 * The name that is shown.
 */
name?: string, 
/**
 * The name in addresses.
 */
login?: string, 
/**
 * The platform's id of the person; a YouTube channel's id.
 */
user_id?: string, 
/**
 * What the platform lets us do, in its own words.
 */
scopes: Array<string>, 
/**
 * The same in ours.
 */
can: Array<'read' | 'send' | 'moderate' | 'commands' | 'events' | 'followers'>, 
/**
 * While a person signs in: the code to type, or to compare.
 */
code?: string, 
/**
 * While a person signs in: the page to open.
 */
verification_url?: string, 
/**
 * While a person signs in: until when.
 */
expires_at?: string, 
/**
 * What is, and what to do if there is something to do.
 */
detail: string, 
/**
 * The person's own channel, as a new source takes it, where it is none yet.
 */
own_channel?: string, 
/**
 * How the rewards, polls and Hype Trains of the person's own channel are read, in a sentence,
 * while it is a source that runs (Twitch).
 */
events?: string, 
/**
 * Whether there is a plain API key, which reads where YouTube's page can't be read. YouTube only.
 */
api_key?: 'none' | 'set' | 'locked', 
/**
 * What is spent and left today of what the platform lets the sign-in ask, once something is.
 * YouTube only.
 */
quota?: Quota, 
/**
 * The same of the plain API key.
 */
api_key_quota?: Quota, };

export type SignIn = { 
/**
 * The page's address as a QR code, for a phone: an SVG. Not where the answer has to come from
 * this computer's own browser.
 */
qr?: string, 
/**
 * Whether the page was opened in a browser already.
 */
opened: boolean, 
/**
 * Its platform.
 */
platform: Platform, 
/**
 * How it is.
 */
state: 'no_client' | 'signed_out' | 'connecting' | 'connected' | 'retrying' | 'revoked' | 'locked', 
/**
 * The name that is shown.
 */
name?: string, 
/**
 * The name in addresses.
 */
login?: string, 
/**
 * The platform's id of the person; a YouTube channel's id.
 */
user_id?: string, 
/**
 * What the platform lets us do, in its own words.
 */
scopes: Array<string>, 
/**
 * The same in ours.
 */
can: Array<'read' | 'send' | 'moderate' | 'commands' | 'events' | 'followers'>, 
/**
 * While a person signs in: the code to type, or to compare.
 */
code?: string, 
/**
 * While a person signs in: the page to open.
 */
verification_url?: string, 
/**
 * While a person signs in: until when.
 */
expires_at?: string, 
/**
 * What is, and what to do if there is something to do.
 */
detail: string, 
/**
 * The person's own channel, as a new source takes it, where it is none yet.
 */
own_channel?: string, 
/**
 * How the rewards, polls and Hype Trains of the person's own channel are read, in a sentence,
 * while it is a source that runs (Twitch).
 */
events?: string, 
/**
 * Whether there is a plain API key, which reads where YouTube's page can't be read. YouTube only.
 */
api_key?: 'none' | 'set' | 'locked', 
/**
 * What is spent and left today of what the platform lets the sign-in ask, once something is.
 * YouTube only.
 */
quota?: Quota, 
/**
 * The same of the plain API key.
 */
api_key_quota?: Quota, };

export type Vault = { 
/**
 * `empty` (nothing is kept), `opening`, `keychain`, `passphrase`, `this_run`, or `shut`.
 */
state: 'empty' | 'opening' | 'keychain' | 'passphrase' | 'this_run' | 'shut', 
/**
 * Why it is shut: the fixed name.
 */
code?: string, 
/**
 * Why, and what to do.
 */
detail?: string, };

export type Sent = { 
/**
 * The source.
 */
source: string, 
/**
 * Whether the platform took it. It comes back as a message of the feed.
 */
ok: boolean, 
/**
 * Why not: the fixed name.
 */
code?: string, 
/**
 * Why not: what happened.
 */
message?: string, 
/**
 * What to do.
 */
hint?: string, 
/**
 * Seconds until it may be sent again, where that is known.
 */
retry_after?: number, };

export type Updates = { "state": "unknown" } | { "state": "looking" } | { "state": "newest" } | { "state": "found" } & NewVersion | { "state": "installing" } & NewVersion | { "state": "failed", 
/**
 * Why.
 */
why: UpdateFault, };

export type NewVersion = { 
/**
 * Its number.
 */
version: string, 
/**
 * What is new in it, in its makers' words.
 */
notes: string, };

export type UpdateFault = "offline" | "unreadable" | "not_for_this" | "forged" | "not_installed";

export type UpdateSettings = { 
/**
 * Whether at each start. `None`: nobody has decided, and then it is not.
 */
at_start: boolean | null, };

export type Warning = { 
/**
 * Its fixed name.
 */
code: string, 
/**
 * What is wrong.
 */
message: string, 
/**
 * Since when.
 */
since: string, 
/**
 * What the application does about it.
 */
does: string, 
/**
 * What the person can do.
 */
hint: string, 
/**
 * The section of the dashboard where it is mended; `None`: it is not mended there.
 */
section: MendedIn | null, 
/**
 * Whether it is of something that has passed: it stays until a person has taken note.
 */
passed: boolean, 
/**
 * Whether the log tells more of it.
 */
logged: boolean, };

export type MendedIn = "chat" | "overlays" | "paid" | "moderators" | "accounts" | "settings";

export type Settings = { 
/**
 * What the application's words are in.
 */
language: Language, 
/**
 * How fast chat may run on overlays, in characters a second; `None` is as it comes.
 */
chat_speed: number | null, 
/**
 * How the focus queue goes on by itself, and what is queued by itself.
 */
focus: FocusSettings, 
/**
 * When the sources are listened to.
 */
listeners: Listeners, 
/**
 * How YouTube is reached.
 */
youtube: YouTube, 
/**
 * The application as the platforms know it.
 */
accounts: AccountSettings, 
/**
 * From where moderators reach their page.
 */
moderators: ModeratorSettings, 
/**
 * Whether chatters' pronouns are looked up, which tells a third party who chats.
 */
pronouns: boolean, 
/**
 * Keys that work in every program.
 */
hotkeys: Hotkeys, 
/**
 * Whether the application starts with the computer, in the tray.
 */
autostart: boolean, 
/**
 * What the desktop tells.
 */
notifications: NotificationSettings, 
/**
 * Whether what is shown of a key or an address hides itself again: the window may be on the stream.
 */
streamer_mode: boolean, 
/**
 * The connection to OBS.
 */
obs: ObsSettings, 
/**
 * When newer versions are looked for, where the program updates itself.
 */
updates: UpdateSettings, };

export type OverlayOptions = { 
/**
 * Whose emotes are drawn. Those of the others are shown by their names.
 */
emotes: EmoteOptions, 
/**
 * Whether GIFs are drawn that subscribers put into chat (Twitch).
 */
gifs: boolean, 
/**
 * Whether authors have their picture, where the platform gives one.
 */
avatars: boolean, 
/**
 * Whether authors have their pronouns, where they are looked up.
 */
pronouns: boolean, 
/**
 * Whether the streamer's own CSS is on. Off, it is kept and not worn.
 */
use_custom_css: boolean, 
/**
 * The names of what this overlay does not get.
 */
hidden: Array<string>, 
/**
 * How it looks, over what its theme says.
 */
look: LookOptions, 
/**
 * What of chat it gets, and how fast.
 */
feed: FeedOptions, 
/**
 * What a support overlay shows.
 */
support: SupportOptions, };

export type EmoteOptions = { 
/**
 * Twitch's own.
 */
twitch: boolean, 
/**
 * YouTube's own.
 */
youtube: boolean, 
/**
 * 7tv.app
 */
"7tv": boolean, 
/**
 * betterttv.com
 */
bttv: boolean, 
/**
 * frankerfacez.com
 */
ffz: boolean, };

export type Align = "left" | "center" | "right";

export type Capitals = "keep" | "calm" | "hide";

export type Direction = "up" | "down";

export type EmoteWalls = "keep" | "collapse" | "hide";

export type Enter = "none" | "fade" | "slide" | "pop";

export type Exit = "none" | "fade" | "slide";

export type FeedOptions = { 
/**
 * The platforms that it shows: `twitch`, `youtube`. The demo chat is always shown.
 */
platforms: Array<string>, 
/**
 * The roles of those whose messages it shows; none: everyone's.
 */
roles: Array<string>, 
/**
 * Chatters whose messages it does not show, by name or the platform's id.
 */
hidden_users: Array<string>, 
/**
 * Whether messages of well-known bots are kept away.
 */
hide_bots: boolean, 
/**
 * What a message to a bot begins with (`!`); such messages are kept away.
 */
command_prefixes: Array<string>, 
/**
 * Words and phrases that are not shown.
 */
words: WordOptions, 
/**
 * Links.
 */
links: LinkOptions, 
/**
 * Messages in capital letters.
 */
capitals: Capitals, 
/**
 * Messages of many emotes.
 */
emote_walls: EmoteWalls, 
/**
 * Whether the same text, again and again, is shown once with its count.
 */
collapse_repeats: boolean, 
/**
 * How many seconds a message waits before it is shown, 0 to 30: what is removed meanwhile is
 * never seen.
 */
hold: number, 
/**
 * Whether it obeys the application's chat speed.
 */
paced: boolean, };

export type LinkAction = "mask" | "hide";

export type LinkOptions = { 
/**
 * Whose links are shown.
 */
from: LinksFrom, 
/**
 * What becomes of the others'.
 */
then: LinkAction, };

export type LinksFrom = "everyone" | "members" | "vips" | "moderators" | "nobody";

export type LookOptions = { 
/**
 * The font: the id of one that comes with the application, or a name of the system's.
 */
font: string | null, 
/**
 * Height of the letters, in CSS pixels.
 */
size: number | null, 
/**
 * Weight of the letters, 100 to 900.
 */
weight: number | null, 
/**
 * Colour of the text, `#rrggbb`.
 */
text_color: string | null, 
/**
 * Colour behind a message, `#rrggbb`.
 */
plate_color: string | null, 
/**
 * How much of the picture the plate covers, in percent.
 */
plate_opacity: number | null, 
/**
 * Colour of what matters more, `#rrggbb`.
 */
accent_color: string | null, 
/**
 * Width of the line around letters, in tenths of a pixel.
 */
outline: number | null, 
/**
 * How strong the shadow behind letters is, in percent.
 */
shadow: number | null, 
/**
 * Space between two messages, in CSS pixels.
 */
spacing: number | null, 
/**
 * Where new messages come.
 */
direction: Direction | null, 
/**
 * To which side text stands.
 */
align: Align | null, 
/**
 * The widest a message gets, in CSS pixels.
 */
width: number | null, 
/**
 * How a message comes.
 */
enter: Enter | null, 
/**
 * How a message goes that has been there for [`Self::fade_after`].
 */
exit: Exit | null, 
/**
 * After how many seconds a message goes; `null`: it stays until others push it out.
 */
fade_after: number | null, 
/**
 * The most messages on screen at once.
 */
limit: number | null, 
/**
 * The one colour of all names, `#rrggbb`; `null`: each chatter's own. Both are made readable.
 */
name_color: string | null, 
/**
 * Whether each message says by an icon from where it comes.
 */
platform_icon: boolean, 
/**
 * Whether authors have their badges.
 */
badges: boolean, 
/**
 * Whether each message says when it was written.
 */
timestamps: boolean, 
/**
 * Height of emotes, in percent of the theme's.
 */
emote_size: number | null, 
/**
 * Whether emotes stand still.
 */
static_emotes: boolean, };

export type WordAction = "hide" | "mask" | "hold";

export type WordOptions = { 
/**
 * The words and phrases. `*` at an end stands for any letters.
 */
blocked: Array<string>, 
/**
 * Whether they are looked for in names too.
 */
in_names: boolean, 
/**
 * What becomes of a message with one of them.
 */
then: WordAction, };

export type FocusSettings = { 
/**
 * Whether Super Chats are queued by themselves.
 */
auto_superchats: boolean, 
/**
 * What else is.
 */
auto: HighlightSettings, 
/**
 * How many seconds a message stays on screen; `None`: until somebody goes on.
 */
seconds: number | null, 
/**
 * Whether the next one follows it, and the first one comes by itself.
 */
auto_advance: boolean, };

export type HighlightSettings = { 
/**
 * Super Stickers and Jewels.
 */
stickers: boolean, 
/**
 * Cheers.
 */
cheers: boolean, 
/**
 * Donations.
 */
donations: boolean, 
/**
 * Gifts of subscriptions and memberships.
 */
gifts: boolean, 
/**
 * New members and subscribers, and how long they have been.
 */
memberships: boolean, 
/**
 * What must be paid at least, Super Chats included: whole units by currency (`USD`, `BITS`),
 * and the number of `GIFTS`.
 */
least: { [key in string]: number }, 
/**
 * First messages.
 */
first_messages: boolean, 
/**
 * Messages that ask something.
 */
questions: boolean, 
/**
 * Messages with one of these words.
 */
keywords: Array<string>, 
/**
 * What VIPs write.
 */
vips: boolean, 
/**
 * What members and subscribers write.
 */
members: boolean, };

export type ModRight = "suggest" | "queue" | "hide" | "send" | "delete" | "timeout";

export type ModeratorSettings = { 
/**
 * Whether it is open to the other computers of this network.
 */
on_network: boolean, 
/**
 * The port there, 0 for any free one; `None`: the one after the application's own.
 */
port: number | null, };

export type Deed = { "deed": "suggested", 
/**
 * The message.
 */
message: string, 
/**
 * What they said of it.
 */
note?: string, } | { "deed": "accepted", 
/**
 * The message.
 */
message: string, } | { "deed": "rejected", 
/**
 * The message.
 */
message: string, } | { "deed": "queued", 
/**
 * The message.
 */
message: string, } | { "deed": "unqueued", 
/**
 * The message.
 */
message: string, } | { "deed": "hid", 
/**
 * The message.
 */
message: string, } | { "deed": "unhid", 
/**
 * The message.
 */
message: string, } | { "deed": "passed", 
/**
 * The message.
 */
message: string, } | { "deed": "sent", 
/**
 * What.
 */
text: string, } | { "deed": "deleted", 
/**
 * The message.
 */
message: string, } | { "deed": "timed_out", 
/**
 * The message for which it was done, if it was one.
 */
message?: string, 
/**
 * Where, if no message says it.
 */
source?: string, 
/**
 * Whom, if no message says it.
 */
author?: string, 
/**
 * Whom, as they were called in a command, if no id says it.
 */
name?: string, 
/**
 * For how long.
 */
seconds: number, };

export type AuditEntry = { 
/**
 * Its number, higher than those before it.
 */
number: number, 
/**
 * RFC 3339, UTC.
 */
at: string, 
/**
 * What they were called.
 */
by: string, 
/**
 * Whether it was the streamer.
 */
by_streamer: boolean, 
/**
 * Who wrote the message that it was done to.
 */
author_name?: string, 
/**
 * The beginning of that message, in words.
 */
text?: string, 
/**
 * The same in its parts, with their pictures.
 */
body?: Array<Part>, 
/**
 * The streamer has taken it back.
 */
undone: boolean, 
/**
 * It is being done: the platform has not answered yet.
 */
pending?: boolean, 
/**
 * Nobody knows whether it was done: the platform's answer was lost, or the application ended
 * before it came.
 */
unknown?: boolean, 
/**
 * Where it was done, as far as that is known.
 */
platform?: Platform, 
/**
 * Whether it can be taken back.
 */
can_undo: boolean, } & ({ "deed": "suggested", 
/**
 * The message.
 */
message: string, 
/**
 * What they said of it.
 */
note?: string, } | { "deed": "accepted", 
/**
 * The message.
 */
message: string, } | { "deed": "rejected", 
/**
 * The message.
 */
message: string, } | { "deed": "queued", 
/**
 * The message.
 */
message: string, } | { "deed": "unqueued", 
/**
 * The message.
 */
message: string, } | { "deed": "hid", 
/**
 * The message.
 */
message: string, } | { "deed": "unhid", 
/**
 * The message.
 */
message: string, } | { "deed": "passed", 
/**
 * The message.
 */
message: string, } | { "deed": "sent", 
/**
 * What.
 */
text: string, } | { "deed": "deleted", 
/**
 * The message.
 */
message: string, } | { "deed": "timed_out", 
/**
 * The message for which it was done, if it was one.
 */
message?: string, 
/**
 * Where, if no message says it.
 */
source?: string, 
/**
 * Whom, if no message says it.
 */
author?: string, 
/**
 * Whom, as they were called in a command, if no id says it.
 */
name?: string, 
/**
 * For how long.
 */
seconds: number, });

export type Listeners = { 
/**
 * When.
 */
mode: ListenersMode, };

export type Language = "system" | "en" | "de" | "es";

export type ListenersMode = "always" | "in_use" | "manual";

export type YouTube = { 
/**
 * The ways that are tried, in this order; none: directly.
 */
proxies: string[], };

export type AccountSettings = { 
/**
 * Of a public client at Twitch.
 */
twitch_client_id: string | null, 
/**
 * Of a desktop client at Google.
 */
google_client_id: string | null, 
/**
 * What belongs to it.
 */
google_client_secret: string | null, };

export type Hotkeys = { 
/**
 * Hides chat on every overlay, and shows it again.
 */
hide_chat: string | null, 
/**
 * Shows the next message of the focus queue.
 */
focus_next: string | null, 
/**
 * Shows again the message before.
 */
focus_previous: string | null, 
/**
 * Takes the message off the focus overlay; the queue stays.
 */
focus_clear: string | null, 
/**
 * Takes back the last thing that a moderator did.
 */
undo_moderator: string | null, };

export type Import = { 
/**
 * The settings that are other ones, those of the support page under `support`.
 */
settings: Array<SettingChange>, 
/**
 * The channels that are new, as `platform channel`.
 */
sources_added: Array<string>, 
/**
 * The names of overlays that are new.
 */
overlays_added: Array<string>, 
/**
 * The names of overlays that change.
 */
overlays_changed: Array<string>, 
/**
 * The names of moderators who are invited, with keys of their own.
 */
moderators_added: Array<string>, 
/**
 * Where what was set before is, once it is changed.
 */
kept?: string, };

export type SettingChange = { 
/**
 * Its dotted name.
 */
name: string, 
/**
 * What it is.
 */
from: unknown, 
/**
 * What it becomes.
 */
to: unknown, };

export type NotificationSettings = { 
/**
 * Whether what needs a person is told.
 */
enabled: boolean, };

export type ObsSettings = { 
/**
 * Whether OBS is looked for and connected to.
 */
enabled: boolean, };

export type Obs = { 
/**
 * How it is.
 */
state: ObsState, 
/**
 * Since when it is so.
 */
since: string, 
/**
 * What is, and what to do if there is something to do.
 */
detail: string, 
/**
 * Where it is looked for.
 */
address: string, 
/**
 * Whether its password is kept.
 */
has_password: boolean, 
/**
 * Its version, while it is connected.
 */
version?: string, 
/**
 * Whether its browser is older than what overlays are made for.
 */
has_old_browser?: boolean, 
/**
 * The version of its WebSocket server.
 */
websocket_version?: string, 
/**
 * The scene that viewers see.
 */
current_scene?: string, 
/**
 * Its scenes, in the order of its own list.
 */
scenes: Array<ObsScene>, 
/**
 * The names of sources that show a loader file with an address that is not ours any more, and
 * so stay empty; with the ids of their overlays, where those are known.
 */
old_loaders?: { [key in string]: string | null }, };

export type Sync = { 
/**
 * How it is.
 */
state: SyncState, 
/**
 * Since when it is so.
 */
since: string, 
/**
 * What is wrong, and what to do; empty while all is well.
 */
detail: string, 
/**
 * Where it is, `https://sync.example.org`; `None`: there is no link, or it can't be read.
 */
service: string | null, };

export type SyncState = "off" | "locked" | "connecting" | "connected" | "unreachable" | "refused" | "elsewhere";

export type ObsState = "off" | "not_running" | "wrong_password" | "password_needed" | "too_old" | "no_browser_plugin" | "connected";

export type ObsScene = { 
/**
 * Its name, which is its id too.
 */
name: string, 
/**
 * The ids of our overlays that are in it, in groups and scenes within it too.
 */
overlays: Array<string>, 
/**
 * Those of them that are not in the scene itself, and can't be taken out of it: by their ids,
 * the name of the group or scene within it that has them.
 */
within?: { [key in string]: string }, 
/**
 * The ids of those of them that can't be seen, because an eye is off in OBS.
 */
hidden?: Array<string>, };

export type ObsPlaced = { 
/**
 * The scene.
 */
scene: string, 
/**
 * The name of the source in OBS.
 */
source: string, 
/**
 * False where it was there before.
 */
added: boolean, 
/**
 * Whether it was there, hidden, and can be seen now.
 */
shown?: boolean, 
/**
 * Whether it is there and can't be seen: it was hidden when it was taken out, or is within a
 * group or a scene that is.
 */
hidden?: boolean, };

export type Overlay = { id: string, name: string, kind: 'chat' | 'focus' | 'support', 
/**
 * The address for OBS, its key in it.
 */
url: string, theme: string, custom_css: string, options: OverlayOptions, };

export type Saved = { path: string, };

export type Theme = { id: string, name: string, author: string, version: string, description: string, kind: string, preview_url: string | null, 
/**
 * What is wrong with it and what to do, in a sentence: it can't be chosen.
 */
problem: string | null, };

export type Fonts = { 
/**
 * The system's families, by name.
 */
system: Array<string>, };

export type Dock = { 
/**
 * The address for OBS, its key in it.
 */
url: string, };

export type ChatLimits = { twitch: number | null, youtube: number | null, };

export type CommandView = { 
/**
 * Its name, without the slash.
 */
name: string, 
/**
 * How it is written; what is in brackets can be left out.
 */
usage: string, 
/**
 * What it does.
 */
does: string, 
/**
 * Whether YouTube has it too. Twitch has all.
 */
youtube: boolean, };

export type ChatEmotes = { source: string, 
/**
 * What they are called, as they are written.
 */
names: Array<string>, };

export type Refreshed = { sources: number, };

export type Loader = { name: string, html: string, };

export type FeedView = { counts: FeedCounts, 
/**
 * The messages that wait for a person.
 */
held: Array<Judged>, };

export type Judged = { message: Message, outcome: Outcome, 
/**
 * The rule's name: that of the option.
 */
rule?: string, 
/**
 * What the rule met: the word, the kind, the prefix.
 */
met?: string, };

export type AutoModHeld = { 
/**
 * Twitch's id of it.
 */
id: string, 
/**
 * Who wrote it.
 */
name: string, text: string, 
/**
 * Twitch's name of what it is taken for; left out, it has a term that the channel has blocked.
 */
category?: string, at: string, };

export type Moderator = { id: string, name: string, 
/**
 * Their address on this computer, their key in it.
 */
url: string, 
/**
 * The same for other computers of this network, the best one first; none while it is closed.
 */
network_urls: Array<string>, 
/**
 * The same for anywhere, through the sync service; `null`: there is none.
 */
internet_url: string | null, 
/**
 * The one that reaches furthest as a QR code: an SVG. `null`: it works on this computer alone.
 */
qr: string | null, rights: Array<ModRight>, 
/**
 * RFC 3339; `null`: until they are removed.
 */
expires_at: string | null, 
/**
 * Whether their time is over.
 */
over: boolean, };

export type Me = { scope: 'owner' | 'dock' | 'moderator', 
/**
 * What the streamer calls a moderator.
 */
name: string | null, 
/**
 * What a moderator may do.
 */
rights: Array<ModRight>, 
/**
 * Until when, RFC 3339.
 */
expires_at: string | null, 
/**
 * The longest time for which an overlay holds a message back, in seconds.
 */
hold_seconds: number, };

export type Donations = { services: DonationService[], 
/**
 * The path that Ko-fi calls, its secret in it.
 */
kofi_path: string, };

export type Ledger = { 
/**
 * Newest first.
 */
entries: Paid[], 
/**
 * Of all that fits the query, whatever its limit.
 */
totals: Array<PaidTotal>, 
/**
 * The same of what has no amount.
 */
bought: Array<BoughtTotal>, };

export type SupportAnswer = { support: Support, 
/**
 * What it comes to now.
 */
view: SupportView, 
/**
 * The page's address; `null` while it has no name.
 */
url: string | null, };

export type Paid = { message: Message, 
/**
 * The amount as an exact decimal number, where it could be read.
 */
value?: string, 
/**
 * ISO 4217, or `BITS` or `JEWELS`.
 */
currency?: string, 
/**
 * What was bought, where there is no amount: it is in no sum of money.
 */
bought?: Bought, read: boolean, 
/**
 * A test or demo chat: in no sum, and gone with the next start.
 */
made_up: boolean, };

export type PaidTotal = { 
/**
 * `null`: amounts that could not be read. They are counted, and in no sum.
 */
currency: string | null, 
/**
 * An exact decimal number.
 */
value: string | null, 
/**
 * It went to a charity, and not to the streamer.
 */
charity?: boolean, count: number, unread: number, };

export type Bought = { count: number, 
/**
 * `1000`, `2000`, `3000` or `Prime` on Twitch; the level's name on YouTube. Where it is told.
 */
plan?: string, };

export type BoughtTotal = { 
/**
 * The kind of its messages: `subscription`, `gift`, `membership`, `milestone`.
 */
kind: string, 
/**
 * As in `Bought`.
 */
plan?: string, 
/**
 * How many were bought.
 */
count: number, unread: number, };
