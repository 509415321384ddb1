import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Obs, Overlay } from "../api/types";
import { saidOfObs } from "../state/guide-obs";
import { addTo, connecting, connectObs, places, type Refusal, scene } from "../state/obs";
import { words as guide } from "../words/first-run";
import { words } from "../words/obs";
import { ObsPassword } from "./obs-password";

/** The way into OBS by its connection: how it is, and what comes next. */
export function GuideObs({ now, overlay }: { now: Obs; overlay: Overlay | null }) {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const part = useRef<HTMLDivElement>(null);
  const to = scene.value;
  const inScene = places.value.length > 0 ? "there" : to ? "can" : "no_scene";
  const { state, detail, next } = saidOfObs(now, connecting.value, inScene);

  // What was pressed may go away with its state: then what is to be done next has the focus.
  const inside = part.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (!inside || part.current?.contains(document.activeElement)) return;
    const there = part.current?.querySelector<HTMLElement>("input, button");
    (there ?? part.current)?.focus();
  }, [next]);

  async function connect(): Promise<void> {
    if (connecting.value) return;
    setRefusal(null);
    setRefusal(await connectObs());
  }

  return (
    <div class="first-run-obs" ref={part} tabIndex={-1}>
      <p role="status">
        <strong>
          {words.title}: {state}
        </strong>{" "}
        <span class="quiet">{detail}</span>
      </p>
      {/* Any other state says itself why. */}
      {now.state === "off" && refusal && (
        <p class="refusal" role="alert">
          {refusal.why}
        </p>
      )}
      {next === "password" && <ObsPassword wrong={now.state === "wrong_password"} />}
      {(next === "connect" || next === "again") && (
        <button
          type="button"
          class="button small"
          aria-busy={connecting.value}
          onClick={() => void connect()}
        >
          {next === "again" ? words.again : words.connect}
        </button>
      )}
      {next === "add" && overlay && to && (
        <button
          type="button"
          class="button primary small"
          onClick={() => void addTo(to.name, overlay)}
        >
          {guide.putInto(to.name)}
        </button>
      )}
    </div>
  );
}
