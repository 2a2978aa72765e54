/**
 * Data without its repetitions: each text and each set of keys is told once and then named by its number. A report of thousands of
 * components says the same few hundred things over and over.
 */
export interface Pack {
  texts: string[];
  shapes: string[][];
  value: Packed;
}

/** A text is its number; a list begins with -1, an object with the number of its shape. */
type Packed = number | boolean | null | Packed[];

const LIST = -1;

/** Packs lists and objects of texts, booleans and `null`. @throws TypeError for anything else. */
export function pack(value: unknown): Pack {
  const texts = new Map<string, number>();
  const shapes = new Map<string, number>();
  const keys: string[][] = [];
  const shapeOf = (part: object): number => {
    const names = Object.keys(part);
    const shape = numberIn(shapes, JSON.stringify(names));
    keys[shape] = names;
    return shape;
  };
  const packed = (part: unknown): Packed => {
    if (typeof part === 'string') return numberIn(texts, part);
    if (typeof part === 'boolean' || part === null) return part;
    if (Array.isArray(part)) return [LIST, ...part.map(packed)];
    if (typeof part !== 'object') throw new TypeError(`a ${typeof part} can't be packed`);
    return [shapeOf(part), ...Object.values(part).map(packed)];
  };
  const whole = packed(value);
  return { texts: [...texts.keys()], shapes: keys, value: whole };
}

/** The number of a thing, in the order of their first appearance. */
function numberIn(numbers: Map<string, number>, thing: string): number {
  const number = numbers.get(thing) ?? numbers.size;
  numbers.set(thing, number);
  return number;
}

/** What was packed. */
export function unpack({ texts, shapes, value }: Pack): unknown {
  const unpacked = (part: Packed): unknown => {
    if (typeof part === 'number') return texts[part];
    if (!Array.isArray(part)) return part;
    const [shape, ...values] = part;
    if (shape === LIST) return values.map(unpacked);
    const keys = shapes[Number(shape)] ?? [];
    return Object.fromEntries(keys.map((key, index) => [key, unpacked(values[index] ?? null)]));
  };
  return unpacked(value);
}
