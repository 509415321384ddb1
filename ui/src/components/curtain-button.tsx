import { curtain, toggleCurtain } from "../state/curtain";
import { link } from "../state/link";
import { status } from "../state/status";
import { words } from "../words";
import { Icon } from "./icons";

/** Takes chat off every overlay at once, and brings it back. */
export function CurtainButton() {
  const drawn = curtain.value;
  return (
    <button
      type="button"
      class={drawn ? "button curtain primary" : "button curtain"}
      title={words.curtain.help}
      disabled={!status.value || link.value !== "connected"}
      onClick={() => void toggleCurtain()}
    >
      <Icon name={drawn ? "eye" : "eye-off"} />
      {drawn ? words.curtain.lift : words.curtain.draw}
    </button>
  );
}
