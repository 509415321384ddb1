// What the pages say, in the language that is spoken: the texts are in `locales`, one folder a language.

import type { FluentBundle } from "@fluent/bundle";
import { signal } from "@preact/signals";
import type { Messages } from "./messages";

/** The language's texts; null before the first is loaded, which is before the first paint. */
export const bundle = signal<FluentBundle | null>(null);

/** A text of its own in `spoken`: its id is that of the whole, and the names on the way to it. */
export const text: string = "\0text";

/** The ids of all texts that `spoken` has named, for the test that holds that there are no others. */
export const spokenIds: string[] = [];

type Arguments<Names extends string> = [Names] extends [never]
  ? []
  : [args: Record<Names, string | number>];

/** The text with this id, with what it tells of put in. Whoever reads it sees it change with the language. */
export function t<Id extends keyof Messages>(id: Id, ...[args]: Arguments<Messages[Id]>): string {
  return say(id, args);
}

/** The text with this id, if there is one: for ids that come from elsewhere. */
export function maybe(id: string): string | undefined {
  return bundle.value?.hasMessage(id) ? say(id) : undefined;
}

/** A name for a text that has another form without one. */
export const named = (name: string | undefined) => ({
  name: name ?? "",
  named: name ? "yes" : "no",
});

/** Makes each `text` within `shape` the one that is spoken when it is read. */
export function spoken<Shape extends object>(id: string, shape: Shape): Shape {
  const pair = isPair(shape);
  for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(shape))) {
    const { value } = property;
    const own = pair ? id : `${id}-${part(shape, key, value)}`;
    if (value === text) {
      spokenIds.push(own);
      Object.defineProperty(shape, key, { get: () => say(own), enumerable: true });
    } else if (typeof value === "object" && value !== null) spoken(own, value);
  }
  return shape;
}

/** What has names is named by them. An entry of a list: by the name that it begins with, or by its place. */
function part(shape: object, key: string, value: unknown): string {
  if (!Array.isArray(shape)) return plain(key);
  const first = typeof value === "object" && value !== null ? values(value)[0] : text;
  return typeof first === "string" && first !== text ? plain(first) : `${Number(key) + 1}`;
}

/** A value, and what it is called. */
function isPair(shape: object): boolean {
  const [first, second] = values(shape);
  return Array.isArray(shape) && shape.length === 2 && second === text && first !== text;
}

/** What is there as it is: nothing is asked for that is spoken already. */
const values = (shape: object): unknown[] =>
  Object.values(Object.getOwnPropertyDescriptors(shape)).map(({ value }) => value);

const plain = (name: string) => name.replace(/[^\w-]/g, "-") || "none";

function say(id: string, args?: Record<string, string | number>): string {
  // Whoever asks while the page is still being loaded would keep this answer for ever.
  if (!bundle.value) throw new Error(`${id} was asked for before there was a language`);
  const pattern = bundle.value.getMessage(id)?.value;
  // A test holds that every id has its text, and every text its arguments.
  return pattern ? bundle.value.formatPattern(pattern, args ?? null) : id;
}
