import { useId } from "preact/hooks";
import {
  addTo,
  canShow,
  chosenScene,
  type OldLoader,
  oldLoaders,
  type Place,
  place,
  places,
  saveLoader,
  scene,
  takeOut,
} from "../state/obs";
import { once } from "../state/once";
import { choose, overlay, overlays } from "../state/overlays";
import { obs } from "../state/status";
import { words } from "../words/obs";
import { Icon } from "./icons";

/** An overlay, a scene, and the button that brings them together. */
export function ObsScenes() {
  const id = useId();
  const to = scene.value;
  const what = overlay.value;
  const there = place.value;
  const shows = there !== null && canShow(there);
  const isDone = there !== null && !shows;
  if (!to) return <p class="quiet">{words.noScenes}</p>;
  if (!what) return null;
  return (
    <>
      <div class="obs-add">
        <label>
          <span>{words.overlay}</span>
          <select
            class="select"
            value={what.id}
            onChange={(event) => choose(event.currentTarget.value)}
          >
            {overlays.value.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          <span>{words.scene}</span>
          <select
            class="select"
            value={to.name}
            onChange={(event) => {
              chosenScene.value = event.currentTarget.value;
            }}
          >
            {obs.value?.scenes.map(({ name }) => (
              <option key={name} value={name}>
                {name === obs.value?.current_scene ? words.onAir(name) : name}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="button primary"
          aria-label={(shows ? words.showWhat : words.addWhat)(what.name, to.name)}
          aria-describedby={`${id}-there`}
          aria-disabled={isDone}
          onClick={() => {
            if (!isDone) void addTo(to.name, what);
          }}
        >
          <Icon name={shows ? "eye" : "plus"} />
          {shows ? words.show : words.add}
        </button>
        <p id={`${id}-there`} class="quiet obs-there">
          {there && stateOf(there)}
        </p>
      </div>
      <OldLoaders />
      <h3 id={`${id}-where`}>{words.where}</h3>
      {places.value.length === 0 && <p class="quiet">{words.nowhere}</p>}
      <ul class="obs-places" aria-labelledby={`${id}-where`}>
        {places.value.map((place) => (
          <PlaceRow key={`${place.overlay.id} ${place.scene}`} {...place} />
        ))}
      </ul>
    </>
  );
}

/** How an overlay is in the scene that is chosen. */
function stateOf({ within, hidden }: Place): string {
  if (within === null) return hidden ? words.isHidden : words.isThere;
  return (hidden ? words.isHiddenWithin : words.isWithin)(within);
}

function PlaceRow({ scene, overlay, within, hidden }: Place) {
  const where = within === null ? scene : words.within(scene, within);
  return (
    <li>
      <span>
        <bdi>{overlay.name}</bdi>
        <span class="source-detail">
          <bdi>{hidden ? words.hidden(where) : where}</bdi>
        </span>
      </span>
      {/* Out of a group or a scene within, it is taken there. */}
      {within === null && (
        <button
          type="button"
          class="button small"
          aria-label={words.removeWhat(overlay.name, scene)}
          onClick={(event) =>
            void once("obs-places", event, () => takeOut(scene, overlay), `${overlay.id} ${scene}`)
          }
        >
          {words.remove}
        </button>
      )}
    </li>
  );
}

/** Loader files that wait where nobody answers, and what to do. */
function OldLoaders() {
  const id = useId();
  if (oldLoaders.value.length === 0) return null;
  return (
    <>
      <h3 id={id}>{words.oldLoaders.title}</h3>
      <p class="quiet">{words.oldLoaders.help}</p>
      <ul class="obs-places" aria-labelledby={id}>
        {oldLoaders.value.map((old) => (
          <OldLoaderRow key={old.source} {...old} />
        ))}
      </ul>
    </>
  );
}

function OldLoaderRow({ source, overlay }: OldLoader) {
  return (
    <li>
      <span>
        <bdi>{source}</bdi>
        {overlay && (
          <span class="source-detail">
            <bdi>{overlay.name}</bdi>
          </span>
        )}
      </span>
      {overlay && (
        <button
          type="button"
          class="button small"
          aria-label={words.oldLoaders.saveWhat(overlay.name)}
          onClick={() => void saveLoader(overlay)}
        >
          {words.oldLoaders.save}
        </button>
      )}
    </li>
  );
}
