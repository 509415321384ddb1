import { useLayoutEffect, useRef } from "preact/hooks";
import { saveReport, shown } from "../state/diagnostics";
import { words } from "../words/about";
import { editor } from "../words/editor";

/** Shows the report before it is saved. Escape and the first button save nothing. */
export function ReportDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const text = shown.value;
  const isShown = text !== null;

  useLayoutEffect(() => {
    if (isShown) dialog.current?.showModal();
    else dialog.current?.close();
  }, [isShown]);

  function close(): void {
    shown.value = null;
  }

  return (
    <dialog
      ref={dialog}
      class="dialog report"
      aria-labelledby="report-title"
      aria-describedby="report-text"
      onCancel={(event) => {
        // Closed by the signal alone, as the question is.
        event.preventDefault();
        close();
      }}
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
    </dialog>
  );
}
