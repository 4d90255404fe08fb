import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { describe, expect, test } from 'vitest';
import { openCourier } from '../../../api/src/adapters/courier.ts';

const parcel = {
  to: 'labourer@example.com',
  subject: '给您送个活：缝纫工',
  body: '某厂招缝纫工，一个月 3000 元。',
  messageId: 'delivery.0190',
};

async function read(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('mail', () => {
  test('reaches a real server in Chinese, from the sender named, under the id of its delivery', async () => {
    let raw: Uint8Array = new Uint8Array();
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, _session, done) => {
        read(stream).then((bytes) => {
          raw = bytes;
          done();
        }, done);
      },
    });
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const { port } = server.server.address() as AddressInfo;
    const courier = openCourier({ MAIL_URL: `smtp://127.0.0.1:${port}/?from=jobs@county.example` });
    await courier.email(parcel);
    await new Promise<void>((resolve) => server.close(resolve));
    const mail = await PostalMime.parse(raw);
    expect(mail).toMatchObject({
      subject: parcel.subject,
      messageId: '<delivery.0190@county.example>',
      from: { address: 'jobs@county.example' },
    });
    expect(mail.text?.trim()).toBe(parcel.body);
  });

  test('an address without a sender is refused when it is read, not when a letter waits', () => {
    expect(() => openCourier({ MAIL_URL: 'smtp://127.0.0.1:25' })).toThrow('from=');
  });

  test('a server that is not there is an error with its reason', async () => {
    const courier = openCourier({ MAIL_URL: 'smtp://127.0.0.1:1/?from=a@b.example' });
    await expect(courier.email(parcel)).rejects.toThrow(/ECONNREFUSED/);
  });
});

describe('short messages', () => {
  const withGateway = async (
    status: number,
    use: (url: string, seen: () => IncomingMessage & { text: string }) => Promise<void>,
  ) => {
    let seen: (IncomingMessage & { text: string }) | undefined;
    const server = createServer(async (request, reply) => {
      const text = (await read(request)).toString();
      seen = Object.assign(request, { text });
      reply.statusCode = status;
      reply.end('no credit');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const seenOrFail = () => {
      if (!seen) throw new Error('nothing arrived');
      return seen;
    };
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/send`, seenOrFail).finally(() =>
      server.close(),
    );
  };

  test('carry id, number and text, and the key as a bearer token', () =>
    withGateway(200, async (url, seen) => {
      await openCourier({ SMS_URL: url, SMS_KEY: 'a key' }).sms({ ...parcel, to: '14200000001' });
      expect(JSON.parse(seen().text)).toEqual({ id: parcel.messageId, to: '14200000001', text: parcel.body });
      expect(seen().headers.authorization).toBe('Bearer a key');
    }));

  test('a gateway that refuses is an error with what it said', () =>
    withGateway(402, async (url) => {
      await expect(openCourier({ SMS_URL: url }).sms(parcel)).rejects.toThrow('402: no credit');
    }));
});

test('without servers nothing leaves and nothing fails: the message stands in its table', async () => {
  const courier = openCourier({});
  await expect(Promise.all([courier.email(parcel), courier.sms(parcel)])).resolves.toEqual([undefined, undefined]);
});
