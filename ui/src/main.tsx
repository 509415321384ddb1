import { render } from "preact";
import { App } from "./components/app";
import { loadDock } from "./state/dock";
import { loadModeration } from "./state/focus";
import { loadLimits } from "./state/letters";
import { start } from "./state/link";
import { loadOverlays } from "./state/overlays";
import { takeKey } from "./state/session";
import { loadSettings } from "./state/settings";
import "./styles/index.css";

const key = takeKey();
if (key !== null) {
  start(key, () => {
    void loadDock();
    void loadLimits();
    void loadModeration();
    void loadOverlays();
    void loadSettings();
  });
}

const root = document.getElementById("app");
if (root) render(<App opened={key !== null} />, root);
