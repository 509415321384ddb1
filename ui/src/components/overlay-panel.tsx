import { overlay } from "../state/overlays";
import { words } from "../words";
import { OverlayEditor } from "./overlay-editor";
import { OverlayList } from "./overlay-list";
import { OverlayPreview } from "./overlay-preview";
import { OverlayTools } from "./overlay-tools";
import { TestMessage } from "./test-message";

export function OverlayPanel() {
  const edited = overlay.value;
  return (
    <section class="panel overlay" aria-labelledby="overlay-title">
      <h2 id="overlay-title">{words.overlay.title}</h2>
      <OverlayList />
      {edited && <OverlayTools overlay={edited} />}
      <OverlayPreview overlay={edited} />
      {/* A support overlay has cards of its own, and none of what is written in chat. */}
      {edited && edited.kind !== "support" && <TestMessage key={edited.id} overlay={edited} />}
      {edited ? <OverlayEditor overlay={edited} /> : <p class="quiet">{words.overlay.none}</p>}
    </section>
  );
}
