import { closing, keepOpen, quit } from "../state/closing";
import { words } from "../words";
import { ModalDialog } from "./modal-dialog";

/** Asks whether closing the window was meant to end the application. */
export function ClosingDialog() {
  const asked = closing.value === "asked";

  return (
    <ModalDialog name="closing" isShown={asked} describedBy="closing-text" close={keepOpen}>
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
    </ModalDialog>
  );
}
