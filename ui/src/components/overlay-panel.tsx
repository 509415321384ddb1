import { overlay } from "../state/look";
import { words } from "../words";
import { OverlayAddress } from "./overlay-address";
import { OverlayChoices } from "./overlay-choices";
import { OverlayFields } from "./overlay-fields";
import { OverlayPreview } from "./overlay-preview";
import { TestMessage } from "./test-message";
import { ThemePicker } from "./theme-picker";

export function OverlayPanel() {
  const shown = overlay.value;
  return (
    <section class="panel overlay" aria-labelledby="overlay-title">
      <h2 id="overlay-title">{words.overlay.title}</h2>
      <OverlayPreview url={shown?.url} />
      <TestMessage />
      {shown ? (
        <div class="overlay-settings">
          <ThemePicker overlay={shown} />
          <OverlayFields overlay={shown} />
          <OverlayChoices overlay={shown} />
          <OverlayAddress url={shown.url} />
        </div>
      ) : (
        <p class="quiet">{words.overlay.none}</p>
      )}
    </section>
  );
}
