// That a setting has changed, with a way back: for what was typed, which no click where it was brings back.

import { words as page } from "../words";
import { settingName, settingValue } from "../words/setting-names";
import { words } from "../words/settings";
import { showToast } from "./toasts";
import { onStream } from "./unmasked";

/** `name`: its dotted one. `back` sets it to what it was. */
export function sayChanged(name: string, value: unknown, back: () => Promise<unknown>): void {
  const written = settingValue(name, value, onStream.value);
  showToast({
    tone: "plain",
    text: words.changed(settingName(name), written),
    action: { label: page.undo, run: () => void back() },
  });
}
