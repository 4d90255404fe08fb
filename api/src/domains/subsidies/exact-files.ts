import { parseDocument, type ScalarTag, type Tags } from 'yaml';
import { type Exact, exactFrom } from './core/exact.ts';

/** A file that is not what it says it is: where, and what is wrong with it. */
export class FileTrouble extends Error {}

const DECIMAL_TAG: ScalarTag = {
  default: true,
  tag: 'tag:yaml.org,2002:float',
  test: /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/,
  resolve: (text, onError): Exact => {
    const value = exactFrom(text);
    if (value === undefined) onError(`${text} is no decimal number`);
    return value ?? 0;
  },
};
const isNumberTag = (tag: Tags[number]): boolean => typeof tag === 'object' && /:(int|float)$/.test(tag.tag);

/** Reads YAML with every decimal exactly as written; `where` names the file in the error. Throws FileTrouble. */
export function parseExactYaml(text: string, where: string): unknown {
  const customTags = (tags: Tags): Tags => [DECIMAL_TAG, ...tags.filter((tag) => !isNumberTag(tag))];
  const document = parseDocument(text, { customTags, prettyErrors: true });
  const [trouble] = document.errors;
  if (trouble) throw new FileTrouble(`${where}: ${trouble.message}`);
  return document.toJS();
}

/** Reads JSON with every decimal exactly as written. Throws FileTrouble. */
export function parseExactJson(text: string, where: string): unknown {
  // The third parameter carries the source of a number since ECMAScript 2026; its types have not caught up.
  const reviver = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' && context?.source !== undefined ? exactOf(context.source, where) : value;
  try {
    return JSON.parse(text, reviver);
  } catch (trouble) {
    if (trouble instanceof SyntaxError) throw new FileTrouble(`${where}: ${trouble.message}`);
    throw trouble;
  }
}

function exactOf(source: string, where: string): Exact {
  const value = exactFrom(source);
  if (value === undefined) throw new FileTrouble(`${where}: ${source}`);
  return value;
}
