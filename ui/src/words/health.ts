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
  obsLooks: text,
  open: (section: string) => t("health-open", { section }),
});
