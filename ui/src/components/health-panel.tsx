import { type Trouble, troubles } from "../state/health";
import { link } from "../state/link";
import { go } from "../state/place";
import { status } from "../state/status";
import { words } from "../words/health";
import { words as sections } from "../words/sections";
import { Answers } from "./banners";
import { Icon } from "./icons";

/** What is wrong, since when, what is done about it, and what the person can do. */
export function HealthPanel() {
  const found = troubles.value;
  return (
    <section class="panel health" aria-labelledby="health-title">
      <h2 id="health-title">{words.title}</h2>
      {status.value && found.length === 0 && (
        <div class="empty">
          <strong>{words.well}</strong>
          <p>{words.wellHelp}</p>
        </div>
      )}
      <ul class="trouble-list">
        {found.map((trouble) => (
          <TroubleRow key={trouble.key} trouble={trouble} />
        ))}
      </ul>
    </section>
  );
}

function TroubleRow({ trouble }: { trouble: Trouble }) {
  const { title, why, since, does, todo, where, deed, warning, bad } = trouble;
  return (
    <li class="trouble" data-bad={bad}>
      <h3>
        <Icon name={bad ? "attention" : "retry"} />
        <bdi>{title}</bdi>
      </h3>
      {why && <p>{why}</p>}
      {since && <p class="quiet">{words.since(since)}</p>}
      <dl>
        <dt>{words.doesLabel}</dt>
        <dd>{does}</dd>
        {todo && (
          <>
            <dt>{words.todoLabel}</dt>
            <dd>{todo}</dd>
          </>
        )}
      </dl>
      {(where || deed) && (
        <div class="trouble-ways">
          {deed && (
            <button
              type="button"
              class="button small primary"
              disabled={link.value !== "connected"}
              onClick={() => void deed.run()}
            >
              {deed.label}
            </button>
          )}
          {where && (
            <button type="button" class="button small" onClick={() => go(where)}>
              {words.open(sections.names[where])}
            </button>
          )}
        </div>
      )}
      {warning && <Answers warning={warning} />}
    </li>
  );
}
