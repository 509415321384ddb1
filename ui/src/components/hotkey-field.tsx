import { useId, useState } from "preact/hooks";
import type { Hotkeys } from "../api/types";
import { setHotkey } from "../state/hotkeys";
import { combination } from "../state/keys";
import { settings } from "../state/settings";
import { words } from "../words/settings";

const NAMES = [
  "hide_chat",
  "focus_next",
  "focus_previous",
  "focus_clear",
  "undo_moderator",
] as const satisfies readonly (keyof Hotkeys)[];

/** What the search of the settings looks through. */
export const hotkeysSay = () =>
  [words.hotkeyTitle, words.hotkeyNote, ...NAMES.map((name) => words.hotkeys[name])].join(" ");

/** The keys that work in every program. */
export function HotkeyFields() {
  const id = useId();
  return (
    <fieldset class="hotkeys" aria-describedby={id}>
      <legend>{words.hotkeyTitle}</legend>
      <p id={id} class="quiet">
        {words.hotkeyNote}
      </p>
      {NAMES.map((name) => (
        <HotkeyField key={name} name={name} />
      ))}
    </fieldset>
  );
}

/** A combination of keys: pressed here, and taken. */
function HotkeyField({ name }: { name: keyof Hotkeys }) {
  const id = useId();
  const [refusal, setRefusal] = useState<string | null>(null);
  const keys = settings.value?.hotkeys[name] ?? null;

  async function set(value: string | null): Promise<void> {
    setRefusal(await setHotkey(name, value));
  }

  function press(event: KeyboardEvent): void {
    const bare = !(event.ctrlKey || event.altKey || event.shiftKey || event.metaKey);
    // The way on, and away, is left to whoever walks by keyboard.
    if (event.code === "Tab" || event.code === "Escape") return;
    event.preventDefault();
    if (bare && (event.code === "Delete" || event.code === "Backspace")) {
      void set(null);
      return;
    }
    const pressed = combination(event);
    if (pressed) void set(pressed);
  }

  return (
    <div class="field-row">
      <div class="field-name">
        <label for={id}>{words.hotkeys[name]}</label>
      </div>
      <input
        id={id}
        class="text-input"
        readOnly
        aria-describedby={`${id}-refusal`}
        aria-invalid={refusal !== null}
        disabled={!settings.value}
        placeholder={words.hotkeyNone}
        value={keys ?? ""}
        onKeyDown={press}
      />
      <p id={`${id}-refusal`} class="refusal" role="alert">
        {refusal}
      </p>
    </div>
  );
}
