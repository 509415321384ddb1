import type { Overlay } from "../api/types";
import { askToRotate } from "../state/overlays";
import { obsSize } from "../state/preview";
import { words } from "../words";
import { editor } from "../words/editor";
import { Address } from "./address";

/** Where OBS finds the overlay, and how it is put there. */
export function OverlayAddress({ overlay }: { overlay: Overlay }) {
  return (
    <Address
      url={overlay.url}
      title={words.overlay.url}
      secret={words.overlay.secret}
      rotate={editor.rotate}
      onRotate={() => askToRotate(overlay)}
    >
      <div class="steps">
        <h3>{words.overlay.steps}</h3>
        <ol>
          {words.overlay.obs(obsSize.value).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </div>
    </Address>
  );
}
