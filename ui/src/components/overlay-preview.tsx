import { useState } from "preact/hooks";
import { words } from "../words";

type Backdrop = keyof typeof words.overlay.backdrops;

const backdrops = Object.keys(words.overlay.backdrops) as Backdrop[];

/** The overlay as OBS shows it, on something like a game. */
export function OverlayPreview({ url }: { url: string | undefined }) {
  const [backdrop, setBackdrop] = useState<Backdrop>("dark");
  return (
    <div class="preview">
      <div class="stage" data-backdrop={backdrop}>
        {url && <iframe src={new URL(url).pathname} title={words.overlay.preview} tabIndex={-1} />}
      </div>
      <fieldset class="segments">
        <legend class="unseen">{words.overlay.backdrop}</legend>
        {backdrops.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="backdrop"
              class="unseen"
              checked={each === backdrop}
              onChange={() => setBackdrop(each)}
            />
            <span>{words.overlay.backdrops[each]}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
