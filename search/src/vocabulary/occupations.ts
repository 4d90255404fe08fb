/** The occupation vocabulary as the rest of the product uses it. */
export { mapText } from './map-text.ts';
export type { Nearby, Occupation } from './tree.ts';
export { ancestorsOf, childrenOf, isWithin, OCCUPATIONS, occupationOf } from './tree.ts';
