import type { Courier } from '../kernel/courier.ts';
import { smtpMail } from './mail-smtp.ts';
import { smsGateway } from './sms-http.ts';

/** Where no server is named nothing leaves: the message stands in its table as sent, and staff can read it there. */
const recorded = async (): Promise<void> => {};

const RECORDED_BATCH = 1_000;

export const openCourier = ({ MAIL_URL, SMS_URL, SMS_KEY }: NodeJS.ProcessEnv): Courier => ({
  ...(!MAIL_URL && !SMS_URL && { batch: RECORDED_BATCH }),
  email: MAIL_URL ? smtpMail(MAIL_URL) : recorded,
  sms: SMS_URL ? smsGateway(SMS_URL, SMS_KEY) : recorded,
});
