// Merge patches of an overlay (RFC 7396): what they make of it, what two are together, and the way back.

import type { Overlay } from "../api/types";

/** What is to change in an overlay; what is not named stays, and `null` is as at first. */
export interface OverlayPatch {
  name?: string;
  theme?: string;
  custom_css?: string;
  options?: object;
}

type Fields = Record<string, unknown>;

/** The overlay with the patch in it. */
export function applied(overlay: Overlay, patch: OverlayPatch): Overlay {
  return merge(overlay as unknown as Fields, patch as Fields) as unknown as Overlay;
}

/** The patch that does what one and then the other does. */
export function merged(one: OverlayPatch, other: OverlayPatch): OverlayPatch {
  return merge(one as Fields, other as Fields);
}

/** The patch that takes back what this one would do to the overlay. */
export function inverse(overlay: Overlay, patch: OverlayPatch): OverlayPatch {
  return back(overlay as unknown as Fields, patch as Fields);
}

/** Whether two patches are of the same fields. */
export function ofTheSame(one: OverlayPatch, other: OverlayPatch): boolean {
  return String(names(one)) === String(names(other));
}

/** The value at a dotted name. */
export function valueAt(fields: object, name: string): unknown {
  let found: unknown = fields;
  for (const part of name.split(".")) found = isFields(found) ? found[part] : undefined;
  return found;
}

/** The patch that sets what is at a dotted name. */
export function patchOf(name: string, value: unknown): object {
  const parts = name.split(".");
  return parts.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as object;
}

// A null is kept, not taken away: in what the server answers, it stands for what is as at first.
function merge(fields: Fields, patch: Fields): Fields {
  const result = { ...fields };
  for (const [name, value] of Object.entries(patch)) {
    const known = result[name];
    result[name] = isFields(value) ? merge(isFields(known) ? known : {}, value) : value;
  }
  return result;
}

function back(fields: Fields, patch: Fields): Fields {
  return Object.fromEntries(
    Object.entries(patch).map(([name, value]) => {
      const known = fields[name];
      return [name, isFields(value) && isFields(known) ? back(known, value) : (known ?? null)];
    }),
  );
}

/** The fields that a patch has, by their dotted names. */
export function names(fields: object, place = ""): string[] {
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      isFields(value) ? names(value, `${place}${name}.`) : [`${place}${name}`],
    )
    .sort();
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
