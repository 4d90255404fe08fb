import type { RegionLevel } from '../../../kernel/region-code.ts';

/** Rungs that stand in the tree for order's sake and are no place: left out where a place is told. */
const RUNGS = new Set(['市辖区', '县', '省直辖县级行政区划', '自治区直辖县级行政区划']);

export const isRung = (name: string): boolean => RUNGS.has(name);

const PEOPLES =
  '(?:[各多]民?族|(?:汉|蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺)族|维吾尔|哈萨克|蒙古|柯尔克孜|塔吉克|锡伯|达斡尔)+';

const ENDINGS: Record<RegionLevel, readonly RegExp[]> = {
  province: [/特别行政区$/, new RegExp(`${PEOPLES}自治区$`), /自治区$/, /[省市]$/],
  prefecture: [new RegExp(`${PEOPLES}自治州$`), /[市盟]$/, /地区$/],
  county: [
    new RegExp(`${PEOPLES}自治[县旗]$`),
    /族?自治[县旗]$/,
    new RegExp(`${PEOPLES}区$`),
    /(?:新区|矿区|特区|联合旗|行政委员会)$/,
    /(?<=神农架)林区$/,
    /[市县区]$/,
  ],
  town: [/街道(?:办事处)?$/, new RegExp(`${PEOPLES}[乡镇]$`), /(?:地区)?办事处$/, /[镇乡]$/, /苏木$/],
  village: [
    /(?:社区|村)?(?:居民委员会|居委会|村民委员会|村委会|村民委会|村委员会|居委会会)$/,
    /(?:居民委员会|居委会|村民委员会|村委会|村民委会|村委员会|居委会会)$/,
    /嘎查(?:村)?$/,
    /社区$/,
    /村$/,
  ],
};

/**
 * What people say: 罗庄区 → 罗庄, 延边朝鲜族自治州 → 延边, 马厂村村民委员会 → 马厂.
 * At least two characters stay (洋县 stays 洋县), so that a short name is never a single character.
 */
export function shortNameOf(name: string, level: RegionLevel): string {
  for (const ending of ENDINGS[level]) {
    const short = name.replace(ending, '');
    if (short !== name && short.length >= 2) return short;
  }
  return name;
}
