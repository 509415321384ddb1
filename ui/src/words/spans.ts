// How long something takes.

import { t } from "./fluent";

/** `90`: two minutes. */
export function span(seconds: number): string {
  if (seconds >= 3600)
    return t("spans-hours", { count: seconds < 7200 ? 1 : Math.round(seconds / 3600) });
  if (seconds >= 60)
    return t("spans-minutes", { count: seconds < 120 ? 1 : Math.round(seconds / 60) });
  return t("spans-seconds", { count: Math.max(1, Math.ceil(seconds)) });
}
