// What is asked for again whenever it may be another.

import { report } from "./toasts";

/**
 * A way to ask. Where it was asked again meanwhile, an answer says nothing any more. Tells whether there
 * was one.
 */
export function asking<Asked extends unknown[], Answer>(
  call: (...asked: Asked) => Promise<Answer>,
  take: (answer: Answer) => void,
): (...asked: Asked) => Promise<boolean> {
  let times = 0;
  return async (...asked) => {
    times += 1;
    const time = times;
    try {
      const answer = await call(...asked);
      if (time === times) take(answer);
      return true;
    } catch (error) {
      if (time === times) report(error);
      return false;
    }
  };
}
