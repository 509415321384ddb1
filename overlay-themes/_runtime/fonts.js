// The fonts that come with the application, by the id that an overlay's options have.

/** @type {Map<string, string>} */
export const FONTS = new Map([
  ["inter", "MultiChat Inter"],
  ["noto-sans", "MultiChat Noto Sans"],
  ["atkinson-hyperlegible", "MultiChat Atkinson Hyperlegible"],
  ["opendyslexic", "MultiChat OpenDyslexic"],
  ["nunito", "MultiChat Nunito"],
  ["barlow-condensed", "MultiChat Barlow Condensed"],
  ["bebas-neue", "MultiChat Bebas Neue"],
  ["jetbrains-mono", "MultiChat JetBrains Mono"],
]);
