/** A game that is nobody's, by night or by day: what overlays have to be readable on. */
export function Scene({ night }: { night: boolean }) {
  const id = night ? "night" : "day";
  return (
    <svg
      class="scene"
      data-scene={id}
      viewBox="0 0 1280 720"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <defs>
        <linearGradient id={`sky-${id}`} x2="0" y2="1">
          <stop class="sky" />
          <stop class="glow" offset="1" />
        </linearGradient>
      </defs>
      <rect width="1280" height="720" fill={`url(#sky-${id})`} />
      {night
        ? STARS.map(([x, y, r]) => <circle key={x} class="star" cx={x} cy={y} r={r} />)
        : CLOUDS.map(([x, y, size]) => (
            <g key={x} class="cloud" transform={`translate(${x} ${y}) scale(${size})`}>
              <ellipse rx="80" ry="22" />
              <ellipse cx="-25" cy="-16" rx="38" ry="26" />
              <ellipse cx="28" cy="-20" rx="44" ry="32" />
            </g>
          ))}
      <circle class="orb" cx="1040" cy="140" r="56" />
      <path class="far" d="M0 470Q180 330 400 440T820 400 1280 430V720H0z" />
      <path class="near" d="M0 560Q260 440 540 540T1280 500V720H0z" />
      {BLOCKS.map(([x, y]) => (
        <rect key={x} class="block" x={x} y={y} width="54" height="20" rx="4" />
      ))}
      <path class="ground" d="M0 640Q300 600 640 630T1280 615V720H0z" />
      <g class="hero" transform="translate(742 400)">
        <rect x="-17" y="-42" width="34" height="42" rx="10" />
        <circle cy="-52" r="19" />
      </g>
    </svg>
  );
}

type Spot = readonly [x: number, y: number, size: number];

const STARS: readonly Spot[] = Array.from({ length: 60 }, (_, n) => [
  (n * 397) % 1280,
  (n * 211) % 330,
  0.6 + (n % 3) * 0.5,
]);

const CLOUDS: readonly Spot[] = [
  [210, 130, 1],
  [640, 80, 0.7],
  [980, 170, 1.2],
];

const BLOCKS = Array.from({ length: 9 }, (_, n) => [520 + n * 62, 500 - (n % 4) * 54]);
