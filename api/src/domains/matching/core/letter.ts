/** What a labourer reads in a mail or a short message. Plain words, the sum first. */
export interface OfferedJob {
  readonly title: string;
  readonly employerName: string;
  readonly regionName: string;
  readonly monthlyMinFen: number;
  readonly monthlyMaxFen: number;
}

const yuan = (fen: number): string => String(Math.round(fen / 100));

const paySentence = ({ monthlyMinFen, monthlyMaxFen }: OfferedJob): string =>
  monthlyMinFen === monthlyMaxFen
    ? `一个月 ${yuan(monthlyMinFen)} 元`
    : `一个月 ${yuan(monthlyMinFen)} 到 ${yuan(monthlyMaxFen)} 元`;

/** One mail for one job. */
export function mailFor(name: string, job: OfferedJob): { subject: string; body: string } {
  return {
    subject: `给您送个活：${job.title}，${paySentence(job)}`,
    body: `${name}，您好：\n\n${job.employerName}在${job.regionName}招${job.title}，${paySentence(job)}。\n\n想去，就登录送岗点「我想去」，或者告诉您的帮扶干部。\n不想再收到推荐，在「我的」里关掉就行，不影响您自己找活。\n`,
  };
}

/** One short message for all that a run brought: at most 70 characters, so that it stays one. */
export function smsFor(jobs: readonly OfferedJob[]): string {
  const [best] = jobs;
  if (!best) return '';
  const more = jobs.length > 1 ? `等 ${jobs.length} 个活` : '';
  const text = `送岗：给您挑了${best.title}${more}，${paySentence(best)}。想去就回干部或上送岗看。`;
  return text.length <= 70
    ? text
    : `送岗：给您挑了 ${jobs.length} 个活，${paySentence(best)}起。想去就回干部或上送岗看。`;
}
