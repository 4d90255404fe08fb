import { pinyin } from 'pinyin-pro';

/** Characters whose sound depends on the word: only words that hold one are looked up whole. */
const SEVERAL_SOUNDS = new Set(
  '行长重调会传参藏车乐朝称乘处单当倒都度发分干给更冠还好号和划降角教结解卷卡壳空累量绿落没模磨粘铺强切曲塞散色沙扇少舍什省石识数宿调弹通挑吐为相校削血压咽要应与载扎炸占涨着折正只中种转钻作薄泊剥便夹假尽禁劲看率露闷难宁炮喷片屏漂撇',
);
const HAN = /\p{Script=Han}/u;
const single = new Map<string, string>();

/** Toneless, ü as v, the way it is typed. */
const typed = (syllable: string): string => syllable.toLowerCase().replaceAll('ü', 'v');

function soundOf(character: string): string {
  const known = single.get(character);
  if (known !== undefined) return known;
  const sound = HAN.test(character) ? typed(pinyin(character, { toneType: 'none' })) : character;
  single.set(character, sound);
  return sound;
}

/** One sound for each character; letters and digits stand for themselves. */
export function syllablesOf(text: string): string[] {
  const characters = [...text];
  if (!characters.some((character) => SEVERAL_SOUNDS.has(character))) return characters.map(soundOf);
  const sounds = pinyin(text, { toneType: 'none', type: 'array' }).map(typed);
  return sounds.length === characters.length ? sounds : characters.map(soundOf);
}

export const initialsOf = (syllables: readonly string[]): string =>
  syllables.map((syllable) => syllable.charAt(0)).join('');

/** Sounds that people of many provinces do not tell apart become one: zh=z, n=l at the head, f=h, ing=in, eng=en, ang=an. */
export const foldSound = (sound: string): string =>
  sound
    .replace(/([zcs])h/g, '$1')
    .replace(/([iea])ng/g, '$1n')
    .replace(/n(?=[aeiouv])/g, 'l')
    .replace(/(?:hu|f)(?=[aeo])/g, 'h')
    .replace(/fu/g, 'hu')
    .replaceAll('v', 'u');
