import type { ClaimBrief } from '@songgang/api/contract/claims.ts';
import { dayOf } from './format.ts';
import type { StateMark } from './labels.ts';

/** Where one sum is, in the words of the people whose money it is. */
export interface MyMoney {
  readonly id: string;
  readonly name: string;
  readonly fen: number | null;
  readonly state: StateMark;
  readonly note: string;
}

const GOING = { text: '正在办', icon: 'clock', tone: 'accent' } as const;
const STATES: Readonly<Record<ClaimBrief['status'], StateMark>> = {
  found: { text: '查到您能领', icon: 'clock', tone: 'accent' },
  prepared: GOING,
  submitted: GOING,
  checked: GOING,
  approved: { text: '批下来了', icon: 'check', tone: 'good' },
  on_notice: { text: '村里公示', icon: 'clock', tone: 'accent' },
  payable: { text: '等着到卡', icon: 'clock', tone: 'accent' },
  paid: { text: '到卡了', icon: 'check', tone: 'good' },
  returned: { text: '要补一样', icon: 'warn', tone: 'warn' },
  rejected: { text: '没批', icon: 'cross', tone: 'idle' },
  withdrawn: { text: '不办了', icon: 'cross', tone: 'idle' },
  recovered: { text: '退回去了', icon: 'cross', tone: 'idle' },
};

/** What is to be known of a sum: what is missing, who has it now and until when. */
function noteOf(claim: ClaimBrief, today: string): string {
  const by = claim.dueOn ? `最晚 ${dayOf(claim.dueOn, today)}办完这一步。` : '';
  const bring = claim.missing.flatMap(({ kind, label }) => (kind === 'paper' ? [label] : []));
  const isAsked = claim.missing.some(({ kind }) => kind === 'fact');
  switch (claim.status) {
    case 'found':
    case 'prepared':
    case 'returned':
      if (bring.length > 0) return `还缺${bring.join('、')}。拍张照发给帮扶干部，或者带到镇上。`;
      // What is asked may name what a person is registered as; that is never said on their screen.
      if (isAsked) return '干部还要核实几样情况。您不用跑。';
      return `镇里在整理。${by}您不用跑。`;
    case 'submitted':
    case 'checked':
      return `县里在审。${by}您不用跑。`;
    case 'approved':
      return '下一步是公示，或者直接发。您不用跑。';
    case 'on_notice':
      return claim.noticeEndsOn ? `公示到 ${dayOf(claim.noticeEndsOn, today)}，没人有意见就发。` : '公示完了就发。';
    case 'payable':
      return claim.missing.some(({ kind }) => kind === 'account')
        ? '还没有您的银行卡号，填上就能发。'
        : `${claim.dueOn ? `最晚 ${dayOf(claim.dueOn, today)}` : '这几天'}钱就到卡。`;
    case 'paid':
      return claim.paidOn ? `${dayOf(claim.paidOn, today)}打到您的卡。` : '';
    case 'rejected':
      return '为什么没批，打 12333 问，或者问帮扶干部。';
    default:
      return '';
  }
}

/** Only money that comes to the person; what a firm is paid for them is the firm's. */
export function myMoneyOf(claims: readonly ClaimBrief[], today: string) {
  const own = claims.filter(
    ({ payeeKind, status }) => ['labourer', 'student'].includes(payeeKind) && status !== 'withdrawn',
  );
  const sum = (some: readonly ClaimBrief[]) => some.reduce((total, { amountFen }) => total + (amountFen ?? 0), 0);
  const isOpen = ({ status }: ClaimBrief) => !['paid', 'rejected', 'recovered'].includes(status);
  return {
    rows: own.map(
      (claim): MyMoney => ({
        id: claim.id,
        name: claim.periodKey.startsWith('month:')
          ? `${claim.ruleName}，${Number(claim.periodKey.slice(11))} 月`
          : claim.ruleName,
        fen: claim.amountFen,
        state: STATES[claim.status],
        note: noteOf(claim, today),
      }),
    ),
    waitingFen: sum(own.filter(isOpen)),
    paidFen: sum(own.filter(({ status, paidOn }) => status === 'paid' && paidOn?.slice(0, 4) === today.slice(0, 4))),
    /** One claim to set the account by, where none is known yet. */
    accountFor: own.find((one) => isOpen(one) && one.missing.some(({ kind }) => kind === 'account'))?.id,
  };
}
