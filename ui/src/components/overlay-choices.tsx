import type { EmoteProvider, Overlay } from "../api/types";
import { changeOptions, pronouns, togglePronouns } from "../state/look";
import { status } from "../state/status";
import { words } from "../words";

const { choices } = words;

/** The names of `options.hidden`, in the order in which a streamer looks for them. */
const KINDS = [
  "chat",
  "action",
  "reply",
  "first",
  "highlighted",
  "announcement",
  "cheer",
  "redemption",
  "subscription",
  "resub",
  "gift",
  "watch_streak",
  "raid",
  "superchat",
  "supersticker",
  "membership",
  "milestone",
  "jewels",
  "charity",
  "poll",
  "pin",
  "mode",
  "shared",
  "notice",
] as const;

const EMOTES = ["twitch", "youtube", "7tv", "bttv", "ffz"] as const;

/** What the overlay shows and what not. Every choice is seen at once. */
export function OverlayChoices({ overlay }: { overlay: Overlay }) {
  const { options } = overlay;
  const providers = status.value?.emotes ?? [];

  function show(kind: string, shown: boolean): void {
    const others = options.hidden.filter((hidden) => hidden !== kind);
    void changeOptions(overlay, { hidden: shown ? others : [...others, kind] });
  }

  return (
    <details class="overlay-choices">
      <summary>{choices.title}</summary>
      <fieldset>
        <legend>{choices.emotes}</legend>
        <div class="choice-grid">
          {EMOTES.map((name) => (
            <Choice
              key={name}
              label={choices.providers[name]}
              note={note(providers.find(({ provider }) => provider === name))}
              checked={options.emotes[name]}
              change={(on) => void changeOptions(overlay, { emotes: { [name]: on } })}
            />
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend>{choices.pictures}</legend>
        <div class="choice-grid">
          <Choice
            label={choices.gifs}
            checked={options.gifs}
            change={(gifs) => void changeOptions(overlay, { gifs })}
          />
          <Choice
            label={choices.avatars}
            note={choices.avatarsNote}
            checked={options.avatars}
            change={(avatars) => void changeOptions(overlay, { avatars })}
          />
          <Choice
            label={choices.pronouns}
            note={choices.pronounsNote}
            checked={pronouns.value && options.pronouns}
            change={(on) => void togglePronouns(overlay, on)}
          />
        </div>
      </fieldset>
      <fieldset>
        <legend>{choices.kinds}</legend>
        <div class="choice-grid">
          {KINDS.map((kind) => (
            <Choice
              key={kind}
              label={choices.kindNames[kind]}
              checked={!options.hidden.includes(kind)}
              change={(on) => show(kind, on)}
            />
          ))}
        </div>
      </fieldset>
    </details>
  );
}

/** How a provider is, where it is asked at all. */
function note(provider: EmoteProvider | undefined): string | undefined {
  if (!provider) return undefined;
  if (provider.state === "down") return choices.down;
  return provider.state === "loading" ? choices.loading : choices.count(provider.emotes);
}

function Choice(props: {
  label: string;
  note?: string | undefined;
  checked: boolean;
  change: (on: boolean) => void;
}) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.change(event.currentTarget.checked)}
      />
      <span>
        {props.label}
        {props.note && <small class="quiet">{props.note}</small>}
      </span>
    </label>
  );
}
