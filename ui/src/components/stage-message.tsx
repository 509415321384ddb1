import type { FocusItem, Message } from "../api/types";
import { words } from "../words";
import { stage } from "../words/focus";
import { AuthorName, Body, Pause } from "./message-row";
import { PlatformGlyph } from "./platform-glyph";

/** Who wrote it; without an author, where it is from. */
export function nameOf({ author, platform }: Message): string {
  return author?.name ?? words.platforms[platform];
}

/** A message's platform, author, amount and words. */
export function StageWords({ message }: { message: Message }) {
  return (
    <div class="stage-words">
      <PlatformGlyph platform={message.platform} />
      <p dir="auto">
        {message.author && (
          <>
            <AuthorName author={message.author} />
            <Pause as=": " />
          </>
        )}
        {message.amount && (
          <>
            <span class="message-amount">{message.amount}</span>
            <Pause as=", " />
          </>
        )}
        {message.text === "" ? <span>{message.system}</span> : <Body message={message} />}
      </p>
    </div>
  );
}

/** Who picked it, where it was not the streamer. */
export function Why({ item }: { item: FocusItem }) {
  if (item.auto) {
    return (
      <span class="stage-why" title={stage.autoWhat}>
        {stage.auto(item.auto)}
      </span>
    );
  }
  return item.by ? <span class="stage-why">{stage.by(item.by)}</span> : null;
}
