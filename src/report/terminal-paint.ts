const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33 } as const;

export type Colour = keyof typeof codes;

/** Colours a piece of text, where colours may be used (ECMA-48 SGR). */
export type Paint = (colour: Colour, text: string) => string;

/** Colour only repeats what the words say, so nothing is lost without it. */
export function painter(colours: boolean): Paint {
  return (colour, text) => (colours && text !== '' ? `\u001B[${codes[colour]}m${text}\u001B[0m` : text);
}
