import { createTransport } from 'nodemailer';
import type { Courier } from '../kernel/courier.ts';

const TIMEOUT_MS = 10_000;

/**
 * Mails through an SMTP server: smtp://user:password@host:587/?from=jobs@county.example.
 * Throws where the address has no `from` and no user to send as.
 */
export function smtpMail(mailUrl: string): Courier['email'] {
  const url = new URL(mailUrl);
  const from = url.searchParams.get('from') ?? decodeURIComponent(url.username);
  if (!from.includes('@')) throw new Error('MAIL_URL has no sender: add ?from=jobs@county.example');
  const domain = from.slice(from.indexOf('@') + 1);
  url.searchParams.delete('from');
  const transport = createTransport({
    url: url.href,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return async ({ to, subject, body, messageId }) => {
    await transport.sendMail({ from, to, subject, text: body, messageId: `<${messageId}@${domain}>` });
  };
}
