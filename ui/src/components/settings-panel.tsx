import { type ComponentChild, Fragment } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import type { Language, Settings } from "../api/types";
import { go } from "../state/place";
import { changeSettings, settings } from "../state/settings";
import { askToImport, exportSettings } from "../state/settings-file";
import { updates } from "../state/updates";
import { languages } from "../words/language";
import { words as sections } from "../words/sections";
import { words } from "../words/settings";
import { words as search } from "../words/settings-search";
import { ChatSpeed } from "./application-settings";
import { Select } from "./field-control";
import { Tick } from "./field-row";
import { goToSetting } from "./found-place";
import { HotkeyFields } from "./hotkey-field";
import { Icon } from "./icons";
import { isOwn, type Own, panels, type SettingPlace, searched } from "./setting-index";
import { UpdatesAtStart } from "./updates-note";

/** All that is set here, what is set elsewhere, and a search through both. */
export function SettingsPanel() {
  const id = useId();
  const [typed, setTyped] = useState("");
  const now = settings.value;
  if (!now) return null;
  const entries = entriesOf(now).filter(({ key }) => isOwn(typed, key));
  const others = searched(typed);
  return (
    <section class="panel settings" aria-labelledby="settings-title">
      <h2 id="settings-title">{words.title}</h2>
      <search class="settings-search">
        <label for={id}>{search.search}</label>
        <input
          id={id}
          class="text-input"
          type="search"
          autocomplete="off"
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </search>
      {entries.map(({ key, control }) => (
        <Fragment key={key}>{control}</Fragment>
      ))}
      <div role="status">
        {entries.length + others.length === 0 && (
          <div class="empty">
            <strong>{search.none}</strong>
            <p>{search.noneHelp}</p>
          </div>
        )}
      </div>
      {typed.trim() === "" ? <Sections /> : <Elsewhere places={others} />}
    </section>
  );
}

/** Where everything else is set. */
function Sections() {
  const id = useId();
  return (
    <>
      <h3 id={id}>{search.elsewhere}</h3>
      <ul class="settings-elsewhere" aria-labelledby={id}>
        {panels().map(({ section, titles }) => (
          <li key={section}>
            <button type="button" class="button small" onClick={() => go(section)}>
              {sections.names[section]}
            </button>
            <span>{titles.join(", ")}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was found in other sections. */
function Elsewhere({ places }: { places: SettingPlace[] }) {
  const id = useId();
  if (places.length === 0) return null;
  return (
    <>
      <h3 id={id}>{search.elsewhere}</h3>
      <ul class="settings-found" aria-labelledby={id}>
        {places.map((place) => (
          <li key={[place.section, ...place.within, place.label].join()}>
            <button type="button" class="button small" onClick={() => goToSetting(place)}>
              {place.label}
            </button>
            <span class="quiet">{wayTo(place)}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The section and the headings that lead there, each once. */
function wayTo({ section, within }: SettingPlace): string {
  return [...new Set([sections.names[section], ...within])].join(" › ");
}

interface Entry {
  key: Own;
  control: ComponentChild;
}

function entriesOf(now: Settings): Entry[] {
  return [
    {
      key: "autostart",
      control: (
        <Tick
          label={words.autostart}
          note={words.autostartNote}
          checked={now.autostart}
          change={(autostart) => void changeSettings({ autostart })}
        />
      ),
    },
    {
      key: "notifications",
      control: (
        <Tick
          label={words.notifications}
          note={words.notificationsNote}
          checked={now.notifications.enabled}
          change={(enabled) => void changeSettings({ notifications: { enabled } })}
        />
      ),
    },
    {
      key: "streamer",
      control: (
        <Tick
          label={search.streamer}
          note={search.streamerNote}
          checked={now.streamer_mode}
          change={(streamer_mode) => void changeSettings({ streamer_mode })}
        />
      ),
    },
    {
      key: "listeners",
      control: <ListenersMode mode={now.listeners.mode} />,
    },
    { key: "hotkeys", control: <HotkeyFields /> },
    {
      key: "language",
      control: <LanguageChoice language={now.language} />,
    },
    ...(updates.value
      ? [
          {
            key: "updates" as const,
            control: <UpdatesAtStart settings={now} />,
          },
        ]
      : []),
    { key: "speed", control: <ChatSpeed /> },
    {
      key: "file",
      control: <SettingsFile />,
    },
  ];
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

function ListenersMode({ mode }: Settings["listeners"]) {
  const id = useId();
  return (
    <div class="field-row">
      <div class="field-name">
        <label for={id}>{search.listeners}</label>
      </div>
      <Select
        id={id}
        describedBy={`${id}-note`}
        of={search.modes}
        value={mode}
        set={(chosen) =>
          void changeSettings({ listeners: { mode: chosen as Settings["listeners"]["mode"] } })
        }
      />
      <p id={`${id}-note`} class="quiet">
        {search.listenersNote}
      </p>
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
