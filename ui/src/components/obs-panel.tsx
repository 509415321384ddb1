import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { Obs, ObsState } from "../api/types";
import {
  connecting,
  connectObs,
  disconnectObs,
  forgetPassword,
  refreshSources,
} from "../state/obs";
import { obs } from "../state/status";
import { words } from "../words/obs";
import { Icon, type IconName } from "./icons";
import { ObsByHand } from "./obs-by-hand";
import { ObsPassword } from "./obs-password";
import { ObsScenes } from "./obs-scenes";

/** Each state has its own shape, so that none is told by colour alone. */
const icons: Record<ObsState, IconName> = {
  off: "off",
  not_running: "spinner",
  wrong_password: "key",
  password_needed: "key",
  too_old: "attention",
  no_browser_plugin: "attention",
  connected: "check",
};

/** OBS: how it is, what to do, and our overlays in its scenes. */
export function ObsPanel() {
  const id = useId();
  const panel = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const now = obs.value;

  // What a state has to press goes away with it, and the person is not to be lost with that.
  const inside = panel.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (inside && !panel.current?.contains(document.activeElement)) title.current?.focus();
  }, [now?.state]);

  if (!now) return null;
  return (
    <section class="panel obs" data-state={now.state} aria-labelledby={id} ref={panel}>
      <h2 id={id} tabIndex={-1} ref={title}>
        {words.title}
      </h2>
      {now.state === "off" && <p class="quiet">{words.help}</p>}
      <div class="source-state" role="status">
        <Icon name={icons[now.state]} />
        <span>
          <strong>{words.states[now.state]}</strong>
          <span class="source-detail">{now.state === "off" ? words.off : now.detail}</span>
        </span>
      </div>
      <Todo obs={now} />
      <ObsByHand />
    </section>
  );
}

/** What to do. */
function Todo({ obs }: { obs: Obs }) {
  switch (obs.state) {
    case "off":
      return (
        <div class="obs-buttons">
          <Connect label={words.connect} primary />
        </div>
      );
    case "password_needed":
    case "wrong_password":
      return (
        <>
          <ObsPassword wrong={obs.state === "wrong_password"} />
          <div class="obs-buttons">
            <Connect label={words.again} />
            {obs.has_password && <Small label={words.forget} run={forgetPassword} />}
            <Small label={words.disconnect} run={disconnectObs} />
          </div>
        </>
      );
    case "not_running":
    case "too_old":
      return (
        <div class="obs-buttons">
          <Connect label={words.again} />
          <Small label={words.stopLooking} run={disconnectObs} />
        </div>
      );
    case "no_browser_plugin":
      return (
        <div class="obs-buttons">
          <Small label={words.disconnect} run={disconnectObs} />
        </div>
      );
    case "connected":
      return (
        <>
          <ObsScenes />
          <div class="obs-buttons">
            <Small label={words.refresh} run={refreshSources} />
            {obs.has_password && <Small label={words.forget} run={forgetPassword} />}
            <Small label={words.disconnect} run={disconnectObs} />
          </div>
        </>
      );
  }
}

function Connect({ label, primary = false }: { label: string; primary?: boolean }) {
  return (
    <button
      type="button"
      class={primary ? "button primary" : "button small"}
      disabled={connecting.value}
      onClick={() => void connectObs()}
    >
      {connecting.value ? words.connecting : label}
    </button>
  );
}

function Small({ label, run }: { label: string; run: () => Promise<void> }) {
  return (
    <button type="button" class="button small" onClick={() => void run()}>
      {label}
    </button>
  );
}
