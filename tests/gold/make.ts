import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Makes the judged set of search from trades.tsv: the same files every time. `node tests/gold/make.ts` writes them again;
 * README.md holds the rule by which a posting is relevant.
 */
const HERE = new URL('./', import.meta.url);

export interface Trade {
  readonly id: string;
  readonly titles: readonly string[];
  readonly asked: Readonly<Record<string, string>>;
}

export interface Posting {
  readonly id: string;
  readonly title: string;
  readonly company: string;
  readonly region: string;
  readonly salary: string;
  readonly benefits: string;
  readonly description: string;
}

interface Made extends Posting {
  readonly trade: string;
  readonly monthly: number;
}

export interface Query {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  readonly wanted: readonly string[];
  readonly unwanted: readonly string[];
}

const COLUMNS = ['synonym', 'spoken', 'traditional', 'pinyin', 'initials', 'typo', 'english', 'korean', 'sentence'];

/** The trades as written by hand. */
export function readTrades(): Trade[] {
  const lines = readFileSync(new URL('trades.tsv', HERE), 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [id = '', titles = '', ...asked] = line.split('\t');
    return {
      id,
      titles: titles.split(' '),
      asked: Object.fromEntries(COLUMNS.map((column, at) => [column, asked[at] ?? ''])),
    };
  });
}

const REGIONS: readonly (readonly [string, string, string])[] = [
  ['山东省临沂市罗庄区册山街道', '册山', '罗庄'],
  ['山东省临沂市罗庄区沂堂镇', '沂堂', '罗庄'],
  ['陕西省汉中市洋县马畅镇', '马畅', '洋县'],
  ['陕西省汉中市洋县谢村镇', '谢村', '洋县'],
  ['吉林省白城市通榆县瞻榆镇', '瞻榆', '通榆'],
  ['吉林省白城市通榆县开通镇', '开通镇', '通榆'],
  ['吉林省延边朝鲜族自治州汪清县大兴沟镇', '大兴沟', '汪清'],
  ['吉林省延边朝鲜族自治州汪清县百草沟镇', '百草沟', '汪清'],
];
const COMPANIES = ['顺达', '金禾', '和润', '宏远', '兴农', '恒信', '福源', '众合', '瑞丰', '永盛', '同心', '百川'];
const KINDS = ['有限公司', '就业帮扶车间', '专业合作社', '厂', '服务部'];
const DECORATIONS = [
  (title: string) => title,
  (title: string) => `急招${title}`,
  (title: string) => `${title}（包吃住）`,
  (title: string) => `招${title} 五险 长期稳定`,
  (title: string) => `${title}*长白班*当月发工资`,
  (title: string) => `【${title}】男女不限`,
];
const BENEFITS = ['包吃 包住', '包午饭', '五险一金', '日结', '带薪培训', '班车接送', ''];
const POSTINGS_EACH = 9;
/** Trades whose postings, every second one, let the work be taken home. */
const AT_HOME = new Set(['embroidery', 'knitting', 'carton', 'beads', 'handwork', 'bamboo', 'toys']);
const TAKEN_HOME = '可带回家做';

const pick = <Item>(items: readonly Item[], at: number): Item => items[at % items.length] as Item;

/** Nine postings of a trade: each of its titles, places, pays and perks in turn. */
function postingsOf(trade: Trade, at: number): Made[] {
  return Array.from({ length: POSTINGS_EACH }, (_, turn) => {
    const seed = at * 5 + turn;
    const title = pick(trade.titles, turn);
    const low = 3000 + 500 * (seed % 7);
    const benefits = AT_HOME.has(trade.id) && turn % 2 === 0 ? TAKEN_HOME : pick(BENEFITS, seed + at);
    return {
      id: `${trade.id}-${turn + 1}`,
      trade: trade.id,
      monthly: low + 1000,
      title: pick(DECORATIONS, seed * 7 + turn)(title),
      company: `${pick(COMPANIES, seed * 3 + at)}${pick(KINDS, seed)}`,
      region: pick(REGIONS, seed)[0],
      salary: `${low}-${low + 1000}元/月`,
      benefits,
      description: `招${title}${(seed % 4) + 1}名，身体健康，服从安排，到岗即可上班。`,
    };
  });
}

/** Firms and goods that only sound like a trade: each must stay off the first page of that trade. */
const HOMOPHONES: readonly (readonly [string, string, string])[] = [
  ['cutting', '彩件塑胶厂统计员', '彩件塑胶厂'],
  ['cutting', '财简印务业务员', '财简印务部'],
  ['plasterer', '墨辉书画门市招学徒', '墨辉书画社'],
  ['plasterer', '莫徽茶业讲解员', '莫徽茶业'],
  ['buyer', '菜狗玩具店网店美工', '菜狗玩具店'],
  ['herding', '方洋外贸跟单员', '方洋外贸公司'],
  ['welder', '涵宫影楼化妆师', '涵宫影楼'],
  ['cleaner', '宝杰宠物店宠物美容师', '宝杰宠物店'],
  ['tofu', '末豆福茶馆茶艺师', '末豆福茶馆'],
  ['security', '宝安健身房游泳教练', '宝安健身房'],
];

