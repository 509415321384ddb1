import { useEffect, useRef } from "preact/hooks";
import { closing, keepOpen, quit } from "../state/closing";
import { words } from "../words";

/** Asks whether closing the window was meant to end the application. */
export function ClosingDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const asked = closing.value === "asked";

  useEffect(() => {
    if (asked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [asked]);

  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="closing-title"
      aria-describedby="closing-text"
      onClose={keepOpen}
    >
      <h2 id="closing-title">{words.closing.title}</h2>
      <p id="closing-text">{words.closing.text}</p>
      <div class="dialog-buttons">
        <button type="button" class="button primary" onClick={keepOpen}>
          {words.closing.keep}
        </button>
        <button type="button" class="button danger" onClick={() => void quit()}>
          {words.closing.quit}
        </button>
      </div>
    </dialog>
  );
}
