import type { PayParts } from '#lib/format.ts';
import type { IconName } from './icons.ts';

/** What a posting's card shows, already in words. */
export interface JobCardView {
  href: string;
  title: string;
  /** In words where no sum was given. */
  pay: PayParts | string;
  payWhen?: string;
  /** 离家 1.2 公里, or 在家做. */
  distance?: string;
  isHome?: boolean;
  perks?: readonly { icon: IconName; text: string }[];
  reasons?: readonly string[];
  employer: string;
  isVerified: boolean;
}
