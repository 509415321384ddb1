import type { FocusItem, Message, Suggestion } from "../api/types";
import { decided } from "../state/decided";
import { bringBack, hidden } from "../state/deeds";
import { focus } from "../state/focus";
import { may } from "../state/me";
import { moderate as words } from "../words/moderate";
import { Icon } from "./icons";
import { MessageWords } from "./message-row";
import { nameOf, OpenButton } from "./moderator-row";
import { PlatformGlyph } from "./platform-glyph";

/** What moderators marked, the newest first. */
export function Marked() {
  const marked = [...(focus.value?.suggestions ?? [])].reverse();
  if (marked.length === 0) {
    return (
      <div class="empty">
        <strong>{words.noMarks}</strong>
        <p>{words.noMarksHelp}</p>
      </div>
    );
  }
  return (
    <ol class="moderate-list">
      {marked.map((each) => (
        <MarkedMessage key={each.id} suggestion={each} />
      ))}
    </ol>
  );
}

function MarkedMessage({ suggestion }: { suggestion: Suggestion }) {
  return (
    <li class="message moderate-card" data-kind={suggestion.kind}>
      <PlatformGlyph platform={suggestion.platform} />
      <div class="moderate-card-words">
        <MessageWords message={suggestion} />
        <ul class="moderate-marks">
          {suggestion.marked_by.map(({ by, note, at }) => (
            <li key={by}>
              <span class="quiet">
                <Icon name="mark" /> <bdi>{words.markBy(by, at)}</bdi>
              </span>
              {note && (
                <p dir="auto">
                  <bdi>{note}</bdi>
                </p>
              )}
            </li>
          ))}
        </ul>
      </div>
      <OpenButton message={suggestion} isFirst />
    </li>
  );
}

/** What is on screen, what follows, and what the streamer decided. */
export function Decided() {
  const now = focus.value;
  return (
    <>
      <h3>{words.onScreen}</h3>
      {now?.current ? (
        <ol class="moderate-list">
          <Picked item={now.current} />
        </ol>
      ) : (
        <p class="quiet">{words.nothingOn}</p>
      )}
      <h3>{words.queue}</h3>
      {now && now.queue.length > 0 ? (
        <ol class="moderate-list">
          {now.queue.map((each) => (
            <Picked key={each.id} item={each} />
          ))}
        </ol>
      ) : (
        <p class="quiet">{words.emptyQueue}</p>
      )}
      <h3>{words.decisions}</h3>
      {decided.value.length === 0 && <p class="quiet">{words.noDecisions}</p>}
      <ol class="moderate-list">
        {decided.value.map(({ message_id, accepted, at, message }) => (
          <li
            key={`${message_id} ${at}`}
            class="message moderate-card"
            data-kind={message?.kind ?? "chat"}
            data-accepted={accepted}
          >
            <Icon name={accepted ? "check" : "close"} />
            <div class="moderate-card-words">
              <p class="quiet">
                <strong>{accepted ? words.accepted : words.rejected}</strong>{" "}
                <time dateTime={at}>{words.time(at)}</time>
              </p>
              {message ? <MessageWords message={message} /> : <p>{words.unknownMessage}</p>}
            </div>
          </li>
        ))}
      </ol>
      {may("hide") && hidden.value.length > 0 && (
        <>
          <h3>{words.hiddenByYou}</h3>
          <ol class="moderate-list">
            {hidden.value.map((message) => (
              <HiddenMessage key={message.id} message={message} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

function Picked({ item }: { item: FocusItem }) {
  const by = item.auto ? words.auto(item.auto) : item.by ? words.by(item.by) : words.byStreamer;
  return (
    <li class="message moderate-card" data-kind={item.kind}>
      <PlatformGlyph platform={item.platform} />
      <div class="moderate-card-words">
        <MessageWords message={item} />
        <p class="quiet">{by}</p>
      </div>
      <OpenButton message={item} isFirst />
    </li>
  );
}

function HiddenMessage({ message }: { message: Message }) {
  return (
    <li class="message moderate-card" data-kind={message.kind}>
      <PlatformGlyph platform={message.platform} />
      <div class="moderate-card-words">
        <MessageWords message={message} />
      </div>
      <button
        type="button"
        class="button"
        aria-label={words.bringBackWhose(nameOf(message))}
        onClick={() => void bringBack(message)}
      >
        <Icon name="undo" />
        {words.bringBack}
      </button>
    </li>
  );
}
