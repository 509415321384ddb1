import { render } from "preact";
import { Dock } from "./components/dock";
import { keepFocus } from "./components/kept-focus";
import { loadCommands } from "./state/commands";
import { loadModeration } from "./state/focus";
import { followLanguage } from "./state/language";
import { loadLimits } from "./state/letters";
import { start } from "./state/link";
import { chosen, speak } from "./words/language";
import "./styles/index.css";

// Before the first paint: no other language is seen on the way.
await speak(chosen());

// The key stays in the address: it is what OBS opens again.
const key = /^\/dock\/([^/]+)$/.exec(location.pathname)?.[1];
if (key) {
  followLanguage();
  start(key, () => {
    void loadLimits();
    void loadCommands();
    void loadModeration();
  });
}

keepFocus();
const root = document.getElementById("app");
if (root) render(<Dock />, root);
