import { useId } from "preact/hooks";
import type { Overlay } from "../api/types";
import { once } from "../state/once";
import { askToRemove, change, duplicate, exportOverlay, overlays } from "../state/overlays";
import { typedIn } from "../state/typed";
import { editor } from "../words/editor";
import { Icon } from "./icons";
import { Refused } from "./refused";
import { typing } from "./typing";

/** What is done with the overlay as a whole. */
export function OverlayTools({ overlay }: { overlay: Overlay }) {
  const id = useId();
  const typed = typedIn(overlay.id, "name");
  return (
    <div class="overlay-tools">
      <label>
        <span>{editor.name}</span>
        <input
          id={id}
          type="text"
          class="text-input"
          maxLength={80}
          aria-describedby={`${id}-why`}
          {...typing(typed, {
            saved: overlay.name,
            tidy: (text) => text.trim() || overlay.name,
            send: (name) => change(overlay.id, { name }, editor.name),
          })}
        />
      </label>
      <button
        type="button"
        class="button small"
        onClick={(event) => void once("duplicate", event, () => duplicate(overlay))}
      >
        <Icon name="copy" />
        {editor.duplicate}
      </button>
      <button type="button" class="button small" onClick={() => void exportOverlay(overlay)}>
        <Icon name="download" />
        {editor.exportFile}
      </button>
      {overlays.value.length > 1 && (
        <button type="button" class="button small danger" onClick={() => askToRemove(overlay)}>
          <Icon name="trash" />
          {editor.remove}
        </button>
      )}
      <Refused field={id} typed={typed} />
    </div>
  );
}
