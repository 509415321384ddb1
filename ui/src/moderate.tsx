import { render } from "preact";
import { keyIn, throughService } from "./api/service";
import { goBy } from "./api/way";
import { keepFocus } from "./components/kept-focus";
import { ModeratorPage } from "./components/moderator-page";
import { Notice } from "./components/notice";
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
const ofApplication = /^\/moderate\/([^/]+)$/.exec(location.pathname)?.[1];
/** A sync service, which serves the page as well, is not to learn it: there it is behind the #. */
const isOfService = location.pathname === "/moderate";
const ofService = isOfService ? keyIn(location.hash) : null;
/** Browsers seal where the page itself came over a safe line, and nowhere else. */
const canSeal = globalThis.crypto?.subtle !== undefined;

if (isOfService) {
  // Another link in the same tab loads nothing anew by itself.
  addEventListener("hashchange", () => location.reload());
  if (ofService && canSeal) goBy(throughService(ofService));
}

const key = ofApplication ?? (canSeal ? ofService : null);
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
if (root) render(<Page />, root);

function Page() {
  if (isOfService && !ofService) return <Notice {...moderate.broken} />;
  if (isOfService && !canSeal) return <Notice {...moderate.insecure} />;
  return <ModeratorPage throughService={isOfService} />;
}
