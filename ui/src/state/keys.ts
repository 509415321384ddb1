// Combinations of keys, as the application writes them.

const OTHERS = new Map([
  ["Insert", "Insert"],
  ["Delete", "Delete"],
  ["Home", "Home"],
  ["End", "End"],
  ["PageUp", "PageUp"],
  ["PageDown", "PageDown"],
  ["ArrowUp", "Up"],
  ["ArrowDown", "Down"],
  ["ArrowLeft", "Left"],
  ["ArrowRight", "Right"],
  ["Space", "Space"],
  ["Pause", "Pause"],
  ["ScrollLock", "ScrollLock"],
]);

type Pressed = Pick<KeyboardEvent, "code" | "ctrlKey" | "altKey" | "shiftKey" | "metaKey">;

/** What is held, by the keys' places on the keyboard; null while only modifiers are, or for a key that can't be used. */
export function combination({ code, ctrlKey, altKey, shiftKey, metaKey }: Pressed): string | null {
  const key =
    /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1] ??
    (/^F\d{1,2}$/.test(code) ? code : OTHERS.get(code));
  if (!key) return null;
  const held: [boolean, string][] = [
    [ctrlKey, "Ctrl"],
    [altKey, "Alt"],
    [shiftKey, "Shift"],
    [metaKey, "Super"],
  ];
  return [...held.filter(([is]) => is).map(([, name]) => name), key].join("+");
}
