import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { questionsTo } from '../../search/src/engines/meilisearch/questions.ts';

type Answering = (socket: net.Socket, question: string, nth: number) => void;

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server that answers by writing to the socket whatever a test wants; tells how many connections came, and what was asked. */
async function aServer(answer: Answering) {
  const sockets: net.Socket[] = [];
  const asked: string[] = [];
  const server = net.createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => {});
    socket.on('data', (piece) => answer(socket, asked[asked.push(piece.toString()) - 1] ?? '', asked.length));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as net.AddressInfo; // a TCP server's address is never a path
  return { url: `http://127.0.0.1:${port}`, sockets, asked };
}

const whole = (body: string, status = '200 OK', more = ''): string =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${more}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

const asks = async (answer: Answering, { patience = 5_000, key = 'k' } = {}) => {
  const server = await aServer(answer);
  const ask = questionsTo({ url: server.url, key }, patience);
  return { ...server, ask: (question: object = {}, until?: AbortSignal) => ask<unknown>('indexes/a', question, until) };
};

describe('a question of the search server', () => {
  test('says where, who and how long, and characters of any script arrive', async () => {
    const { ask, asked } = await asks((socket) => socket.write(whole('{"title":"压路机😀"}')));
    expect(await ask({ q: '开压路机' })).toEqual({ title: '压路机😀' });
    const [head = '', body = ''] = asked[0]?.split('\r\n\r\n') ?? [];
    expect(head).toMatch(/^POST \/indexes\/a HTTP\/1.1\r\nHost: 127.0.0.1:\d+\r\n/);
    expect(head).toContain('Authorization: Bearer k');
    expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
    expect(JSON.parse(body)).toEqual({ q: '开压路机' });
  });

  test('is answered whatever the pieces that the answer comes in', async () => {
    const answer = Buffer.from(whole('{"title":"压路机"}'));
    const { ask, sockets } = await asks(async (socket) => {
      for (const byte of answer) {
        socket.write(Buffer.of(byte));
        await new Promise(setImmediate);
      }
    });
    expect([await ask(), await ask()]).toEqual([{ title: '压路机' }, { title: '压路机' }]);
    expect(sockets).toHaveLength(1);
  });

  test('is answered in chunks, too, even where one is cut', async () => {
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    const chunk = Buffer.from('{"title":"压路机"}');
    const hex = (piece: Buffer) => Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, CRLF]);
    const answer = Buffer.concat([Buffer.from(head), hex(chunk.subarray(0, 12)), hex(chunk.subarray(12)), END]);
    const { ask, sockets } = await asks(async (socket) => {
      for (let at = 0; at < answer.length; at += 7) {
        socket.write(answer.subarray(at, at + 7));
        await new Promise(setImmediate);
      }
    });
    expect([await ask(), await ask()]).toEqual([{ title: '压路机' }, { title: '压路机' }]);
    expect(sockets).toHaveLength(1);
  });

  test('the same answer to the same question is the same object, any other is another', async () => {
    const bodies = ['{"total":1}', '{"total":1}', '{"total":2}', '{"total":1}', '{"total":1}'];
    const { ask } = await asks((socket, _, nth) => socket.write(whole(bodies[nth - 1] ?? '')));
    const [first, same, changed, back] = [await ask(), await ask(), await ask(), await ask()];
    expect([first, changed, back]).toEqual([{ total: 1 }, { total: 2 }, { total: 1 }]);
    expect(same).toBe(first);
    expect(await ask({ q: 'another question' })).not.toBe(back);
  });

  test('several at once go by connections of their own, and those that follow by the same ones', async () => {
    const { ask, sockets, asked } = await asks((socket) => setImmediate(() => socket.write(whole('1'))));
    await Promise.all([ask(), ask(), ask()]);
    await Promise.all([ask(), ask()]);
    expect(sockets).toHaveLength(3);
    expect(asked).toHaveLength(5);
  });

  test('goes by a new connection where the server keeps none', async () => {
    const { ask, sockets } = await asks((socket) => socket.write(whole('1', '200 OK', 'Connection: close\r\n')));
    expect([await ask(), await ask()]).toEqual([1, 1]);
    expect(sockets).toHaveLength(2);
  });

  test('is put once more where a kept connection was closed before it was heard', async () => {
    const { ask, sockets } = await asks((socket, _, nth) => (nth === 2 ? socket.destroy() : socket.write(whole('1'))));
    expect([await ask(), await ask()]).toEqual([1, 1]);
    expect(sockets).toHaveLength(2);
  });

  test('is not put once more where the answer had begun, nor on a new connection', async () => {
    const broken = await asks((socket, _, nth) =>
      nth === 2 ? socket.end('HTTP/1.1 200 OK\r\n') : socket.write(whole('1')),
    );
    await broken.ask();
    await expect(broken.ask()).rejects.toMatchObject({ code: 'search.down' });
    expect(broken.asked).toHaveLength(2);
    const closed = await asks((socket) => socket.destroy());
    await expect(closed.ask()).rejects.toMatchObject({ code: 'search.down' });
    expect(closed.asked).toHaveLength(1);
  });

  test('the server refuses is wrong, or down where it says not now', async () => {
    const statuses = ['400 Bad Request', '404 Not Found', '401 Unauthorized', '429 Too Many', '503 Unavailable'];
    const { ask, sockets } = await asks((socket, _, nth) => socket.write(whole('{"code":"x"}', statuses[nth - 1])));
    const codes: unknown[] = [];
    for (const _ of statuses) codes.push(await ask().catch(({ code }) => code));
    expect(codes).toEqual(['search.wrong', 'search.wrong', 'search.down', 'search.down', 'search.down']);
    expect(sockets).toHaveLength(1);
  });

  test.each([
    ['what is no HTTP', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['an answer without a length', 'HTTP/1.1 200 OK\r\n\r\n{}'],
    ['more than the answer', `${whole('1')}HTTP/1.1 200 OK`],
    ['a chunk without a length', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n'],
    ['what is no JSON', whole('<html>')],
    ['a head without an end', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(70_000)}`],
  ])('%s is a server that is down', async (_, answer) => {
    const { ask } = await asks((socket) => socket.write(answer));
    await expect(ask()).rejects.toMatchObject({ code: 'search.down' });
  });

  test('nobody answers is given up after the patience, and not put again', async () => {
    const { ask, asked } = await asks((socket, _, nth) => nth === 1 && socket.write(whole('1')), { patience: 60 });
    await ask();
    await expect(ask()).rejects.toThrow('no answer within 60 ms');
    expect(asked).toHaveLength(2);
  });

  test('ends with its asker, before and after it is put', async () => {
    const { ask, asked } = await asks((_, __, nth) => nth === 1 && asker.abort());
    const asker = new AbortController();
    await expect(ask({}, asker.signal)).rejects.toThrow('the asker has gone');
    await expect(ask({}, asker.signal)).rejects.toThrow();
    expect(asked).toHaveLength(1);
  });

  test('a key that would end its line is none', () => {
    expect(() => questionsTo({ url: 'http://127.0.0.1:1', key: 'a\r\nX: b' }, 1)).toThrow('plain characters');
  });

  test('a server that is not there is down', async () => {
    const { url, sockets } = await aServer(() => {});
    for (const close of closing.splice(0)) close();
    await expect(questionsTo({ url }, 1_000)('a', {}, undefined)).rejects.toMatchObject({ code: 'search.down' });
    expect(sockets).toHaveLength(0);
  });
});

const CRLF = Buffer.from('\r\n');
const END = Buffer.from('0\r\n\r\n');
