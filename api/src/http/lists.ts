import type { FastifyReply } from 'fastify';
import type { TSchema } from 'typebox';

/** An answer, or the JSON of one. */
export type Writer = (reply: FastifyReply, answer: Answer) => Answer | Buffer;
type Answer = { [name: string]: unknown };

const isList = (part: TSchema): boolean => 'items' in part && 'properties' in (part.items as TSchema);

/**
 * How answers with lists are written: an item that is frozen is turned into JSON once, by the same schema that would pick what
 * leaves of it any other time. Undefined where an endpoint has no list.
 */
export function listWriter(response: TSchema): Writer | undefined {
  const parts = 'properties' in response ? (response.properties as Record<string, TSchema>) : {};
  const [list] = Object.keys(parts).filter((name) => isList(parts[name] as TSchema));
  if (list === undefined) return undefined;
  const { [list]: listed, ...others } = parts;
  const { items: schema } = listed as unknown as { items: Answer };
  const required = Object.keys(others).filter((name) => (response as { required?: string[] }).required?.includes(name));
  const rest = { ...response, properties: others, required };
  // A frozen item says the same for ever: its JSON is kept for as long as the item is, as the bytes that leave.
  const written = new WeakMap<object, Buffer>();
  return (reply, answer) => {
    const values = answer[list];
    if (!Array.isArray(values) || values.length === 0 || !values.every(Object.isFrozen)) return answer;
    const write = reply.compileSerializationSchema(schema);
    const items = values.map((item) => {
      const known = written.get(item) ?? Buffer.from(write(item));
      written.set(item, known);
      return known;
    });
    reply.type('application/json; charset=utf-8');
    return joined(list, items, reply.compileSerializationSchema(rest)(answer));
  };
}

const COMMA = Buffer.from(',');

/** The rest is an object as JSON: the list is put before its other properties. */
function joined(list: string, items: readonly Buffer[], rest: string): Buffer {
  const begin = Buffer.from(`{${JSON.stringify(list)}:[`);
  const end = Buffer.from(`]${rest === '{}' ? '' : ','}${rest.slice(1)}`);
  return Buffer.concat([begin, ...items.flatMap((item, n) => (n === 0 ? [item] : [COMMA, item])), end]);
}
