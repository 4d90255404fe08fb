import type { Lexicon } from '../vocabulary/lexicon.ts';
import { normalForm } from './normalise.ts';
import { paySaid } from './pay.ts';
import { blanked, type Wish, wishesIn } from './wishes.ts';

export interface TitleRead {
  /** What is left when pay, perks and decorations are gone: nothing of a title that only says that people are wanted. */
  readonly core: string;
  readonly wishes: readonly Wish[];
}

const DECORATION = /[^\p{L}\p{N}+]+/gu;
const SLOGAN =
  /直签正式劳动合同|大平台订单稳定|男女包进|男女不限|入职0费用|非中介|真实工资|保底|稳定|高工价|高薪资|高薪|高工资|环境好|住宿环境|工作环境|直招|诚聘|诚招|招聘|急聘|急招|急需|长期招|大量招|无需装卸|不需要装卸|不装不卸|上市车企|上市公司|500强|国企|外企|央企|下沙|税后|月入过万|月入|月薪|综合|左右|内招|可带手机|带手机|不体检|不无尘服|男女|名额有限|福利好|待遇好|待遇优|持证就可以|岗位可选|恒温车间|工价|纯|可短期|可r结|可转正|全职|新车间|老员工推荐|接受|就近分配|班次自选/g;

/** Calls for people, and how many: 招5名, 用工信息, 急招工人数名. */
const CALL =
  /用工信息|招工信息|招人信息|招人|招工|用工|用人|缺人|要人|雇人|聘请|长期要|(?:\d+|数|几|若干|多)(?:名|位|人)(?!员|力|事)|若干|(?<![\p{Script=Han}])(?:大量|现|诚|急|长期|高薪)?招(?!商|生|待|标|投|牌)/gu;

/** Reads a title as employers type it: 20.23/时*检验包装*带手机, 日结5 8 0《宠物饲料》配车住. */
export function readTitle(title: string, lexicon: Lexicon): TitleRead {
  const text = normalForm(title);
  const wishes = wishesIn(text, lexicon);
  let core = text;
  for (const { condition, start, end } of wishes) {
    if (condition.kind === 'perk') core = blanked(core, start, end);
  }
  for (let pay = paySaid(core); pay !== undefined; pay = paySaid(core)) core = blanked(core, pay.start, pay.end);
  core = core.replace(SLOGAN, ' ').replace(CALL, ' ').replace(DECORATION, ' ').trim();
  return { core, wishes };
}
