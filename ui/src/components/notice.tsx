import type { ComponentChildren } from "preact";
import { Logo } from "./icons";

/** A page that has one thing to say. */
export function Notice(props: { title: string; help: string; children?: ComponentChildren }) {
  return (
    <main class="notice" aria-labelledby="notice-title">
      <Logo />
      <h1 id="notice-title">{props.title}</h1>
      <p>{props.help}</p>
      {props.children}
    </main>
  );
}
