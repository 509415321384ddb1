// The words of the health panel.

import { spoken, t, text } from "./fluent";
import { date } from "./formats";

export const words = spoken("health", {
  title: text,
  well: text,
  wellHelp: text,
  since: (at: string) => t("health-since", { at: date(at) }),
  doesLabel: text,
  todoLabel: text,
  partly: text,
  stays: text,
  passed: text,
  does: {
    backoff: text,
    waits: text,
    partly: text,
  },
  todo: {
    failed: text,
    needs_auth: text,
    report: text,
  },
  obsLooks: text,
  obsWaits: text,
  open: (section: string) => t("health-open", { section }),
});
