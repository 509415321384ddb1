import type { JSX } from "preact";
import type { Platform } from "../api/types";
import {
  channels,
  filtered,
  type Removed,
  want,
  wantChannel,
  wantEverything,
  wanted,
} from "../state/history";
import { words as common } from "../words";
import { words } from "../words/history";
import { kinds } from "../words/kinds";
import { Icon } from "./icons";

const platforms: Platform[] = ["twitch", "youtube", "donations", "demo"];
/** What sets a message of its kind apart, and is no kind that the history has. */
const MARKS = [
  "reply",
  "first",
  "returning",
  "mention",
  "gigantified",
  "gift_bomb",
  "shared",
  "resub",
];

/** What narrows the search down. */
export function HistoryFilters() {
  const { author, platform, source, kind, from, to, removed } = wanted.value;
  return (
    <fieldset class="history-filters">
      <legend class="unseen">{words.filters}</legend>
      <label>
        <span>{words.author}</span>
        <input
          class="text-input"
          type="text"
          placeholder={words.authorPlaceholder}
          value={author}
          onInput={(event) => want({ author: event.currentTarget.value })}
        />
      </label>
      <Choice name={words.channel} value={source} onChoice={wantChannel}>
        <option value="">{words.anyChannel}</option>
        {channels.value.map(({ id, channel, platform }) => (
          <option key={id} value={id}>
            {channel} ({common.platforms[platform]})
          </option>
        ))}
      </Choice>
      <Choice name={words.platform} value={platform} onChoice={(platform) => want({ platform })}>
        <option value="">{words.anyPlatform}</option>
        {platforms.map((name) => (
          <option key={name} value={name}>
            {common.platforms[name]}
          </option>
        ))}
      </Choice>
      <Choice name={words.kind} value={kind} onChoice={(kind) => want({ kind })}>
        <option value="">{words.anyKind}</option>
        {kinds
          .filter(({ name }) => !MARKS.includes(name))
          .map(({ name, one }) => (
            <option key={name} value={name}>
              {one}
            </option>
          ))}
        <option value="gap">{words.gap}</option>
      </Choice>
      <label>
        <span>{words.from}</span>
        <input
          class="text-input"
          type="date"
          value={from}
          max={to}
          onInput={(event) => want({ from: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>{words.to}</span>
        <input
          class="text-input"
          type="date"
          value={to}
          min={from}
          onInput={(event) => want({ to: event.currentTarget.value })}
        />
      </label>
      <Choice
        name={words.removed}
        value={removed}
        onChoice={(removed) => want({ removed: removed as Removed })}
      >
        {(["any", "no", "yes"] as const).map((name) => (
          <option key={name} value={name}>
            {words.removals[name]}
          </option>
        ))}
      </Choice>
      {filtered.value && (
        <button type="button" class="button small" onClick={wantEverything}>
          <Icon name="close" />
          {words.reset}
        </button>
      )}
    </fieldset>
  );
}

function Choice({
  name,
  value,
  onChoice,
  children,
}: {
  name: string;
  value: string;
  onChoice: (value: string) => void;
  children: JSX.Element | (JSX.Element | JSX.Element[])[];
}) {
  return (
    <label>
      <span>{name}</span>
      <select
        class="select"
        value={value}
        onChange={(event) => onChoice(event.currentTarget.value)}
      >
        {children}
      </select>
    </label>
  );
}
