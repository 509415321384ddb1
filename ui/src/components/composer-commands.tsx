import { commands, fitting } from "../state/commands";
import { draft } from "../state/composer";
import { toldOfCommand } from "../words/told";
import { writing } from "../words/writing";

/** The slash commands that the draft can become. Tab takes them too. */
export function ComposerCommands({ take }: { take: (text: string) => void }) {
  const fits = fitting(draft.value, commands.value);
  if (fits.length === 0) return null;
  return (
    <ul class="composer-commands" aria-label={writing.commands}>
      {fits.map(toldOfCommand).map(({ name, usage, does, youtube }) => (
        <li key={name}>
          {/* The keyboard has Tab in the field. */}
          <button
            type="button"
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(`/${name} `)}
          >
            <code>{usage}</code>
            <span>{does}</span>
            {!youtube && <span class="quiet">{writing.twitchAlone}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
