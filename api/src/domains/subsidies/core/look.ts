/** What a second look at a hit of the fraud screen comes to: it was nothing, or it was what it looked like. */
export const LOOK_RESULTS = ['cleared', 'confirmed'] as const;
