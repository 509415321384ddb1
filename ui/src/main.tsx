import { render } from "preact";
import { App } from "./components/app";
import { start } from "./state/link";
import { takeKey } from "./state/session";
import "./styles/index.css";

const key = takeKey();
if (key !== null) start(key);

const root = document.getElementById("app");
if (root) render(<App opened={key !== null} />, root);
