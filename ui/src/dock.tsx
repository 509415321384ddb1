import { render } from "preact";
import { Dock } from "./components/dock";
import { loadCommands } from "./state/commands";
import { loadModeration } from "./state/focus";
import { loadLimits } from "./state/letters";
import { start } from "./state/link";
import "./styles/index.css";

// The key stays in the address: it is what OBS opens again.
const key = /^\/dock\/([^/]+)$/.exec(location.pathname)?.[1];
if (key) {
  start(key, () => {
    void loadLimits();
    void loadCommands();
    void loadModeration();
  });
}

const root = document.getElementById("app");
if (root) render(<Dock />, root);
