// The HTTP API. Every call either answers or throws an ApiError that a person can be shown.

import type { OverlayPatch } from "../state/patch";
import { words } from "../words";
import { told } from "../words/told";
import type {
  AccountSettings,
  AuditEntry,
  ChatEmotes,
  ChatLimits,
  CommandView,
  Dock,
  DonationService,
  Donations,
  FeedView,
  Focus,
  FocusSettings,
  Fonts,
  HighlightSettings,
  Hotkeys,
  Import,
  Judged,
  Ledger,
  Loader,
  Message,
  Obs,
  ObsPlaced,
  Overlay,
  Platform,
  Refreshed,
  Saved,
  Sent,
  Settings,
  SignIn,
  Source,
  Status,
  Support,
  SupportAnswer,
  Sync,
  Theme,
  Vault,
} from "./types";
import { type Asked, way } from "./way";
import type { Action, Draft, KeepIn, Right } from "./writing";

/** A call that was refused, or did not arrive. */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 where there was no answer. */
    readonly status: number,
    readonly code: string,
    message: string,
    /** What the person can do. */
    readonly hint: string,
    /** The line of the text that is at fault, from 1. */
    readonly line: number | null = null,
    /** The field that is at fault, as the API names it: `goals[0].amount`. */
    readonly field: string | null = null,
  ) {
    super(message);
  }
}

let bearer = "";

/** Sets the key that all later calls are made with. */
export function authorize(key: string): void {
  bearer = key;
}

