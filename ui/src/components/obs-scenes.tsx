import { useId } from "preact/hooks";
import { addTo, chosenScene, isThere, type Place, places, scene, takeOut } from "../state/obs";
import { choose, overlay, overlays } from "../state/overlays";
import { obs } from "../state/status";
import { words } from "../words/obs";
import { Icon } from "./icons";

/** An overlay, a scene, and the button that brings them together. */
export function ObsScenes() {
  const id = useId();
  const to = scene.value;
  const what = overlay.value;
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
          aria-label={words.addWhat(what.name, to.name)}
          aria-describedby={`${id}-there`}
          aria-disabled={isThere.value}
          onClick={() => {
            if (!isThere.value) void addTo(to.name, what);
          }}
        >
          <Icon name="plus" />
          {words.add}
        </button>
        <p id={`${id}-there`} class="quiet obs-there">
          {isThere.value && words.isThere}
        </p>
      </div>
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

function PlaceRow({ scene, overlay }: Place) {
  return (
    <li>
      <span>
        <bdi>{overlay.name}</bdi>
        <span class="source-detail">
          <bdi>{scene}</bdi>
        </span>
      </span>
      <button
        type="button"
        class="button small"
        aria-label={words.removeWhat(overlay.name, scene)}
        onClick={() => void takeOut(scene, overlay)}
      >
        {words.remove}
      </button>
    </li>
  );
}
