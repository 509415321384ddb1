// The HTTP API. Every call either answers or throws an ApiError that a person can be shown.

import { words } from "../words";
import type {
  EmoteOptions,
  Overlay,
  OverlayOptions,
  Platform,
  Saved,
  Settings,
  Source,
  Status,
  Theme,
} from "./types";

/** What is to change in an overlay's options; what is not named stays. */
export type OptionsPatch = Partial<Omit<OverlayOptions, "emotes" | "look" | "feed">> & {
  emotes?: Partial<EmoteOptions>;
  look?: object;
  feed?: object;
};

type OverlayPatch = Partial<Pick<Overlay, "theme" | "name" | "custom_css">> & {
  options?: OptionsPatch;
};

/** A call that was refused, or did not arrive. */
export class ApiError extends Error {
  constructor(
    /** HTTP status; 0 where there was no answer. */
    readonly status: number,
    readonly code: string,
    message: string,
    /** What the person can do. */
    readonly hint: string,
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
  startSource: (id: string) => call<void>("POST", `sources/${segment(id)}/start`),
  stopSource: (id: string) => call<void>("POST", `sources/${segment(id)}/stop`),

  chooseStream: (id: string, stream: string | null) =>
    call<void>("POST", `sources/${segment(id)}/stream`, { stream }),
  saveDiagnostics: () => call<Saved>("POST", "diagnostics"),

  settings: () => call<Settings>("GET", "settings"),
  changeSettings: (patch: Partial<Settings>) => call<Settings>("PATCH", "settings", patch),

  startListeners: () => call<void>("POST", "listeners/start"),
  stopListeners: () => call<void>("POST", "listeners/stop"),

  overlays: () => call<Overlay[]>("GET", "overlays"),
  changeOverlay: (id: string, patch: OverlayPatch) =>
    call<Overlay>("PATCH", `overlays/${segment(id)}`, patch),
  themes: () => call<Theme[]>("GET", "themes"),

  sendTestMessage: (kind: string, platform: Platform) =>
    call<void>("POST", "test-message", { kind, platform }),
  hideMessage: (id: string) => call<void>("POST", `messages/${segment(id)}/hide`),
  unhideMessage: (id: string) => call<void>("POST", `messages/${segment(id)}/unhide`),

  quit: () => call<void>("POST", "quit"),
};

async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Authorization: `Bearer ${bearer}` };
  const request: RequestInit = { method, headers };
  if (body !== undefined) {
    headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(`/api/${path}`, request);
  } catch {
    throw new ApiError(0, "unreachable", words.errors.unreachable, words.errors.unreachableHint);
  }
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
  const error = (answer as { error?: { code?: string; message?: string; hint?: string } } | null)
    ?.error;
  return new ApiError(
    status,
    error?.code ?? "unknown",
    error?.message ?? words.errors.unknown(status),
    error?.hint ?? "",
  );
}

function segment(id: string): string {
  return encodeURIComponent(id);
}
