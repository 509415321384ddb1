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
 * 1 to 7, for paid messages.
 */
tier?: number, 
/**
 * Why it was removed; in the history only.
 */
removed?: RemovalReason, };

export type Author = { id: string, name: string, roles: Array<string>, 
/**
 * `#rrggbb`
 */
color?: string, badges: Array<Badge>, };

export type Badge = { name: string, title: string, 
/**
 * The path of its picture on this server; `null` where there is none.
 */
icon: string | null, };

export type Part = { type: 'text' | 'emote' | 'mention' | 'link' | 'cheer', text: string, };

export type Reply = { id?: string, author: string, text: string, };

export type Change = { seq: number, } & ({ "add": Message } | { "replace": Message } | { "insert": { message: Message, before: string | null, } } | { "remove": { ids: Array<string>, reason: RemovalReason, } });

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
 * The tray icon's face.
 */
face: Face, 
/**
 * Every source, in the order in which they were added.
 */
sources: Array<Source>, 
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
counts: Counts, };

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
overlays_connected: number, };

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

export type Overlay = { id: string, name: string, 
/**
 * `chat`
 */
kind: string, 
/**
 * The address for OBS, its key in it.
 */
url: string, theme: string, custom_css: string, options: Record<string, never>, };

export type Theme = { id: string, name: string, author: string, version: string, description: string, preview_url: string | null, };
