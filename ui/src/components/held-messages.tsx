import type { Judged } from "../api/types";
import { held, leaveOut, pass } from "../state/held";
import { words } from "../words";
import { Icon } from "./icons";
import { PlatformGlyph } from "./platform-glyph";

/** What waits for a person, above the chat, where it can't be missed. */
export function HeldMessages() {
  if (held.value.length === 0) return null;
  return (
    <section class="held" aria-labelledby="held-title">
      <h3 id="held-title">{words.feed.held}</h3>
      <ul>
        {held.value.map((each) => (
          <HeldMessage key={each.message.id} judged={each} />
        ))}
      </ul>
    </section>
  );
}

function HeldMessage({ judged }: { judged: Judged }) {
  const { message, met } = judged;
  const name = message.author?.name ?? words.platforms[message.platform];
  return (
    <li>
      <PlatformGlyph platform={message.platform} />
      <p dir="auto">
        <strong>
          <bdi>{name}</bdi>
        </strong>{" "}
        <bdi>{message.text}</bdi>
        {met && <span class="quiet">{words.feed.heldWhy(met)}</span>}
      </p>
      <span class="held-answers">
        <button
          type="button"
          class="button small"
          aria-label={words.feed.passWhose(name)}
          onClick={() => void pass(judged)}
        >
          <Icon name="check" />
          {words.feed.pass}
        </button>
        <button
          type="button"
          class="button small"
          aria-label={words.feed.hideWhose(name)}
          onClick={() => void leaveOut(judged)}
        >
          <Icon name="eye-off" />
          {words.feed.hide}
        </button>
      </span>
    </li>
  );
}