export const api = {
  health: () => call<Status>("GET", "health"),

  addSource: (platform: Platform, channel: string) =>
    call<Source>("POST", "sources", { platform, channel }),
  removeSource: (id: string) => call<void>("DELETE", `sources/${segment(id)}`),
  restoreSource: (id: string) => call<Source>("POST", `sources/${segment(id)}/restore`),
  startSource: (id: string) => call<void>("POST", `sources/${segment(id)}/start`),
  stopSource: (id: string) => call<void>("POST", `sources/${segment(id)}/stop`),

  chooseStream: (id: string, stream: string | null) =>
    call<void>("POST", `sources/${segment(id)}/stream`, { stream }),
  diagnostics: () => call<object>("GET", "diagnostics"),
  saveDiagnostics: () => call<Saved>("POST", "diagnostics"),

  settings: () => call<Settings>("GET", "settings"),
  changeSettings: (patch: SettingsPatch) => call<Settings>("PATCH", "settings", patch),

  exportSettings: () => call<object>("GET", "settings/export"),
  previewImport: (file: object) => call<Import>("POST", "settings/import?preview=true", file),
  importSettings: (file: object) => call<Import>("POST", "settings/import", file),
  /** `kept`: as the import has answered. */
  undoImport: (kept = "") =>
    call<void>("POST", `settings/import/undo${kept && `?kept=${encodeURIComponent(kept)}`}`),

  openLogs: () => call<void>("POST", "logs/open"),
  openData: () => call<void>("POST", "data/open"),
  lookForUpdates: () => call<void>("POST", "updates/look"),
  installUpdate: (although_in_use: boolean) =>
    call<void>("POST", "updates/install", { although_in_use }),
  takeNote: (code: string) => call<void>("DELETE", `warnings/${segment(code)}`),

  connectAccount: (platform: Platform, rights: Right[]) =>
    call<SignIn>("POST", `accounts/${platform}/connect`, { rights }),
  cancelSignIn: (platform: Platform) => call<void>("POST", `accounts/${platform}/cancel`),
  disconnectAccount: (platform: Platform) => call<void>("DELETE", `accounts/${platform}`),
  setApiKey: (key: string) => call<void>("PUT", "accounts/youtube/key", { key }),
  forgetApiKey: () => call<void>("DELETE", "accounts/youtube/key"),
  unlockVault: (passphrase?: string) => call<Vault>("POST", "vault/unlock", { passphrase }),
  keepSignIns: (how: KeepIn, passphrase?: string) =>
    call<Vault>("POST", "vault/keep", { how, passphrase }),

  ledger: (wanted: LedgerQuery) => call<Ledger>("GET", `ledger?${query(wanted)}`),
  ledgerTable: (wanted: LedgerQuery) => file(`ledger.csv?${query(wanted)}`),
  markPaid: (id: string, read: boolean) =>
    call<void>("POST", `ledger/${segment(id)}/${read ? "read" : "unread"}`),
  markPaidUntil: (until: string) => call<void>("POST", "ledger/read", { until }),

  history: (wanted: HistoryQuery) =>
    call<Message[]>("GET", `messages?${given({ ...wanted, gaps: true })}`),
  historyFile: (kind: string, wanted: HistoryQuery) =>
    namedFile(`messages.${kind}?${given({ ...wanted, gaps: true })}`),

  donations: () => call<Donations>("GET", "donations"),
  setDonationToken: (provider: string, token: string) =>
    call<DonationService>("PUT", `donations/${segment(provider)}`, { token }),
  forgetDonationToken: (provider: string) => call<void>("DELETE", `donations/${segment(provider)}`),
  rotateHookKey: () => call<Donations>("POST", "donations/kofi/rotate-key"),

  support: () => call<SupportAnswer>("GET", "support"),
  setSupport: (page: Support) => call<SupportAnswer>("PUT", "support", page),

  dock: () => call<Dock>("GET", "dock"),
  rotateDockKey: () => call<Dock>("POST", "dock/rotate-key"),

  connectObs: (password?: string) => call<Obs>("POST", "obs/connect", { password }),
  disconnectObs: () => call<void>("POST", "obs/disconnect"),
  forgetObsPassword: () => call<void>("DELETE", "obs/password"),
  refreshObs: () => call<Refreshed>("POST", "obs/refresh"),
  putInObs: (overlay: string, scene: string) =>
    call<ObsPlaced>("POST", "obs/sources", { overlay, scene }),
  takeOutOfObs: (overlay: string, scene: string) =>
    call<void>("DELETE", `obs/sources/${segment(overlay)}?scene=${segment(scene)}`),
  loader: (overlay: string) => call<Loader>("GET", `overlays/${segment(overlay)}/loader`),

  connectSync: (link?: string) => call<Sync>("PUT", "sync", { link }),
  disconnectSync: () => call<void>("DELETE", "sync"),

  startListeners: () => call<void>("POST", "listeners/start"),
  stopListeners: () => call<void>("POST", "listeners/stop"),

  drawCurtain: (drawn: boolean) => call<void>("POST", "curtain", { drawn }),

  overlays: () => call<Overlay[]>("GET", "overlays"),
  addOverlay: (overlay: OverlayPatch & { kind?: Overlay["kind"] }) =>
    call<Overlay>("POST", "overlays", overlay),
  changeOverlay: (id: string, patch: OverlayPatch) =>
    call<Overlay>("PATCH", `overlays/${segment(id)}`, patch),
  removeOverlay: (id: string) => call<void>("DELETE", `overlays/${segment(id)}`),
  restoreOverlay: (id: string) => call<Overlay>("POST", `overlays/${segment(id)}/restore`),
  duplicateOverlay: (id: string) => call<Overlay>("POST", `overlays/${segment(id)}/duplicate`),
  rotateKey: (id: string) => call<Overlay>("POST", `overlays/${segment(id)}/rotate-key`),
  exportOverlay: (id: string) => call<object>("GET", `overlays/${segment(id)}/export`),
  importOverlay: (file: object) => call<Overlay>("POST", "overlays/import", file),
  tryRules: (id: string, options: object) =>
    call<Judged[]>("POST", `overlays/${segment(id)}/try`, { options }),
  themes: () => call<Theme[]>("GET", "themes"),
  fonts: () => call<Fonts>("GET", "fonts"),

  sample: (overlay: string, kind: string, platform: Platform) =>
    call<Judged>("POST", `overlays/${segment(overlay)}/sample`, { kind, platform }),
  hideMessage: (id: string) => call<void>("POST", `messages/${segment(id)}/hide`),
  unhideMessage: (id: string) => call<void>("POST", `messages/${segment(id)}/unhide`),

  feed: (overlay: string) => call<FeedView>("GET", `overlays/${segment(overlay)}/feed`),
  decideHeld: (id: string, verdict: "allow" | "deny") =>
    call<void>("POST", `automod/${segment(id)}/${verdict}`),
  passMessage: (id: string) => call<void>("POST", `messages/${segment(id)}/pass`),

  queueMessages: (message_ids: string[]) => call<Focus>("POST", "focus/queue", { message_ids }),
  orderQueue: (message_ids: string[]) => call<Focus>("PUT", "focus/queue", { message_ids }),
  unqueueMessage: (id: string) => call<Focus>("DELETE", `focus/queue/${segment(id)}`),
  emptyQueue: () => call<Focus>("DELETE", "focus/queue"),
  restoreQueue: () => call<Focus>("POST", "focus/queue/restore"),
  pinMessage: (id: string, pinned: boolean) =>
    call<Focus>("POST", `focus/queue/${segment(id)}/pin`, { pinned }),
  showMessage: (message_id: string) => call<Focus>("POST", "focus/show", { message_id }),
  moveFocus: (to: "next" | "previous" | "clear") => call<Focus>("POST", `focus/${to}`),
  decideSuggestion: (id: string, decision: "accept" | "reject") =>
    call<Focus>("POST", `focus/suggestions/${segment(id)}/${decision}`),
  audit: (limit: number) => call<AuditEntry[]>("GET", `audit?limit=${limit}`),
  undoModerator: () => call<{ number: number }>("POST", "audit/undo"),

  limits: () => call<ChatLimits>("GET", "chat/limits"),
  commands: () => call<CommandView[]>("GET", "chat/commands"),
  emotes: () => call<ChatEmotes[]>("GET", "chat/emotes"),
  send: (draft: Draft) => call<Sent[]>("POST", "chat/send", draft),
  moderate: (action: Action, message_id: string, seconds?: number) =>
    call<void>("POST", `moderation/${action}`, { message_id, seconds }),

  quit: () => call<void>("POST", "quit"),
};

