import { useEffect, useState } from "preact/hooks";
import { dismissToast, type Toast, toasts } from "../state/toasts";
import { words } from "../words";
import { Icon } from "./icons";

const STAYS_MS = 8000;

export function Toasts() {
  return (
    <div class="toasts" role="status">
      {toasts.value.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  );
}

function ToastCard({ toast }: { toast: Toast }) {
  // Whoever points at it or has tabbed into it is not hurried.
  const [held, setHeld] = useState(false);
  const dismiss = () => dismissToast(toast.id);

  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), STAYS_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);

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
