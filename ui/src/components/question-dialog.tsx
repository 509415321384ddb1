import { question } from "../state/question";
import { editor } from "../words/editor";
import { ModalDialog } from "./modal-dialog";

/** Asks before what can't be undone. Escape and the first button leave everything as it is. */
export function QuestionDialog() {
  const asked = question.value;

  function close(): void {
    question.value = null;
  }

  return (
    <ModalDialog name="question" isShown={asked !== null} describedBy="question-text" close={close}>
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
    </ModalDialog>
  );
}
