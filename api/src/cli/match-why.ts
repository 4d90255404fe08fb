import type { Output } from '../../contract/endpoint.ts';
import type { explainPair } from '../../contract/matching.ts';
import { ruleLabels, VERDICT_SENTENCES } from '../../contract/verdicts.ts';

type Why = Output<typeof explainPair>;

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Why a pair was or was not brought together, as lines to read: the verdict, then rule by rule with both sides. */
export function whyLines({ labourer, job, verdict, findings, capLeft, offersThisYear }: Why): string {
  const rules = findings.map(
    ({ rule, met, labourer: own, job: asked }) =>
      `  ${met ? '符合　' : '不符合'} ${ruleLabels[rule]}：本人 ${written(own)}，岗位 ${written(asked)}`,
  );
  return [
    `${labourer.name}（${labourer.regionName}） → ${job.title}（${job.employerName}）`,
    VERDICT_SENTENCES[verdict],
    ...rules,
    `  今年已送 ${offersThisYear} 个；这个岗位还能再送 ${capLeft} 人`,
  ].join('\n');
}
