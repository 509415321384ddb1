import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { still } from "../state/feed";
import { dismissToast, type Toast, toasts } from "../state/toasts";
import { words } from "../words";
import { Icon } from "./icons";

const STAYS_MS = 8000;

/** The height that toasts have had, and that what scrolls beneath them has room for at its end. */
const ROOM = "--toasts-room";

/** The notes. `beside` the chat: they take room from it, and so none goes while the list is still. */
export function Toasts({ beside = false }: { beside?: boolean }) {
  const whole = useRef<HTMLDivElement>(null);
  const room = useRef(0);
  const all = toasts.value;

  // It only grows: what was taken back would move what has been scrolled.
  useLayoutEffect(() => {
    const height = whole.current?.offsetHeight ?? 0;
    if (height <= room.current) return;
    room.current = height;
    document.documentElement.style.setProperty(ROOM, `${height}px`);
  }, [all]);

  return (
    <div ref={whole} class="toasts" role="status">
      {all.map((toast) => (
        <ToastCard key={toast.id} toast={toast} stays={beside && still.value} />
      ))}
    </div>
  );
}

function ToastCard({ toast, stays }: { toast: Toast; stays: boolean }) {
  // Whoever points at it or has tabbed into it is not hurried.
  const [held, setHeld] = useState(false);
  const dismiss = () => dismissToast(toast.id);

  useEffect(() => {
    if (held || stays) return;
    const timer = setTimeout(() => dismissToast(toast.id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, stays, toast.id]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing at it only keeps it in place
    <div
      class="toast"
      data-tone={toast.tone}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocusIn={() => setHeld(true)}
      onFocusOut={() => setHeld(false)}
    >
      <p>
        {toast.text} {toast.hint && <span class="toast-hint">{toast.hint}</span>}
      </p>
      {toast.action && (
        <button
          type="button"
          class="button small"
          onClick={() => {
            toast.action?.run();
            dismiss();
          }}
        >
          {toast.action.label}
        </button>
      )}
      <button type="button" class="icon-button" aria-label={words.dismiss} onClick={dismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
