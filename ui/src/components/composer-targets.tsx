import { answered, targets, tick, where, writable } from "../state/composer";
import { writing } from "../words/writing";
import { PlatformGlyph } from "./platform-glyph";

/** To which chats it goes, where there is a choice. */
export function ComposerTargets() {
  if (answered.value || writable.value.length < 2) return null;
  return (
    <fieldset class="composer-targets">
      <legend class="unseen">{writing.to}</legend>
      {writable.value.map((source) => (
        <label key={source.id}>
          <input
            type="checkbox"
            aria-label={where(source)}
            checked={targets.value.some(({ id }) => id === source.id)}
            onChange={(event) => tick(source.id, event.currentTarget.checked)}
          />
          <PlatformGlyph platform={source.platform} />
          <bdi>{source.channel}</bdi>
        </label>
      ))}
    </fieldset>
  );
}
