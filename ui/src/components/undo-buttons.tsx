import { useEffect } from "preact/hooks";
import { moved, next, redo, undo } from "../state/overlays";
import { takeBackRefused } from "../state/typed";
import { editor } from "../words/editor";
import { Icon } from "./icons";

/** Undo and redo, by buttons and by Ctrl+Z and Ctrl+Shift+Z. */
export function UndoButtons() {
  useEffect(() => {
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  const { undo: last, redo: undone } = next.value;
  return (
    <div class="undo">
      <button
        type="button"
        class="icon-button"
        aria-label={last ? editor.undoWhat(last.what) : editor.undo}
        title={last ? editor.undoWhat(last.what) : editor.undo}
        aria-disabled={last === null}
        aria-keyshortcuts="Control+Z"
        onClick={back}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={undone ? editor.redoWhat(undone.what) : editor.redo}
        title={undone ? editor.redoWhat(undone.what) : editor.redo}
        aria-disabled={undone === null}
        aria-keyshortcuts="Control+Shift+Z"
        onClick={redo}
      >
        <Icon name="redo" />
      </button>
      <span class="unseen" role="status">
        {moved.value}
      </span>
    </div>
  );
}

/** What was refused is the newest of its field: it is taken back before what the application has. */
function back(): void {
  const step = next.value.undo;
  if (step?.overlay && takeBackRefused(step.overlay, step.back)) {
    moved.value = editor.undone(step.what);
  } else undo();
}

function onKey(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, altKey, shiftKey, target } = event;
  // A text has an undo of its own.
  if (altKey || !(ctrlKey || metaKey) || isText(target)) return;
  const isZ = key.toLowerCase() === "z";
  if (!isZ && key.toLowerCase() !== "y") return;
  event.preventDefault();
  if (isZ && !shiftKey) back();
  else redo();
}

function isText(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) return true;
  const others = ["checkbox", "radio", "range", "color", "button", "file"];
  return target instanceof HTMLInputElement && !others.includes(target.type);
}
