import { render } from "preact";
import type { Frame } from "./api/frame";
import { App } from "./components/app";
import { keepFocus } from "./components/kept-focus";
import { loadCommands } from "./state/commands";
import { loadDock } from "./state/dock";
import { loadDonations } from "./state/donations";
import { loadModeration } from "./state/focus";
import { followLanguage } from "./state/language";
import { followLedger, loadLedger } from "./state/ledger";
import { loadLimits } from "./state/letters";
import { start } from "./state/link";
import { loadModerators, moderators } from "./state/moderators";
import { loadOverlays, loadThemes } from "./state/overlays";
import { takeKey } from "./state/session";
import { loadSettings } from "./state/settings";
import { loadSupport } from "./state/support";
import { followVault } from "./state/vault";
import { chosen, speak } from "./words/language";
import "./styles/index.css";

// Before the first paint: no other language is seen on the way.
await speak(chosen());

const key = takeKey();
if (key !== null) {
  /** What is asked for anew when it has become another. */
  const lists: Partial<Record<Frame["type"], () => Promise<unknown>>> = {
    dock: loadDock,
    moderators: loadModerators,
    overlays: loadOverlays,
    support: loadSupport,
    themes: loadThemes,
  };
  const load = async () => {
    void loadDonations();
    void loadLedger();
    void loadLimits();
    void loadCommands();
    void loadModeration();
    if (moderators.value) void loadModerators();
    const needed = [loadDock(), loadOverlays(), loadThemes(), loadSettings(), loadSupport()];
    return (await Promise.all(needed)).every(Boolean);
  };
  start(key, load, (frame) => {
    followLedger(frame);
    void lists[frame.type]?.();
  });
  followLanguage();
  followVault();
}

keepFocus();
const root = document.getElementById("app");
if (root) render(<App opened={key !== null} />, root);
