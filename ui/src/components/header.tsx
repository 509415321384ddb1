import { curtain } from "../state/curtain";
import { link } from "../state/link";
import { waitsForPage } from "../state/settings";
import { listening, sources, status, switching, toggleListening, warnings } from "../state/status";
import { words } from "../words";
import { told } from "../words/told";
import { Warnings } from "./banners";
import { CurtainButton } from "./curtain-button";
import { Icon, Logo } from "./icons";

export function Header() {
  const { title, detail, face } = state();
  return (
    <header class="header">
      <div class="brand">
        <Logo />
        <h1>{words.appName}</h1>
      </div>
      <div class="face" data-face={face} role="status">
        <Warnings>
          <span class="face-mark">
            <Icon name={faceIcons[face]} />
          </span>
          <span class="face-words">
            <strong>{title}</strong>
            <span>{detail}</span>
          </span>
        </Warnings>
      </div>
      <CurtainButton />
      <ListeningButton />
    </header>
  );
}

const faceIcons = {
  off: "stop",
  live: "live",
  trouble: "attention",
  attention: "attention",
  unknown: "spinner",
} as const;

/** What to say about the whole. What the page cannot know it does not claim. */
function state(): { title: string; detail: string; face: keyof typeof faceIcons } {
  if (link.value === "lost") return { title: words.header.notRunning, detail: "", face: "off" };
  if (!status.value) return { title: words.header.connecting, detail: "", face: "unknown" };
  const { face } = status.value;
  // Nothing was stopped where there is nothing yet.
  if (face === "off" && sources.value.length === 0)
    return { title: words.header.noChannel, detail: words.header.addOne, face };
  return {
    title: words.header.faces[face],
    detail: face === "attention" ? need() : summary(),
    face,
  };
}

/** Who needs the person, or what. */
function need(): string {
  const source = sources.value.find(({ state }) => state === "needs_auth" || state === "failed");
  if (source) return words.header.needs(source.channel, source.state);
  const [first] = warnings.value;
  return first ? told(first).message : summary();
}

function summary(): string {
  if (curtain.value) return words.curtain.drawn;
  if (!listening.value)
    return waitsForPage.value ? words.header.stoppedTillOpen : words.header.stopped;
  const on = sources.value.filter(({ state }) => state !== "off");
  const live = on.filter(({ state }) => state === "live").length;
  if (live > 0) return words.header.live(live);
  const tries = on.every(({ state }) => state === "backoff");
  return tries ? words.header.trying : words.header.nothingLive;
}

export function ListeningButton() {
  const on = listening.value;
  // What comes first is a channel.
  const isNext = !on && sources.value.length > 0;
  const label = switching.value
    ? on
      ? words.header.stopping
      : words.header.starting
    : on
      ? words.header.stop
      : words.header.start;
  return (
    <button
      type="button"
      class={isNext ? "button listening primary" : "button listening"}
      disabled={!status.value || link.value !== "connected" || switching.value}
      onClick={() => void toggleListening()}
    >
      <Icon name={on ? "stop" : "play"} />
      {label}
    </button>
  );
}
