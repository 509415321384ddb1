// Numbers, times and lists as the language writes them.

import { computed } from "@preact/signals";
import { bundle } from "./fluent";

/** The language with its region. */
export const locale = computed(() => bundle.value?.locales[0] ?? "en");

const clockFormat = computed(
  () => new Intl.DateTimeFormat(locale.value, { hour: "numeric", minute: "2-digit" }),
);
const timeFormat = computed(
  () => new Intl.DateTimeFormat(locale.value, { hour: "2-digit", minute: "2-digit" }),
);
const dayFormat = computed(
  () =>
    new Intl.DateTimeFormat(locale.value, {
      weekday: "short",
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
    }),
);
const dateFormat = computed(
  () => new Intl.DateTimeFormat(locale.value, { dateStyle: "medium", timeStyle: "short" }),
);
const stampFormat = computed(
  () => new Intl.DateTimeFormat(locale.value, { dateStyle: "short", timeStyle: "medium" }),
);
const fewFormat = computed(
  () => new Intl.NumberFormat(locale.value, { notation: "compact", maximumFractionDigits: 1 }),
);
const listFormat = computed(() => new Intl.ListFormat(locale.value, { type: "conjunction" }));
const eitherFormat = computed(() => new Intl.ListFormat(locale.value, { type: "disjunction" }));

/** `8:05 PM` */
export const clock = (at: string) => clockFormat.value.format(new Date(at));
/** `08:05 PM`: all of one width. */
export const time = (at: string) => timeFormat.value.format(new Date(at));
/** `Sat, Nov 28, 08:05 PM` */
export const day = (at: string) => dayFormat.value.format(new Date(at));
/** `Nov 28, 2026, 8:05 PM` */
export const date = (at: string) => dateFormat.value.format(new Date(at));
/** `11/28/26, 8:05:09 PM` */
export const stamp = (at: string) => stampFormat.value.format(new Date(at));
/** `1.2K` */
export const few = (count: number) => fewFormat.value.format(count);
/** `a, b, and c` */
export const list = (names: readonly string[]) => listFormat.value.format(names);
/** `a, b, or c` */
export const either = (names: readonly string[]) => eitherFormat.value.format(names);
