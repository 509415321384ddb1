// What of a style sheet the server will refuse, as far as it is plain to see: addresses that lead away
// from it. It looks further than this, and has the last word: crates/server/src/css.rs.

/** Functions whose strings are addresses. */
const LOADING = /^(url|src|image|(-webkit-)?image-set|cross-fade)$/i;

/** Escapes, comments, strings, what opens a bracket with its name, at-rules, and what ends something. */
const TOKEN =
  /\\[\s\S]|\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\\n])*"?|'(?:\\[\s\S]|[^'\\\n])*'?|[\w-]*\(|@[\w-]+|[;){}]/g;

/** An address that is not within quotes. */
const UNQUOTED = /\s*([^"'\s)][^)]*)/y;

/** More would not be read. */
const MOST = 20;

export interface Foreign {
  /** From 1. */
  line: number;
  address: string;
}

/** The addresses in `css` that lead elsewhere, in the order of its lines. */
export function foreignIn(css: string): Foreign[] {
  const found: Foreign[] = [];
  /** Of each bracket that is open, whether a string within it is an address. */
  const loads: boolean[] = [];
  let importing = false;
  const look = (at: number, address: string) => {
    if (leadsAway(address) && (importing || !WITHIN.test(address)))
      found.push({ line: css.slice(0, at).split("\n").length, address });
  };
  const token = new RegExp(TOKEN);
  for (let met = token.exec(css); met && found.length < MOST; met = token.exec(css)) {
    const [text] = met;
    if (/^["']/.test(text)) {
      if (importing || loads.at(-1)) look(met.index, text.replace(/^["']|["']$/g, ""));
    } else if (text.endsWith("(") && !text.startsWith("\\")) {
      const name = text.slice(0, -1);
      UNQUOTED.lastIndex = token.lastIndex;
      const unquoted = name.toLowerCase() === "url" ? UNQUOTED.exec(css)?.[1] : undefined;
      if (unquoted !== undefined) {
        look(met.index, unquoted.trim());
        token.lastIndex = UNQUOTED.lastIndex;
      }
      // What is within it, such as the default of a var(), is an address as well.
      loads.push(LOADING.test(name) || loads.at(-1) === true);
    } else if (text === ")") loads.pop();
    else if (text.startsWith("@")) importing = text.toLowerCase() === "@import";
    else if (/^[;{}]$/.test(text)) {
      importing = false;
      loads.length = 0;
    }
  }
  return found;
}

/** A picture or a font that is in the address itself. */
const WITHIN = /^\s*data:(image\/|font\/|application\/(x-)?font-)/i;

/** Whether it names a host or a scheme. */
function leadsAway(address: string): boolean {
  // Browsers take a backslash for a slash, and drop line ends.
  const plain = address.replace(/[\s\p{Cc}]/gu, "").replaceAll("\\", "/");
  return plain.startsWith("//") || /^[^/?#]*:/.test(plain);
}
