import type { ComponentChildren } from "preact";
import type { FocusItem } from "../api/types";
import { focus, go, haveModerators, pin, told, undoModerator } from "../state/focus";
import { stage } from "../words/focus";
import { Icon, type IconName } from "./icons";
import { KEYS, useStageKeys } from "./stage-keys";
import { nameOf, StageWords, Why } from "./stage-message";
import { StageQueue } from "./stage-queue";
import { StageSuggestions } from "./stage-suggestions";

/**
 * What is on screen, what comes next, and what moderators suggest. `children` are there while
 * nothing is on screen.
 */
export function Stage({ children }: { children?: ComponentChildren }) {
  useStageKeys();
  const { current, can_go_back, queue } = focus.value;
  return (
    <>
      <div class="stage-bar">
        <BarButton
          icon="previous"
          label={stage.previous}
          keyName={KEYS.previous}
          off={!can_go_back}
          run={() => go("previous")}
        />
        <BarButton
          icon="next"
          label={stage.next}
          keyName={KEYS.next}
          primary={queue.length > 0}
          off={!current && queue.length === 0}
          run={() => go("next")}
        />
        <BarButton
          icon="stop"
          label={stage.clear}
          keyName={KEYS.clear}
          off={!current}
          run={() => go("clear")}
        />
        {haveModerators.value && (
          <button
            type="button"
            class="icon-button stage-undo"
            aria-label={stage.undo}
            title={stage.withKey(stage.undo, KEYS.undo)}
            aria-keyshortcuts={KEYS.undo}
            onClick={() => void undoModerator()}
          >
            <Icon name="undo" />
          </button>
        )}
      </div>
      {current ? (
        <Current item={current} />
      ) : (
        <div class="stage-empty">
          <p>
            <strong>{stage.nothing}.</strong> {queue.length > 0 ? stage.startNext : stage.start}
          </p>
          {children}
        </div>
      )}
      <div class="stage-lists">
        <StageSuggestions />
        <StageQueue />
      </div>
      <p class="unseen" role="status">
        {told.value}
      </p>
    </>
  );
}

function Current({ item }: { item: FocusItem }) {
  const pinned = item.pinned === true;
  const name = nameOf(item);
  return (
    <article class="stage-now" aria-label={stage.now}>
      <p class="stage-label">
        <span class="stage-light" aria-hidden="true" />
        {stage.now}
        <Why item={item} />
        <button
          type="button"
          class="icon-button"
          aria-label={stage.pin(name)}
          title={stage.pin(name)}
          aria-pressed={pinned}
          onClick={() => void pin(item.id, !pinned)}
        >
          <Icon name="pin" />
        </button>
      </p>
      <StageWords message={item} />
    </article>
  );
}

function BarButton(props: {
  icon: IconName;
  label: string;
  keyName: string;
  primary?: boolean;
  off?: boolean;
  run: () => Promise<void>;
}) {
  return (
    <button
      type="button"
      class={props.primary ? "button small primary" : "button small"}
      title={stage.withKey(props.label, props.keyName)}
      aria-keyshortcuts={props.keyName}
      // Not `disabled`: whoever goes on to the end stays where they are.
      aria-disabled={props.off === true}
      onClick={() => props.off !== true && void props.run()}
    >
      <Icon name={props.icon} />
      {props.label}
    </button>
  );
}
