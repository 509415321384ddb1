import type { Paid } from "../api/types";
import { mark } from "../state/ledger";
import { date } from "../words/formats";
import { words } from "../words/paid";
import { Icon } from "./icons";
import { Body } from "./message-row";
import { PlatformGlyph } from "./platform-glyph";

/** A message that was paid for. */
export function PaidRow({ paid }: { paid: Paid }) {
  const { message, read, made_up } = paid;
  const bought = paid.bought && words.bought(paid.bought.count, paid.bought.plan);
  const name = message.author?.name ?? words.somebody;
  const label = read ? words.markUnread(name) : words.markRead(name);
  return (
    <li class="paid-row" data-read={read} data-kind={message.kind}>
      <PlatformGlyph platform={message.platform} />
      <div class="paid-words">
        <p>
          <bdi class="paid-name">{name}</bdi>
          <time class="quiet" dateTime={message.at}>
            {date(message.at)}
          </time>
          {made_up && <span class="pill">{words.test}</span>}
          {message.removed && (
            <span class="pill care">
              {message.removed === "hidden" ? words.hidden : words.removed}
            </span>
          )}
        </p>
        <p class="paid-text" dir={message.text === "" ? undefined : "auto"}>
          {message.text === "" ? message.system : <Body message={message} />}
        </p>
      </div>
      {(message.amount || bought) && <span class="paid-amount">{message.amount || bought}</span>}
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        aria-pressed={read}
        onClick={() => void mark(paid, !read)}
      >
        <Icon name={read ? "check" : "off"} />
      </button>
    </li>
  );
}
