import { useLayoutEffect, useRef } from "preact/hooks";
import { question } from "../state/question";
import { editor } from "../words/editor";

/** Asks before what can't be undone. Escape and the first button leave everything as it is. */
export function QuestionDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const asked = question.value;

  useLayoutEffect(() => {
    if (asked) dialog.current?.showModal();
    else dialog.current?.close();
  }, [asked]);

  function close(): void {
    question.value = null;
  }

  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="question-title"
      aria-describedby="question-text"
      onCancel={(event) => {
        // Closed by the question alone: the event of a close comes when another one may be asked.
        event.preventDefault();
        close();
      }}
    >
      <h2 id="question-title">{asked?.title}</h2>
      <p id="question-text">{asked?.text}</p>
      <div class="dialog-buttons">
        <button type="button" class="button" onClick={close}>
          {editor.cancel}
        </button>
        <button
          type="button"
          class="button danger"
          onClick={() => {
            close();
            asked?.run();
          }}
        >
          {asked?.yes}
        </button>
      </div>
    </dialog>
  );
}
