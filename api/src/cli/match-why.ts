import type { Output } from '../../contract/endpoint.ts';
import type { explainPair } from '../../contract/matching.ts';
import { VERDICT_SENTENCES } from '../../contract/verdicts.ts';

type Why = Output<typeof explainPair>;

const RULES: Record<Why['findings'][number]['rule'], string> = {
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
};

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Why a pair was or was not brought together, as lines to read: the verdict, then rule by rule with both sides. */
export function whyLines({ labourer, job, verdict, findings, capLeft, offersThisYear }: Why): string {
  const rules = findings.map(
    ({ rule, met, labourer: own, job: asked }) =>
      `  ${met ? '符合　' : '不符合'} ${RULES[rule]}：本人 ${written(own)}，岗位 ${written(asked)}`,
  );
  return [
    `${labourer.name}（${labourer.regionName}） → ${job.title}（${job.employerName}）`,
    VERDICT_SENTENCES[verdict],
    ...rules,
    `  今年已送 ${offersThisYear} 个；这个岗位还能再送 ${capLeft} 人`,
  ].join('\n');
}
