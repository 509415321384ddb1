import type { Overlay } from "../api/types";
import { askToRemove, duplicate, edit, exportOverlay, overlays } from "../state/overlays";
import { editor } from "../words/editor";
import { Icon } from "./icons";

/** What is done with the overlay as a whole. */
export function OverlayTools({ overlay }: { overlay: Overlay }) {
  return (
    <div class="overlay-tools">
      <label>
        <span>{editor.name}</span>
        <input
          type="text"
          class="text-input"
          maxLength={80}
          value={overlay.name}
          onChange={({ currentTarget }) => {
            const name = currentTarget.value.trim();
            if (name === "") currentTarget.value = overlay.name;
            else edit(overlay.id, { name }, editor.name);
          }}
        />
      </label>
      <button type="button" class="button small" onClick={() => void duplicate(overlay)}>
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
    </div>
  );
}
