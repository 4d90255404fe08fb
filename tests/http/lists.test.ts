import Fastify from 'fastify';
import { Type } from 'typebox';
import { expect, test } from 'vitest';
import { listWriter } from '../../api/src/http/lists.ts';

const Item = Type.Object({ name: Type.String(), pay: Type.Union([Type.Integer(), Type.Null()]) });
const Page = Type.Object({ items: Type.Array(Item), total: Type.Integer(), note: Type.Optional(Type.String()) });

/** What leaves for an answer, written as endpoints write it. */
async function sentFor(...answers: Record<string, unknown>[]) {
  const app = Fastify();
  const write = listWriter(Page);
  const left = [...answers];
  app.get('/', { schema: { response: { 200: Page } } }, async (_, reply) => write?.(reply, left.shift() ?? {}));
  const sent: Awaited<ReturnType<typeof app.inject>>[] = [];
  for (const _ of answers) sent.push(await app.inject('/'));
  await app.close();
  return sent;
}

test('frozen items leave as any others do: what the schema names of them, as JSON', async () => {
  const items = [
    { name: '压路机"司机"', pay: 400000, secret: 1 },
    { name: '瓦工', pay: null },
  ];
  const [plain, kept, again] = await sentFor(
    { items, total: 2, secret: 2 },
    { items: items.map((item) => Object.freeze({ ...item })), total: 2, secret: 2 },
    { items: [], total: 0, note: 'none' },
  );
  expect(plain?.json()).toEqual({ items: [{ name: '压路机"司机"', pay: 400000 }, items[1]], total: 2 });
  expect(kept?.json()).toEqual(plain?.json());
  expect(kept?.headers['content-type']).toBe(plain?.headers['content-type']);
  expect(again?.json()).toEqual({ items: [], total: 0, note: 'none' });
});

test('a frozen item is written once, however many answers it stands in', async () => {
  let read = 0;
  const item = Object.freeze(
    Object.defineProperty({ pay: null }, 'name', { enumerable: true, get: () => `read ${++read}` }),
  );
  const sent = await sentFor({ items: [item], total: 1 }, { items: [item, item], total: 2 });
  expect(sent.map((one) => one.json().items.map(({ name }: { name: string }) => name))).toEqual([
    ['read 1'],
    ['read 1', 'read 1'],
  ]);
});

test('an endpoint without a list needs no such writer', () => {
  expect(listWriter(Type.Object({ names: Type.Array(Type.String()), total: Type.Integer() }))).toBeUndefined();
});
