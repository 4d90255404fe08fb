import type { Channel } from '../../people/core/card.ts';

export interface Reachable {
  readonly hasAccount: boolean;
  readonly hasPhone: boolean;
  readonly smsAllowed: boolean;
  readonly hasEmail: boolean;
}

/** How an offer reaches a person: a mail to who has an address, a short message to who has a phone, else paper at the door. */
export function channelFor({ hasAccount, hasPhone, smsAllowed, hasEmail }: Reachable): Channel {
  if (hasEmail) return 'email';
  if (hasPhone && smsAllowed) return 'sms';
  return hasAccount ? 'in_app' : 'sheet';
}
