interface Point {
  readonly pairs: number;
  readonly ms: number;
}

const [WIDTH, HEIGHT, EDGE] = [640, 400, 64];
const decades = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, k) => 10 ** (from + k));
const short = (n: number) => (n >= 1e9 ? `${n / 1e9} G` : n >= 1e6 ? `${n / 1e6} M` : `${n / 1e3} k`);

/** Time against pairs, both by powers of ten, as an SVG with its figures written beside the points. */
export function chartOf(points: readonly Point[]): string {
  const least = Math.floor(Math.log10(Math.min(...points.map((p) => p.ms))));
  const most = Math.ceil(Math.log10(Math.max(...points.map((p) => p.ms))));
  const x = (pairs: number) => EDGE + ((Math.log10(pairs) - 6) / 3.2) * (WIDTH - 2 * EDGE);
  const y = (ms: number) => HEIGHT - EDGE - ((Math.log10(ms) - least) / (most - least)) * (HEIGHT - 2 * EDGE);
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    `<path d="M${x1.toFixed(1)} ${y1.toFixed(1)}L${x2.toFixed(1)} ${y2.toFixed(1)}" stroke="#d0d0d0"/>`;
  const text = (at: number, up: number, words: string, anchor = 'middle') =>
    `<text x="${at.toFixed(1)}" y="${up.toFixed(1)}" text-anchor="${anchor}">${words}</text>`;
  const right = WIDTH - EDGE;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>`,
    text(WIDTH / 2, 28, 'judging and scoring: time against pairs, one thread'),
    ...decades(6, 9).map((n) => line(x(n), EDGE, x(n), HEIGHT - EDGE) + text(x(n), HEIGHT - EDGE + 20, short(n))),
    ...decades(least, most).map((n) => line(EDGE, y(n), right, y(n)) + text(EDGE - 8, y(n) + 4, `${n} ms`, 'end')),
    text(WIDTH / 2, HEIGHT - 16, 'pairs'),
    `<path d="M${points.map((p) => `${x(p.pairs).toFixed(1)} ${y(p.ms).toFixed(1)}`).join('L')}" fill="none" stroke="#b3261e" stroke-width="2"/>`,
    ...points.map(
      (p) =>
        `<circle cx="${x(p.pairs).toFixed(1)}" cy="${y(p.ms).toFixed(1)}" r="4" fill="#b3261e"/>` +
        text(x(p.pairs), y(p.ms) - 10, `${((p.ms * 1e6) / p.pairs).toFixed(2)} ns a pair`),
    ),
    '</svg>',
  ].join('\n');
}
