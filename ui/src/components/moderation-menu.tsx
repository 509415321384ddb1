import { useLayoutEffect, useRef } from "preact/hooks";
import type { Message } from "../api/types";
import { type Deed, moderate, moderating } from "../state/moderation";
import { writing } from "../words/writing";

const MINUTE = 60;

const deeds = (message?: Message): readonly { label: string; deed: Deed }[] => [
  // In the history stands what is gone already; what is hidden is gone from the overlays alone.
  ...(message?.removed && message.removed !== "hidden"
    ? []
    : [{ label: writing.delete, deed: { action: "delete" as const } }]),
  ...[MINUTE, 10 * MINUTE, 60 * MINUTE].map((seconds) => ({
    label: writing.timeout(seconds),
    deed: { action: "timeout" as const, seconds },
  })),
  { label: writing.ban, deed: { action: "ban" } },
  { label: writing.unban, deed: { action: "unban" } },
];

/**
 * What can be done about a message on its platform. One for the page: rows move on under it, and
 * it says whose message it is about.
 */
export function ModerationMenu() {
  const dialog = useRef<HTMLDialogElement>(null);
  const open = moderating.value;
  const message = open?.message;

  useLayoutEffect(() => {
    const menu = dialog.current;
    if (!menu) return;
    if (!open) {
      menu.close();
      return;
    }
    menu.showModal();
    place(menu, open.beside);
  }, [open]);

  function close(): void {
    moderating.value = null;
  }

  function onKeyDown(event: KeyboardEvent): void {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const buttons = [...(dialog.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    buttons[(at + by + buttons.length) % buttons.length]?.focus();
  }

  return (
    <dialog
      ref={dialog}
      class="menu"
      aria-labelledby="menu-title"
      aria-describedby="menu-text"
      onKeyDown={onKeyDown}
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
      <div class="menu-body">
        <h2 id="menu-title">
          {message && writing.menu(message.author?.name ?? "", message.platform)}
        </h2>
        <p id="menu-text" class="quiet">
          {message?.text}
        </p>
        {deeds(message).map(({ label, deed }) => (
          <button
            key={label}
            type="button"
            class={deed.action === "ban" ? "menu-item danger" : "menu-item"}
            onClick={() => {
              close();
              if (message) void moderate(message, deed);
            }}
          >
            {label}
          </button>
        ))}
        <button type="button" class="menu-item" onClick={close}>
          {writing.close}
        </button>
      </div>
    </dialog>
  );
}

const EDGE = 8;

/** Under its button, or as near to it as the page has room. */
function place(menu: HTMLDialogElement, beside: DOMRect): void {
  const { width, height } = menu.getBoundingClientRect();
  const top = Math.min(beside.bottom + EDGE / 2, innerHeight - height - EDGE);
  const start = Math.min(beside.right - width, innerWidth - width - EDGE);
  menu.style.setProperty("--menu-top", `${Math.max(EDGE, top)}px`);
  menu.style.setProperty("--menu-left", `${Math.max(EDGE, start)}px`);
}
