import { askToRotateDock, dockUrl } from "../state/dock";
import { words } from "../words";
import { Address } from "./address";

/** Where OBS finds the dock. */
export function DockPanel() {
  const url = dockUrl.value;
  return (
    <section class="panel" aria-labelledby="dock-title">
      <h2 id="dock-title">{words.dock.section}</h2>
      <p class="quiet">{words.dock.help}</p>
      {url && (
        <Address
          url={url}
          title={words.dock.address}
          secret={words.dock.secret}
          rotate={words.dock.rotate}
          onRotate={askToRotateDock}
        />
      )}
    </section>
  );
}
