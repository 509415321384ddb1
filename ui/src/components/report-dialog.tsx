import { saveReport, shown } from "../state/diagnostics";
import { words } from "../words/about";
import { editor } from "../words/editor";
import { ModalDialog } from "./modal-dialog";

/** Shows the report before it is saved. Escape and the first button save nothing. */
export function ReportDialog() {
  const text = shown.value;

  function close(): void {
    shown.value = null;
  }

  return (
    <ModalDialog
      name="report"
      isShown={text !== null}
      describedBy="report-text"
      close={close}
      look="report"
    >
      <h2 id="report-title">{words.reportTitle}</h2>
      <p id="report-text">{words.reportText}</p>
      <section
        class="report-scroll"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard scrolls it
        tabIndex={0}
        aria-labelledby="report-title"
      >
        <pre>{text}</pre>
      </section>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={close}>
          {editor.cancel}
        </button>
        <button type="button" class="button primary" onClick={() => void saveReport()}>
          {words.reportSave}
        </button>
      </div>
    </ModalDialog>
  );
}
