import type { Settings, Updates } from "../api/types";
import { changeSettings } from "../state/settings";
import { askToInstall, lookForUpdates, updates } from "../state/updates";
import { words } from "../words/updates";
import { Tick } from "./field-row";

/** Newer versions: what is known of them, and what can be done. Nothing, where somebody else updates. */
export function UpdatesNote({ settings }: { settings: Settings | null }) {
  const known = updates.value;
  if (!known) return null;
  const busy = known.state === "looking" || known.state === "installing";
  return (
    <>
      <h3>{words.title}</h3>
      <div role="status" class="updates">
        <p>{said(known)}</p>
        {known.state === "found" && known.notes && <p class="updates-new">{known.notes}</p>}
      </div>
      <div class="about-buttons">
        {known.state === "found" && (
          <button
            type="button"
            class="button small primary"
            onClick={() => askToInstall(known.version)}
          >
            {words.install}
          </button>
        )}
        <button type="button" class="button small" disabled={busy} onClick={lookForUpdates}>
          {words.look}
        </button>
      </div>
      {settings && <UpdatesAtStart settings={settings} />}
    </>
  );
}

/** Whether they are looked for at each start. */
export function UpdatesAtStart({ settings }: { settings: Settings }) {
  const { at_start } = settings.updates;
  return (
    <Tick
      label={words.atStart}
      note={at_start === null ? words.undecided : words.atStartNote}
      checked={at_start === true}
      change={(on) => void changeSettings({ updates: { at_start: on } })}
    />
  );
}

function said(known: Updates): string {
  switch (known.state) {
    case "found":
      return words.found(known.version);
    case "installing":
      return words.installing(known.version);
    case "failed":
      return words.faults[known.why];
    default:
      return words.states[known.state];
  }
}
