import { useEffect, useRef, useState } from "preact/hooks";
import type { Overlay } from "../api/types";
import { curtain } from "../state/curtain";
import {
  type Backdrop,
  backdrop,
  chooseBackdrop,
  chooseOwnPicture,
  drafts,
  inLine,
  obsSize,
  ownPicture,
  worn,
} from "../state/preview";
import { words } from "../words";
import { CurtainButton } from "./curtain-button";
import { THEME_PROPERTIES } from "./editor-groups";
import { Scene } from "./scene";
import { UndoButtons } from "./undo-buttons";

/** What a theme keeps free at the sides, in CSS pixels. */
const EDGES = 40;
/** Of a source that is wider than this, as much is shown: more would be too small to read. */
const WIDEST = 960;

const backdrops = Object.keys(words.overlay.backdrops) as Backdrop[];

/** The overlay as OBS shows it, on something like a game. */
export function OverlayPreview({ overlay }: { overlay: Overlay | null }) {
  const file = useRef<HTMLInputElement>(null);
  const own = ownPicture.value;
  const behind = backdrop.value === "own" && own === null ? "dark" : backdrop.value;

  function choose(chosen: Backdrop): void {
    chooseBackdrop(chosen);
    if (chosen === "own" && own === null) file.current?.click();
  }

  return (
    <div class="preview">
      <div class="stage" data-backdrop={behind}>
        {behind === "own" && own && <img class="scene" src={own} alt="" />}
        {(behind === "dark" || behind === "bright") && <Scene night={behind === "dark"} />}
        {overlay && <Page key={overlay.url} overlay={overlay} />}
        {overlay && curtain.value && (
          <div class="stage-curtain">
            <p>{words.curtain.drawn}</p>
            <CurtainButton />
          </div>
        )}
      </div>
      <div class="preview-bar">
        <fieldset class="segments">
          <legend class="unseen">{words.overlay.backdrop}</legend>
          {backdrops.map((each) => (
            <label key={each}>
              <input
                type="radio"
                name="backdrop"
                class="unseen"
                checked={each === backdrop.value}
                onChange={() => choose(each)}
                onClick={() => each === "own" && backdrop.value === "own" && file.current?.click()}
              />
              <span>{words.overlay.backdrops[each]}</span>
            </label>
          ))}
          <input
            ref={file}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            hidden
            onChange={({ currentTarget: { files } }) => {
              const [chosen] = files ?? [];
              if (chosen) void chooseOwnPicture(chosen);
            }}
          />
        </fieldset>
        <UndoButtons />
      </div>
    </div>
  );
}

/** The real page. It wears a draft of custom CSS here, and nowhere else. */
function Page({ overlay }: { overlay: Overlay }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [loads, setLoads] = useState(0);
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  const { id, url, custom_css, options } = overlay;
  const draft = drafts.value[id];
  const stored = options.use_custom_css ? custom_css : "";

  const width = Math.max(Math.min(obsSize.value.width, WIDEST), (options.look.width ?? 0) + EDGES);

  // What is wider than the stage is shown smaller.
  useEffect(() => {
    const stage = frame.current?.parentElement;
    if (!stage) return undefined;
    const observer = new ResizeObserver(() => setRoom(stage.clientWidth));
    observer.observe(stage);
    return () => observer.disconnect();
  }, []);

  // `loads` is there because a page that loaded again has another style.
  useEffect(() => {
    const style = frame.current?.contentDocument?.getElementById("custom-css");
    if (!style || draft === undefined) return undefined;
    const wear = () => {
      if (style.textContent !== draft) style.textContent = draft;
    };
    wear();
    // Whatever the page is told meanwhile, the draft is what it wears.
    const observer = new MutationObserver(wear);
    observer.observe(style, { childList: true, characterData: true, subtree: true });
    return () => {
      observer.disconnect();
      style.textContent = stored;
    };
  }, [draft, stored, loads]);

  useEffect(() => {
    const page = frame.current?.contentDocument;
    const main = page?.querySelector("main.overlay");
    if (!page || !main) return undefined;
    const read = () => {
      const style = getComputedStyle(main);
      worn.value = Object.fromEntries(
        THEME_PROPERTIES.map((name) => [name, style.getPropertyValue(name).trim()]),
      );
      const list = main.querySelector("ol.messages");
      inLine.value = list !== null && getComputedStyle(list).flexDirection.startsWith("row");
    };
    read();
    const observer = new MutationObserver(read);
    observer.observe(page.head, { childList: true, characterData: true, subtree: true });
    observer.observe(main, { attributeFilter: ["data-theme"] });
    return () => observer.disconnect();
  }, [loads]);

  return (
    <iframe
      ref={frame}
      src={`${new URL(url).pathname}?preview`}
      style={{ "--page": `${width}px`, "--scale": Math.min(1, room / width) }}
      title={words.overlay.preview(overlay.name)}
      tabIndex={-1}
      onLoad={() => setLoads((count) => count + 1)}
    />
  );
}
