import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Message } from "../api/types";
import { reply, writableIds } from "../state/composer";
import * as deeds from "../state/deeds";
import { focus } from "../state/focus";
import { countdowns } from "../state/hold";
import { may } from "../state/me";
import { canModerate } from "../state/moderation";
import { close, goneBecause, opened, refusal } from "../state/sheet";
import { moderate as words } from "../words/moderate";
import { Icon } from "./icons";
import { MessageWords } from "./message-row";
import { nameOf } from "./moderator-row";
import { PlatformGlyph } from "./platform-glyph";

const MINUTE = 60;
const TIMEOUTS = [MINUTE, 10 * MINUTE, 60 * MINUTE];
/** The application takes no longer ones. */
const LONGEST_NOTE = 500;

/** What may be done about the message that was tapped. One for the page: rows move on under it. */
export function MessageSheet() {
  const dialog = useRef<HTMLDialogElement>(null);
  const message = opened.value;

  useLayoutEffect(() => {
    if (message) dialog.current?.showModal();
    else dialog.current?.close();
  }, [message]);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard's way out is Escape, the dialog's own
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby="sheet-title"
      onCancel={(event) => {
        // Closed by the signal alone, as the question is.
        event.preventDefault();
        close();
      }}
      onClick={(event) => {
        // What is behind it is no part of it.
        if (event.target === dialog.current) close();
      }}
    >
      {message && <Sheet key={message.id} message={message} />}
    </dialog>
  );
}

function Sheet({ message }: { message: Message }) {
  const gone = goneBecause.value;
  const canAct = ["suggest", "queue", "hide", "delete", "timeout"] as const;
  return (
    <div class="sheet-body">
      <div class="sheet-head">
        <h2 id="sheet-title" class="sheet-title">
          <PlatformGlyph platform={message.platform} /> <bdi>{nameOf(message)}</bdi>
        </h2>
        <button
          type="button"
          class="icon-button"
          aria-label={words.close}
          title={words.close}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </div>
      <div class="sheet-message">
        <MessageWords message={message} />
      </div>
      <p class="sheet-refusal" role="alert">
        {refusal.value}
      </p>
      {gone ? (
        <p class="sheet-gone" role="status">
          {words.gone(gone)}
        </p>
      ) : (
        <>
          {may("suggest") && <Mark message={message} />}
          <Deeds message={message} />
          <OnPlatform message={message} />
          {!canAct.some(may) && <p class="quiet">{words.noRights}</p>}
        </>
      )}
    </div>
  );
}

/** Does it, and closes the sheet where that worked, and no other that was opened meanwhile. */
async function run(deed: Promise<boolean>): Promise<void> {
  const at = opened.value;
  if ((await deed) && opened.value === at) close();
}

function Mark({ message }: { message: Message }) {
  const id = useId();
  const [note, setNote] = useState("");
  const isMarked = focus.value?.suggestions.some((each) => each.id === message.id);
  return (
    <form
      class="sheet-mark"
      onSubmit={(event) => {
        event.preventDefault();
        void run(deeds.mark(message, note));
      }}
    >
      <label for={id}>{words.note}</label>
      <input
        id={id}
        class="text-input"
        autocomplete="off"
        enterkeyhint="send"
        maxLength={LONGEST_NOTE}
        placeholder={words.notePlaceholder}
        value={note}
        onInput={(event) => setNote(event.currentTarget.value)}
      />
      <button type="submit" class="button primary">
        <Icon name="mark" />
        {isMarked ? words.markAgain : words.mark}
      </button>
    </form>
  );
}

function Deeds({ message }: { message: Message }) {
  // As it was when this was opened: a button that turned into its opposite while another moderator
  // queues the same message would have this one's tap take it out again.
  const [isQueued] = useState(() => focus.value?.queue.some(({ id }) => id === message.id));
  return (
    <div class="sheet-deeds">
      {may("queue") && (
        <button
          type="button"
          class="button"
          onClick={() => void run(isQueued ? deeds.unqueue(message) : deeds.queue(message))}
        >
          <Icon name={isQueued ? "close" : "plus"} />
          {isQueued ? words.unqueue : words.enqueue}
        </button>
      )}
      {may("hide") && countdowns.value.has(message.id) && (
        <button type="button" class="button" onClick={() => void run(deeds.pass(message))}>
          <Icon name="check" />
          {words.passNow}
        </button>
      )}
      {may("hide") && (
        <button type="button" class="button" onClick={() => void run(deeds.hide(message))}>
          <Icon name="eye-off" />
          {words.hide}
        </button>
      )}
      {may("send") && message.author && writableIds.value.split(" ").includes(message.source) && (
        <button
          type="button"
          class="button"
          onClick={() => {
            close();
            reply(message);
          }}
        >
          <Icon name="reply" />
          {words.reply}
        </button>
      )}
    </div>
  );
}

/** What needs the streamer's sign-in. */
function OnPlatform({ message }: { message: Message }) {
  if (!message.author || !(may("delete") || may("timeout"))) return null;
  if (!canModerate(message)) return <p class="quiet">{words.noSignIn}</p>;
  const name = nameOf(message);
  return (
    <>
      {may("timeout") && (
        <fieldset class="sheet-timeouts">
          <legend>{words.timeouts}</legend>
          {TIMEOUTS.map((seconds) => (
            <button
              key={seconds}
              type="button"
              class="button"
              aria-label={words.timeoutLong(name, seconds)}
              onClick={() => void run(deeds.timeOut(message, seconds))}
            >
              {words.timeout(seconds)}
            </button>
          ))}
        </fieldset>
      )}
      {may("delete") && (
        <button type="button" class="button danger" onClick={() => void run(deeds.remove(message))}>
          <Icon name="trash" />
          {words.delete}
        </button>
      )}
    </>
  );
}
