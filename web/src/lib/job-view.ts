/** Postings and deliveries of the api as the cards and pages show them, in words. */

import type { DeliveryView } from '@songgang/api/contract/deliveries.ts';
import type { JobCard, JobPage } from '@songgang/api/contract/jobs.ts';
import { type PayParts, payLine, payParts } from './format.ts';
import { educationLabels, perkLabels } from './labels.ts';
import { type NameOf, type Reason, reasonChip } from './reasons.ts';
import type { JobCardView } from './ui/job-card.ts';

type Perks = NonNullable<JobCardView['perks']>;
type Pay = NonNullable<JobCard['pay']>;

/** 罗庄区罗庄街道办事处某村村委会 → 罗庄街道某村: as it is said, without the county that everybody here lives in. */
export function placeSaid(placeName: string, countyName = ''): string {
  const said = placeName
    .replace(/街道办事处/g, '街道')
    .replace(/社区(?:居民委员会|居委会)/g, '社区')
    .replace(/村(?:村民委员会|村委会|民委员会|委会)/g, '村')
    .replace(/(?:居民委员会|居委会)/g, '社区');
  return said.length > countyName.length && said.startsWith(countyName) ? said.slice(countyName.length) : said;
}

export const payOf = ({ pay, payText }: Pick<JobCard, 'pay' | 'payText'>): PayParts | string =>
  pay ? payParts(pay) : (payText ?? '工钱面谈');

/** 合一个月 2730 到 3120 元, for pay that is not counted by the month. */
export function monthSum(pay: Pay): string | undefined {
  const { kind, monthlyMinFen: min, monthlyMaxFen: max } = pay;
  if (kind === 'month' || min === null || max === null) return undefined;
  return `合${payLine({ kind: 'month', minFen: min, maxFen: max })}`;
}

/** A perk by its word; what an employer wrote in its own words is shown as written. */
export const perkSaid = (perk: string): string | undefined =>
  (perkLabels as Readonly<Record<string, string>>)[perk] ?? (/\p{Script=Han}/u.test(perk) ? perk : undefined);

export function perksOf({ hasBoard, hasLodging, perks }: Pick<JobCard, 'hasBoard' | 'hasLodging' | 'perks'>): Perks {
  return [
    ...(hasBoard ? [{ icon: 'bowl', text: '管饭' } as const] : []),
    ...(hasLodging ? [{ icon: 'bed', text: '管住' } as const] : []),
    ...(perks.includes('shuttle') ? [{ icon: 'bus', text: '有班车' } as const] : []),
  ];
}

/** A card of the public lists. Only postings of verified employers are public. */
export function cardOf(job: JobCard, href: string, countyName = ''): JobCardView {
  const isHome = job.kind === 'home_based';
  return {
    href,
    title: job.title,
    pay: payOf(job),
    payWhen: job.pay ? monthSum(job.pay) : undefined,
    distance: isHome ? '在家做' : placeSaid(job.placeName, countyName),
    isHome,
    perks: perksOf(job),
    employer: job.employer.name,
    isVerified: true,
  };
}

const isReason = (reason: { code: string }): reason is Reason =>
  ['skill', 'wish', 'near', 'distance', 'home_based', 'pay', 'board', 'lodging', 'shift', 'suits', 'easy'].includes(
    reason.code,
  );

export const reasonsOf = (delivery: Pick<DeliveryView, 'reasons'>): Reason[] => delivery.reasons.filter(isReason);

/** A card of 给您挑的活: the same card with why it was chosen. */
export function offerCardOf({ job, ...delivery }: DeliveryView, nameOf: NameOf): JobCardView {
  const pay = payOfBrief(job);
  const reasons = reasonsOf(delivery);
  const said = new Set(reasons.map(({ code }) => code));
  const far = reasons.find(({ code }) => code === 'distance');
  const perks = perksOf({ ...job, perks: [] }).filter(
    ({ icon }) => !(icon === 'bowl' && said.has('board')) && !(icon === 'bed' && said.has('lodging')),
  );
  return {
    href: `/jobs/${job.id}`,
    title: job.title,
    pay: payParts(pay),
    payWhen: monthSum(pay),
    distance: far ? undefined : placeSaid(job.regionName),
    perks,
    reasons: [...new Set(reasons.map((reason) => reasonChip(reason, nameOf)))].slice(0, 4),
    employer: job.employerName,
    isVerified: true,
  };
}

/** A card of a posting that only its brief is known of. */
export function briefCardOf(job: DeliveryView['job']): JobCardView {
  const pay = payOfBrief(job);
  return {
    href: `/jobs/${job.id}`,
    title: job.title,
    pay: payParts(pay),
    payWhen: monthSum(pay),
    distance: placeSaid(job.regionName),
    perks: perksOf({ ...job, perks: [] }),
    employer: job.employerName,
    isVerified: true,
  };
}

export function payOfBrief(job: DeliveryView['job']): Pay {
  const { payMinFen: minFen, payMaxFen: maxFen, monthlyMinFen, monthlyMaxFen } = job;
  // The column behind it knows these four kinds alone.
  return { kind: job.payKind as Pay['kind'], minFen, maxFen, unit: null, monthlyMinFen, monthlyMaxFen };
}

/** 管一日三餐，不管住 */
export function boardSaid({ hasBoard, hasLodging, kind }: Pick<JobPage, 'hasBoard' | 'hasLodging' | 'kind'>): string {
  if (kind === 'home_based') return '在家做，不管吃住';
  if (!hasBoard && !hasLodging) return '不管吃，也不管住';
  return `${hasBoard ? '管饭' : '不管饭'}，${hasLodging ? '管住' : '不管住'}`;
}

/** Who may come, in one sentence: 18 到 55 岁，不要文化。 */
export function whoSaid({ ageMin, ageMax, educationMin }: Pick<JobPage, 'ageMin' | 'ageMax' | 'educationMin'>): string {
  const ages = agesSaid(ageMin, ageMax);
  const schooling = educationMin === 'none' ? '没上过学也行' : `${educationLabels[educationMin]}往上`;
  return `${ages}，${schooling}`;
}

function agesSaid(min: number | null, max: number | null): string {
  if (max === null) return min === null ? '多大年纪都行' : `满 ${min}\u00a0岁就行`;
  return min === null ? `${max}\u00a0岁以下` : `${min} 到 ${max}\u00a0岁`;
}

/** 招 8 个人，还差 5 个 */
export function headsSaid({ headCount, openCount }: Pick<JobCard, 'headCount' | 'openCount'>): string {
  if (headCount === null) return '';
  const open = openCount !== null && openCount < headCount ? `，还差 ${openCount}\u00a0个` : '';
  return `招 ${headCount}\u00a0个人${open}`;
}

/** 3000 到 3800 元，每月 10 号发 */
export function paySaid({ pay, payText, payDay }: Pick<JobPage, 'pay' | 'payText' | 'payDay'>): string {
  // The question has named the month already.
  const sum = pay ? payLine(pay).replace(/^一个月 /, '') : (payText ?? '工钱面谈');
  return payDay ? `${sum}，${payDay}${/发$/.test(payDay) ? '' : '发'}` : sum;
}
