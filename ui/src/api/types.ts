// Written from the server's types: UPDATE_TYPES=1 cargo test -p server typescript

export type Platform = "twitch" | "youtube" | "demo";

export type SourceState = "off" | "connecting" | "live" | "waiting" | "backoff" | "needs_auth" | "failed";

export type RemovalReason = "deleted" | "timeout" | "ban" | "cleared" | "hidden";

export type Message = { id: string, platform: Platform, source: string, kind: string, 
/**
 * RFC 3339, UTC.
 */
at: string, author?: Author, text: string, body: Array<Part>, amount?: string, system?: string, reply_to?: Reply, 
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
 * `#rrggbb`
 */
color?: string, badges: Array<Badge>, avatar?: string, 
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
 * Whose emote it is.
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
 * How many bits.
 */
bits?: number, 
/**
 * The colour of their tier, `#rrggbb`.
 */
color?: string, };

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

export type Status = { 
/**
 * The application's version.
 */
version: string, 
/**
 * Seconds since the start.
 */
uptime_seconds: number, 
/**
 * Whether any source is listened to.
 */
listening: boolean, 
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
 * What the sources that are there now brought since they were started, and what is lost.
 */
counters: Counters, 
/**
 * What a person should know, and can do something about.
 */
warnings: Array<Warning>, };

export type Face = "off" | "live" | "attention";

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
routes?: Route[], };

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
can: Array<'read' | 'send' | 'moderate'>, 
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
detail: string, };

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
can: Array<'read' | 'send' | 'moderate'>, 
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
detail: string, };

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
 * What can be done.
 */
hint: string, };

export type Settings = { 
/**
 * How fast chat may run on overlays, in characters a second; `None` is as it comes.
 */
chat_speed: number | null, 
/**
 * The focus queue. Kept now; the queue itself comes later.
 */
focus: Focus, 
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
autostart: boolean, };

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
feed: FeedOptions, };

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

export type Focus = { 
/**
 * Whether Super Chats are queued by themselves.
 */
auto_superchats: boolean, };

export type Listeners = { 
/**
 * When.
 */
mode: ListenersMode, };

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
hide_chat: string | null, };

export type Import = { 
/**
 * The settings that are other ones.
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

export type Overlay = { id: string, name: string, 
/**
 * `chat`
 */
kind: string, 
/**
 * The address for OBS, its key in it.
 */
url: string, theme: string, custom_css: string, options: OverlayOptions, };

export type Saved = { path: string, };

export type Theme = { id: string, name: string, author: string, version: string, description: string, preview_url: string | null, 
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
