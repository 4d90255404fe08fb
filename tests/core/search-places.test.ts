import { languageOf } from '@songgang/search/chinese/language.ts';
import { expect, test } from 'vitest';

const places = [
  { code: '371311000000', name: '罗庄区' },
  { code: '371311001000', name: '罗庄街道' },
  { code: '371311001201', name: '罗庄村' },
  { code: '371311001202', name: '李家村' },
];
const { understand } = languageOf({ places });
const placesOf = (text: string) => understand(text, { countyCode: '371311000000' }).places.map(({ name }) => name);

test.each([
  ['罗庄 缝纫', '罗庄区'],
  ['罗庄村 缝纫', '罗庄村'],
  ['罗庄街道 缝纫', '罗庄街道'],
  ['罗庄李家村 缝纫', '李家村'],
])('%s asks for %s: a name that a district shares with a village in it is the district’s', (text, name) => {
  expect(placesOf(text)).toEqual([name]);
});
