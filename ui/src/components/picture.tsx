import { useEffect, useState } from "preact/hooks";
import { holdPicture } from "../api/pictures";
import { way } from "../api/way";

/** Pauses before a picture that is not there yet is asked for again, in milliseconds. */
const AGAIN = [250, 1000, 4000, 10000];
/** After these, as long as it is on the page: its host may come back. */
const AND_AGAIN = 30000;

type Props = { src: string; name: string; height: number; class: string };

/**
 * A picture that comes through the application, and its name until it is there. `height` is in CSS
 * pixels.
 */
export function Picture(props: Props) {
  // Another picture starts anew.
  return <OnePicture key={props.src} {...props} />;
}

function OnePicture(props: Props) {
  const [tries, setTries] = useState(0);
  const [state, setState] = useState<"asked" | "waiting" | "there">("asked");

  useEffect(() => {
    if (state !== "waiting") return undefined;
    const timer = setTimeout(() => {
      setTries(tries + 1);
      setState("asked");
    }, AGAIN[tries] ?? AND_AGAIN);
    return () => clearTimeout(timer);
  }, [state, tries]);

  const height = Math.ceil(props.height * devicePixelRatio);
  const Image = way.picture ? HeldImage : "img";
  return (
    <>
      {state !== "there" && <span class={`${props.class}-name`}>{props.name}</span>}
      {state !== "waiting" && (
        <Image
          key={tries}
          class={props.class}
          src={`${props.src}?h=${height}&wait=0`}
          alt={props.name}
          title={props.name}
          hidden={state !== "there"}
          onLoad={() => setState("there")}
          onError={() => setState("waiting")}
        />
      )}
    </>
  );
}

type Shown = Pick<Props, "src" | "class"> & {
  alt: string;
  title: string;
  hidden: boolean;
  onLoad: () => void;
  onError: () => void;
};

/** The same of a picture that the browser can't get by itself. */
function HeldImage({ src, alt, ...shown }: Shown) {
  const [address, setAddress] = useState<string>();
  useEffect(() => holdPicture(src, { take: setAddress, fail: shown.onError }), [src]);
  return <img {...shown} alt={alt} src={address} />;
}
