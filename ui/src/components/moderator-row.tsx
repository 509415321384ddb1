import type { Message } from "../api/types";
import { hide } from "../state/deeds";
import { focus } from "../state/focus";
import { held } from "../state/held";
import { countdowns } from "../state/hold";
import { may, me } from "../state/me";
import { open } from "../state/sheet";
import { words as common } from "../words";
import { moderate as words } from "../words/moderate";
import { Icon } from "./icons";
import { MessageWords } from "./message-row";
import { PlatformGlyph } from "./platform-glyph";

/** A message that a tap anywhere opens. `isFirst`: Tab leads here, and arrows to the others. */
export function ModeratorRow({ message, isFirst }: { message: Message; isFirst: boolean }) {
  return (
    <li class="message" data-kind={message.kind} data-tier={message.tier}>
      <PlatformGlyph platform={message.platform} />
      <MessageWords message={message} />
      <span class="moderate-beside">
        <Standing id={message.id} />
        <time class="quiet" dateTime={message.at}>
          {words.time(message.at)}
        </time>
      </span>
      <OpenButton message={message} isFirst={isFirst} />
      <Hold message={message} />
    </li>
  );
}

/** All of the row is this button's; what it does is said by its sheet. */
export function OpenButton({ message, isFirst }: { message: Message; isFirst: boolean }) {
  return (
    <button
      type="button"
      class="moderate-open"
      tabIndex={isFirst ? 0 : -1}
      aria-haspopup="dialog"
      aria-label={words.act(nameOf(message))}
      onClick={() => open(message)}
    />
  );
}

export function nameOf({ author, platform }: Message): string {
  return author?.name ?? common.platforms[platform];
}

/** Whether it is marked, queued or on screen. */
export function Standing({ id }: { id: string }) {
  const now = focus.value;
  const is = (each: { id: string }) => each.id === id;
  const standing = !now
    ? null
    : now.current?.id === id
      ? words.isOn
      : now.queue.some(is)
        ? words.isQueued
        : now.suggestions.some(is)
          ? words.isMarked
          : null;
  return standing && <span class="moderate-standing">{standing}</span>;
}

/**
 * How long it is held back yet, and the way to stop it meanwhile. The room for it stays when it is
 * over, so that nothing moves under a thumb.
 */
function Hold({ message }: { message: Message }) {
  if (!me.value?.hold_seconds) return null;
  // What a word rule holds has no time of its own.
  const isHeld = held.value.some((each) => each.message.id === message.id);
  const left = isHeld ? undefined : countdowns.value.get(message.id);
  return (
    <div class="moderate-hold">
      {left !== undefined && (
        <>
          <span class="unseen">{words.countdown(left)}</span>
          {may("hide") ? (
            <button type="button" class="button danger" onClick={() => void hide(message)}>
              <span>
                {words.stop}
                <span class="unseen"> {words.stopOf(nameOf(message))}</span>
              </span>
              <small aria-hidden="true">{words.seconds(left)}</small>
            </button>
          ) : (
            <span class="moderate-countdown" aria-hidden="true">
              <Icon name="clock" />
              {words.seconds(left)}
            </span>
          )}
        </>
      )}
    </div>
  );
}
