/** What a colour may say. It always comes third, after a shape and a word. */
export type Tone = 'accent' | 'good' | 'warn' | 'bad' | 'idle';
