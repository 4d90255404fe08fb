/** What is wrong with a unified social credit code, so that it can be found on the licence and mended. */
export function creditCodeSaid({ why, length, position }: Readonly<Record<string, unknown>>): string {
  if (why === 'length') return `统一社会信用代码是 18 位，您写了 ${length} 位。`;
  if (why === 'character') return `第 ${position} 位写错了：代码里没有 I、O、S、V、Z 这几个字母，也没有符号。`;
  if (why === 'prefix') return '开头 8 位不对：第 1、2 位是类别，后面 6 位是地区的数字。请照营业执照再抄一遍。';
  if (why === 'organisation_check') return '第 9 到 17 位里有一位写错了，请照营业执照再对一遍。';
  return '18 位里有一位写错了，请照营业执照再对一遍。';
}
