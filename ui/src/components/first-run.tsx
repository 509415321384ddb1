import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { toClipboard } from "../state/clipboard";
import {
  channels,
  followGuide,
  obstacle,
  put,
  read,
  seen,
  showGuide,
  shown,
} from "../state/first-run";
import { places } from "../state/obs";
import { overlay } from "../state/overlays";
import { go } from "../state/place";
import { waitsForPage } from "../state/settings";
import { listening, obs, status, switching, toggleListening } from "../state/status";
import { words as page } from "../words";
import { words } from "../words/first-run";
import { toldOfSource } from "../words/told";
import { GuideObs } from "./guide-obs";
import { Icon } from "./icons";

/** From nothing to chat in OBS. */
export function FirstRun() {
  useEffect(followGuide, []);
  if (!status.value) return null;
  if (!shown.value) {
    return (
      <button type="button" class="button small first-run-call" onClick={() => showGuide(true)}>
        {words.call}
      </button>
    );
  }
  return (
    <section class="panel first-run" aria-labelledby="first-run-title">
      <div class="first-run-head">
        <h2 id="first-run-title">{words.title}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={words.leave}
          title={words.leave}
          onClick={() => showGuide(false)}
        >
          <Icon name="close" />
        </button>
      </div>
      <ol>
        <Paste />
        <See />
        <Put />
      </ol>
    </section>
  );
}

function Step(props: { title: string; done: boolean; children: ComponentChildren }) {
  return (
    <li data-done={props.done}>
      <h3>
        {props.title}
        {props.done && (
          <span class="first-run-done">
            <Icon name="check" />
            {words.done}
          </span>
        )}
      </h3>
      {props.children}
    </li>
  );
}

function Paste() {
  const names = channels.value.map(({ channel }) => channel);
  const done = names.length > 0;
  return (
    <Step title={words.paste} done={done}>
      <p class="quiet">{done ? words.pasteDone(names) : words.pasteHelp}</p>
      {!done && (
        <button type="button" class="button primary small" onClick={() => go("chat", "pasted")}>
          {words.toField}
        </button>
      )}
    </Step>
  );
}

function See() {
  const part = useRef<HTMLDivElement>(null);
  const canStart = !seen.value && obstacle.value === "stopped" && !listening.value;

  // The button goes when it has done its work, and the person is not to be lost with it.
  const inside = part.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    if (inside && !part.current?.contains(document.activeElement)) part.current?.focus();
  }, [canStart]);

  async function start(): Promise<void> {
    if (!switching.value) await toggleListening();
  }

  return (
    <Step title={words.see} done={seen.value}>
      <div class="first-run-see" ref={part} tabIndex={-1}>
        <p class="quiet" role="status">
          {howSeen()}
        </p>
        {canStart && (
          <button
            type="button"
            class="button primary small"
            aria-busy={switching.value}
            onClick={() => void start()}
          >
            <Icon name="play" />
            {page.header.start}
          </button>
        )}
      </div>
    </Step>
  );
}

function howSeen(): string {
  if (seen.value) return words.seeDone;
  if (read.value) return words.seeRead;
  if (channels.value.length === 0) return words.seeHelp;
  const why = obstacle.value;
  if (why === "stopped") return waitsForPage.value ? page.feed.emptyTillOpenHelp : words.seeStopped;
  return why ? toldOfSource(why) : words.seeWaits;
}

function Put() {
  const [said, setSaid] = useState("");
  const what = overlay.value;
  const there = places.value[0];

  async function copy(url: string): Promise<void> {
    const copied = await toClipboard(url);
    setSaid(copied ? words.copiedSay : words.notCopied);
  }

  return (
    <Step title={words.put} done={put.value}>
      <p class="quiet" role="status">
        {there ? words.putDone(there.scene) : said || (put.value ? words.putOpened : words.putHelp)}
      </p>
      {obs.value && <GuideObs now={obs.value} overlay={what} />}
      <div class="first-run-buttons">
        {!there && what && (
          <button type="button" class="button small" onClick={() => void copy(what.url)}>
            <Icon name="copy" />
            {words.copy}
          </button>
        )}
        <button type="button" class="button small" onClick={() => go("overlays")}>
          {words.more}
        </button>
      </div>
    </Step>
  );
}
