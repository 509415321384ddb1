import type { Judged } from "../api/types";
import { hide, pass } from "../state/deeds";
import { followFeed, following, shown, waitingCount } from "../state/feed";
import { held } from "../state/held";
import { may, me } from "../state/me";
import { status } from "../state/status";
import { tapped } from "../state/tapped";
import { words as common } from "../words";
import { moderate as words } from "../words/moderate";
import { Composer } from "./composer";
import { Icon } from "./icons";
import { ModeratorRow } from "./moderator-row";
import { PlatformGlyph } from "./platform-glyph";
import { useReadingPosition } from "./reading-position";

/** All of chat, as it comes, and what holds it back. */
export function ModeratorChat() {
  return (
    <>
      {may("hide") && <Held />}
      <TapHint />
      <Messages />
      {may("send") && (
        <Composer>
          <p>{words.noSend}</p>
        </Composer>
      )}
    </>
  );
}

/** That a message can be tapped, until one was on this device. */
function TapHint() {
  const rights = me.value?.rights ?? [];
  if (rights.length === 0 || tapped.is.value) return null;
  return (
    <div class="moderate-hint">
      <p class="quiet">{words.tap(rights)}</p>
      <button
        type="button"
        class="icon-button"
        aria-label={common.dismiss}
        title={common.dismiss}
        onClick={({ currentTarget }) => {
          // It goes with the focus on it.
          currentTarget.closest("section")?.querySelector<HTMLElement>(".feed-scroll")?.focus();
          tapped.set(true);
        }}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function Messages() {
  const { frame, list, onScroll } = useReadingPosition();
  const last = shown.value.at(-1)?.id;

  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>(".moderate-open") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? undefined : buttons[at + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <div class="feed-frame">
      {status.value && shown.value.length === 0 && (
        <div class="empty">
          <strong>{words.empty}</strong>
          <p>{words.emptyHelp}</p>
        </div>
      )}
      <div
        class="feed-scroll"
        ref={frame}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={words.log}
      >
        <ol class="messages" ref={list}>
          {shown.value.map((message) => (
            <ModeratorRow key={message.id} message={message} isFirst={message.id === last} />
          ))}
        </ol>
      </div>
      {!following.value && (
        <button type="button" class="button primary newer" onClick={followFeed}>
          <Icon name="down" />
          {common.feed.newer(waitingCount.value)}
        </button>
      )}
    </div>
  );
}

/** What a word rule keeps for a person to decide, above the chat, where it can't be missed. */
function Held() {
  if (held.value.length === 0) return null;
  return (
    <section class="held" aria-labelledby="held-title">
      <h3 id="held-title">{words.held}</h3>
      <ul>
        {held.value.map((each) => (
          <HeldMessage key={each.message.id} judged={each} />
        ))}
      </ul>
    </section>
  );
}

function HeldMessage({ judged: { message, met } }: { judged: Judged }) {
  const name = message.author?.name ?? common.platforms[message.platform];
  return (
    <li>
      <PlatformGlyph platform={message.platform} />
      <p dir="auto">
        <strong>
          <bdi>{name}</bdi>
        </strong>{" "}
        <bdi>{message.text}</bdi>
        {met && <span class="quiet">{words.heldWhy(met)}</span>}
      </p>
      <button
        type="button"
        class="button"
        aria-label={words.passWhose(name)}
        onClick={() => void pass(message)}
      >
        <Icon name="check" />
        {words.pass}
      </button>
      <button
        type="button"
        class="button danger"
        aria-label={words.stopWhose(name)}
        onClick={() => void hide(message)}
      >
        <Icon name="stop" />
        {words.stop}
      </button>
    </li>
  );
}