const homophonePostings = (): Made[] =>
  HOMOPHONES.map(([trade, title, company], at) => ({
    id: `sound-${at + 1}`,
    trade: `not-${trade}`,
    monthly: 4000,
    title,
    company,
    region: pick(REGIONS, at)[0],
    salary: '3000-4000元/月',
    benefits: '',
    description: '按岗位要求工作。',
  }));

const ASKED: readonly (readonly [string, string])[] = [
  ['synonym', 'synonym'],
  ['spoken', 'spoken'],
  ['traditional', 'traditional'],
  ['pinyin', 'pinyin'],
  ['initials', 'initials'],
  ['typo', 'typo'],
  ['english', 'language'],
  ['korean', 'language'],
  ['sentence', 'sentence'],
];

type Draft = Omit<Query, 'id'> & { readonly half: number };

const KINDS_ASKED = ['exact', ...ASKED.map(([column]) => column), 'place', 'pay'];

function draftsOf(trade: Trade, at: number, all: readonly Made[], trades: readonly Trade[]): Draft[] {
  const own = all.filter((posting) => posting.trade === trade.id);
  const unwanted = all.filter((posting) => posting.trade === `not-${trade.id}`).map(({ id }) => id);
  const draft = (kind: string, text: string, wanted: readonly Made[], column = kind): Draft => ({
    kind,
    text,
    half: (at + KINDS_ASKED.indexOf(column)) % 2,
    wanted: wanted.map(({ id }) => id),
    unwanted,
  });
  const same = trades.filter((other) => other.asked.initials === trade.asked.initials).map(({ id }) => id);
  const plain = ASKED.flatMap(([column, kind]) => {
    const text = trade.asked[column] ?? '';
    if (text === '') return [];
    const wanted = kind === 'initials' ? all.filter((posting) => same.includes(posting.trade)) : own;
    const offered = kind === 'sentence' ? wanted.filter((posting) => offersWhat(text, posting)) : wanted;
    return [draft(kind, text, offered, column)];
  });
  const title = trade.titles[0] ?? '';
  const [region, town, county] = pick(REGIONS, at * 5 + 1);
  const placed =
    at % 2 === 0
      ? draft(
          'place',
          `${town}${title}`,
          own.filter((posting) => posting.region === region),
        )
      : draft(
          'place',
          `${county} ${title}`,
          own.filter((posting) => posting.region.includes(county)),
        );
  const paid =
    at % 2 === 0
      ? draft(
          'pay',
          `${title} 五千以上`,
          own.filter(({ monthly }) => monthly >= 5000),
        )
      : draft('pay', `包吃住的${title}`, own.filter(isBoarded));
  return [draft('exact', title, own), ...plain, placed, paid].filter(({ wanted }) => wanted.length > 0);
}

const isBoarded = ({ title, benefits }: Made): boolean => title.includes('包吃住') || benefits === '包吃 包住';

/** A sentence that asks for board, for work at home or for day work wants the postings that say so. */
function offersWhat(text: string, posting: Made): boolean {
  if (text.includes('包吃住') && !isBoarded(posting)) return false;
  if (/在家.*想|想在家|[带拿]回家/.test(text) && posting.benefits !== TAKEN_HOME) return false;
  return !text.includes('白天') || posting.title.includes('白班');
}

/** Postings and queries; of each trade every second kind of query belongs to the half that is reported. */
export function makeSet(): { postings: Posting[]; working: Query[]; reported: Query[] } {
  const trades = readTrades();
  const made = [...trades.flatMap(postingsOf), ...homophonePostings()];
  const drafts = trades.flatMap((trade, at) => draftsOf(trade, at, made, trades));
  const queries = drafts.map((query, at) => ({ id: `q${String(at + 1).padStart(4, '0')}`, ...query }));
  const postings = made.map(({ trade: _trade, monthly: _monthly, ...posting }) => posting);
  return {
    postings,
    working: queries.filter(({ half }) => half === 0),
    reported: queries.filter(({ half }) => half === 1),
  };
}

/** The three files of a half, by name. */
export function filesOf(postings: readonly Posting[], queries: readonly Query[]): Record<string, string> {
  const judged = queries.flatMap(({ id, wanted, unwanted }) => [
    ...wanted.map((posting) => `${id}\t0\t${posting}\t1`),
    ...unwanted.map((posting) => `${id}\t0\t${posting}\t-1`),
  ]);
  return {
    'jobs.jsonl': `${postings.map((posting) => JSON.stringify(posting)).join('\n')}\n`,
    'queries.tsv': `${['q_id\tclass\ttext', ...queries.map(({ id, kind, text }) => `${id}\t${kind}\t${text}`)].join('\n')}\n`,
    'qrels.tsv': `${['q_id\titer\tid\trelevance', ...judged].join('\n')}\n`,
  };
}

if (import.meta.main) {
  const { postings, working, reported } = makeSet();
  for (const [half, queries] of [
    ['working', working],
    ['reported', reported],
  ] as const) {
    mkdirSync(new URL(`${half}/`, HERE), { recursive: true });
    for (const [name, content] of Object.entries(filesOf(postings, queries))) {
      writeFileSync(new URL(`${half}/${name}`, HERE), content);
    }
  }
}
