import { useComputed } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Author, Message, Part } from "../api/types";
import { reply, writableIds } from "../state/composer";
import { gone, hide, tabStop } from "../state/feed";
import { pick, places } from "../state/focus";
import { canModerate, moderating } from "../state/moderation";
import { readable } from "../state/readable";
import { words } from "../words";
import { stage } from "../words/focus";
import { time } from "../words/formats";
import { writing } from "../words/writing";
import { Icon } from "./icons";
import { Picture } from "./picture";
import { PlatformGlyph } from "./platform-glyph";

/** A message of the feed. Tab leads to one of all rows, and from it to its buttons. */
export function MessageRow({ message }: { message: Message }) {
  const { author, id } = message;
  const tabIndex = useComputed(() => (tabStop.value === id ? 0 : -1)).value;
  const isGone = useComputed(() => gone.value.has(id)).value;
  const place = useComputed(() => places.value.get(id)).value;
  if (isGone) {
    return (
      <li class="message message-gone" data-id={id} tabIndex={tabIndex}>
        {stage.removed}
      </li>
    );
  }
  return (
    <li
      class="message"
      data-id={id}
      data-kind={message.kind}
      data-tier={message.tier}
      data-place={place}
      tabIndex={tabIndex}
      aria-labelledby={`words-${id}`}
    >
      <PlatformGlyph platform={message.platform} />
      <MessageWords id={`words-${id}`} message={message} />
      {place !== undefined && <span class="message-place">{stage.place(place)}</span>}
      <div class="message-tools">
        <time dateTime={message.at}>{time(message.at)}</time>
        <WriterTools message={message} tabIndex={tabIndex} />
        {place !== 0 && (
          <PickButton message={message} queued={place !== undefined} tabIndex={tabIndex} />
        )}
        <button
          type="button"
          class="button small"
          tabIndex={tabIndex}
          aria-label={words.feed.hideWhose(author?.name ?? words.platforms[message.platform])}
          onClick={() => void hide(message)}
        >
          <Icon name="eye-off" />
          {words.feed.hide}
        </button>
      </div>
    </li>
  );
}

/** What a message says. Whose it is stands there, where the platform's own words don't say it.
 * `name`: what stands for its author, whatever those words say. */
export function MessageWords(props: { message: Message; name?: ComponentChildren; id?: string }) {
  const { message, name, id } = props;
  const { author, system, level, amount, text, reply_to: replied } = message;
  const who = name ?? (author && <AuthorName author={author} />);
  // The platform's own words may leave out who did it: then that comes first.
  const isFirst = system && (name !== undefined || (author && !system.includes(author.name)));
  return (
    <div class="message-words" id={id}>
      {replied && (
        <p class="message-reply">
          {/* The line stays for as long as the list is still; what it quoted is gone. */}
          {replied.author === "" ? stage.removed : words.feed.replyTo(replied.author)}{" "}
          <bdi>{replied.text}</bdi>
        </p>
      )}
      {system && (
        <p class="message-system">
          {isFirst && <>{who} </>}
          {system}
          {level !== undefined && !system.includes(level) && (
            <>
              {" "}
              · <bdi>{level}</bdi>
            </>
          )}
        </p>
      )}
      {(!system || amount || text !== "") && (
        <p class="message-line" dir="auto">
          {!isFirst && who}
          {!isFirst && who && <Pause as=": " />}
          {amount && <span class="message-amount">{amount}</span>}
          {amount && text !== "" && <Pause as=", " />}
          {/* Lines may break here: a name is no part of the first word. */}
          <wbr />
          <Body message={message} />
        </p>
      )}
    </div>
  );
}

/** What a click anywhere on the row does, for the keyboard and for who does not see it. */
function PickButton(props: { message: Message; queued: boolean; tabIndex: number }) {
  const { message, queued, tabIndex } = props;
  const name = message.author?.name ?? words.platforms[message.platform];
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      class="button small pick"
      aria-label={queued ? stage.takeOutWhose(name) : stage.addWhose(name)}
      onClick={() => void pick(message)}
    >
      <Icon name={queued ? "close" : "plus"} />
      <span>{queued ? stage.takeOut : stage.add}</span>
    </button>
  );
}

/** What an account is needed for. */
function WriterTools({ message, tabIndex }: { message: Message; tabIndex: number }) {
  const name = message.author?.name;
  if (name === undefined) return null;
  return (
    <>
      {writableIds.value.split(" ").includes(message.source) && (
        <button
          type="button"
          class="icon-button"
          tabIndex={tabIndex}
          aria-label={writing.reply(name)}
          title={writing.reply(name)}
          onClick={() => reply(message)}
        >
          <Icon name="reply" />
        </button>
      )}
      <ModerateButton message={message} tabIndex={tabIndex} />
    </>
  );
}

/** What the eye sees as a gap, for who hears it and for who copies it. */
export function Pause({ as }: { as: string }) {
  return <span class="unseen pause">{as}</span>;
}

/** Opens what can be done about a message on its platform, where the account may do that. */
export function ModerateButton({ message, tabIndex }: { message: Message; tabIndex?: number }) {
  if (!message.author || !canModerate(message)) return null;
  return (
    <button
      type="button"
      class="icon-button"
      tabIndex={tabIndex}
      aria-label={writing.moderateWhose(message.author.name)}
      aria-haspopup="dialog"
      title={writing.moderate}
      onClick={(event) => {
        moderating.value = { message, beside: event.currentTarget.getBoundingClientRect() };
      }}
    >
      <Icon name="shield" />
    </button>
  );
}

export function AuthorName({ author }: { author: Author }) {
  const color = readable(author.color);
  const style = color && { "--name-on-light": color.light, "--name-on-dark": color.dark };
  return (
    <>
      {author.badges.map(
        ({ name, title, icon }) =>
          icon && <Picture key={name} class="badge" src={icon} name={title} height={18} />,
      )}
      <span class="message-author" style={style}>
        <bdi>{author.name}</bdi>
      </span>
    </>
  );
}

export function Body({ message }: { message: Message }) {
  if (message.text === "") return null;
  return <bdi class="message-text">{message.body.map(bodyPart)}</bdi>;
}

/** A part of what was written, as chat shows it. */
export function bodyPart({ type, text, image }: Part) {
  if (type === "text") return text;
  if (image && type === "emote") {
    return <Picture class="emote" src={image} name={text} height={26} />;
  }
  return <span class={`part-${type}`}>{text}</span>;
}
