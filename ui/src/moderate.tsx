import { render } from "preact";
import { keepFocus } from "./components/kept-focus";
import { ModeratorPage } from "./components/moderator-page";
import { loadCommands } from "./state/commands";
import { noteArrivals } from "./state/hold";
import { loadLimits } from "./state/letters";
import { start } from "./state/link";
import { loadMe, may } from "./state/me";
import { noteRemovals } from "./state/sheet";
import { speak } from "./words/language";
import { moderate } from "./words/moderate";
import "./styles/index.css";

// It is a moderator's page: it goes by their system, whatever the streamer has chosen.
await speak("system");
document.title = moderate.page;

async function load(): Promise<void> {
  await loadMe();
  if (may("send")) await Promise.all([loadLimits(), loadCommands()]);
}

// The key stays in the address: it is the invitation, and what a phone opens again.
const key = /^\/moderate\/([^/]+)$/.exec(location.pathname)?.[1];
if (key) {
  start(
    key,
    () => void load(),
    (frame) => {
      noteArrivals(frame);
      noteRemovals(frame);
    },
  );
}

keepFocus();
const root = document.getElementById("app");
if (root) render(<ModeratorPage />, root);
