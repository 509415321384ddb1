import { dragged, saveLoader } from "../state/obs";
import { overlay } from "../state/overlays";
import { obsSize } from "../state/preview";
import { words } from "../words/obs";
import { Icon } from "./icons";

/** The ways into OBS that need no connection. */
export function ObsByHand() {
  const what = overlay.value;
  if (!what) return null;
  const { byHand } = words;

  // Not a link: its address would be on screen as soon as somebody points at it.
  function drag(event: DragEvent): void {
    if (!what || !event.dataTransfer) return;
    const address = dragged(what, obsSize.value);
    event.dataTransfer.setData("text/uri-list", address);
    event.dataTransfer.setData("text/plain", address);
    event.dataTransfer.effectAllowed = "copyLink";
  }

  return (
    <details class="disclosure">
      <summary>{byHand.title}</summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: what is dragged here is typed elsewhere, under "Address for OBS" */}
      <div class="drag-tile" draggable onDragStart={drag}>
        <Icon name="plus" />
        <strong>
          <bdi>{byHand.drag(what.name)}</bdi>
        </strong>
        <span>{byHand.size(obsSize.value)}</span>
      </div>
      <p>{byHand.dragHelp}</p>
      <button type="button" class="button small" onClick={() => void saveLoader(what)}>
        <Icon name="download" />
        {byHand.loader}
      </button>
      <p>{byHand.loaderHelp}</p>
    </details>
  );
}