/** What is to change of the focus queue's settings; a currency's `null` takes its least amount away. */
export type FocusPatch = Partial<Omit<FocusSettings, "auto">> & {
  auto?: Partial<Omit<HighlightSettings, "least">> & { least?: Record<string, number | null> };
};

export type SettingsPatch = Partial<Omit<Settings, "accounts" | "focus" | "hotkeys">> & {
  hotkeys?: Partial<Hotkeys>;
  accounts?: Partial<AccountSettings>;
  focus?: FocusPatch;
};

interface LedgerQuery {
  q: string;
  currency: string;
  unread: boolean;
  tests: boolean;
  limit?: number;
  before?: string;
}

/** What is empty is not asked for. Times are RFC 3339, `removed` is `true` or `false`. */
export interface HistoryQuery {
  q: string;
  author: string;
  platform: string;
  source: string;
  kind: string;
  from: string;
  to: string;
  removed: string;
  limit?: number;
  before?: string;
}

function query({ unread, tests, ...fields }: LedgerQuery): string {
  return given({ ...fields, unread: unread ? "true" : "", made_up: tests ? "" : "false" });
}

/** What is not asked for is left out. */
function given(fields: object): string {
  const asked = Object.entries(fields).filter(([, value]) => value !== undefined && value !== "");
  return new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString();
}

/** An answer that is a file. */
async function file(path: string): Promise<Blob> {
  return (await namedFile(path)).blob;
}

/** The same, with the name that the server gives it. */
async function namedFile(path: string): Promise<{ name: string | undefined; blob: Blob }> {
  const response = await answered(`/api/${path}`, {
    headers: { Authorization: `Bearer ${bearer}` },
  });
  if (!response.ok) throw refusal(response.status, await json(response));
  const said = response.headers.get("Content-Disposition") ?? "";
  return { name: /filename="([^"]+)"/.exec(said)?.[1], blob: await whole(response) };
}

/** What others made of the program. It is one of the page's own files, which take no key. */
export async function thirdPartyList(): Promise<string> {
  const response = await answered(`${import.meta.env.BASE_URL}third-party.txt`, {});
  if (!response.ok) throw refusal(response.status, await json(response));
  return (await whole(response)).text();
}

/** All of it: a file that breaks off is none. */
async function whole(response: Response): Promise<Blob> {
  try {
    return await response.blob();
  } catch {
    throw new ApiError(0, "unreachable", words.errors.unreachable, words.errors.unreachableHint);
  }
}

async function answered(path: string, asked: Asked): Promise<Response> {
  try {
    return await way.ask(path, asked);
  } catch {
    throw new ApiError(0, "unreachable", words.errors.unreachable, words.errors.unreachableHint);
  }
}

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Authorization: `Bearer ${bearer}` };
  const asked: Asked = { method, headers };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    asked.body = JSON.stringify(body);
  }
  const response = await answered(`/api/${path}`, asked);
  const answer = await json(response);
  if (!response.ok) throw refusal(response.status, answer);
  return answer as T;
}

/** The answer's JSON; null where there is none, as in a 204. */
async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function refusal(status: number, answer: unknown): ApiError {
  const error = (answer as { error?: Refusal } | null)?.error;
  const { code, message, hint } = told({
    code: error?.code ?? "unknown",
    message: error?.message ?? words.errors.unknown(status),
    hint: error?.hint ?? "",
  });
  const field = error?.field ?? null;
  // The field's name is for scripts: a person stands before the field.
  const name = `${field}: `;
  const isNamed = field !== null && message.startsWith(name);
  return new ApiError(
    status,
    code,
    isNamed ? message.slice(name.length) : message,
    hint,
    error?.line,
    field,
  );
}

interface Refusal {
  code?: string;
  message?: string;
  hint?: string;
  line?: number;
  field?: string;
}

export function segment(id: string): string {
  return encodeURIComponent(id);
}
