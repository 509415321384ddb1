import type { AutoModHeld } from "../api/types";
import { automod, decide, deciding } from "../state/automod";
import { words } from "../words";
import { Icon } from "./icons";
import { PlatformGlyph } from "./platform-glyph";

const DECISIONS = [
  { verdict: "allow", icon: "check" },
  { verdict: "deny", icon: "close" },
] as const;

/** What Twitch's AutoMod holds: on no overlay before it is allowed. */
export function AutoModMessages() {
  if (automod.value.length === 0) return null;
  return (
    <section class="held" aria-labelledby="automod-title">
      <h3 id="automod-title">{words.automod.title}</h3>
      <ul>
        {automod.value.map((each) => (
          <AutoModMessage key={each.id} held={each} />
        ))}
      </ul>
    </section>
  );
}

function AutoModMessage({ held }: { held: AutoModHeld }) {
  const { name, text, category } = held;
  const isOnItsWay = deciding.value.has(held.id);
  return (
    <li>
      <PlatformGlyph platform="twitch" />
      <p dir="auto">
        <strong>
          <bdi>{name}</bdi>
        </strong>{" "}
        <bdi>{text}</bdi>
        <span class="quiet">
          {category ? words.automod.category(category) : words.automod.term}
        </span>
      </p>
      {DECISIONS.map(({ verdict, icon }) => (
        <button
          key={verdict}
          type="button"
          class="button small"
          aria-label={words.automod[`${verdict}Whose`](name)}
          disabled={isOnItsWay}
          onClick={() => void decide(held, verdict)}
        >
          <Icon name={icon} />
          {words.automod[verdict]}
        </button>
      ))}
    </li>
  );
}
