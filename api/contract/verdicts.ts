import type { RuleCode } from '@songgang/search/matcher/model.ts';
import type { Verdict } from '@songgang/search/matcher/why.ts';

/** What became of a pair, in a sentence for staff: on the desk and on the command line. */
export const VERDICT_SENTENCES: Record<Verdict, string> = {
  delivered: '已经送过',
  not_seeking: '没有送：本人眼下不在匹配之列（不想找活、已有工作、不在劳动年龄、要求暂停或不要推送）',
  job_closed: '没有送：这个岗位眼下不招人（已关闭、到期、招满，或单位未核验）',
  rule_not_met: '没有送：有条件不符合',
  hand_full: '没有送：本人今年的岗位已送够，手上的还没回话',
  vacancy_full: '没有送：这个岗位没有名额了',
  others_first: '没有送：名额已给了更缺岗位、更合适的人',
  kept_for_owed: '没有送：本人今年已送够五个，剩下的名额留给还没送够的人',
  offered_next: '条件都符合，下一次匹配可能会送',
};

/** What each rule of the matcher looks at. */
export const ruleLabels = {
  employer_state: '单位状态',
  occupation: '工种',
  skill: '技能',
  reach: '远近',
  home_every_night: '天天回家',
  lodging: '吃住',
  pay_floor: '工资',
  age: '年龄',
  education: '文化',
  health: '身体',
  shift: '工时',
  refusal: '说过不去的',
  repeat: '送过没有',
} as const satisfies Record<RuleCode, string>;
