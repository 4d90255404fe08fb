import type { Courier } from '../kernel/courier.ts';

const TIMEOUT_MS = 10_000;

/**
 * Short messages through a gateway that takes JSON over HTTP: POST {id, to, text} with the key as a bearer token.
 * Anything but a 2xx is a refusal; the id lets the gateway drop a second sending.
 */
export const smsGateway =
  (smsUrl: string, key: string | undefined): Courier['sms'] =>
  async ({ to, body, messageId }) => {
    const reply = await fetch(smsUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ id: messageId, to, text: body }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!reply.ok) throw new Error(`the SMS gateway answered ${reply.status}: ${(await reply.text()).slice(0, 200)}`);
  };
