import { hideThirdParty, showThirdParty, thirdParty } from "../state/third-party";
import { words } from "../words/about";

/** What others made of the program, and under which terms. */
export function ThirdParty() {
  const list = thirdParty.value;
  const shown = list !== null;
  return (
    <>
      <h3 id="third-party-title">{words.thirdParty}</h3>
      <p class="quiet">{words.thirdPartyText}</p>
      <div class="about-buttons">
        <button
          type="button"
          class="button small"
          aria-expanded={shown}
          onClick={() => (shown ? hideThirdParty() : void showThirdParty())}
        >
          {shown ? words.thirdPartyHide : words.thirdPartyShow}
        </button>
      </div>
      {shown && (
        // Read only, it can be scrolled, searched and copied from with the keys.
        <textarea
          class="third-party"
          aria-labelledby="third-party-title"
          lang="en"
          spellcheck={false}
          readOnly
          value={list}
        />
      )}
    </>
  );
}
