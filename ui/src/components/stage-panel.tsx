import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { toClipboard } from "../state/clipboard";
import { still } from "../state/feed";
import { focus } from "../state/focus";
import { addFocusOverlay, focusOverlay, overlays } from "../state/overlays";
import { go } from "../state/place";
import { showToast } from "../state/toasts";
import { stage } from "../words/focus";
import { Icon } from "./icons";
import { Stage } from "./stage";

/** The stage in the dashboard: small while nothing is in it, so that the chat has the room. */
export function StagePanel() {
  const { current, queue, suggestions } = focus.value;
  const isEmpty = !current && queue.length === 0 && suggestions.length === 0;
  const panel = useRef<HTMLElement>(null);

  // Under a pointer the chat beneath does not move.
  useLayoutEffect(() => {
    const height = panel.current?.getBoundingClientRect().height;
    panel.current?.style.setProperty("flex-basis", still.value ? `${height}px` : null);
  }, [still.value]);

  return (
    <section
      ref={panel}
      class="panel stage-panel"
      aria-labelledby="stage-title"
      data-empty={isEmpty}
    >
      <h2 id="stage-title">{stage.title}</h2>
      <Stage>
        <FocusOverlay />
      </Stage>
    </section>
  );
}

/** The stage in the dock, where there is little room. */
export function DockStage() {
  return (
    <section class="stage-panel" aria-labelledby="stage-title">
      <h2 id="stage-title" class="unseen">
        {stage.title}
      </h2>
      <Stage />
    </section>
  );
}

/** The overlay that shows it on stream: made, and copied into OBS. */
function FocusOverlay() {
  const [making, setMaking] = useState(false);
  const known = focusOverlay.value;
  if (overlays.value.length === 0) return null;
  if (known) {
    return (
      <button type="button" class="button small" onClick={() => void copy(known.url)}>
        <Icon name="copy" />
        {stage.copy}
      </button>
    );
  }

  async function make(): Promise<void> {
    setMaking(true);
    await addFocusOverlay(stage.overlayName);
    setMaking(false);
    // Its address and its look are there.
    go("overlays");
  }

  return (
    <>
      <p>{stage.noOverlay}</p>
      <button type="button" class="button small" disabled={making} onClick={() => void make()}>
        <Icon name="plus" />
        {stage.make}
      </button>
    </>
  );
}

async function copy(url: string): Promise<void> {
  if (await toClipboard(url)) showToast({ tone: "plain", text: stage.copied });
  else showToast({ tone: "error", text: stage.copyByHand });
}
