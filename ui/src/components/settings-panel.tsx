import { useId, useRef } from "preact/hooks";
import type { Language } from "../api/types";
import { changeSettings, settings } from "../state/settings";
import { askToImport, exportSettings } from "../state/settings-file";
import { languages } from "../words/language";
import { words } from "../words/settings";
import { Select } from "./field-control";
import { Tick } from "./field-row";
import { HotkeyField } from "./hotkey-field";
import { Icon } from "./icons";

/** How the application sits on the desktop, and all settings as a file. */
export function SettingsPanel() {
  const now = settings.value;
  if (!now) return null;
  return (
    <section class="panel settings" aria-labelledby="settings-title">
      <h2 id="settings-title">{words.title}</h2>
      <Tick
        label={words.autostart}
        note={words.autostartNote}
        checked={now.autostart}
        change={(autostart) => void changeSettings({ autostart })}
      />
      <HotkeyField name="hide_chat" />
      <LanguageChoice language={now.language} />
      <SettingsFile />
    </section>
  );
}

function LanguageChoice({ language }: { language: Language }) {
  const id = useId();
  return (
    <div class="field-row">
      <div class="field-name">
        <label for={id}>{words.language}</label>
      </div>
      <Select
        id={id}
        describedBy={undefined}
        of={[["system", words.languageSystem], ...languages]}
        value={language}
        set={(chosen) => void changeSettings({ language: chosen as Language })}
      />
    </div>
  );
}

function SettingsFile() {
  const file = useRef<HTMLInputElement>(null);

  function take(input: HTMLInputElement): void {
    const [chosen] = input.files ?? [];
    // The same file may be chosen again.
    input.value = "";
    if (chosen) void askToImport(chosen);
  }

  return (
    <fieldset class="settings-file" aria-describedby="settings-file-note">
      <legend>{words.file}</legend>
      <p id="settings-file-note" class="quiet">
        {words.fileNote}
      </p>
      <button type="button" class="button small" onClick={() => void exportSettings()}>
        <Icon name="download" />
        {words.export}
      </button>
      <button type="button" class="button small" onClick={() => file.current?.click()}>
        <Icon name="upload" />
        {words.import}
      </button>
      <input
        ref={file}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => take(event.currentTarget)}
      />
    </fieldset>
  );
}
