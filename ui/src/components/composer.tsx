import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { commands } from "../state/commands";
import { type Completion, complete, knownOf, turned, written } from "../state/completion";
import {
  answered,
  draft,
  failures,
  leaveReply,
  left,
  mayWrite,
  send,
  sending,
  targets,
  writable,
  write,
} from "../state/composer";
import { emotesOf, loadEmotes } from "../state/emotes";
import { shown } from "../state/feed";
import { limits } from "../state/letters";
import { recall } from "../state/said";
import { status } from "../state/status";
import { writing } from "../words/writing";
import { ComposerCommands } from "./composer-commands";
import { ComposerTargets } from "./composer-targets";
import { Icon } from "./icons";

/** Writes in chat. Where no account may, `children` say what to do. */
export function Composer({ children }: { children: ComponentChildren }) {
  if (!status.value) return null;
  if (!mayWrite.value) {
    return (
      <section class="composer quiet" aria-label={writing.form}>
        {children}
      </section>
    );
  }
  return (
    <form
      class="composer"
      aria-label={writing.form}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Answered />
      <ComposerTargets />
      <Field />
      <ul class="composer-failures" role="alert">
        {failures.value.map(({ where, why }) => (
          <li key={where}>
            {where && <strong>{writing.failed(where)}</strong>} {why}
          </li>
        ))}
      </ul>
    </form>
  );
}

/** The message that is answered. */
function Answered() {
  const message = answered.value;
  if (!message) return null;
  return (
    <div class="composer-reply">
      <p>
        <strong>{writing.replying(message.author?.name ?? "")}</strong> <bdi>{message.text}</bdi>
      </p>
      <button
        type="button"
        class="icon-button"
        aria-label={writing.leaveReply}
        title={writing.leaveReply}
        onClick={leaveReply}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

function Field() {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [completion, setCompletion] = useState<Completion | null>(null);

  // Whoever presses Reply goes on to write.
  useLayoutEffect(() => {
    if (answered.value) field.current?.focus();
  }, [answered.value]);

  function put(text: string, caret = text.length): void {
    write(text);
    if (!field.current) return;
    field.current.value = draft.value;
    field.current.setSelectionRange(caret, caret);
  }

  const chosen = targets.value;
  const ids = chosen.map(({ id }) => id);
  const refresh = () => void loadEmotes(ids);

  // A chat may have begun while the person is writing.
  const places = ids.join(" ");
  useEffect(() => {
    if (document.activeElement === field.current) refresh();
  }, [places]);

  const known = () => ({
    ...knownOf(shown.value, ids, emotesOf(ids)),
    commands: commands.value.map(({ name }) => name),
  });

  /** Whether a word was completed; otherwise Tab is the page's. */
  function onTab(by: 1 | -1): boolean {
    const caret = field.current?.selectionStart ?? 0;
    // Backwards, Tab leaves the field unless it is turning words.
    const begun = completion ?? (by > 0 ? complete(draft.value, caret, known()) : null);
    refresh();
    if (!begun) return false;
    const next = turned(begun, by);
    setCompletion(next);
    const made = written(next);
    put(made.text, made.caret);
    return true;
  }

  /** Whether Escape had something to leave. */
  function onEscape(): boolean {
    if (completion) {
      const made = written({ ...completion, at: -1 });
      put(made.text, made.caret);
      setCompletion(null);
      return true;
    }
    if (!answered.value) return false;
    leaveReply();
    return true;
  }

  function onRecall(by: 1 | -1): boolean {
    const text = recall(draft.value, by);
    if (text === null) return false;
    put(text);
    return true;
  }

  function onKeyDown(event: KeyboardEvent): void {
    // The keys that choose letters of an input method are its own.
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Tab") {
      if (onTab(event.shiftKey ? -1 : 1)) event.preventDefault();
      return;
    }
    if (event.key === "Escape") {
      if (onEscape()) event.preventDefault();
      return;
    }
    if (event.key !== "Shift") setCompletion(null);
    if (event.key === "Enter") {
      event.preventDefault();
      void send();
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      if (onRecall(event.key === "ArrowUp" ? 1 : -1)) event.preventDefault();
    }
  }

  const word = completion?.words[completion.at];
  return (
    <div class="composer-field">
      <ComposerCommands take={put} />
      <textarea
        ref={field}
        class="text-area"
        rows={1}
        aria-label={writing.field}
        aria-describedby={`${id}-left ${id}-help`}
        aria-invalid={left.value < 0 || failures.value.length > 0}
        placeholder={
          writable.value.length === 0
            ? writing.noneLive
            : writing.placeholder(chosen.map(({ channel }) => channel))
        }
        value={draft.value}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onFocus={refresh}
        onBlur={() => setCompletion(null)}
      />
      <button
        type="submit"
        class="button primary send"
        aria-label={writing.send}
        title={writing.send}
        aria-busy={sending.value}
      >
        <Icon name={sending.value ? "spinner" : "send"} />
      </button>
      <span class="composer-left" data-over={left.value < 0} aria-hidden="true">
        {limits.value && writing.left(left.value)}
      </span>
      <span id={`${id}-left`} class="unseen">
        {limits.value && writing.leftLong(left.value)}
      </span>
      <span id={`${id}-help`} class="unseen">
        {writing.help}
      </span>
      <span class="unseen" role="status">
        {completion &&
          word !== undefined &&
          writing.completed(word, completion.at + 1, completion.words.length)}
      </span>
    </div>
  );
}
