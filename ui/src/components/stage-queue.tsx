import { useRef } from "preact/hooks";
import type { FocusItem } from "../api/types";
import { emptyQueue, focus, move, moved, pin, showNow, unqueue } from "../state/focus";
import { stage } from "../words/focus";
import { Icon, type IconName } from "./icons";
import { useDrag } from "./stage-drag";
import { nameOf, StageWords, Why } from "./stage-message";

/** What comes next, in its order: moved by dragging, by buttons and by keys. */
export function StageQueue() {
  const list = useRef<HTMLOListElement>(null);
  const dragged = useDrag(list);
  const { queue } = focus.value;
  const drawn = dragged ? moved(queue, dragged.id, dragged.to) : queue;

  if (queue.length === 0) return null;

  function onKeyDown(event: KeyboardEvent, item: FocusItem, at: number): void {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const onRow = event.target === event.currentTarget;
    if (event.altKey && by !== undefined) void move(item.id, at + by);
    else if (event.key === "Delete") void unqueue(item.id);
    else if (event.key === "Enter" && onRow) void showNow(item.id);
    else if (by !== undefined && onRow) focusRow(at + by);
    else return;
    event.preventDefault();
  }

  const focusRow = (at: number) => (list.current?.children[at] as HTMLElement | undefined)?.focus();

  return (
    <section class="stage-queue" aria-labelledby="stage-queue-title">
      <div class="stage-queue-head">
        <h3 id="stage-queue-title">{stage.queue(queue.length)}</h3>
        {queue.length > 1 && (
          <button
            type="button"
            class="button small"
            aria-label={stage.emptyQueue}
            onClick={() => void emptyQueue()}
          >
            {stage.empty}
          </button>
        )}
      </div>
      <ol ref={list} data-dragging={dragged !== null}>
        {drawn.map((item, at) => (
          <Row
            key={item.id}
            item={item}
            at={at}
            of={drawn.length}
            dragged={item.id === dragged?.id}
            onKeyDown={(event) => onKeyDown(event, item, at)}
          />
        ))}
      </ol>
    </section>
  );
}

function Row(props: {
  item: FocusItem;
  at: number;
  of: number;
  dragged: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { item, at, of } = props;
  const name = nameOf(item);
  const pinned = item.pinned === true;
  return (
    <li
      class="stage-item"
      data-id={item.id}
      data-dragged={props.dragged}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys move, show and remove it
      tabIndex={0}
      aria-label={stage.item(at + 1, name, item.text || (item.system ?? ""))}
      aria-keyshortcuts="Enter Delete Alt+ArrowUp Alt+ArrowDown"
      onKeyDown={props.onKeyDown}
    >
      <span class="stage-grip" aria-hidden="true">
        {at + 1}
      </span>
      <StageWords message={item} />
      <Why item={item} />
      {pinned && (
        <span class="stage-pinned">
          <Icon name="pin" />
        </span>
      )}
      <span class="stage-tools">
        <Tool icon="play" label={stage.show(name)} run={() => showNow(item.id)} />
        <Tool
          icon="pin"
          label={stage.pin(name)}
          pressed={pinned}
          run={() => pin(item.id, !pinned)}
        />
        <Tool icon="up" label={stage.up(name)} off={at === 0} run={() => move(item.id, at - 1)} />
        <Tool
          icon="down"
          label={stage.down(name)}
          off={at === of - 1}
          run={() => move(item.id, at + 1)}
        />
        <Tool icon="close" label={stage.takeOutWhose(name)} run={() => unqueue(item.id)} />
      </span>
    </li>
  );
}

function Tool(props: {
  icon: IconName;
  label: string;
  pressed?: boolean;
  off?: boolean;
  run: () => Promise<void>;
}) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={props.label}
      title={props.label}
      aria-pressed={props.pressed}
      // Not `disabled`: whoever moves a message to an end by the keyboard stays where they are.
      aria-disabled={props.off === true}
      onClick={() => props.off !== true && void props.run()}
    >
      <Icon name={props.icon} />
    </button>
  );
}
